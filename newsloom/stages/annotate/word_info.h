#pragma once
// What models see of a word: hashes of its form, its ends, its shape. Computed once for each token
// and used by tagger, parser and names.

#include <cstdint>
#include <string_view>

namespace newsloom::annotate {

/// Hashes; 0 where a word is too short. Lower case has digits as "0" and plain quotation marks.
struct WordInfo {
  std::uint32_t form = 0;  ///< as written
  std::uint32_t lower = 0;
  std::uint32_t prefix[4] = {};  ///< of 1 to 4 bytes of the lower form
  std::uint32_t suffix[4] = {};
  std::uint32_t shape = 0;    ///< "Xx", "X.X.", "0-x": runs shortened
  bool capital = false;       ///< begins with a capital letter
  bool all_capitals = false;  ///< two letters or more, all capital
};

[[nodiscard]] WordInfo word_info(std::string_view word);

/// Hash of a text, the same on every machine.
[[nodiscard]] std::uint32_t hash_of(std::string_view text);

}  // namespace newsloom::annotate
