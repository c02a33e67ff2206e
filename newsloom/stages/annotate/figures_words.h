#pragma once
// The words of one language that stand around numbers: units, currencies, "about", "rose", "each".
// Read from data/annotate/figures/<language>.figures. Format: docs/annotators/figures.md.

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

#include "newsloom/core/annotations.h"
#include "newsloom/core/result.h"
#include "newsloom/stages/annotate/numbers.h"

namespace newsloom::annotate {

enum class FigureWord : std::uint8_t {
  money,        ///< "dollars", "€": before or after the number
  unit,         ///< of measure: "km", "degrees Celsius"
  small_money,  ///< a hundredth of the money before: "cents" in "3 dollars 50 cents"
  per,          ///< "per", "a" in "miles per hour"
  age,          ///< after a number of years: "old", "of age"
  age_before,   ///< before it: "aged"
  age_decade,   ///< before the tens of an age: "his" 30s
  about,
  more,
  less,  ///< before a number
  about_after,
  more_after,
  less_after,  ///< after it: "or so", "or more"
  up,
  down,     ///< verbs and adverbs of change: "rose", "down"
  between,  ///< opens a range: "between", "from"
  range,    ///< joins two numbers: "to", "-"
  vague,    ///< a number nobody knows: "dozens" (its value is the low end)
  each,     ///< "each", "apiece"
  total,    ///< "a total of", "in all"
  part,     ///< "including", "of which"
  label,    ///< before a number that names something: "No.", "chapter", "flight"
  stop,     ///< ends the noun phrase that is counted
  filler,   ///< between number and noun: "more", "other", "of the"
  pronoun,  ///< after "one": no number ("one of", "one can")
  planned,
  agreed,
  happened,
  denied,
  hypothetical,  ///< status of the clause
  said,          ///< verbs and prepositions of attribution
  minus,         ///< "minus"
  of,            ///< between a share and its whole: "of the"
  ratio,         ///< "in" of "one in five"
  people,        ///< tells that a bare number counts people: "injured", "dead"
  several,       ///< "several" of "several thousand"
  and_half,      ///< "and a half"
  by,            ///< between a verb of change and its number: "by"
  adjective,     ///< endings of adjectives, for languages without a tagger: "ых"
  name_before,   ///< makes "one" a pronoun when it stands before: "no", "the"
  kSize,
};

struct FigurePhrase {
  FigureWord kind = FigureWord::stop;
  std::string canonical;  ///< unit or currency code; number of a vague word
  bool capital = false;
  bool glued = false;   ///< only straight after the number: "5 m" may be anything, "5m" is not
  bool exact = false;   ///< small and capital letters as written: "W" is no "w"
  std::string written;  ///< the form as written, where `exact`
  /// Further atoms; those that stand glued in the form must be so in the text.
  std::vector<std::pair<std::string, bool>> rest;
};

struct FigureWords {
  NumberWords numbers;
  std::unordered_map<std::string, std::vector<FigurePhrase>, WordHash, std::equal_to<>> phrases;

  std::vector<std::string> adjective_endings;

  /// The longest phrase of a kind at atom `at`, and its length in atoms.
  struct Hit {
    const FigurePhrase* phrase = nullptr;
    std::uint32_t atoms = 0;
    explicit operator bool() const { return phrase != nullptr; }
  };
  /// `exactly`: only phrases of so many atoms, if not 0. `text` is what the atoms' spans count in,
  /// for forms that ask for their exact letters.
  [[nodiscard]] Hit find(const Atoms& atoms, std::size_t at, FigureWord kind, std::string_view text,
                         std::uint32_t exactly = 0) const;
};

static_assert(static_cast<std::size_t>(FigureWord::kSize) <= 64);

/// Longest phrase, in atoms.
inline constexpr std::uint32_t kMaxFigurePhrase = 6;

/// `common` are the words that hold in every language (symbols); read first.
/// Errors: corrupt, with file and line.
struct FigureFile {
  std::string_view name;
  std::string_view text;
};
[[nodiscard]] Result<FigureWords> figure_words(const FigureFile& common, const FigureFile& own,
                                               NumberWords numbers);

}  // namespace newsloom::annotate
