// nl_train_names OUT.model LANGUAGE TEST,TEST… FILE[:TAGGER.model]…: trains the names model on rows
// {"text","names":[{"start","end","type"}]} (code points) and prints strict F1 (PERSON, ORG, PLACE)
// on each test file ("FILE+": its errors too). A file that the tagger was trained on is to be
// tagged by another tagger (one that did not see it), so that its tags have the errors of unseen
// text. Same input, same model.

#include <cmath>
#include <fstream>
#include <iterator>
#include <memory>
#include <nlohmann/json.hpp>
#include <set>
#include <sstream>

#include "data/embedded.h"
#include "newsloom/core/text/utf8.h"
#include "newsloom/stages/annotate/analyse.h"
#include "newsloom/stages/annotate/names_model.h"
#include "tools/train_names/crf.h"
#include "tools/training/perceptron.h"

namespace {

using namespace newsloom;
using namespace newsloom::annotate;

constexpr int kEpochs = 9;
// A wrong label must lose by this much, "outside" for a name by more: else names are missed.
constexpr float kMargin = 1.0F;
constexpr float kMissMargin = 2.0F;
constexpr float kScale = 16.0F;
constexpr std::size_t kLowerStep = 8;  // one row of 8 is seen in lower case too
constexpr std::uint64_t kBlind = 40;   // percent of visits that hide the words of names
constexpr int kMinCount = 2;           // visits of a feature that is learned
constexpr float kSmall = 1e-3F;        // a gradient that does not count

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
  std::vector<std::size_t> lexical;  // how many of them, the first, are of the word itself
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
      std::size_t lexical = 0;
      const std::size_t n = view.features(i, keys, &lexical);
      example.lexical.push_back(lexical);
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

char to_lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; }

// Copies of some rows as careless writers have them, in lower case: offsets stay the same.
void add_lower_case(std::vector<std::unique_ptr<Row>>& rows) {
  const std::size_t size = rows.size();
  for (std::size_t i = 0; i < size; i += kLowerStep) {
    auto copy = std::make_unique<Row>(*rows[i]);
    std::string& text = copy->article.text;
    std::transform(text.begin(), text.end(), text.begin(), to_lower);
    rows.push_back(std::move(copy));
  }
}

void train(training::NameCrf& crf, std::vector<Example>& examples) {
  using Row = training::NameCrf::Row;
  for (const Example& example : examples) {
    for (const auto& keys : example.keys) {
      for (const std::uint32_t key : keys) crf.count(key);
    }
  }
  for (std::size_t before = 0; before <= kNameLabels; ++before) {
    for (int i = 0; i < kMinCount; ++i) crf.count(transition_key(before));
  }
  crf.freeze(kMinCount);
  std::array<std::uint32_t, kNameLabels + 1> transition_rows{};
  for (std::size_t before = 0; before <= kNameLabels; ++before) {
    transition_rows[before] = crf.row_of(transition_key(before));
  }
  for (Example& example : examples) {
    for (auto& keys : example.keys) {
      for (std::uint32_t& key : keys) key = crf.row_of(key);
    }
  }
  std::uint64_t random = 88172645463325252ULL;
  std::vector<std::size_t> from;
  std::vector<Row> scores;
  training::NameLattice lattice;
  for (int epoch = 0; epoch < kEpochs; ++epoch) {
    double loss = 0;
    for (const std::size_t k : training::shuffled(examples.size(), epoch + 1)) {
      const Example& example = examples[k];
      const std::size_t size = example.gold.size();
      if (size == 0) continue;
      training::NameLattice::Transitions transitions{};
      for (std::size_t before = 0; before <= kNameLabels; ++before) {
        crf.add_to(transition_rows[before], transitions[before]);
      }
      random ^= random << 13;
      random ^= random >> 7;
      random ^= random << 17;
      const bool blind = (random >> 11) % 100 < kBlind;
      from.assign(size, 0);
      scores.assign(size, Row{});
      for (std::size_t i = 0; i < size; ++i) {
        // Names are seen as if their words were unknown; other words stay.
        if (blind && example.gold[i] != 0) from[i] = example.lexical[i];
        for (std::size_t f = from[i]; f < example.keys[i].size(); ++f) {
          if (example.keys[i][f] != crf.kNone) crf.add_to(example.keys[i][f], scores[i]);
        }
        for (std::size_t y = 0; y < kNameLabels; ++y) {
          if (y != example.gold[i]) scores[i][y] += y == 0 ? kMissMargin : kMargin;
        }
      }
      lattice.run(scores, transitions);
      crf.step();
      std::size_t before = kNameLabels;
      auto pairs = lattice.pairs();
      for (std::size_t i = 0; i < size; ++i) {
        Row gradient{};
        float most = 0;
        for (std::size_t y = 0; y < kNameLabels; ++y) {
          gradient[y] = lattice.label(i, y) - (y == example.gold[i] ? 1.0F : 0.0F);
          most = std::max(most, std::fabs(gradient[y]));
        }
        loss += -std::log(std::max(lattice.label(i, example.gold[i]), 1e-9F));
        pairs[before][example.gold[i]] -= 1.0F;
        before = example.gold[i];
        if (most < kSmall) continue;
        for (std::size_t f = from[i]; f < example.keys[i].size(); ++f) {
          if (example.keys[i][f] != crf.kNone) crf.update(example.keys[i][f], gradient);
        }
      }
      for (std::size_t b = 0; b <= kNameLabels; ++b) crf.update(transition_rows[b], pairs[b]);
    }
    std::printf("epoch %d: loss %.0f\n", epoch + 1, loss);
    std::fflush(stdout);
  }
}

void test(const LinearModel& model, const NameLexicon& lexicon, const Resources& resources,
          std::string path, const std::string& language) {
  const bool errors = path.back() == '+';
  if (errors) path.pop_back();
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
    std::set<std::tuple<std::uint32_t, std::uint32_t, NameType>> got;
    for (const NameSpan& span : label_names(analysis, lexicon.look_up(analysis), model)) {
      if (span.type == NameType::other) continue;
      got.emplace(analysis.tokens[span.first].span.begin, analysis.tokens[span.last - 1].span.end,
                  span.type);
    }
    found += got.size();
    for (const auto& name : got) right += want.contains(name) ? 1 : 0;
    if (!errors) continue;
    const auto show = [&](const char* what, const auto& name) {
      const auto& [begin, end, type] = name;
      std::printf("%s %s [%s] in %s\n", what, std::string(name_of(type)).c_str(),
                  row->article.text.substr(begin, end - begin).c_str(), row->article.text.c_str());
    };
    for (const auto& name : want) {
      if (!got.contains(name)) show("MISS", name);
    }
    for (const auto& name : got) {
      if (!want.contains(name)) show("WRONG", name);
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

Result<LinearModel> trained(std::vector<Example>& examples, const std::vector<std::string>& labels,
                            const char* path) {
  std::printf("%zu sentences\n", examples.size());
  training::NameCrf crf({});
  train(crf, examples);
  const std::string file = crf.file(labels, kScale);
  std::ofstream(path, std::ios::binary) << file;
  std::printf("%zu bytes\n", file.size());
  return LinearModel::parse(file, path);
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
    const std::string path = argument.substr(0, colon);
    const TaggerModel& usual = resources->parts().tagger_en;
    auto rows = read_rows(path, language);
    if (language == "en") add_lower_case(rows);
    for (const auto& row : rows) {
      Analysis analysis = analyse(row->article, resources->parts());
      if (other) retag(analysis, *other, usual);
      add_examples(examples, *row, analysis, *lexicon);
    }
  }
  std::vector<std::string> labels = {"O"};
  for (const char* type : {"PERSON", "ORG", "PLACE", "OTHER"}) {
    for (const char* part : {"B ", "I ", "L ", "U "}) labels.push_back(std::string(part) + type);
  }
  auto model = trained(examples, labels, argv[1]);
  if (!model) return 4;
  std::stringstream tests(argv[3]);
  for (std::string path; std::getline(tests, path, ',');) {
    test(*model, *lexicon, *resources, path, language);
  }
  return 0;
}
