#include "newsloom/core/codec.h"

#include <gtest/gtest.h>

namespace newsloom {
namespace {

Article sample_article() {
  Article a;
  a.id = "c1";
  a.capture = "c1";
  a.title = "Zoë speaks";
  a.text = "Zoë Øberg said “über 40 ferries” sail.\n\nShe left.";
  a.authors = {"Ida Brandt"};
  a.published = parse_timestamp("2026-03-02T21:30:00-05:00");
  a.language = "en";
  return a;
}

Span find(const Article& a, std::string_view words) {
  const auto at = static_cast<std::uint32_t>(a.text.find(words));
  return {at, at + static_cast<std::uint32_t>(words.size())};
}

Item sample_item() {
  Item item;
  item.article = sample_article();
  const Article& a = item.article;
  Annotations& n = item.annotations;
  n.article = "c1";
  n.language = "en";
  n.sentences = {{0, 11, Field::title}, find(a, "She left.")};
  n.names = {
      {"n1", "Zoë Øberg", NameType::person, "minister", {{0, 4, Field::title}, {0, 11}}, 0.5F}};
  Statement s;
  s.kind = StatementKind::mixed;
  s.span = find(a, "Zoë Øberg said “über 40 ferries” sail.");
  s.content = {find(a, "“über 40 ferries” sail")};
  s.quotes = {find(a, "über 40 ferries")};
  s.cue = find(a, "said");
  s.speaker = Speaker{"Zoë Øberg", find(a, "Zoë Øberg"), "n1"};
  s.denied = true;
  n.statements = {s};
  n.written_on = "2026-03-01";
  n.dates = {{find(a, "She"), DateType::date, "2026-03-02", DatePrecision::day, -1, 1}};
  Figure f;
  f.span = find(a, "40 ferries");
  f.number = find(a, "40");
  f.value = 40;
  f.change = FigureChange::more;
  f.unit = "ferry";
  f.scope = Scope::each;
  f.status = Status::planned;
  n.figures = {f};
  Event e;
  e.span = find(a, "She left.");
  e.trigger = find(a, "left");
  e.label = "She left";
  e.who = {"n1"};
  e.code = "RETREAT";
  e.date = "2026-03";
  e.date_inferred = true;
  e.attributed_to = "Zoë Øberg";
  e.precision = DatePrecision::month;
  e.status = Status::happened;
  n.events = {e};
  item.fingerprint = {{1, 4294967295U}, 7, 18446744073709551615U, {}};
  return item;
}

TEST(Codec, AnItemSurvivesTheWayThroughJson) {
  const Item item = sample_item();
  const auto read = codec::item_from_json(codec::to_json(item));
  ASSERT_TRUE(read) << message(read.error());
  EXPECT_EQ(*read, item);
}

TEST(Codec, AStandfirstIsAFieldOfItsOwn) {
  Item item = sample_item();
  item.article.standfirst = "Zoë Øberg defends ferries";
  const Span name{0, 11, Field::standfirst};  // ë and Ø are two bytes each
  item.annotations.sentences.insert(item.annotations.sentences.begin() + 1,
                                    {0, 27, Field::standfirst});
  item.annotations.names[0].mentions.insert(item.annotations.names[0].mentions.begin() + 1, name);
  Statement statement = item.annotations.statements[0];
  statement.span = statement.content[0] = {0, 27, Field::standfirst};
  statement.quotes.clear();
  statement.cue.reset();
  statement.speaker->span = name;
  item.annotations.statements.insert(item.annotations.statements.begin(), statement);
  EXPECT_EQ(text_of(item.article, name), "Zoë Øberg");
  const std::string json = codec::to_json(item);
  EXPECT_NE(json.find("\"standfirst_mentions\":[[0,9]]"), std::string::npos) << json;
  EXPECT_NE(json.find("\"in\":\"standfirst\",\"span\":[0,25]"), std::string::npos) << json;
  const auto read = codec::item_from_json(json);
  ASSERT_TRUE(read) << message(read.error());
  EXPECT_EQ(*read, item);
}

TEST(Codec, WhatWasStoredBeforeThereWereStandfirstsIsRead) {
  EXPECT_EQ(codec::to_json(sample_article()).find("standfirst"), std::string::npos);
  const auto read = codec::article_from_json(codec::to_json(sample_article()));
  ASSERT_TRUE(read);
  EXPECT_FALSE(read->standfirst);
}

TEST(Codec, OffsetsAreCodePoints) {
  const Item item = sample_item();
  const std::string json = codec::to_json(item.article, item.annotations);
  EXPECT_NE(json.find(R"("cue":[10,14])"), std::string::npos) << json;
  EXPECT_NE(json.find(R"("title_mentions":[[0,3]])"), std::string::npos) << json;
}

TEST(Codec, ADateKeepsThePagesOffset) {
  const std::string json = codec::to_json(sample_article());
  EXPECT_NE(json.find(R"("published":"2026-03-02T21:30:00-05:00")"), std::string::npos) << json;
  EXPECT_NE(json.find(R"("modified":null)"), std::string::npos) << json;
}

TEST(Codec, ADeltaSurvivesTheWayThroughJson) {
  StoryDelta d;
  d.sequence = 12;
  d.kind = DeltaKind::merge;
  d.story = "s2";
  d.into = "s1";
  d.articles = {"a", "b"};
  d.score = 0.25;
  d.because = {{"Zoë Øberg"}, {"ferry"}, 2.5, "f1", "same family", "s4", 0.125};
  d.by_person = true;
  d.at = 1772400000;
  d.made_by = "cluster/1";
  const auto read = codec::delta_from_json(codec::to_json(d));
  ASSERT_TRUE(read) << message(read.error());
  EXPECT_EQ(*read, d);
}

TEST(Codec, ChaptersSurviveAndLinksAreShown) {
  Digest digest;
  digest.story = "s1";
  digest.revision = 3;
  digest.articles = {"a"};
  digest.chapters = {{"Fire",
                      "a",
                      parse_timestamp("2026-03-02T14:03:00+01:00"),
                      parse_timestamp("2026-03-04"),
                      {"a"},
                      ""},
                     {"", std::nullopt, std::nullopt, std::nullopt, {"a"}, "5 days after"}};
  const auto nothing = [](std::string_view) -> const Article* { return nullptr; };
  const auto read = codec::digest_from_json(codec::to_json(digest, nothing), nothing);
  ASSERT_TRUE(read) << message(read.error());
  EXPECT_EQ(*read, digest);
  const StoryLink link{"s1", "s9", "en", "de", 0.9, {{LinkKeyKind::figure, "1,200", "1.200"}}, 7};
  const std::string json = codec::to_json(digest, nothing, {link}, "2026-03-02");
  EXPECT_NE(json.find(R"("since":"2026-03-02")"), std::string::npos);
  EXPECT_NE(json.find(R"("linked":[{"story":"s9","language":"de","score":0.9)"), std::string::npos);
  EXPECT_NE(json.find(R"({"kind":"figure","here":"1,200","there":"1.200"})"), std::string::npos);
}

TEST(Codec, FactsOfACaptureSurvive) {
  Capture c;
  c.id = "x";
  c.url = "https://example.org/a";
  c.fetched_at = parse_timestamp("2026-03-02T09:00:00Z");
  c.kind = CaptureKind::feed_entry;
  c.content_type = "text/html";
  c.body = "<p>Hallo</p>";
  c.known.title = "T";
  c.known.authors = {"A", "B"};
  c.known.published = parse_timestamp("2026-03-01");
  const auto read = codec::capture_from_facts(codec::facts_to_json(c), c.body);
  ASSERT_TRUE(read) << message(read.error());
  EXPECT_EQ(*read, c);
}

TEST(Codec, DamagedJsonIsAnErrorThatNamesTheTrouble) {
  for (const std::string_view json :
       {"", "{", "[]", "{\"id\":1}", "{\"id\":\"a\",\"part\":\"x\"}"}) {
    const auto read = codec::item_from_json(json);
    ASSERT_FALSE(read) << json;
    EXPECT_EQ(read.error().code, Errc::corrupt);
    EXPECT_FALSE(read.error().what.empty());
  }
}

}  // namespace
}  // namespace newsloom
