#pragma once
// The sample that a sketch keeps of its hashes.

#include <cstddef>
#include <cstdint>
#include <vector>

namespace newsloom::match {

/// Leaves the `keep` smallest distinct values, ascending.
void keep_smallest(std::vector<std::uint32_t>& values, std::size_t keep);

}  // namespace newsloom::match
