#pragma once
// Whether the verb that governs a date speaks of what was or of what is to come: "said on Monday",
// "will meet on Monday". Only for languages with a parser; it outweighs the words around the date.

#include "newsloom/stages/annotate/analysis.h"
#include "newsloom/stages/annotate/dates_tense.h"

namespace newsloom::annotate {

/// What the governing verb weighs against the cue words around (see TenseCues).
inline constexpr double kGovernorWeight = 2;

/// Nothing in it where there is no parse, no verb, or the verb does not tell.
[[nodiscard]] TenseCues governing_tense(const Analysis& analysis, const Sentence& sentence,
                                        Span date);

/// Whether the date is of what somebody has in mind: "agreed to hold talks in April".
[[nodiscard]] bool is_of_plan(const Analysis& analysis, const Sentence& sentence, Span date);

/// Whether the date is of what is arranged: "his trial begins in February".
[[nodiscard]] bool is_of_arranged(const Analysis& analysis, const Sentence& sentence, Span date);

/// Whether a headline speaks of a day to come: "lifts ban on |Saturday|'s march".
[[nodiscard]] bool is_announced(const Analysis& analysis, const Sentence& sentence, Span date);

}  // namespace newsloom::annotate
