#include <algorithm>

#include "newsloom/stages/cluster/pair.h"
#include "newsloom/stages/cluster/params.h"
#include "newsloom/stages/cluster/terms.h"

namespace newsloom::cluster {

double similarity(const Item& a, const Item& b, const Params& params) {
  const Params::Values& values = params.values();
  const PairValues features = pair_features(a, b, params);
  const PairValues& weights = language_of(a) == language_of(b) ? values.same : values.cross;
  double sum = 0;
  for (std::size_t i = 0; i < kPairFeatures; ++i) {
    sum += static_cast<double>(weights.at(i)) * static_cast<double>(features.at(i));
  }
  return std::clamp(sum, 0.0, 1.0);
}

}  // namespace newsloom::cluster
