#pragma once
// Brief: the story in a few sentences of its sources, word for word.

#include <span>
#include <vector>

#include "newsloom/stages/digest/view.h"

namespace newsloom::digest {

inline constexpr std::size_t kMinBrief = 5;
inline constexpr std::size_t kMaxBrief = 8;

/// Five to eight sentences (fewer where the story has no more), chosen so that together they hold
/// what most independent sources tell, without repetition. The first is the one to read if only
/// one is read.
[[nodiscard]] std::vector<Evidence> brief(const View& view, std::span<const double> central);

}  // namespace newsloom::digest
