#pragma once
// Events: who did what to whom, when and where, with PLOVER class and status. One main event of a
// sentence, and each further one that has a date of its own: what a timeline is made of.
// English only. See docs/annotators/events.md.

#include <vector>

#include "newsloom/core/annotations.h"
#include "newsloom/stages/annotate/events_lexicon.h"
#include "newsloom/stages/annotate/statements_words.h"

namespace newsloom::annotate {

/// Events by the place of their trigger.
///
/// Input:      `text` is words_of the analysis; `so_far` has names, dates and statements.
/// Units:      spans are bytes; the trigger lies in the span.
/// Complexity: O(words): work on one sentence is bounded (kMaxTriggers).
[[nodiscard]] std::vector<Event> events(const Words& text, const Annotations& so_far,
                                        const EventResources& resources);

}  // namespace newsloom::annotate
