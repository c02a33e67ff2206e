#pragma once
// A whole input in memory, unpacked, within a limit.

#include <cstddef>
#include <string>

#include "newsloom/stages/decode/decode.h"

namespace newsloom::decode {

/// The longest feed that is read, unpacked. Its entries take some five times as much memory.
inline constexpr std::size_t kMaxFeedFileBytes = 40U << 20U;

/// All bytes of `source`, gzip and zstd undone. Errors: too_large above `limit`, those of the
/// source, invalid_input for damaged packing.
[[nodiscard]] Result<std::string> unpacked(const ByteSource& source, std::size_t limit);
[[nodiscard]] Result<std::string> unpacked(std::string_view bytes, std::size_t limit);

}  // namespace newsloom::decode
