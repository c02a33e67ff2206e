#pragma once
// Whether the words around an expression speak of what was or of what is to come. Without a tagger:
// cue words and verb endings of the rule file, the nearer ones weigh more. Verbs' tags help if
// there.

#include <cstdint>

#include "newsloom/stages/annotate/dates_match.h"
#include "newsloom/stages/annotate/numbers_atoms.h"

namespace newsloom::annotate {

/// Words looked at on each side.
inline constexpr std::uint32_t kTenseWindow = 40;

struct TenseCues {
  double past = 0;
  double future = 0;
  double present = 0;
  double wish = 0;  ///< the day may be that of what is asked for: "asked for a debate on Wednesday"
  double nearer =
      0;  ///< either side may be meant, the nearer day is: "had been planned for Friday"
};

/// Cues around atoms [begin, end) of a sentence.
[[nodiscard]] TenseCues tense_cues(const Atoms& atoms, const Lexemes& lexemes,
                                   const DateRules& rules, std::uint32_t begin, std::uint32_t end);

}  // namespace newsloom::annotate
