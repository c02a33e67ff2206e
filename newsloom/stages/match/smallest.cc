#include "newsloom/stages/match/smallest.h"

#include <algorithm>
#include <array>

namespace newsloom::match {
namespace {

// Sorts few values that lie evenly between 0 and `limit`: each goes near its place at once.
void sort_even(std::vector<std::uint32_t>& values, std::uint32_t limit) {
  constexpr std::size_t kBuckets = 256;
  const std::uint64_t scale = (std::uint64_t{kBuckets} << 32U) / (std::uint64_t{limit} + 1);
  const auto bucket = [scale](std::uint32_t value) { return (value * scale) >> 32U; };
  std::array<std::uint16_t, kBuckets + 1> place{};
  for (const std::uint32_t value : values) ++place[bucket(value) + 1];
  for (std::size_t i = 1; i < place.size(); ++i) {
    place[i] = static_cast<std::uint16_t>(place[i] + place[i - 1]);
  }
  std::vector<std::uint32_t> out(values.size());
  for (const std::uint32_t value : values) out[place[bucket(value)]++] = value;
  for (std::size_t i = 1; i < out.size(); ++i) {
    const std::uint32_t value = out[i];
    std::size_t at = i;
    for (; at > 0 && out[at - 1] > value; --at) out[at] = out[at - 1];
    out[at] = value;
  }
  values = std::move(out);
}

// The same as keep_smallest() for hashes as they mostly are, even and seldom repeated; false, and
// nothing done, for others.
bool keep_smallest_even(std::vector<std::uint32_t>& values, std::size_t keep) {
  const std::size_t guess = keep + keep / 2;  // wanted below the limit: some repeat, chance varies
  if (values.size() <= 2 * keep) return false;
  const auto limit = static_cast<std::uint32_t>((std::uint64_t{guess} << 32U) / values.size());
  std::vector<std::uint32_t> low(values.size());
  std::size_t count = 0;
  for (const std::uint32_t value : values) {
    low[count] = value;
    count += value <= limit ? 1 : 0;
  }
  // Many more than that are not even: what is quick for few would be slow for them.
  if (count < keep || count > 2 * guess) return false;
  low.resize(count);
  sort_even(low, limit);
  low.erase(std::unique(low.begin(), low.end()), low.end());
  if (low.size() < keep) return false;
  low.resize(keep);
  values = std::move(low);
  return true;
}

}  // namespace

void keep_smallest(std::vector<std::uint32_t>& values, std::size_t keep) {
  if (keep_smallest_even(values, keep)) return;
  const auto sort_unique = [&values](std::size_t count) {
    std::sort(values.begin(), values.begin() + static_cast<std::ptrdiff_t>(count));
    const auto end =
        std::unique(values.begin(), values.begin() + static_cast<std::ptrdiff_t>(count));
    return static_cast<std::size_t>(end - values.begin());
  };
  // A first cut somewhat above the wanted number; repeated shingles are few in prose.
  const std::size_t guess = keep + keep / 2;
  if (values.size() > guess) {
    std::nth_element(values.begin(), values.begin() + static_cast<std::ptrdiff_t>(guess),
                     values.end());
    const std::size_t distinct = sort_unique(guess);
    if (distinct >= keep) {
      values.resize(keep);
      return;
    }
  }
  const std::size_t distinct = sort_unique(values.size());
  values.resize(std::min(distinct, keep));
}

}  // namespace newsloom::match
