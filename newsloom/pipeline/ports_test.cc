#include "newsloom/pipeline/ports.h"

#include <gtest/gtest.h>

namespace newsloom {
namespace {

constexpr std::int64_t kNow = 1750000000;
constexpr std::int64_t kDay = 86400;

TEST(StoryRank, IsTheDocumentedSum) {
  EXPECT_DOUBLE_EQ(story_rank({10 * kDay, 0, 0, 0}), 10);
  EXPECT_DOUBLE_EQ(story_rank({10 * kDay, 3, 3, 1}), 10 + 2 + 1 + 0.5);
}

TEST(StoryRank, RisesWithEachSignal) {
  const Standing plain{kNow, 4, 3, 1};
  Standing other = plain;
  other.latest += 1;
  EXPECT_GT(story_rank(other), story_rank(plain));
  other = plain;
  ++other.families;
  EXPECT_GT(story_rank(other), story_rank(plain));
  other = plain;
  ++other.sources;
  EXPECT_GT(story_rank(other), story_rank(plain));
  other = plain;
  ++other.fresh;
  EXPECT_GT(story_rank(other), story_rank(plain));
}

// Issue 4: what grows now stands before what was told as often, days ago.
TEST(StoryRank, PutsGrowthBeforeSizeAlone) {
  EXPECT_GT(story_rank({kNow, 8, 5, 7}), story_rank({kNow, 8, 5, 0}));
  EXPECT_GT(story_rank({kNow, 8, 5, 7}), story_rank({kNow - kDay, 12, 5, 7}));
}

TEST(StoryRank, LetsTheOldGoEvenIfLarge) {
  EXPECT_GT(story_rank({kNow, 1, 1, 1}), story_rank({kNow - 10 * kDay, 60, 20, 0}));
}

}  // namespace
}  // namespace newsloom
