#pragma once
// What surrounds a cue: to whom ("told reporters"), through what ("in a statement", "on Telegram"),
// when ("said on Wednesday").

#include <optional>
#include <string>

#include "newsloom/core/annotations.h"
#include "newsloom/stages/annotate/statements_cues.h"
#include "newsloom/stages/annotate/statements_words.h"

namespace newsloom::annotate {

[[nodiscard]] std::optional<std::string> addressee_of(const Candidate& candidate,
                                                      const Words& text);
[[nodiscard]] std::optional<std::string> channel_of(const Candidate& candidate, const Words& text,
                                                    const Unit& unit);
/// TIMEX3 value of a date that stands by the cue, outside what is said.
[[nodiscard]] std::optional<std::string> said_on(const Candidate& candidate, const Words& text,
                                                 const Unit& unit,
                                                 const std::vector<DateExpr>& dates);

}  // namespace newsloom::annotate
