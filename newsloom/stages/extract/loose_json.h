#pragma once
// Reads the JSON that stands in pages: often cut off, with raw line breaks, comments or commas too
// many. What can be read is kept; reading never fails.

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace newsloom::extract {

inline constexpr int kMaxJsonDepth = 48;
inline constexpr std::size_t kMaxJsonValues = 200'000;

struct JsonMember;

struct Json {
  enum class Kind { null, boolean, number, string, list, object };
  Kind kind = Kind::null;
  bool truth = false;
  std::string text;  ///< of a string, escapes undone; of a number, as written
  std::vector<Json> items;
  std::vector<JsonMember> members;

  /// The member of that name, or nullptr.
  [[nodiscard]] const Json* get(std::string_view name) const;
  [[nodiscard]] bool is_string() const { return kind == Kind::string; }
};

struct JsonMember {
  std::string first;  ///< its name
  Json second;
};

/// Complexity: linear in the text.
[[nodiscard]] Json read_loose_json(std::string_view text);

}  // namespace newsloom::extract
