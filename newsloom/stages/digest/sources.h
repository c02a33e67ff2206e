#pragma once
// Sources: who tells the story, which of them carry one text, and whose title stands over it.

#include <span>
#include <vector>

#include "newsloom/core/digest.h"
#include "newsloom/core/item.h"
#include "newsloom/stages/digest/view.h"

namespace newsloom::digest {

[[nodiscard]] std::vector<Source> sources(std::span<const ItemPtr> items,
                                          std::span<const Copy> copies);

/// Families with more than one carrier among the story's members.
[[nodiscard]] std::vector<Family> families(std::span<const ItemPtr> items,
                                           std::span<const Copy> copies);

/// How close each account stands to all the others, by title and first sentences; a family counts
/// once, main articles before teasers.
[[nodiscard]] std::vector<double> centrality(const View& view);

/// The account whose title is the story's headline: the most central one that has a title.
[[nodiscard]] const Account* headline_account(const View& view, std::span<const double> central);

}  // namespace newsloom::digest
