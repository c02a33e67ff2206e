#include "newsloom/stages/digest/changes.h"

#include <gtest/gtest.h>

#include "newsloom/stages/digest/story_for_test.h"

namespace newsloom::digest {
namespace {

constexpr std::string_view kFirst =
    "A fire broke out on the ferry Halmar off Skarnes. All 212 passengers are safe.\n\n"
    "The cause of the fire is not known yet, a spokesman said.\n\n"
    "The Halmar has run between Osk and Skarnes since 1998.";

Written version(std::string title, std::string text) {
  return {"a", "2031-03-04", std::move(title), std::move(text)};
}

TEST(Changes, EqualTextsHaveNone) {
  const Written a = version("Fire on the Halmar", std::string(kFirst));
  EXPECT_TRUE(changes(a.item(), a.item()).none());
  // White space is layout.
  const Written b = version(" Fire on  the Halmar", std::string(kFirst) + "\n\n \n");
  EXPECT_TRUE(changes(a.item(), b.item()).none());
}

TEST(Changes, TitleParagraphsAndFigures) {
  Written a = version("Fire on the Halmar", std::string(kFirst));
  a.figure("212 passengers", "212", 212, "passengers");
  Written b = version("Two dead in fire on the Halmar",
                      "A fire broke out on the ferry Halmar off Skarnes. Two people died, 214 "
                      "passengers are safe.\n\n"
                      "The cause of the fire is not known yet, a spokesman said.\n\n"
                      "Minister Ilse Brandt spoke of a black day.");
  b.figure("214 passengers", "214", 214, "passengers");
  const Changes found = changes(a.item(), b.item());
  ASSERT_TRUE(found.title);
  EXPECT_EQ(found.title->before, "Fire on the Halmar");
  ASSERT_EQ(found.paragraphs.size(), 3U);
  EXPECT_EQ(found.paragraphs[0].kind, ChangeKind::changed);
  EXPECT_EQ(found.paragraphs[1].kind, ChangeKind::added);
  EXPECT_EQ(found.paragraphs[1].after, "Minister Ilse Brandt spoke of a black day.");
  EXPECT_EQ(found.paragraphs[2].kind, ChangeKind::removed);
  EXPECT_EQ(found.figures,
            (std::vector<Change>{{ChangeKind::changed, "212 passengers", "214 passengers"}}));
  EXPECT_EQ(summary_of(found), "title, 1 paragraph changed, 1 added, 1 removed, 1 figure changed");
  EXPECT_FALSE(found.cut);
}

TEST(Changes, AListThatIsTooLongIsCutAndSaysSo) {
  std::string before;
  std::string after;
  for (std::size_t i = 0; i <= kMaxListedChanges; ++i) {
    before += "old" + std::to_string(i) + "\n\n";
    after += "new" + std::to_string(i) + "x\n\n";
  }
  const Changes found = changes(version("t", before).item(), version("t", after).item());
  EXPECT_EQ(found.paragraphs.size(), kMaxListedChanges);
  EXPECT_TRUE(found.cut);
}

TEST(Changes, ParagraphsBeyondTheLimitAreNotCompared) {
  std::string text;
  for (std::size_t i = 0; i < kMaxComparedParagraphs; ++i) text += "p" + std::to_string(i) + "\n\n";
  const Written whole = version("t", text);
  const Changes found = changes(whole.item(), version("t", text + "one more").item());
  EXPECT_TRUE(found.paragraphs.empty());
  EXPECT_TRUE(found.cut);
  EXPECT_FALSE(changes(whole.item(), version("u", text).item()).cut);
}

TEST(SameArticle, NeedsTitleOrSentencesInCommon) {
  const Written a = version("Fire on the Halmar", std::string(kFirst));
  const Written rewritten = version("Ferry blaze under control",
                                    "Rescuers brought everyone to Osk. A fire broke out on the "
                                    "ferry Halmar off Skarnes in the night.");
  const Written other = version("Council of Osk rejects the tram",
                                "The council voted against the tram line. The mayor called it a "
                                "mistake and will ask the citizens.");
  const Written retitled = version("Fire on the Halmar: what we know", "Short note.");
  EXPECT_TRUE(same_article(a.item().article, rewritten.item().article));
  EXPECT_TRUE(same_article(a.item().article, retitled.item().article));
  EXPECT_FALSE(same_article(a.item().article, other.item().article));
}

}  // namespace
}  // namespace newsloom::digest
