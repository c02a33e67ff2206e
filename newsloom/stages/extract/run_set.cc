#include "newsloom/stages/extract/run_set.h"

#include <algorithm>
#include <vector>

namespace newsloom::extract {
namespace {

std::uint32_t run_hash(const std::uint32_t* words, std::size_t n) {
  std::uint32_t hash = 0x9E3779B9U * static_cast<std::uint32_t>(n);
  for (std::size_t i = 0; i < n; ++i) hash = (hash ^ words[i]) * 0x85EBCA6BU + (hash >> 15U);
  return hash;
}

}  // namespace

RunSet::RunSet(std::string_view text, const FunctionWords& function_words) {
  std::vector<std::uint32_t> words;
  static_cast<void>(stats_of(text, function_words, &words));
  for (std::size_t n = 2; n <= kRun; ++n) {
    for (std::size_t i = 0; i + n <= words.size(); ++i) runs_.insert(run_hash(&words[i], n));
  }
  size_ = words.size();
}

float RunSet::share(const std::uint32_t* words, std::size_t count) const {
  if (count < 2) return -0.5F;
  const std::size_t n = std::min(kRun, count);
  std::size_t found = 0;
  for (std::size_t i = 0; i + n <= count; ++i) found += runs_.count(run_hash(words + i, n));
  return static_cast<float>(found) / static_cast<float>(count - n + 1);
}

}  // namespace newsloom::extract
