#pragma once
// Words right around a day that say on which side of the day of writing it lies, whatever the tense
// of the sentence: "called off a trip |planned for| Friday", "put off |until| September",
// "declared a day of mourning |for| Friday", "|ahead of| Sunday's vote". English.

#include "newsloom/stages/annotate/analysis.h"
#include "newsloom/stages/annotate/dates_tense.h"

namespace newsloom::annotate {

/// What a frame weighs against governing verbs and cue words (see TenseCues).
inline constexpr double kFrameWeight = 4;

/// Nothing in it where no frame stands around the date.
[[nodiscard]] TenseCues frame_cues(const Analysis& analysis, const Sentence& sentence, Span date);

}  // namespace newsloom::annotate
