#pragma once
// Finds many short patterns in a text in one pass: the cues that tell page furniture from articles.
// Source: A. Aho, M. Corasick, "Efficient string matching", 1975.

#include <array>
#include <cstdint>
#include <string_view>
#include <vector>

#include "newsloom/core/result.h"

namespace newsloom::extract {

/// A closed list of patterns, each of one kind (0 to 63). Texts are fed as a stream of bytes.
class PatternSet {
 public:
  static constexpr std::size_t kMaxPatterns = 4096;
  static constexpr std::size_t kMaxPatternBytes = 64;
  static constexpr std::size_t kMaxKinds = 64;

  /// One "kind<TAB>pattern" a line; `kinds` gives the numbers of the kinds. "#" starts a comment.
  /// Errors: corrupt (unknown kind, too long, too many).
  [[nodiscard]] static Result<PatternSet> parse(std::string_view file,
                                                const std::vector<std::string_view>& kinds);

  /// Feeds one byte; `state` starts at 0. The kinds of all patterns that end here, as bits.
  [[nodiscard]] std::uint64_t feed(std::uint32_t& state, char byte) const {
    const std::uint8_t letter = letters_[static_cast<unsigned char>(byte)];
    state = next_[state * width_ + letter];
    return found_[state];
  }

 private:
  void add(std::string_view pattern, std::uint64_t kind);
  void link();

  std::array<std::uint8_t, 256> letters_{};  // 0: in no pattern
  std::uint32_t width_ = 1;
  std::vector<std::uint32_t> next_ = {0};
  std::vector<std::uint64_t> found_ = {0};
};

}  // namespace newsloom::extract
