#pragma once
// linked: keeps the links between stories of different languages up to date with the digests.

#include "newsloom/pipeline/ports.h"
#include "newsloom/stages/cluster/cluster.h"

namespace newsloom {

/// Makes the profiles of all stories that changed since theirs was made, and all links that these
/// changes can touch. Doing it at once or in many steps gives the same links. Returns how many
/// links were looked at anew. Errors: those of the store.
Result<std::uint64_t> refresh_links(Store& store, const cluster::Window& window);

/// Forgets all profiles and links, so that the next refresh makes them again.
Result<void> forget_links(Store& store);

}  // namespace newsloom
