#include "newsloom/stages/annotate/statements_lexicon.h"

#include <charconv>
#include <optional>

#include "newsloom/stages/annotate/lists.h"

namespace newsloom::annotate {
namespace {

constexpr std::string_view kFolder = "annotate/statements/";

constexpr auto kCueClasses = std::to_array<std::pair<std::string_view, CueClass>>({
    {"speech", CueClass::speech},
    {"think", CueClass::think},
    {"plan", CueClass::plan},
    {"know", CueClass::know},
    {"show", CueClass::show},
    {"demand", CueClass::demand},
    {"promise", CueClass::promise},
    {"deny", CueClass::deny},
    {"judge", CueClass::judge},
});

constexpr auto kWordClasses = std::to_array<std::pair<std::string_view, WordClass>>({
    {"det", kDeterminer},   {"poss", kPossessive},
    {"subj", kSubject},     {"obj", kObject},
    {"prep", kPreposition}, {"sconj", kSubordinate},
    {"comp", kComplement},  {"wh", kQuestion},
    {"aux", kAuxiliary},    {"be", kBe},
    {"have", kHave},        {"modal", kModal},
    {"neg", kNegation},     {"adv", kAdverb},
    {"conj", kConjunction}, {"weekday", kWeekday},
    {"month", kMonth},      {"time", kTime},
    {"title", kTitle},      {"channel", kChannel},
    {"hearer", kHearer},    {"person", kPersonNoun},
    {"org", kOrgNoun},      {"reltv", kRelative},
    {"male", kMaleName},    {"female", kFemaleName},
});

template <class Table>
auto value_of(const Table& table, std::string_view key)
    -> std::optional<decltype(table.front().second)> {
  for (const auto& [name, value] : table) {
    if (name == key) return value;
  }
  return std::nullopt;
}

Error bad_row(std::string_view file, std::string_view row) {
  return {Errc::corrupt, "unreadable row: " + std::string(row), std::string(file)};
}

/// "c9 o8 +about=6" into the entry; false where it cannot be read.
bool read_patterns(std::string_view text, CueEntry& entry) {
  for (const std::string_view part : split(text, ' ')) {
    if (part.size() < 2) return false;
    const char last = part.back();
    if (last < '0' || last > '9') return false;
    const auto sure = static_cast<std::uint8_t>(last - '0');
    switch (part[0]) {
      case 'c': entry.clause = sure; break;
      case 'q': entry.quotation = sure; break;
      case 'p': entry.after = sure; break;
      case 'a': entry.addressee = sure; break;
      case 't': entry.infinitive = sure; break;
      case 'o': entry.object = sure; break;
      case '+':
        if (part.size() < 4 || part[part.size() - 2] != '=') return false;
        entry.prepositions.emplace_back(std::string(part.substr(1, part.size() - 3)), sure);
        break;
      default: return false;
    }
  }
  return true;
}

Result<WordMap<CueEntry>> cues_of(const DataSource& data, const std::string& file,
                                  std::optional<CueClass> kind) {
  NL_TRY(const auto rows, rows_of(data, file, kind ? 2 : 3));
  WordMap<CueEntry> cues;
  for (const auto& row : rows) {
    CueEntry entry;
    const std::optional<CueClass> named = kind ? kind : value_of(kCueClasses, row[1]);
    if (!named || !read_patterns(row[kind ? 1 : 2], entry)) {
      return tl::unexpected<Error>(bad_row(file, row[0]));
    }
    entry.kind = *named;
    entry.phrasal = row[0].find(' ') != std::string_view::npos;
    cues.emplace(std::string(row[0]), std::move(entry));
  }
  return cues;
}

}  // namespace

std::uint8_t CueEntry::preposition(std::string_view word) const {
  for (const auto& [name, sure] : prepositions) {
    if (name == word) return sure;
  }
  return 0;
}

Result<StatementResources> StatementResources::load(const DataSource& data) {
  StatementResources out;
  const std::string folder(kFolder);
  NL_TRY(out.verbs_, cues_of(data, folder + "verbs_en.tsv", std::nullopt));
  NL_TRY(out.nouns_, cues_of(data, folder + "nouns_en.tsv", CueClass::noun));
  NL_TRY(out.adjectives_, cues_of(data, folder + "adjectives_en.tsv", CueClass::adjective));
  const std::string model = folder + "weights.tsv";
  NL_TRY(const auto weights, rows_of(data, model, 2));
  for (const auto& row : weights) {
    double value = 0;
    const auto read = std::from_chars(row[1].data(), row[1].data() + row[1].size(), value);
    if (read.ec != std::errc{}) return tl::unexpected<Error>(bad_row(model, row[0]));
    out.weights_.push_back(value);
  }
  const std::string words = folder + "words_en.tsv";
  NL_TRY(const auto rows, rows_of(data, words, 2));
  for (const auto& row : rows) {
    const auto bit = value_of(kWordClasses, row[0]);
    if (!bit) return tl::unexpected<Error>(bad_row(words, row[0]));
    for (const std::string_view word : split(row[1], ' ')) out.classes_[std::string(word)] |= *bit;
  }
  const std::string others = folder + "speech_forms.tsv";
  NL_TRY(const auto forms, rows_of(data, others, 3));
  for (const auto& row : forms) {
    SpeechForms& list = out.forms_[std::string(row[0])];
    for (const std::string_view word : split(row[2], ' ')) {
      if (row[1] == "source") {
        list.sources.emplace(std::string(word), true);
      } else if (row[1] == "adverbial") {
        list.adverbials.emplace(std::string(word), true);
      } else if (row[1] == "he" || row[1] == "she" || row[1] == "they") {
        list.pronouns.emplace(std::string(word), row[1] == "he" ? 1 : row[1] == "she" ? 2 : 3);
      } else if (const auto kind = value_of(kCueClasses, row[1])) {
        list.forms.emplace(std::string(word), *kind);
      } else {
        return tl::unexpected<Error>(bad_row(others, row[1]));
      }
    }
  }
  return out;
}

namespace {

template <class Map>
auto found(const Map& map, std::string_view key) -> const typename Map::mapped_type* {
  const auto at = map.find(key);
  return at == map.end() ? nullptr : &at->second;
}

}  // namespace

const CueEntry* StatementResources::verb(std::string_view lemma) const {
  return found(verbs_, lemma);
}
const CueEntry* StatementResources::noun(std::string_view lemma) const {
  return found(nouns_, lemma);
}
const CueEntry* StatementResources::adjective(std::string_view word) const {
  return found(adjectives_, word);
}
std::uint32_t StatementResources::classes(std::string_view word) const {
  const std::uint32_t* bits = found(classes_, word);
  return bits == nullptr ? 0 : *bits;
}
const SpeechForms* StatementResources::forms(std::string_view language) const {
  return found(forms_, language);
}

}  // namespace newsloom::annotate
