#pragma once
// Boxes beside an article whose sentences read like its own, so that the judge of single blocks
// takes them in: known by what the box as a whole is.

#include <cstddef>
#include <vector>

#include "newsloom/stages/extract/features.h"

namespace newsloom::extract {

/// The body without polls, appeals for money, what stands under a heading for related articles, and
/// lists above the headline. `title`: the block of the headline, or a number behind the last block.
[[nodiscard]] std::vector<std::size_t> without_side_boxes(const Page& page,
                                                          const FeatureTable& table,
                                                          std::size_t title,
                                                          const std::vector<std::size_t>& body);

}  // namespace newsloom::extract
