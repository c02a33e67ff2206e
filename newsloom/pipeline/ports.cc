#include "newsloom/pipeline/ports.h"

#include <cmath>

namespace newsloom {

double story_rank(const Standing& standing) {
  constexpr double kDay = 86400;
  constexpr double kSourcesShare = 0.5;
  constexpr double kGrowthShare = 0.5;
  return static_cast<double>(standing.latest) / kDay + std::log2(1.0 + standing.families) +
         kSourcesShare * std::log2(1.0 + standing.sources) +
         kGrowthShare * std::log2(1.0 + standing.fresh);
}

}  // namespace newsloom
