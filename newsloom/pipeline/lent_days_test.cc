#include "newsloom/pipeline/lent_days.h"

#include <gtest/gtest.h>

#include <memory>

#include "newsloom/testing/data.h"

namespace newsloom {
namespace {

ItemPtr item_of(const std::string& id, const std::string& text, std::optional<CivilDay> day) {
  Item item;
  item.article.id = id;
  item.article.capture = id.substr(0, id.find('#'));
  item.article.text = text;
  if (day) item.article.published = timestamp_of(*day);
  return std::make_shared<const Item>(std::move(item));
}

class LentDaysTest : public ::testing::Test {
 protected:
  LentDaysTest() : window_(cluster::Params::load(testing::data()).value()) {}

  void open(const std::string& story, const ItemPtr& item) {
    items_[item->article.id] = item;
    StoryDelta delta;
    delta.sequence = ++sequence_;
    delta.kind = window_.find(story) == nullptr ? DeltaKind::open : DeltaKind::join;
    delta.story = story;
    delta.articles = {item->article.id};
    ASSERT_TRUE(cluster::apply(window_, delta, item, nullptr));
  }

  digest::LentDays days_of(const std::string& story) {
    const LentDays lent(window_, [this](const std::string& id) {
      const auto found = items_.find(id);
      return found == items_.end() ? ItemPtr() : found->second;
    });
    std::vector<ItemPtr> members;
    for (const std::string& id : window_.find(story)->members) members.push_back(items_.at(id));
    return lent.of(*window_.find(story), members);
  }

  cluster::Window window_;
  std::map<std::string, ItemPtr> items_;
  std::uint64_t sequence_ = 0;
};

TEST_F(LentDaysTest, ATeaserTakesTheDayOfTheStoryItStandsBeside) {
  open("s1", item_of("a", "The pier was hit.", std::nullopt));
  open("s1", item_of("b", "The pier was hit.", CivilDay{2031, 3, 5}));
  open("s2", item_of("a#1", "A shed was opened.", std::nullopt));
  const digest::LentDays lent = days_of("s2");
  ASSERT_EQ(lent.size(), 1U);
  EXPECT_EQ(lent.at("a#1"), days_from_civil(CivilDay{2031, 3, 5}));
}

TEST_F(LentDaysTest, AStoryWithADayBorrowsNone) {
  open("s1", item_of("a", "The pier was hit.", CivilDay{2031, 3, 5}));
  open("s2", item_of("a#1", "A shed was opened.", CivilDay{2031, 3, 1}));
  EXPECT_TRUE(days_of("s2").empty());
}

TEST_F(LentDaysTest, NothingToBorrow) {
  open("s1", item_of("a", "The pier was hit.", std::nullopt));
  open("s2", item_of("a#1", "A shed was opened.", std::nullopt));
  EXPECT_TRUE(days_of("s2").empty());
}

}  // namespace
}  // namespace newsloom
