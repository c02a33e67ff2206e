#pragma once
// rebuild: makes derived rows again from the captures, with the people's corrections in their
// place.

#include <functional>

#include "newsloom/pipeline/ports.h"
#include "newsloom/pipeline/refine.h"
#include "newsloom/stages/cluster/cluster.h"

namespace newsloom {

enum class RebuildFrom {
  extract,  ///< everything
  cluster,  ///< stories and digests
  digest,   ///< digests
};

struct RebuildReport {
  std::uint64_t captures = 0;     ///< refined again
  std::uint64_t articles = 0;     ///< placed again
  std::uint64_t stories = 0;      ///< digests made
  std::uint64_t corrections = 0;  ///< people's deltas obeyed
  std::uint64_t dropped = 0;  ///< people's deltas that no longer fit (kept in the report, not lost)
};

/// `progress` is called with captures or articles done. Stories are replaced at once at the end: a
/// rebuild that is killed leaves the old ones.
[[nodiscard]] Result<RebuildReport> rebuild(Store& store, const RefineResources& resources,
                                            const cluster::Params& params, RebuildFrom from,
                                            int threads,
                                            const std::function<void(std::uint64_t)>& progress);

}  // namespace newsloom
