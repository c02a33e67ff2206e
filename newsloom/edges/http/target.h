#pragma once
// The target of a request taken apart: path, query parameters, percent encoding.

#include <optional>
#include <string>
#include <string_view>

namespace newsloom::http {

struct Target {
  std::string path;   ///< decoded
  std::string query;  ///< raw, without '?'
};

/// Nothing where the encoding is broken, holds a NUL, or is not UTF-8.
[[nodiscard]] std::optional<Target> parsed_target(std::string_view target);

/// The first value of a parameter, decoded ('+' is a space).
[[nodiscard]] std::optional<std::string> parameter(std::string_view query, std::string_view name);

/// For one segment of a path or one value of a query: all but unreserved characters of RFC 3986.
[[nodiscard]] std::string percent_encoded(std::string_view text);

}  // namespace newsloom::http
