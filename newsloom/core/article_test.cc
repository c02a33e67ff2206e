#include "newsloom/core/article.h"

#include <gtest/gtest.h>

#include "newsloom/core/text/utf8.h"

namespace newsloom {
namespace {

Article article() {
  Article out;
  out.id = "a1";
  out.publisher = "The Meridian";
  out.url = "https://news.meridian.example/world/ferry";
  out.title = "Ferry runs aground";
  out.text = "A ferry ran aground off Senna.";
  return out;
}

TEST(DisplayName, TakesTheBestThatIsKnown) {
  Article a = article();
  EXPECT_EQ(display_name(a), "The Meridian");
  a.publisher.reset();
  EXPECT_EQ(display_name(a), "news.meridian.example");
  a.url = "file:///tmp/page.html";
  EXPECT_EQ(display_name(a), "\"Ferry runs aground\"");
  a.title = "";
  EXPECT_EQ(display_name(a), "\"A ferry ran aground off Senna.\"");
  a.text.clear();
  EXPECT_EQ(display_name(a), "a1");
}

TEST(DisplayName, IsCutBetweenWords) {
  Article a;
  a.id = "a1";
  a.title = std::string(kMaxArticleNameBytes - 4, 'x') + " äöü tail";
  const std::string name = display_name(a);
  EXPECT_EQ(name, "\"" + std::string(kMaxArticleNameBytes - 4, 'x') + "…\"");
  a.title = std::string(4 * kMaxArticleNameBytes, 'x');
  EXPECT_EQ(display_name(a), "a1");
}

}  // namespace
}  // namespace newsloom
