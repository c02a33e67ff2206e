#include "newsloom/stages/digest/chapters.h"

#include <gtest/gtest.h>

#include <algorithm>

#include "newsloom/stages/digest/digest.h"
#include "newsloom/stages/digest/story_for_test.h"

namespace newsloom::digest {
namespace {

std::vector<Chapter> chapters_of(const std::vector<ItemPtr>& items,
                                 const std::vector<Copy>& copies = {}) {
  return chapters(make_view(items, copies));
}

ItemPtr report(const std::string& id, const std::string& day, const std::string& title,
               const std::string& text) {
  return Written(id, day, title, text).done();
}

// A ferry burns, a trial follows three weeks later.
std::vector<ItemPtr> fire_and_trial() {
  return {report("a", "2031-03-03", "Fire on the ferry Halmar",
                 "A fire broke out on the ferry Halmar off Skarnes. Passengers were rescued."),
          report("b", "2031-03-03", "Ferry Halmar burns off Skarnes",
                 "The ferry Halmar burns off Skarnes. Boats rescued the passengers from the fire."),
          report("c", "2031-03-04", "Ferry fire: all passengers rescued",
                 "All passengers of the ferry Halmar were rescued from the fire off Skarnes."),
          report("d", "2031-03-25", "Trial over the Halmar opens in Osk",
                 "The trial of the engineer Davit Marrow opened before the court in Osk. The "
                 "prosecutor speaks of negligence on the ferry Halmar."),
          report("e", "2031-03-26", "Engineer of the Halmar denies negligence",
                 "Before the court in Osk the engineer Davit Marrow denied negligence. The judge "
                 "of the trial asked about the ferry Halmar.")};
}

TEST(Chapters, APauseAndOtherWordsMakeATurn) {
  const auto found = chapters_of(fire_and_trial());
  ASSERT_EQ(found.size(), 2U);
  EXPECT_EQ(found[0].articles, (std::vector<std::string>{"a", "b", "c"}));
  EXPECT_EQ(found[1].articles, (std::vector<std::string>{"d", "e"}));
  EXPECT_TRUE(found[0].why.empty());
  EXPECT_NE(found[1].why.find("21 days after the last report"), std::string::npos) << found[1].why;
  EXPECT_EQ(to_string(*found[1].first), "2031-03-25");
  EXPECT_EQ(to_string(*found[1].last), "2031-03-26");
}

TEST(Chapters, AHeadlineIsTheTitleOfOneOfItsArticles) {
  const auto items = fire_and_trial();
  for (const Chapter& chapter : chapters_of(items)) {
    ASSERT_TRUE(chapter.headline_article);
    const auto by = std::find_if(items.begin(), items.end(), [&](const ItemPtr& item) {
      return item->article.id == *chapter.headline_article;
    });
    ASSERT_NE(by, items.end());
    EXPECT_EQ(chapter.headline, *(*by)->article.title);
    EXPECT_NE(std::find(chapter.articles.begin(), chapter.articles.end(), (*by)->article.id),
              chapter.articles.end());
  }
}

TEST(Chapters, OrderOfArrivalDoesNotMatter) {
  auto items = fire_and_trial();
  const auto found = chapters_of(items);
  std::reverse(items.begin(), items.end());
  const auto turned = chapters_of(items);
  ASSERT_EQ(turned.size(), found.size());
  for (std::size_t i = 0; i < found.size(); ++i) {
    auto mine = found[i].articles;
    auto theirs = turned[i].articles;
    std::sort(mine.begin(), mine.end());
    std::sort(theirs.begin(), theirs.end());
    EXPECT_EQ(mine, theirs);
  }
}

TEST(Chapters, ACopyStaysWithItsText) {
  auto items = fire_and_trial();
  items.push_back(report("late", "2031-03-26", "Fire on the ferry Halmar",
                         "A fire broke out on the ferry Halmar off Skarnes. Passengers were "
                         "rescued."));
  const std::vector<Copy> copies = {{"a", "f1", std::nullopt, CopyRelation::none, 0},
                                    {"late", "f1", "a", CopyRelation::exact, 1}};
  const auto found = chapters_of(items, copies);
  ASSERT_EQ(found.size(), 2U);
  EXPECT_EQ(found[0].articles, (std::vector<std::string>{"a", "b", "c", "late"}));
}

TEST(Chapters, ShortOrSmallStoriesHaveNone) {
  auto items = fire_and_trial();
  items.resize(3);
  EXPECT_TRUE(chapters_of(items).empty());  // one development
  EXPECT_TRUE(chapters_of({}).empty());
  const auto all = fire_and_trial();
  EXPECT_TRUE(chapters_of({all[0], all[3]}).empty());  // two texts
  std::vector<ItemPtr> timeless;
  for (const ItemPtr& item : all) {
    Item copy = *item;
    copy.article.published.reset();
    timeless.push_back(std::make_shared<const Item>(copy));
  }
  EXPECT_TRUE(chapters_of(timeless).empty());
}

TEST(Chapters, AtMostSoMany) {
  std::vector<ItemPtr> items;
  for (std::size_t i = 0; i < kMaxChapters + 10; ++i) {
    const std::string n = std::to_string(i);
    const std::string day = to_string(civil_from_days(22'000 + 10 * static_cast<std::int64_t>(i)));
    items.push_back(report("a" + n, day, "Turn" + n, "Matter" + n + " came to Place" + n + "."));
  }
  const auto found = chapters_of(items);
  EXPECT_LE(found.size(), kMaxChapters);
  std::size_t articles = 0;
  for (const Chapter& chapter : found) articles += chapter.articles.size();
  EXPECT_EQ(articles, items.size());
}

}  // namespace
}  // namespace newsloom::digest
