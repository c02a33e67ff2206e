#include "newsloom/core/robots.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

namespace newsloom {
namespace {

bool allowed(std::string_view text, std::string_view path, std::string_view agent = "loombot") {
  return Robots(text).allowed(agent, "https://lund.test" + std::string(path));
}

TEST(Robots, LongestRuleWinsAndAllowWinsTies) {
  constexpr std::string_view kText =
      "User-agent: *\nDisallow: /a\nAllow: /a/b\nDisallow: /c\nAllow: /c\n";
  EXPECT_FALSE(allowed(kText, "/a/x"));
  EXPECT_TRUE(allowed(kText, "/a/b/x"));
  EXPECT_TRUE(allowed(kText, "/c"));
  EXPECT_TRUE(allowed(kText, "/other"));
  EXPECT_TRUE(allowed("User-agent: *\nDisallow: /", "/robots.txt"));
}

TEST(Robots, TheOwnGroupReplacesThatForAll) {
  constexpr std::string_view kText =
      "User-agent: *\nDisallow: /\n\nUser-agent: other\nUser-agent: LoomBot/2.0\nDisallow: /x\n"
      "Sitemap: https://lund.test/map.xml\nUser-agent: loombot\nDisallow: /y\nCrawl-delay: 2.5\n";
  EXPECT_TRUE(allowed(kText, "/z"));
  EXPECT_FALSE(allowed(kText, "/x"));
  EXPECT_FALSE(allowed(kText, "/y"));
  EXPECT_FALSE(allowed(kText, "/z", "stranger"));
  EXPECT_EQ(Robots(kText).crawl_delay("loombot"), 2.5);
  EXPECT_EQ(Robots(kText).crawl_delay("stranger"), std::nullopt);
  EXPECT_EQ(Robots(kText).sitemaps(), std::vector<std::string>{"https://lund.test/map.xml"});
}

TEST(Robots, StarsAndEnds) {
  EXPECT_FALSE(allowed("User-agent: *\nDisallow: /*.pdf$", "/a/b.pdf"));
  EXPECT_TRUE(allowed("User-agent: *\nDisallow: /*.pdf$", "/a/b.pdf?x"));
  EXPECT_FALSE(allowed("User-agent: *\nDisallow: /a*b*c", "/a1b2c3"));
  EXPECT_TRUE(allowed("User-agent: *\nDisallow: /a*b*c", "/acb"));
  EXPECT_FALSE(allowed("User-agent: *\nDisallow: *", "/any"));
  EXPECT_TRUE(allowed("User-agent: *\nDisallow:", "/any"));
}

TEST(Robots, EscapesAndLettersAreOneForm) {
  EXPECT_FALSE(allowed("User-agent: *\nDisallow: /caf\xC3\xA9", "/caf%c3%a9"));
  EXPECT_FALSE(allowed("User-agent: *\nDisallow: /%62%61", "/ba"));
  EXPECT_TRUE(allowed("User-agent: *\nDisallow: /a%2Fb", "/a/b"));
}

TEST(Robots, HabitsOfRealFiles) {
  EXPECT_FALSE(allowed("\xEF\xBB\xBFuser-agent:*\r\ndisallow : /x # why\r\n", "/x"));
  EXPECT_FALSE(allowed("User-agent: *\nDisallow /x", "/x"));
  EXPECT_FALSE(allowed("User-agent: *\nDissallow: /x", "/x"));
  EXPECT_TRUE(allowed("Disallow: /x", "/x"));
  EXPECT_TRUE(allowed("<html>User-agent", "/x"));
  EXPECT_TRUE(allowed("User-agent: *\nAllow: /d/index.html\nDisallow: /", "/d/"));
}

TEST(Robots, WhatIsBeyondTheLimitIsNotRead) {
  std::string text = "User-agent: *\n" + std::string(kMaxRobotsBytes, '#');
  text += "\nDisallow: /x";
  EXPECT_TRUE(allowed(text, "/x"));
}

RC_GTEST_PROP(Robots, AnyTextIsRead, (const std::string& text, const std::string& path)) {
  const Robots robots("User-agent: loombot\nDisallow: /private\n" + text);
  RC_ASSERT(robots.allowed("loombot", "/robots.txt"));
  (void)robots.allowed("loombot", path);
}

}  // namespace
}  // namespace newsloom
