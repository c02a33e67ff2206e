#pragma once
// Figures side by side: grouped by what they count, and judged: do the accounts agree?
// Cautious: "conflict" only where nothing tells the two counts apart and their ranges do not meet.

#include <vector>

#include "newsloom/core/digest.h"
#include "newsloom/stages/digest/view.h"

namespace newsloom::digest {

inline constexpr std::size_t kMaxFigures = 4000;
inline constexpr std::size_t kMaxFiguresInBucket = 300;
inline constexpr std::size_t kMaxFigureGroups = 200;

/// Groups with more than one value first, most independent sources first.
[[nodiscard]] std::vector<FigureGroup> figure_groups(const View& view);

}  // namespace newsloom::digest
