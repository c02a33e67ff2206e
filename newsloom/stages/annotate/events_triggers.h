#pragma once
// Triggers of one sentence: which words stand for an event, of which PLOVER class, and whether it
// happened, is planned, denied or only possible.

#include <optional>
#include <string>
#include <vector>

#include "newsloom/core/annotations.h"
#include "newsloom/stages/annotate/events_lexicon.h"
#include "newsloom/stages/annotate/statements_clauses.h"
#include "newsloom/stages/annotate/statements_words.h"

namespace newsloom::annotate {

struct Trigger {
  std::uint32_t word = 0;
  TriggerPart part = TriggerPart::verb;
  std::string code;  ///< empty for events outside PLOVER
  int weight = 0;    ///< 0 for a verb that no rule knows
  Status status = Status::happened;
  bool speech = false;  ///< a verb of speech: no event of its own unless it has a date
  bool quoted = false;  ///< inside a quotation
};

/// Triggers by place; at most kMaxTriggers.
[[nodiscard]] std::vector<Trigger> triggers(const Words& text, const Unit& sentence,
                                            const EventResources& resources);

inline constexpr std::size_t kMaxTriggers = 48;

}  // namespace newsloom::annotate
