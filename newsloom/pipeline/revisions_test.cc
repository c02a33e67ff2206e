#include "newsloom/pipeline/revisions.h"

#include <gtest/gtest.h>

namespace newsloom {
namespace {

Capture page(const std::string& url, CaptureKind kind = CaptureKind::html) {
  Capture out;
  out.url = url;
  out.kind = kind;
  return out;
}

Article at(const std::string& url, ArticleKind kind = ArticleKind::article) {
  Article out;
  out.kind = kind;
  out.url = url;
  return out;
}

TEST(VersionKey, IsTheAddressWithoutWhatDoesNotMatter) {
  const std::string url = "https://osk.example/news/ferry";
  const std::string key = version_key(page(url), at(url));
  EXPECT_FALSE(key.empty());
  EXPECT_EQ(version_key(page(url), at("http://osk.example/news/ferry?utm_source=feed")), key);
  EXPECT_NE(version_key(page(url), at("https://osk.example/news/tram")), key);
  Article canonical = at("https://m.elsewhere.example/x");
  canonical.canonical_url = url;
  EXPECT_EQ(version_key(page(url), canonical), key);
}

TEST(VersionKey, AnAnnouncementOrAFeedsEntryIsNoVersionOfThePage) {
  const std::string url = "https://osk.example/news/ferry";
  const std::string key = version_key(page(url), at(url));
  const std::string teaser =
      version_key(page("https://osk.example/news"), at(url, ArticleKind::teaser));
  EXPECT_NE(teaser, key);
  EXPECT_FALSE(teaser.empty());
  // The same announcement on another page is another one.
  EXPECT_NE(version_key(page("https://other.example/"), at(url, ArticleKind::teaser)), teaser);
  EXPECT_NE(version_key(page(url, CaptureKind::feed_entry), at(url)), key);
}

TEST(VersionKey, NothingToGoBy) {
  EXPECT_TRUE(version_key(page(""), Article{}).empty());
  EXPECT_TRUE(version_key(page(""), at("https://osk.example/")).empty());  // the outlet's own page
  EXPECT_TRUE(version_key(page(""), at("https://osk.example")).empty());
  EXPECT_TRUE(version_key(page(""), at("https://osk.example/a", ArticleKind::teaser)).empty());
}

ItemPtr item(const std::string& id, const std::string& text) {
  auto out = std::make_shared<Item>();
  out->article.id = out->article.capture = id;
  out->article.title = "Fire on the ferry " + text.substr(0, 4);
  out->article.text = text;
  return out;
}

TEST(Revisions, AnAddressUsedAgainForAnotherTextIsAnotherArticle) {
  const std::map<std::string, ItemPtr> items = {
      {"a", item("a", "The council of Osk votes on the tram line today at noon.")},
      {"b", item("b", "Weather for the coast: rain in the west, later snow inland.")}};
  Revisions revisions;
  Item other = *items.at("b");
  other.article.title = "Weather";
  const auto found =
      revisions.decide(std::make_shared<const Item>(other), {"a"},
                       [&](const std::string& id) -> Result<ItemPtr> { return items.at(id); });
  ASSERT_TRUE(found);
  EXPECT_TRUE(found->empty());
  EXPECT_EQ(revisions.article_of("b"), "b");
}

TEST(Revisions, NumbersGoOnWhereTheyWere) {
  const std::map<std::string, ItemPtr> items = {{"a", item("a", "Fire. One is dead.")},
                                                {"b", item("b", "Fire. Two are dead.")},
                                                {"c", item("c", "Fire. Two are dead.")},
                                                {"d", item("d", "Fire. Three are dead.")}};
  const auto load = [&](const std::string& id) -> Result<ItemPtr> { return items.at(id); };
  Revisions revisions;
  const auto second = revisions.decide(items.at("b"), {"a"}, load);
  ASSERT_EQ(second->size(), 2U);  // with the first version's row
  EXPECT_EQ(second->front().number, 1);
  EXPECT_EQ(second->back().number, 2);
  Revisions later(*second);  // a new process
  const auto again = later.decide(items.at("c"), {"a", "b"}, load);
  ASSERT_EQ(again->size(), 1U);
  EXPECT_TRUE(again->front().seen_again);
  EXPECT_EQ(again->front().number, 2);
  const auto third = later.decide(items.at("d"), {"a", "b", "c"}, load);
  ASSERT_EQ(third->size(), 1U);
  EXPECT_EQ(third->front().number, 3);
  EXPECT_EQ(third->front().article, "a");
  EXPECT_EQ(deltas_of(*third, "s1", 5).size(), 1U);
  EXPECT_TRUE(deltas_of(*again, "s1", 5).empty());
}

}  // namespace
}  // namespace newsloom
