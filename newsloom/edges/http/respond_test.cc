#include "newsloom/edges/http/respond.h"

#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

#include "newsloom/edges/http/html.h"
#include "newsloom/edges/http/target.h"
#include "newsloom/edges/store/store.h"

namespace newsloom::http {
namespace {

Item item(std::string id, std::string publisher, std::string title, std::string text) {
  Item out;
  out.article.id = id;
  out.article.capture = std::move(id);
  out.article.publisher = std::move(publisher);
  out.article.title = std::move(title);
  out.article.text = std::move(text);
  out.article.published = parse_timestamp("2031-03-04T10:30:00Z");
  out.annotations.article = out.article.id;
  return out;
}

Span words(const Item& item, std::string_view part) {
  const auto at = static_cast<std::uint32_t>(item.article.text.find(part));
  return {at, at + static_cast<std::uint32_t>(part.size()), Field::text};
}

/// A store with one story of two articles.
class Shop {
 public:
  Shop() : store_(store::in_memory()) {
    Item a = item("a", "Osk Post", "Talks in Osk", "Über Osk: talks began. Cod is dear.\n\nRain.");
    a.annotations.sentences = {words(a, "Über Osk: talks began."), words(a, "Cod is dear."),
                               words(a, "Rain.")};
    Item b = item("b", "Tarnby News", "Osk talks open", "Envoys met in Osk.");
    b.annotations.sentences = {words(b, "Envoys met in Osk.")};
    put(a);
    put(b);
    Digest digest;
    digest.story = "s1";
    digest.revision = 2;
    digest.headline = "Talks in Osk";
    digest.headline_article = "a";
    digest.articles = {"a", "b"};
    for (const Item* one : {&a, &b}) {
      digest.sources.push_back({one->article.id, one->article.publisher, one->article.title,
                                "https://news.test/" + one->article.id, one->article.published,
                                ArticleKind::article, std::nullopt});
    }
    digest.timeline.push_back(
        {"2031-03-04",
         DatePrecision::day,
         Status::planned,
         "Talks in Osk",
         {"Osk"},
         {{"a", words(a, "Über Osk: talks began.")}, {"b", words(b, "Envoys met in Osk.")}},
         {},
         0.9F,
         "two sources"});
    Voice voice;
    voice.speaker = "Runa Holt";
    voice.text = "Cod is dear";
    voice.witnesses.push_back({{"a", words(a, "Cod is dear.")}, StatementKind::direct, voice.text});
    digest.voices.push_back(voice);
    digest.brief.push_back({"b", words(b, "Envoys met in Osk.")});
    settle(digest);
  }

  void put(const Item& one) {
    Capture capture;
    capture.id = one.article.capture;
    ASSERT_TRUE(store_->put_captures({capture}).has_value());
    Refined refined;
    refined.capture = one.article.capture;
    refined.items = {std::make_shared<const Item>(one)};
    ASSERT_TRUE(store_->put_refined(refined).has_value());
  }
  void settle(const Digest& digest) {
    Settlement settlement;
    for (std::size_t i = 0; i < digest.articles.size(); ++i) {
      StoryDelta delta;
      delta.kind = i == 0 ? DeltaKind::open : DeltaKind::join;
      delta.story = digest.story;
      delta.articles = {digest.articles[i]};
      settlement.deltas.push_back(delta);
    }
    ASSERT_TRUE(store_->append(settlement).has_value());
    StoryRow row;
    row.id = digest.story;
    row.headline = digest.headline;
    row.articles = static_cast<std::uint32_t>(digest.articles.size());
    row.sources = row.families = 2;
    row.latest = 1930386600;
    ASSERT_TRUE(store_->put_digest(digest, row).has_value());
  }
  Response get(std::string target, std::string if_none_match = {}) {
    Request request;
    request.target = std::move(target);
    request.if_none_match = std::move(if_none_match);
    return respond(request, *store_);
  }
  Store& store() { return *store_; }

 private:
  std::unique_ptr<Store> store_;
};

bool has(const Response& response, std::string_view part) {
  return response.body.find(part) != std::string::npos;
}

TEST(Pages, TheFrontPageListsStories) {
  Shop shop;
  const Response page = shop.get("/");
  EXPECT_EQ(page.status, 200U);
  EXPECT_EQ(page.content_type, "text/html; charset=utf-8");
  EXPECT_TRUE(has(page, "<a href=\"/story/s1\">Talks in Osk</a>"));
  EXPECT_TRUE(has(page, "2 articles · 2 publishers · 2 independent texts"));
}

TEST(Pages, EveryLineOfAStoryLinksToItsWords) {
  Shop shop;
  const Response page = shop.get("/story/s1");
  EXPECT_EQ(page.status, 200U);
  // Code points, not bytes: the Ü before them is one.
  EXPECT_TRUE(has(page, "href=\"/article/a#s0-22\""));
  EXPECT_TRUE(has(page, "href=\"/article/a#s23-35\""));
  EXPECT_TRUE(has(page, "href=\"/article/b#s0-18\""));
  EXPECT_TRUE(has(page, "<span class=\"tag planned\">planned</span> Talks in Osk"));
  const Response article = shop.get("/article/a");
  EXPECT_TRUE(has(article,
                  "<span id=\"s0-22\" class=\"evidence\">Über Osk: talks began.</span> "
                  "<span id=\"s23-35\" class=\"evidence\">Cod is dear.</span></p>"));
  EXPECT_TRUE(has(article, "<p><span id=\"s37-42\">Rain.</span></p>"));
  EXPECT_TRUE(has(article, "Part of the story <a href=\"/story/s1\">Talks in Osk</a>"));
}

TEST(Pages, HostileTextIsShownAndNeverRun) {
  const std::string evil = "\"><script>alert(1)</script><img src=x onerror=alert(1)>'{{evil}}";
  Shop shop;
  Item one = item("x\"><script>", evil, evil, evil + " & more.");
  one.article.url = "javascript:alert(1)";
  one.article.authors = {evil};
  one.annotations.sentences = {
      {0, static_cast<std::uint32_t>(one.article.text.size()), Field::text}};
  shop.put(one);
  Digest digest;
  digest.story = "s2";
  digest.headline = evil;
  digest.articles = {one.article.id};
  digest.sources.push_back({one.article.id, evil, evil, "javascript:alert(1)", std::nullopt,
                            ArticleKind::article, evil});
  const Evidence evidence{one.article.id, one.annotations.sentences[0]};
  digest.timeline.push_back(
      {evil, DatePrecision::day, Status::happened, evil, {evil}, {evidence}, {}, 1, evil});
  Voice voice;
  voice.speaker = voice.text = evil;
  voice.role = voice.addressee = voice.channel = voice.reported_by = voice.disputed_by = evil;
  voice.witnesses.push_back({evidence, StatementKind::indirect, evil});
  digest.voices.push_back(voice);
  FigureGroup group;
  group.counted = group.reason = evil;
  group.values.push_back({evidence, {}, std::nullopt});
  group.values[0].figure.span = evidence.span;
  group.values[0].figure.attributed_to = evil;
  digest.figures.push_back(group);
  digest.differences.push_back({DifferenceKind::wording, evil, evil, {evidence}, 1});
  digest.names.push_back({evil, NameType::person, evil, {evil}, {evidence}});
  digest.brief.push_back(evidence);
  shop.settle(digest);
  for (const std::string& target :
       {std::string("/"), std::string("/story/s2"), "/article/" + percent_encoded(one.article.id),
        "/search?q=" + percent_encoded(evil), std::string("/search?q=more")}) {
    const Response page = shop.get(target);
    EXPECT_EQ(page.status, 200U) << target;
    EXPECT_FALSE(has(page, "<script")) << target;
    EXPECT_FALSE(has(page, "<img")) << target;
    EXPECT_FALSE(has(page, "javascript:")) << target;
    EXPECT_FALSE(has(page, "\"><script")) << target;
  }
  EXPECT_TRUE(has(shop.get("/story/s2"), "{{evil}}"));
}

TEST(Pages, MissingThingsAre404AndOtherMethods405) {
  Shop shop;
  EXPECT_EQ(shop.get("/story/none").status, 404U);
  EXPECT_EQ(shop.get("/article/none").status, 404U);
  EXPECT_EQ(shop.get("/nothing").status, 404U);
  EXPECT_EQ(shop.get("/%zz").status, 400U);
  EXPECT_EQ(shop.get("/" + std::string(kMaxTargetBytes, 'a')).status, 414U);
  EXPECT_EQ(shop.get("/" + std::string(kMaxTargetBytes - 1, 'a')).status, 404U);
  Request post;
  post.method = "POST";
  post.target = "/";
  EXPECT_EQ(respond(post, shop.store()).status, 405U);
  EXPECT_EQ(shop.get("/healthz").body, "ok\n");
  EXPECT_EQ(shop.get("/style.css").content_type, "text/css; charset=utf-8");
}

TEST(Pages, SearchFindsArticles) {
  Shop shop;
  EXPECT_TRUE(has(shop.get("/search?q=envoys"), "Osk talks open"));
  EXPECT_TRUE(has(shop.get("/search?q=unicorn"), "Nothing found"));
  EXPECT_TRUE(has(shop.get("/search?q=+"), "Words are joined by AND"));
}

TEST(Api, GivesStoriesByPages) {
  Shop shop;
  const auto first = nlohmann::json::parse(shop.get("/api/v1/stories?limit=1").body);
  ASSERT_EQ(first["stories"].size(), 1U);
  EXPECT_EQ(first["stories"][0]["id"], "s1");
  const std::string next = first["next"];
  const auto second =
      nlohmann::json::parse(shop.get("/api/v1/stories?limit=1&cursor=" + next).body);
  EXPECT_TRUE(second["stories"].empty());
  EXPECT_TRUE(second["next"].is_null());
}

TEST(Api, StoriesAndArticlesCountInCodePoints) {
  Shop shop;
  const auto story = nlohmann::json::parse(shop.get("/api/v1/stories/s1").body);
  EXPECT_EQ(story["timeline"][0]["evidence"][0]["span"], (nlohmann::json{0, 22}));
  EXPECT_EQ(story["brief"][0]["text"], "Envoys met in Osk.");
  const auto article = nlohmann::json::parse(shop.get("/api/v1/articles/a").body);
  EXPECT_EQ(article["sentences"][1], (nlohmann::json{23, 35}));
}

TEST(Api, ProblemsFollowRfc9457) {
  Shop shop;
  const Response missing = shop.get("/api/v1/stories/none");
  EXPECT_EQ(missing.status, 404U);
  EXPECT_EQ(missing.content_type, "application/problem+json");
  EXPECT_EQ(nlohmann::json::parse(missing.body)["status"], 404);
  EXPECT_EQ(shop.get("/api/v1/stories?limit=0").status, 400U);
  EXPECT_EQ(shop.get("/api/v1/stories?limit=101").status, 400U);
  EXPECT_EQ(shop.get("/api/v1/stories?cursor=x").status, 400U);
  EXPECT_EQ(shop.get("/api/v2").status, 404U);
}

TEST(Api, KnownAnswersAreNotSentAgain) {
  Shop shop;
  const Response first = shop.get("/api/v1/stories/s1");
  ASSERT_FALSE(first.etag.empty());
  const Response again = shop.get("/api/v1/stories/s1", first.etag);
  EXPECT_EQ(again.status, 304U);
  EXPECT_TRUE(again.body.empty());
  EXPECT_EQ(shop.get("/api/v1/stories/s1", "\"other\"").status, 200U);
}

TEST(Html, CrossingSpansKeepTheirPlaceWithoutBreakingTheTags) {
  Article article;
  article.text = "one two three\n\nfour";
  const std::string html = marked_text(
      article, Field::text, {{{0, 7}, false}, {{4, 13}, true}, {{8, 19}, true}, {{99, 120}, true}});
  EXPECT_EQ(html,
            "<p><span id=\"s0-7\">one <span id=\"s4-13\"></span>two</span> "
            "<span id=\"s8-19\"></span>three</p>\n<p>four</p>\n");
}

TEST(Html, AStandfirstHasAnchorsOfItsOwn) {
  Article article;
  article.text = "one";
  article.standfirst = "two three";
  EXPECT_EQ(marked_text(article, Field::standfirst, {{{4, 9, Field::standfirst}, false}}),
            "<p>two <span id=\"d4-9\">three</span></p>\n");
}

TEST(Html, DatesAreShownInWords) {
  EXPECT_EQ(shown_date("2031-03-04"), "4 March 2031");
  EXPECT_EQ(shown_date("2031-03"), "March 2031");
  EXPECT_EQ(shown_date("2031"), "2031");
  EXPECT_EQ(shown_date("2025-W22"), "week of 26 May 2025");
  EXPECT_EQ(shown_date("2031-SU"), "summer 2031");
  EXPECT_EQ(shown_date("2031-Q2"), "second quarter of 2031");
  EXPECT_EQ(shown_date("2031-Wxy"), "2031-Wxy");
  EXPECT_EQ(shown(*parse_timestamp("2031-03-04T23:30:00+02:00")), "4 March 2031, 23:30");
}

TEST(Target, IsTakenApart) {
  const auto target = parsed_target("/story/%C3%A9?q=a+b%26&x");
  ASSERT_TRUE(target.has_value());
  EXPECT_EQ(target->path, "/story/é");
  EXPECT_EQ(parameter(target->query, "q"), "a b&");
  EXPECT_EQ(parameter(target->query, "x"), "");
  EXPECT_FALSE(parameter(target->query, "y").has_value());
  for (const char* bad : {"", "x", "/%0", "/%00", "/%FF"}) {
    EXPECT_FALSE(parsed_target(bad).has_value()) << bad;
  }
  EXPECT_EQ(percent_encoded("a/b é"), "a%2Fb%20%C3%A9");
}

TEST(Pages, WhatIsNewSinceATime) {
  Shop shop;
  const Response all = shop.get("/story/s1?since=2001-01-01");
  EXPECT_EQ(all.status, 200U);
  EXPECT_NE(all.body.find("Only what is new since 1 January 2001"), std::string::npos);
  EXPECT_NE(shop.get("/story/s1?since=2099-01-01").body.find("Nothing is."), std::string::npos);
  EXPECT_EQ(shop.get("/story/s1?since=yesterday").status, 400U);
  EXPECT_EQ(shop.get("/?since=yesterday").status, 400U);
  EXPECT_EQ(shop.get("/api/v1/stories?since=yesterday").status, 400U);
  const auto json = nlohmann::json::parse(shop.get("/api/v1/stories/s1?since=2099-01-01").body);
  EXPECT_EQ(json.at("since"), "2099-01-01");
  EXPECT_TRUE(json.at("articles").empty());
  EXPECT_TRUE(json.at("linked").empty());
}

TEST(Pages, RevisionsOfAnArticle) {
  Shop shop;
  Item later = item("a2", "Osk Post", "Talks in Osk end", "Talks ended. Cod is dear.");
  Capture capture;
  capture.id = "a2";
  ASSERT_TRUE(shop.store().put_captures({capture}));
  ASSERT_TRUE(shop.store().put_refined(
      {"a2", {std::make_shared<const Item>(later)}, {}, "test", {"page x"}}));
  const Revision first{"a", 1, "a", parse_timestamp("2031-03-04T11:00:00Z"), false, {}};
  Revision second{"a", 2, "a2", parse_timestamp("2031-03-05T11:00:00Z"), false, {}};
  second.changes.title = Change{ChangeKind::changed, "Talks in Osk", "Talks in Osk <end>"};
  ASSERT_TRUE(shop.store().append({{}, {}, {first, second}}));
  const std::string page = shop.get("/article/a").body;
  EXPECT_NE(page.find("Talks ended."), std::string::npos);
  EXPECT_NE(page.find("<del>Talks in Osk</del>"), std::string::npos);
  EXPECT_NE(page.find("<ins>Talks in Osk &lt;end&gt;</ins>"), std::string::npos);
  EXPECT_EQ(shop.get("/article/a2").status, 308U);
  EXPECT_EQ(shop.get("/article/a2").location, "/article/a");
  EXPECT_NE(shop.get("/article/a?revision=1").body.find("talks began"), std::string::npos);
  EXPECT_EQ(shop.get("/article/a?revision=7").status, 404U);
  const auto json = nlohmann::json::parse(shop.get("/api/v1/articles/a").body);
  EXPECT_EQ(json.at("revision"), 2);
  EXPECT_EQ(json.at("revisions").size(), 2U);
}

}  // namespace
}  // namespace newsloom::http
