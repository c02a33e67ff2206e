#pragma once
// Judges every block of a page: how likely it belongs to the body of the main article. Two forests:
// the second one sees what the first one said of the neighbours.

#include <vector>

#include "newsloom/stages/extract/features.h"
#include "newsloom/stages/extract/forest.h"

namespace newsloom::extract {

struct Judge {
  Forest first;
  Forest second;

  /// A probability for each block.
  [[nodiscard]] std::vector<float> judge(const Page& page, const FeatureTable& table) const;
};

}  // namespace newsloom::extract
