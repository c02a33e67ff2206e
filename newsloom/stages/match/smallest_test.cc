#include "newsloom/stages/match/smallest.h"

#include <gtest/gtest.h>
#include <algorithm>
#include <random>
#include <set>

namespace newsloom::match {
namespace {

std::vector<std::uint32_t> slowly(const std::vector<std::uint32_t>& values, std::size_t keep) {
  const std::set<std::uint32_t> distinct(values.begin(), values.end());
  std::vector<std::uint32_t> out(distinct.begin(), distinct.end());
  out.resize(std::min(out.size(), keep));
  return out;
}

// Even, crowded at either end, repeated: the quick way and the sure one give the same.
TEST(Smallest, IsWhatASetGives) {
  std::mt19937_64 random(11);
  for (const std::size_t size : {0U, 1U, 31U, 96U, 97U, 192U, 193U, 400U, 1000U, 5000U}) {
    for (const unsigned shift : {32U, 33U, 36U, 56U, 63U}) {
      for (const std::uint32_t flip : {0U, 0xFFFFFFFFU}) {
        for (const std::size_t keep : {1U, 32U, 96U}) {
          std::vector<std::uint32_t> values;
          for (std::size_t i = 0; i < size; ++i) {
            values.push_back(static_cast<std::uint32_t>(random() >> shift) ^ flip);
            if (i % 3 == 0) values.push_back(values[random() % values.size()]);
          }
          const auto expected = slowly(values, keep);
          keep_smallest(values, keep);
          EXPECT_EQ(values, expected) << size << " " << shift << " " << keep;
        }
      }
    }
  }
}

}  // namespace
}  // namespace newsloom::match
