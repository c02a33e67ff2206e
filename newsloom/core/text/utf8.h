#pragma once
// UTF-8: checking, stepping, repairing, and counting code points.

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace newsloom {

inline constexpr char32_t kReplacement = 0xFFFD;

[[nodiscard]] bool is_utf8(std::string_view bytes);

/// Every ill-formed sequence becomes U+FFFD. Source: Unicode 15, 3.9, "maximal subparts".
[[nodiscard]] std::string repaired_utf8(std::string_view bytes);

/// The code point at `at` and where the next one begins; U+FFFD for an ill-formed byte.
struct CodePoint {
  char32_t value = 0;
  std::size_t next = 0;
};
[[nodiscard]] CodePoint code_point_at(std::string_view text, std::size_t at);

void append_utf8(std::string& out, char32_t code_point);

/// True where `at` is 0, the end, or the first byte of a character.
[[nodiscard]] bool is_boundary(std::string_view text, std::size_t at);

/// Turns byte offsets of one text into code point offsets and back. Built once for each text.
/// Complexity: O(bytes) to build (nothing for ASCII), O(1) + at most 64 bytes for a look-up.
class CodePointIndex {
 public:
  explicit CodePointIndex(std::string_view text);
  /// Offsets past the end count as the end.
  [[nodiscard]] std::uint32_t code_points(std::uint32_t bytes) const;
  [[nodiscard]] std::uint32_t bytes(std::uint32_t code_points) const;

 private:
  std::string_view text_;
  bool ascii_ = true;
  std::vector<std::uint32_t> before_;  // code points before byte 64 * i
};

}  // namespace newsloom
