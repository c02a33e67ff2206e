// nl_train_tagger OUT.model TEST.conllu,… TRAIN.conllu…: trains the tagger on Universal
// Dependencies treebanks and prints its accuracy on each test file. Same input, same model.

#include <chrono>
#include <cstdio>
#include <fstream>
#include <map>
#include <sstream>

#include "newsloom/stages/annotate/tagger.h"
#include "tools/training/conllu.h"
#include "tools/training/perceptron.h"

namespace {

using namespace newsloom;
using namespace newsloom::annotate;
using training::Rows;

constexpr int kEpochs = 10;
constexpr std::size_t kMinTagCount = 15;

struct Example {
  std::vector<WordInfo> words;
  std::vector<std::size_t> gold;
};

// (UPOS, XPOS) pairs met often; a rare pair counts as the commonest of its UPOS.
class TagSet {
 public:
  explicit TagSet(const std::vector<Rows>& sentences) {
    std::map<std::string, std::size_t> counts;
    for (const Rows& rows : sentences) {
      for (const auto& row : rows) ++counts[row.upos + " " + row.xpos];
    }
    std::map<std::string, std::size_t> best;
    for (const auto& [label, count] : counts) {
      const std::string upos = label.substr(0, label.find(' '));
      if (!best.contains(upos) || count > best[upos]) {
        best[upos] = count;
        common_[upos] = label;
      }
    }
    for (const auto& [label, count] : counts) {
      const std::string upos = label.substr(0, label.find(' '));
      if (count >= kMinTagCount || common_[upos] == label) {
        index_[label] = labels_.size();
        labels_.push_back(label);
      }
    }
  }
  [[nodiscard]] const std::vector<std::string>& labels() const { return labels_; }
  [[nodiscard]] std::size_t of(const training::Row& row) const {
    const auto found = index_.find(row.upos + " " + row.xpos);
    return found != index_.end() ? found->second : index_.at(common_.at(row.upos));
  }

 private:
  std::map<std::string, std::size_t> index_;
  std::map<std::string, std::string> common_;
  std::vector<std::string> labels_;
};

std::vector<WordInfo> words_of(const Rows& rows) {
  std::vector<WordInfo> words;
  for (const auto& row : rows) words.push_back(word_info(row.form));
  return words;
}

void train(training::Perceptron& perceptron, const std::vector<Example>& examples) {
  TaggerFeatures keys;
  std::vector<float> scores;
  for (const Example& example : examples) {
    const TaggerView view = {example.words.data(), example.words.size()};
    std::array<std::uint32_t, 2> before = {kTaggerStart, kTaggerStart};
    for (std::size_t i = 0; i < view.size; ++i) {
      perceptron.count(keys.data(),
                       tag_features(view, i, before, word_features(view, i, keys), keys));
      before = {static_cast<std::uint32_t>(example.gold[i]), before[0]};
    }
  }
  for (int epoch = 0; epoch < kEpochs; ++epoch) {
    std::size_t wrong = 0;
    for (const std::size_t k : training::shuffled(examples.size(), epoch + 1)) {
      const Example& example = examples[k];
      const TaggerView view = {example.words.data(), example.words.size()};
      std::array<std::uint32_t, 2> before = {kTaggerStart, kTaggerStart};
      for (std::size_t i = 0; i < view.size; ++i) {
        const std::size_t count = tag_features(view, i, before, word_features(view, i, keys), keys);
        perceptron.score(keys.data(), count, scores);
        const auto best = static_cast<std::size_t>(
            std::max_element(scores.begin(),
                             scores.begin() + static_cast<long>(perceptron.classes())) -
            scores.begin());
        perceptron.step();
        if (best != example.gold[i]) {
          perceptron.update(keys.data(), count, example.gold[i], best);
          ++wrong;
        }
        before = {static_cast<std::uint32_t>(best), before[0]};
      }
    }
    std::printf("epoch %d: %zu wrong\n", epoch + 1, wrong);
    std::fflush(stdout);
  }
}

void test(const TaggerModel& model, const std::string& path) {
  const auto sentences = training::read_conllu(path);
  std::size_t words = 0;
  std::size_t upos = 0;
  std::size_t xpos = 0;
  double seconds = 0;
  for (const Rows& rows : sentences) {
    Analysis analysis;
    analysis.words = words_of(rows);
    analysis.tokens.resize(rows.size());
    Sentence sentence;
    sentence.last = static_cast<std::uint32_t>(rows.size());
    analysis.sentences.push_back(sentence);
    const auto begin = std::chrono::steady_clock::now();
    tag(analysis, model);
    seconds += std::chrono::duration<double>(std::chrono::steady_clock::now() - begin).count();
    for (std::size_t i = 0; i < rows.size(); ++i) {
      const std::string& label = model.model.labels()[analysis.tokens[i].fine_tag];
      ++words;
      upos += label.substr(0, label.find(' ')) == rows[i].upos ? 1 : 0;
      xpos += label.substr(label.find(' ') + 1) == rows[i].xpos ? 1 : 0;
    }
  }
  std::printf("%s: %zu words, UPOS %.2f, XPOS %.2f, %.2f M words/s\n", path.c_str(), words,
              100.0 * static_cast<double>(upos) / static_cast<double>(words),
              100.0 * static_cast<double>(xpos) / static_cast<double>(words),
              static_cast<double>(words) / seconds / 1e6);
}

}  // namespace

int main(int argc, char** argv) {
  if (argc < 4) {
    std::fprintf(stderr, "usage: nl_train_tagger OUT.model TEST,TEST... TRAIN...\n");
    return 2;
  }
  std::vector<Rows> sentences;
  for (int i = 3; i < argc; ++i) {
    for (Rows& rows : training::read_conllu(argv[i])) sentences.push_back(std::move(rows));
  }
  const TagSet tags(sentences);
  std::vector<Example> examples;
  for (const Rows& rows : sentences) {
    Example example;
    example.words = words_of(rows);
    for (const auto& row : rows) example.gold.push_back(tags.of(row));
    examples.push_back(std::move(example));
  }
  std::printf("%zu sentences, %zu tags\n", examples.size(), tags.labels().size());
  training::Perceptron perceptron(tags.labels());
  train(perceptron, examples);
  const std::string file = perceptron.file(2.0F);
  std::ofstream(argv[1], std::ios::binary) << file;
  std::printf("%zu bytes\n", file.size());
  auto model = LinearModel::parse(file, argv[1]);
  if (!model) return 4;
  const auto tagger = tagger_of(std::move(*model));
  if (!tagger) return 4;
  std::stringstream tests(argv[2]);
  for (std::string path; std::getline(tests, path, ',');) test(*tagger, path);
  return 0;
}
