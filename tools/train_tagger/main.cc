// nl_train_tagger OUT.model TEST.conllu,… TRAIN.conllu…: trains the tagger on Universal
// Dependencies treebanks and prints its accuracy on each test file. Same input, same model.

#include <cstdio>
#include <ctime>
#include <fstream>
#include <sstream>

#include "newsloom/stages/annotate/tagger.h"
#include "tools/training/tagger_training.h"

namespace {

using namespace newsloom;
using namespace newsloom::annotate;
using training::Rows;
using training::words_of;

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
    const std::clock_t begin = std::clock();
    tag(analysis, model);
    seconds += static_cast<double>(std::clock() - begin) / CLOCKS_PER_SEC;
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
  const training::TagSet tags(sentences);
  const auto examples = training::tagger_examples(sentences, tags);
  std::printf("%zu sentences, %zu tags\n", examples.size(), tags.labels().size());
  training::Perceptron perceptron(tags.labels());
  training::train_tagger(perceptron, examples, training::kTaggerEpochs);
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
