#pragma once
// Runs of words of a text, for asking how much of a block stands in it.

#include <cstddef>
#include <cstdint>
#include <string_view>
#include <unordered_set>

#include "newsloom/stages/extract/text_stats.h"

namespace newsloom::extract {

class RunSet {
 public:
  static constexpr std::size_t kRun = 4;

  RunSet() = default;
  RunSet(std::string_view text, const FunctionWords& function_words);
  [[nodiscard]] bool empty() const { return runs_.empty(); }
  [[nodiscard]] std::size_t words() const { return size_; }
  /// Share of the block's runs that stand in the text; -0.5 where it is too short to tell.
  [[nodiscard]] float share(const std::uint32_t* words, std::size_t count) const;

 private:
  std::unordered_set<std::uint32_t> runs_;
  std::size_t size_ = 0;
};

}  // namespace newsloom::extract
