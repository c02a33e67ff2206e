#include "newsloom/pipeline/ports.h"

#include <cmath>

namespace newsloom {

double story_rank(std::int64_t latest, std::uint32_t families) {
  return static_cast<double>(latest) / 86400.0 + std::log2(1.0 + families);
}

}  // namespace newsloom
