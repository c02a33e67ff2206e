// nl_train_names OUT.model LANGUAGE TEST,TEST… FILE[:TAGGER.model]…: trains the names model on rows
// {"text","names":[{"start","end","type"}]} (code points) and prints strict F1 (PERSON, ORG, PLACE)
// on each test file ("FILE+": its errors too). A file that the tagger was trained on is to be
// tagged by another tagger (one that did not see it), so that its tags have the errors of unseen
// text. Same input, same model.

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
#include "tools/training/conllu.h"
#include "tools/training/perceptron.h"

namespace {

using namespace newsloom;
using namespace newsloom::annotate;

constexpr int kEpochs = 9;
// A wrong label must lose by this much, "outside" for a name by more: else names are missed.
constexpr float kMargin = 1;
constexpr float kMissMargin = 4;
constexpr float kScale = 3.0F;
constexpr std::size_t kLowerStep = 8;  // one row of 8 is seen in lower case too
constexpr std::uint64_t kBlind = 40;   // percent of visits that hide the words of names
constexpr float kProperBonus = 100;    // in the model's scores: a proper noun is mostly in a name

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

// ---- rows with proper nouns marked, but no names ----

struct Marked {
  Article article;
  Analysis analysis;
  std::vector<bool> proper;
  std::vector<NameSpan> spans;
};

std::vector<std::unique_ptr<Marked>> read_marked(const std::string& path,
                                                 const TaggerModel& tagger) {
  std::vector<std::unique_ptr<Marked>> out;
  for (const training::Rows& rows : training::read_conllu(path)) {
    auto marked = std::make_unique<Marked>();
    Sentence sentence;
    for (const training::Row& row : rows) {
      std::string& text = marked->article.text;
      Token token;
      token.span.begin = static_cast<std::uint32_t>(text.size());
      text += row.form;
      token.span.end = static_cast<std::uint32_t>(text.size());
      text += ' ';
      marked->analysis.tokens.push_back(token);
      marked->analysis.words.push_back(word_info(row.form));
      marked->proper.push_back(row.upos == "PROPN");
    }
    sentence.last = static_cast<std::uint32_t>(rows.size());
    sentence.span.end = marked->analysis.tokens.back().span.end;
    marked->analysis.sentences.push_back(sentence);
    marked->analysis.language = "en";
    marked->analysis.article = &marked->article;
    tag(marked->analysis, tagger);
    out.push_back(std::move(marked));
  }
  return out;
}

// The model's names, kept to runs of proper nouns (with small words between two of them).
void label_marked(Marked& marked, const NameLexicon& lexicon, const LinearModel& model) {
  const auto known = lexicon.look_up(marked.analysis);
  const Sentence& sentence = marked.analysis.sentences[0];
  const NameView view(marked.analysis, known, sentence);
  NameTransitions transitions{};
  std::array<std::int16_t, LinearModel::kMaxClasses> row{};
  for (std::size_t before = 0; before <= kNameLabels; ++before) {
    const std::uint32_t key = transition_key(before);
    model.score(&key, 1, row.data());
    std::copy_n(row.begin(), kNameLabels, transitions[before].begin());
  }
  NameFeatures keys;
  std::vector<float> scores;
  constexpr float kNever = -1e6F;
  for (std::size_t i = 0; i < view.size(); ++i) {
    model.score(keys.data(), view.features(i, keys), row.data());
    scores.insert(scores.end(), row.begin(), row.begin() + kNameLabels);
    float* at = &scores[i * kNameLabels];
    const bool between = i > 0 && i + 1 < view.size() && marked.proper[i - 1] &&
                         (marked.proper[i + 1] || (i + 2 < view.size() && marked.proper[i + 2])) &&
                         (known[i] & Known::link) != 0;
    if (!marked.proper[i] && !between) {
      std::fill(at + 1, at + kNameLabels, kNever);
    } else if (marked.proper[i] && (known[i] & (Known::calendar | Known::role_word |
                                                Known::honorific | Known::people)) == 0) {
      at[0] -= kProperBonus;
    }
  }
  marked.spans = spans_of(best_labels(scores, transitions), 0);
}

std::string words_of(const Marked& marked, const NameSpan& span) {
  std::string out = marked.article.text.substr(marked.analysis.tokens[span.first].span.begin,
                                               marked.analysis.tokens[span.last - 1].span.end -
                                                   marked.analysis.tokens[span.first].span.begin);
  std::transform(out.begin(), out.end(), out.begin(), to_lower);
  return out;
}

// Each name gets the type it has most often in all texts.
void vote(std::vector<std::unique_ptr<Marked>>& all) {
  std::map<std::string, std::array<int, 4>> votes;
  for (const auto& marked : all) {
    for (const NameSpan& span : marked->spans) {
      ++votes[words_of(*marked, span)][static_cast<std::size_t>(span.type)];
    }
  }
  for (const auto& marked : all) {
    for (NameSpan& span : marked->spans) {
      const auto& counts = votes[words_of(*marked, span)];
      span.type =
          static_cast<NameType>(std::max_element(counts.begin(), counts.end()) - counts.begin());
    }
  }
}

void add_marked(std::vector<Example>& out, const std::vector<std::unique_ptr<Marked>>& all,
                const NameLexicon& lexicon) {
  for (const auto& marked : all) {
    Row row;
    for (const NameSpan& span : marked->spans) {
      row.names.emplace_back(marked->analysis.tokens[span.first].span.begin,
                             marked->analysis.tokens[span.last - 1].span.end, span.type);
    }
    add_examples(out, row, marked->analysis, lexicon);
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
  std::uint64_t random = 88172645463325252ULL;
  std::vector<std::size_t> from;
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
      random ^= random << 13;
      random ^= random >> 7;
      random ^= random << 17;
      const bool blind = (random >> 11) % 100 < kBlind;
      from.assign(size, 0);
      for (std::size_t i = 0; i < size; ++i) {
        // Names are seen as if their words were unknown; other words stay.
        if (blind && example.gold[i] != 0) from[i] = example.lexical[i];
        perceptron.score(example.keys[i].data() + from[i], example.keys[i].size() - from[i], row);
        std::copy_n(row.begin(), kNameLabels,
                    scores.begin() + static_cast<std::ptrdiff_t>(i * kNameLabels));
        for (std::size_t y = 0; y < kNameLabels; ++y) {
          if (y == example.gold[i]) continue;
          scores[i * kNameLabels + y] += y == 0 ? kMissMargin : kMargin;
        }
      }
      const auto found = best_labels(scores, transitions);
      perceptron.step();
      std::size_t before_gold = kNameLabels;
      std::size_t before_found = kNameLabels;
      for (std::size_t i = 0; i < size; ++i) {
        const std::uint8_t good = example.gold[i];
        const std::uint8_t bad = found[i];
        if (good != bad) {
          perceptron.update(example.keys[i].data() + from[i], example.keys[i].size() - from[i],
                            good, bad);
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

Result<LinearModel> trained(const std::vector<Example>& examples,
                            const std::vector<std::string>& labels, const char* path) {
  std::printf("%zu sentences\n", examples.size());
  training::Perceptron perceptron(labels);
  train(perceptron, examples);
  const std::string file = perceptron.file(kScale);
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
  std::vector<std::unique_ptr<Marked>> marked;
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
    if (path.ends_with(".conllu")) {
      for (auto& row : read_marked(path, other ? *other : usual)) {
        if (other) retag(row->analysis, *other, usual);
        marked.push_back(std::move(row));
      }
      continue;
    }
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
  if (!marked.empty()) {
    for (const auto& row : marked) label_marked(*row, *lexicon, *model);
    vote(marked);
    add_marked(examples, marked, *lexicon);
    model = trained(examples, labels, argv[1]);
    if (!model) return 4;
  }
  std::stringstream tests(argv[3]);
  for (std::string path; std::getline(tests, path, ',');) {
    test(*model, *lexicon, *resources, path, language);
  }
  return 0;
}
