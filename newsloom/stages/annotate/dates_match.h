#pragma once
// Finds where the rules for dates match in one sentence.

#include <cstdint>
#include <vector>

#include "newsloom/stages/annotate/dates_rules.h"
#include "newsloom/stages/annotate/numbers_atoms.h"

namespace newsloom::annotate {

/// Steps spent on one position: bounds the work on hostile input.
inline constexpr int kMaxMatchSteps = 2000;

/// Something at one place of the sentence: a form of a class, or a number.
struct Lexeme {
  std::uint32_t of = 0;
  std::uint32_t atoms = 1;
  double value = 0;
  double value2 = DateFields::kUnset;  ///< clock: minute; numdate: month
  double value3 = DateFields::kUnset;  ///< clock: second; numdate: day
};

/// The lexemes of a sentence, by place.
struct Lexemes {
  std::vector<Lexeme> list;
  std::vector<std::uint32_t> first;  ///< list[first[i], first[i + 1]) begin at atom i
  std::vector<std::uint32_t> words;  ///< vocabulary id of each atom, or kNoWord
};
[[nodiscard]] Lexemes lexemes(const Atoms& atoms, const DateRules& rules);

struct DateMatch {
  std::uint32_t begin = 0;  ///< atoms
  std::uint32_t end = 0;
  std::uint32_t rule = 0;
  std::uint32_t context = 0;  ///< atoms matched in all, context included
  DateAction action = DateAction::date;
  DateFields fields;
};

/// In order of place, not overlapping: of those that begin first the longest.
[[nodiscard]] std::vector<DateMatch> date_matches(const Atoms& atoms, const Lexemes& lexemes,
                                                  const DateRules& rules);

}  // namespace newsloom::annotate
