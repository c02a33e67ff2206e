#pragma once
// NDJSON of captures and of ready articles (docs/formats, "Inputs").

#include <cstdint>
#include <functional>

#include "newsloom/stages/decode/byte_stream.h"

namespace newsloom::decode {

/// A longer line is a problem and passed over: no page is that long.
inline constexpr std::size_t kMaxLineBytes = 24U << 20U;
/// A document that is one JSON value over many lines may be this long.
inline constexpr std::size_t kMaxJsonDocumentBytes = 24U << 20U;

/// Reads the lines one by one. `problem` gets "name:offset" as place and the line number in `what`.
Counts read_ndjson(ByteStream& stream, const Origin& origin, const Sink& sink);

/// True for a relative path that cannot leave its folder: no "..", no root, no drive, no NUL.
[[nodiscard]] bool is_inside(std::string_view relative_path);

}  // namespace newsloom::decode
