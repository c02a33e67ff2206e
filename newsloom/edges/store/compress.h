#pragma once
// zstd for what the store keeps.

#include <string>
#include <string_view>

#include "newsloom/core/result.h"

namespace newsloom::store {

/// Largest unpacked value: above it a stored value counts as damaged.
inline constexpr std::size_t kMaxUnpackedBytes = 256U << 20U;

[[nodiscard]] std::string packed(std::string_view bytes);
/// Errors: corrupt.
[[nodiscard]] Result<std::string> unpacked(std::string_view packed);

}  // namespace newsloom::store
