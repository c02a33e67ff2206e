#pragma once
// For tests only: words that no language has.

#include <cstdint>
#include <string>

namespace newsloom::testing {

/// Six letters, always the same for the same number.
[[nodiscard]] inline std::string made_up_word(std::uint64_t number) {
  std::uint64_t x = (number + 1) * 0x9E3779B97F4A7C15ULL;
  std::string out;
  for (int i = 0; i < 3; ++i, x >>= 12U) {
    out.push_back("bdfgklmnprstvz"[x % 14]);
    out.push_back("aeiou"[(x >> 6U) % 5]);
  }
  return out;
}

}  // namespace newsloom::testing
