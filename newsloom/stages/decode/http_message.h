#pragma once
// The HTTP answers stored in WARC records: head, transfer coding, content coding.
// Source: RFC 9110, RFC 9112.

#include <string>
#include <string_view>

#include "newsloom/core/result.h"

namespace newsloom::decode {

/// An unpacked body may be this long; it is a page or a feed.
inline constexpr std::size_t kMaxBodyBytes = 64U << 20U;

struct HttpHead {
  int status = 0;
  std::string content_type;
  std::string content_encoding;
  std::string transfer_encoding;
  std::size_t size = 0;  ///< of the head in bytes, with its empty line
};

/// Reads the head at the front of `bytes`. Errors: invalid_input.
[[nodiscard]] Result<HttpHead> http_head(std::string_view bytes);

/// Chunks joined and gzip, deflate, zstd or br unpacked. Lenient: a body that is not chunked or
/// packed though the head says so comes out as it is. Errors: invalid_input, too_large.
[[nodiscard]] Result<std::string> http_body(const HttpHead& head, std::string_view body);

/// The value of `name` (lower case) among "name: value" lines; folded lines are joined by a space.
/// Empty where there is none.
[[nodiscard]] std::string header_value(std::string_view lines, std::string_view name);

}  // namespace newsloom::decode
