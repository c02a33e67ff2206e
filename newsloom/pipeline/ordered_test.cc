#include "newsloom/pipeline/ordered.h"

#include <gtest/gtest.h>

#include <numeric>

namespace newsloom {
namespace {

class Ordered : public ::testing::TestWithParam<int> {};

TEST_P(Ordered, ResultsComeInOrderOfTheInputs) {
  std::vector<int> got;
  OrderedMap<int, int> map(
      GetParam(),
      [](int& in) {
        // Uneven work, so that threads overtake each other.
        volatile int spin = 0;
        for (int i = 0; i < (in % 7) * 2000; ++i) spin = spin + 1;
        return in * 2;
      },
      [&](int& in, int& out) {
        EXPECT_EQ(out, in * 2);
        got.push_back(in);
      });
  constexpr int kCount = 2000;
  for (int i = 0; i < kCount; ++i) map.add(i);
  map.finish();
  std::vector<int> want(kCount);
  std::iota(want.begin(), want.end(), 0);
  EXPECT_EQ(got, want);
}

TEST_P(Ordered, LeavingEarlyWaitsForNothingToBeDelivered) {
  OrderedMap<int, int> map(
      GetParam(), [](int& in) { return in; }, [](int&, int&) {});
  for (int i = 0; i < 5; ++i) map.add(i);
}

INSTANTIATE_TEST_SUITE_P(Threads, Ordered, ::testing::Values(1, 2, 4));

}  // namespace
}  // namespace newsloom
