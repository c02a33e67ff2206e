#pragma once
// Which blocks of a page stand where: headline, the head of the article (byline, dates), the body.

#include <cstddef>
#include <vector>

#include "newsloom/stages/extract/blocks.h"
#include "newsloom/stages/extract/features.h"

namespace newsloom::extract {

inline constexpr std::size_t kNoBlock = static_cast<std::size_t>(-1);

/// Blocks between headline and body that are looked at for byline and dates, and after the body.
inline constexpr std::size_t kMaxHeadBlocks = 25;
inline constexpr std::size_t kMaxTailBlocks = 6;

struct Zones {
  std::size_t title = kNoBlock;
  std::vector<std::size_t> body;
  /// Blocks around the headline and before the second paragraph: here bylines stand. In order of
  /// likelihood: after the headline, then before it, then right behind the body.
  std::vector<std::size_t> head;
  std::size_t near = 0;  ///< so many of `head` stand around the headline, the others at the end
};

[[nodiscard]] Zones zones_of(const Page& page, const FeatureTable& table, std::size_t title,
                             std::vector<std::size_t> body);

}  // namespace newsloom::extract
