#pragma once
// correct: a person's word on the stories. Kept as deltas like any other change, marked
// `by_person`: later placements obey them, rebuild keeps them, nothing is deleted.

#include <string>

#include "newsloom/pipeline/ports.h"
#include "newsloom/stages/cluster/cluster.h"

namespace newsloom {

/// Applies a correction, stores it and makes the digests it touches again. Gives the delta as
/// stored. Errors: not_found (story or article), conflict (does not fit), those of the store.
[[nodiscard]] Result<StoryDelta> correct(Store& store, const cluster::Params& params,
                                         const Correction& correction);

/// Takes a person's delta back by its opposite: the last one that was not taken back, or the one
/// with this sequence. What a merge joined is split off again, under the id that it had.
/// Errors: not_found (nothing to take back), conflict, those of the store.
[[nodiscard]] Result<StoryDelta> undo(Store& store, const cluster::Params& params,
                                      std::uint64_t sequence, const std::string& by);

}  // namespace newsloom
