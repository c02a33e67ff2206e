#pragma once
// Claims inside claims: "X disputed a report in N that Y told Z …". What Y told Z is kept with its
// whole chain: who reports it and who disputes it, so that it is never shown as plain.

#include <optional>

#include "newsloom/stages/annotate/statements_words.h"

namespace newsloom::annotate {

/// The claim inside the content of a denial, as ranges of words.
struct DisputedClaim {
  std::optional<Range> reporter;   ///< "the Daily Echo"
  std::optional<Range> speaker;    ///< "managers of the yard", where the claim is that they said so
  std::optional<Range> addressee;  ///< "his ministry"
  Range content;                   ///< what is disputed
  Range whole;                     ///< from the speaker on
};

/// Reads `whole`, what somebody says: "|Y| told |Z| that |…|"; nothing for other contents.
[[nodiscard]] std::optional<DisputedClaim> told_claim(const Words& text, const Unit& unit,
                                                      Range whole);

/// Reads `content`, what somebody denies: "a report in |N| that |…|". Nothing for other denials.
[[nodiscard]] std::optional<DisputedClaim> disputed_claim(const Words& text, const Unit& unit,
                                                          Range content);

}  // namespace newsloom::annotate
