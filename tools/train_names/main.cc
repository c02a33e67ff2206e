// nl_train_names OUT.model LANGUAGE TEST,TEST… FILE[:TAGGER.model]…: trains the names model on rows
// {"text","names":[{"start","end","type"}]} (code points) and prints strict F1 (PERSON, ORG, PLACE)
// on each test file. A file that the tagger was trained on is to be tagged by another tagger (one
// that did not see it), so that its tags have the errors of unseen text. Same input, same model.

#include <fstream>
#include <iterator>
#include <map>
#include <memory>
#include <nlohmann/json.hpp>
#include <set>
#include <sstream>

#include "data/embedded.h"
#include "newsloom/core/text/utf8.h"
#include "newsloom/stages/annotate/analyse.h"
#include "newsloom/stages/annotate/names_model.h"
#include "tools/training/perceptron.h"

namespace {

using namespace newsloom;
using namespace newsloom::annotate;

constexpr int kEpochs = 12;
constexpr float kScale = 3.0F;

struct Row {
  Article article;
  std::vector<std::tuple<std::uint32_t, std::uint32_t, NameType>> names;  // bytes
};

NameType type_of(const std::string& name) {
  return name == "PERSON"  ? NameType::person
         : name == "ORG"   ? NameType::org
         : name == "PLACE" ? NameType::place
                           : NameType::other;
}

std::vector<std::unique_ptr<Row>> read_rows(const std::string& path, const std::string& language) {
  std::vector<std::unique_ptr<Row>> rows;
  std::ifstream in(path);
  for (std::string line; std::getline(in, line);) {
    const auto json = nlohmann::json::parse(line);
    auto row = std::make_unique<Row>();
    row->article.text = json["text"].get<std::string>();
    row->article.language = language;
    const CodePointIndex index(row->article.text);
    for (const auto& name : json["names"]) {
      row->names.emplace_back(index.bytes(name["start"].get<std::uint32_t>()),
                              index.bytes(name["end"].get<std::uint32_t>()),
                              type_of(name["type"].get<std::string>()));
    }
    rows.push_back(std::move(row));
  }
  return rows;
}

// Tags again with another tagger, its tags told by name.
void retag(Analysis& analysis, const TaggerModel& tagger, const TaggerModel& usual) {
  tag(analysis, tagger);
  for (Token& token : analysis.tokens) {
    const std::string& label = tagger.model.labels()[token.fine_tag];
    const auto& labels = usual.model.labels();
    auto at = std::find(labels.begin(), labels.end(), label);
    if (at == labels.end()) {
      at = std::find_if(labels.begin(), labels.end(), [&](const std::string& x) {
        return x.substr(0, x.find(' ')) == label.substr(0, label.find(' '));
      });
    }
    token.fine_tag = static_cast<std::uint8_t>(at - labels.begin());
  }
}

struct Example {
  std::vector<std::vector<std::uint32_t>> keys;
  std::vector<std::uint8_t> gold;
};

void label(std::vector<std::uint8_t>& gold, const Analysis& analysis, const Row& row) {
  for (const auto& [begin, end, type] : row.names) {
    std::vector<std::size_t> inside;
    for (std::size_t i = 0; i < analysis.tokens.size(); ++i) {
      const Span& span = analysis.tokens[i].span;
      if (span.begin < end && begin < span.end) inside.push_back(i);
    }
    for (std::size_t k = 0; k < inside.size(); ++k) {
      const NamePart part = inside.size() == 1       ? NamePart::single
                            : k == 0                 ? NamePart::begin
                            : k + 1 == inside.size() ? NamePart::last
                                                     : NamePart::inside;
      gold[inside[k]] = static_cast<std::uint8_t>(name_label(type, part));
    }
  }
}

// One example for each sentence; a name that goes over the end of a sentence is left out.
void add_examples(std::vector<Example>& out, const Row& row, const Analysis& analysis,
                  const NameLexicon& lexicon) {
  const auto known = lexicon.look_up(analysis);
  std::vector<std::uint8_t> gold(analysis.tokens.size(), 0);
  label(gold, analysis, row);
  NameFeatures keys;
  for (const Sentence& sentence : analysis.sentences) {
    const NameView view(analysis, known, sentence);
    Example example;
    std::size_t before = kNameLabels;
    for (std::size_t i = 0; i < view.size(); ++i) {
      const std::size_t n = view.features(i, keys);
      example.keys.emplace_back(keys.begin(), keys.begin() + static_cast<std::ptrdiff_t>(n));
      std::uint8_t y = gold[sentence.first + i];
      if (!may_follow(before, y)) y = 0;
      example.gold.push_back(y);
      before = y;
    }
    if (!may_follow(before, kNameLabels)) {
      for (std::size_t i = view.size(); i-- > 0 && example.gold[i] != 0;) example.gold[i] = 0;
    }
    // Close what was cut.
    for (std::size_t i = 0; i < view.size(); ++i) {
      const std::size_t next = i + 1 < view.size() ? example.gold[i + 1] : kNameLabels;
      if (!may_follow(example.gold[i], next)) example.gold[i] = 0;
    }
    bool fits = true;
    before = kNameLabels;
    for (const std::uint8_t y : example.gold) {
      fits = fits && may_follow(before, y);
      before = y;
    }
    if (fits && may_follow(before, kNameLabels)) out.push_back(std::move(example));
  }
}

void train(training::Perceptron& perceptron, const std::vector<Example>& examples) {
  std::vector<float> row;
  std::vector<float> scores;
  for (const Example& example : examples) {
    for (const auto& keys : example.keys) perceptron.count(keys.data(), keys.size());
  }
  for (std::size_t before = 0; before <= kNameLabels; ++before) {
    const std::uint32_t key = transition_key(before);
    for (int i = 0; i < 3; ++i) perceptron.count(&key, 1);
  }
  for (int epoch = 0; epoch < kEpochs; ++epoch) {
    std::size_t wrong = 0;
    for (const std::size_t k : training::shuffled(examples.size(), epoch + 1)) {
      const Example& example = examples[k];
      const std::size_t size = example.gold.size();
      NameTransitions transitions{};
      for (std::size_t before = 0; before <= kNameLabels; ++before) {
        const std::uint32_t key = transition_key(before);
        perceptron.score(&key, 1, row);
        std::copy_n(row.begin(), kNameLabels, transitions[before].begin());
      }
      scores.resize(size * kNameLabels);
      for (std::size_t i = 0; i < size; ++i) {
        perceptron.score(example.keys[i].data(), example.keys[i].size(), row);
        std::copy_n(row.begin(), kNameLabels,
                    scores.begin() + static_cast<std::ptrdiff_t>(i * kNameLabels));
      }
      const auto found = best_labels(scores, transitions);
      perceptron.step();
      std::size_t before_gold = kNameLabels;
      std::size_t before_found = kNameLabels;
      for (std::size_t i = 0; i < size; ++i) {
        const std::uint8_t good = example.gold[i];
        const std::uint8_t bad = found[i];
        if (good != bad) {
          perceptron.update(example.keys[i].data(), example.keys[i].size(), good, bad);
          ++wrong;
        }
        if (good != bad || before_gold != before_found) {
          perceptron.add(transition_key(before_gold), good, 1.0F);
          perceptron.add(transition_key(before_found), bad, -1.0F);
        }
        before_gold = good;
        before_found = bad;
      }
    }
    std::printf("epoch %d: %zu wrong\n", epoch + 1, wrong);
    std::fflush(stdout);
  }
}

void test(const LinearModel& model, const NameLexicon& lexicon, const Resources& resources,
          const std::string& path, const std::string& language) {
  std::size_t gold = 0;
  std::size_t found = 0;
  std::size_t right = 0;
  for (const auto& row : read_rows(path, language)) {
    const Analysis analysis = analyse(row->article, resources.parts());
    std::set<std::tuple<std::uint32_t, std::uint32_t, NameType>> want;
    for (const auto& name : row->names) {
      if (std::get<2>(name) != NameType::other) want.insert(name);
    }
    gold += want.size();
    for (const NameSpan& span : label_names(analysis, lexicon.look_up(analysis), model)) {
      if (span.type == NameType::other) continue;
      ++found;
      right += want.contains({analysis.tokens[span.first].span.begin,
                              analysis.tokens[span.last - 1].span.end, span.type});
    }
  }
  const auto f1 = 200.0 * static_cast<double>(right) / static_cast<double>(gold + found);
  std::printf("%s: %zu names, precision %.2f, recall %.2f, F1 %.2f\n", path.c_str(), gold,
              100.0 * static_cast<double>(right) / static_cast<double>(found),
              100.0 * static_cast<double>(right) / static_cast<double>(gold), f1);
}

Result<TaggerModel> read_tagger(const std::string& path) {
  std::ifstream in(path, std::ios::binary);
  const std::string bytes((std::istreambuf_iterator<char>(in)), {});
  NL_TRY(LinearModel model, LinearModel::parse(bytes, path));
  return tagger_of(std::move(model));
}

}  // namespace

int main(int argc, char** argv) {
  if (argc < 5) {
    std::fprintf(stderr,
                 "usage: nl_train_names OUT.model LANGUAGE TEST,TEST FILE[:TAGGER.model]...\n");
    return 2;
  }
  const std::string language = argv[2];
  const auto resources = Resources::load(embedded_data());
  const auto lexicon = NameLexicon::load(embedded_data());
  if (!resources || !lexicon) return 4;
  std::vector<Example> examples;
  for (int i = 4; i < argc; ++i) {
    const std::string argument = argv[i];
    const std::size_t colon = argument.find(':');
    std::optional<TaggerModel> other;
    if (colon != std::string::npos) {
      auto tagger = read_tagger(argument.substr(colon + 1));
      if (!tagger) {
        std::fprintf(stderr, "%s\n", message(tagger.error()).c_str());
        return 4;
      }
      other = std::move(*tagger);
    }
    for (const auto& row : read_rows(argument.substr(0, colon), language)) {
      Analysis analysis = analyse(row->article, resources->parts());
      if (other) retag(analysis, *other, resources->parts().tagger_en);
      add_examples(examples, *row, analysis, *lexicon);
    }
  }
  std::printf("%zu sentences\n", examples.size());
  std::vector<std::string> labels = {"O"};
  for (const char* type : {"PERSON", "ORG", "PLACE", "OTHER"}) {
    for (const char* part : {"B ", "I ", "L ", "U "}) labels.push_back(std::string(part) + type);
  }
  training::Perceptron perceptron(labels);
  train(perceptron, examples);
  const std::string file = perceptron.file(kScale);
  std::ofstream(argv[1], std::ios::binary) << file;
  std::printf("%zu bytes\n", file.size());
  const auto model = LinearModel::parse(file, argv[1]);
  if (!model) return 4;
  std::stringstream tests(argv[3]);
  for (std::string path; std::getline(tests, path, ',');) {
    test(*model, *lexicon, *resources, path, language);
  }
  return 0;
}
