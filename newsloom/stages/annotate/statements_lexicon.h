#pragma once
// The words by which English says that somebody said, thinks, wants or denies something: verbs,
// nouns and adjectives with the patterns they take, and the closed classes of words around them.
// Loaded from data/annotate/statements; for other languages a list of forms of verbs of speech.

#include <array>
#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

#include "newsloom/core/data_source.h"
#include "newsloom/core/result.h"

namespace newsloom::annotate {

/// What a cue does with what is said.
enum class CueClass : std::uint8_t {
  speech,
  think,
  plan,
  know,
  show,
  demand,
  promise,
  deny,
  judge,
  noun,
  adjective,
  according,
};

/// Patterns of a cue; the number is how sure the pattern is, 0 (never) to 9.
struct CueEntry {
  CueClass kind = CueClass::speech;
  std::uint8_t clause = 0;      ///< "says that …", "says it …"
  std::uint8_t quotation = 0;   ///< says: "…"
  std::uint8_t after = 0;       ///< "…, he says"
  std::uint8_t addressee = 0;   ///< "tells them that …"
  std::uint8_t infinitive = 0;  ///< "vows to …"
  std::uint8_t object = 0;      ///< "praises the …"
  std::vector<std::pair<std::string, std::uint8_t>> prepositions;  ///< "warns of …"
  bool phrasal = false;  ///< a verb of two words: "rule out"

  [[nodiscard]] std::uint8_t preposition(std::string_view word) const;
};

/// Classes of a word, as bits.
enum WordClass : std::uint32_t {
  kDeterminer = 1u << 0,
  kPossessive = 1u << 1,
  kSubject = 1u << 2,
  kObject = 1u << 3,
  kPreposition = 1u << 4,
  kSubordinate = 1u << 5,
  kComplement = 1u << 6,
  kQuestion = 1u << 7,
  kAuxiliary = 1u << 8,
  kBe = 1u << 9,
  kHave = 1u << 10,
  kModal = 1u << 11,
  kNegation = 1u << 12,
  kAdverb = 1u << 13,
  kConjunction = 1u << 14,
  kWeekday = 1u << 15,
  kMonth = 1u << 16,
  kTime = 1u << 17,
  kTitle = 1u << 18,
  kChannel = 1u << 19,
  kHearer = 1u << 20,
  kPersonNoun = 1u << 21,
  kOrgNoun = 1u << 22,
  kRelative = 1u << 23,
  kMaleName = 1u << 24,    ///< forenames that tell who "he" can be
  kFemaleName = 1u << 25,  ///< and "she"
};

struct TransparentHash {
  using is_transparent = void;
  std::size_t operator()(std::string_view text) const noexcept {
    return std::hash<std::string_view>{}(text);
  }
};
template <class Value>
using WordMap = std::unordered_map<std::string, Value, TransparentHash, std::equal_to<>>;

/// One language's forms of verbs of speech, for languages without the patterns above.
struct SpeechForms {
  WordMap<CueClass> forms;         ///< "sagte", "erklärte"
  WordMap<bool> sources;           ///< prepositions before a source: "laut", "selon"
  WordMap<bool> adverbials;        ///< words that begin an adverbial: "am", "laut", "gestern"
  WordMap<std::uint8_t> pronouns;  ///< "er", "sie": 1 male, 2 female, 3 several or unknown
};

/// Word lists of the annotator of statements. Const and shared after loading.
class StatementResources {
 public:
  /// Errors: not_found where a list is missing; corrupt where a row cannot be read.
  [[nodiscard]] static Result<StatementResources> load(const DataSource& data);

  [[nodiscard]] const CueEntry* verb(std::string_view lemma) const;
  [[nodiscard]] const CueEntry* noun(std::string_view lemma) const;
  [[nodiscard]] const CueEntry* adjective(std::string_view word) const;
  [[nodiscard]] std::uint32_t classes(std::string_view word) const;  ///< bits of WordClass
  /// Weights of the model in statements_score.h; the first is the bias.
  [[nodiscard]] const std::vector<double>& weights() const { return weights_; }
  /// Nothing for a language without a list.
  [[nodiscard]] const SpeechForms* forms(std::string_view language) const;

 private:
  WordMap<CueEntry> verbs_;
  WordMap<CueEntry> nouns_;
  WordMap<CueEntry> adjectives_;
  WordMap<std::uint32_t> classes_;
  WordMap<SpeechForms> forms_;
  std::vector<double> weights_;
};

}  // namespace newsloom::annotate
