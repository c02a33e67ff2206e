#include "newsloom/stages/extract/side_boxes.h"

#include <gtest/gtest.h>

#include <string>

#include "newsloom/core/html/dom.h"
#include "newsloom/testing/data.h"

namespace newsloom::extract {
namespace {

constexpr const char* kNews =
    "<p>Forty goats have come back to the meadows above Vell for the first time since the great "
    "storm, the town council said on Sunday, and nobody had to call them.</p>"
    "<p>The animals had been kept on the island of Brandholm, where the grass is short and the "
    "winters are mild, according to herdsman Osk Brandvold.</p>"
    "<p>The council wants to keep the herd until the autumn and will decide in September whether "
    "the meadow needs a new fence.</p>";

// What is left of a page all of whose blocks a judge took for body.
std::string left_of(const std::string& html) {
  const Cues cues = *Cues::load(testing::data());
  const FunctionWords words(*testing::data()("extract/function_words.txt"));
  const Page page = cut(*html::parse(html), cues);
  const FeatureTable table = features_of(page, {}, cues, words);
  std::vector<std::size_t> all(page.blocks.size());
  std::size_t title = page.blocks.size();
  for (std::size_t i = 0; i < all.size(); ++i) {
    all[i] = i;
    if (page.blocks[i].level == 1) title = i;
  }
  std::string text;
  for (const std::size_t i : without_side_boxes(page, table, title, all)) {
    text += std::string(page.text_of(page.blocks[i])) + "\n";
  }
  return text;
}

bool has(const std::string& text, const char* piece) {
  return text.find(piece) != std::string::npos;
}

TEST(SideBoxes, PollsGo) {
  const std::string left = left_of(std::string("<h1>Goats</h1><div>") + kNews +
                                   "</div><div class=wp-polls><ul><li>Yes, all of them</li></ul>");
  EXPECT_FALSE(has(left, "all of them"));
  EXPECT_TRUE(has(left, "new fence"));
}

TEST(SideBoxes, AppealsGoWithTheirReasons) {
  const std::string appeal =
      "<div><p>This herd has never mattered more.</p><p>We cannot do this without your support: "
      "make a contribution.</p><p>Support our newsroom with as little as one crown.</p></div>";
  const std::string left =
      left_of(std::string("<h1>Goats</h1><div class=story>") + kNews + appeal + "</div>");
  EXPECT_FALSE(has(left, "never mattered"));
  EXPECT_FALSE(has(left, "one crown"));
  EXPECT_TRUE(has(left, "new fence"));
}

TEST(SideBoxes, AnArticleAboutAppealsStays) {
  const std::string left = left_of(
      "<h1>Goats</h1><div><p>Donate, the herdsman says.</p><p>Support the herd, says the "
      "council.</p></div>");
  EXPECT_TRUE(has(left, "herdsman"));
  EXPECT_TRUE(has(left, "council"));
}

TEST(SideBoxes, RelatedArticlesGoUpToTheNextHeading) {
  const std::string left = left_of(
      std::string("<h1>Goats</h1><div>") + kNews +
      "<h3 class=related-posts-title>And then?</h3><p>A ferry had to turn back on Monday.</p>"
      "<h4>Ferries</h4><p>The harbour was closed for an hour.</p>"
      "<h3>The fence</h3><p>It will be made of larch.</p></div>");
  EXPECT_FALSE(has(left, "turn back"));
  EXPECT_FALSE(has(left, "for an hour"));
  EXPECT_TRUE(has(left, "larch"));
  EXPECT_TRUE(has(left, "new fence"));
}

TEST(SideBoxes, ChaptersWithWordsAsIdStay) {
  EXPECT_TRUE(has(left_of(std::string("<h1>Goats</h1>") + kNews +
                          "<h3 id=related-taxes>Related taxes</h3><p>The council takes one crown a "
                          "goat.</p>"),
                  "one crown"));
}

TEST(SideBoxes, ListsAboveTheHeadlineGo) {
  const std::string list = "<ul><li>A ferry had to turn back on Monday.</li></ul>";
  EXPECT_FALSE(has(left_of(list + "<h1>Goats</h1>" + kNews), "turn back"));
  // Hardly anything below: the heading is not where the article begins.
  EXPECT_TRUE(has(left_of(list + "<h1>Goats</h1><p>All of them.</p>"), "turn back"));
}

TEST(SideBoxes, NothingIsLeftOfNothing) {
  EXPECT_EQ(left_of(""), "");
  EXPECT_TRUE(has(left_of("<div class=poll><p>Who shall mend the fence?</p></div>"), "Who shall"));
}

// Every paragraph asks, in one box: looked at in time that grows with the page alone.
TEST(SideBoxes, HugeBoxesAreNoAppeals) {
  std::string many;
  for (int i = 0; i < 5000; ++i) many += "<p>Donate now, number " + std::to_string(i) + ".</p>";
  EXPECT_TRUE(has(left_of("<h1>Goats</h1><div>" + many + "</div><div>" + kNews + kNews + "</div>"),
                  "number 4999"));
}

}  // namespace
}  // namespace newsloom::extract
