#pragma once
// Are two texts copies of one text? The one place with the thresholds.

#include <cstdint>

#include "newsloom/core/fingerprint.h"
#include "newsloom/stages/match/sketch.h"

namespace newsloom::match {

struct Verdict {
  CopyRelation relation = CopyRelation::none;  ///< none: not copies
  double overlap = 0;                          ///< share of the smaller text that both have, 0 to 1
  double both = 0;                             ///< the same of the larger text
};

/// Distinct shingles of the two texts; `same_outlet`: an outlet's pages share its furniture, and it
/// seldom prints a piece of its own article as another.
struct Sizes {
  std::uint32_t a = 0;
  std::uint32_t b = 0;
  bool same_outlet = false;
};

[[nodiscard]] Verdict judge(const Overlap& overlap, const Sizes& sizes);

/// How much a shingle tells that stands in `families` other families of the window.
[[nodiscard]] double weight_of(std::uint32_t families);

/// Texts shorter than this are copies only where they are equal.
inline constexpr std::uint32_t kMinShingles = 12;

}  // namespace newsloom::match
