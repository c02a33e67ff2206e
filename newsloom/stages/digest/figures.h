#pragma once
// Figures side by side: grouped by what they count, and judged: do the accounts agree?
// Cautious: "conflict" only where nothing tells the two counts apart and their ranges do not meet.

#include <vector>

#include "newsloom/core/digest.h"
#include "newsloom/stages/digest/quantity.h"
#include "newsloom/stages/digest/view.h"

namespace newsloom::digest {

inline constexpr std::size_t kMaxFigures = 4000;
inline constexpr std::size_t kMaxFiguresInBucket = 300;
inline constexpr std::size_t kMaxFigureGroups = 200;

/// How two figures of one bucket stand to each other.
enum class Relation { different, same_thing };

struct Comparison {
  Relation relation = Relation::different;
  std::string reason;   ///< what tells them apart; empty for the same thing
  double ratio = 1;     ///< b is counted per side, a in total: 2; and the other way: 0.5
  double sameness = 0;  ///< how much speaks for one thing
};

[[nodiscard]] Comparison compared(const Quantity& a, const Quantity& b, const View& view);

/// Groups with more than one value first, most independent sources first.
[[nodiscard]] std::vector<FigureGroup> figure_groups(const View& view);

}  // namespace newsloom::digest
