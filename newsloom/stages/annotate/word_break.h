#pragma once
// Word breaks of scripts written without spaces, by ICU's dictionaries.
// Source: Unicode Standard Annex 29; ICU 72 dictionary break iterators.

#include <cstddef>
#include <memory>
#include <string_view>
#include <vector>

namespace newsloom::annotate {

/// Scratch for one call: the iterator is made at the first use, then kept. Not for sharing.
class WordBreak {
 public:
  WordBreak();
  ~WordBreak();
  WordBreak(const WordBreak&) = delete;
  WordBreak& operator=(const WordBreak&) = delete;

  /// Ends of the words of `run` (bytes), ascending; the last is its size.
  [[nodiscard]] const std::vector<std::size_t>& words(std::string_view run);

 private:
  struct Iterator;
  std::unique_ptr<Iterator> iterator_;
  std::vector<std::size_t> ends_;
};

/// Longer runs are broken in pieces of this size, so that memory stays bounded.
inline constexpr std::size_t kMaxBreakBytes = 16384;

}  // namespace newsloom::annotate
