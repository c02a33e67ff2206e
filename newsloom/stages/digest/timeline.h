#pragma once
// Timeline: the dated events of a story, each once, with every sentence that tells of it.

#include <vector>

#include "newsloom/core/digest.h"
#include "newsloom/stages/digest/moments.h"
#include "newsloom/stages/digest/view.h"

namespace newsloom::digest {

/// Entries below this are left out.
inline constexpr float kMinTimelineConfidence = 0.37F;
inline constexpr std::size_t kMaxTimelineEntries = 120;

/// A line of the timeline and what it was made of.
struct Line {
  TimelineEntry entry;
  DayRange days;
  std::vector<Moment> moments;
};

/// By date; a coarser date after the finer ones that begin with it.
[[nodiscard]] std::vector<Line> timeline(const View& view);

/// Two moments of one day (or of unknown day) that tell of one event.
[[nodiscard]] bool same_event(const Moment& a, const Moment& b, const View& view);

}  // namespace newsloom::digest
