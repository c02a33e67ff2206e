// What every Store promises, on every Store we have.
#include <gtest/gtest.h>

#include <unistd.h>

#include <cstdio>
#include <filesystem>
#include <functional>

#include "newsloom/edges/store/store.h"

namespace newsloom {
namespace {

// A store under test, and how to open it again as a new process would.
struct Backend {
  std::string name;
  std::function<std::unique_ptr<Store>()> open;
  std::function<void()> remove;
  bool keeps = false;  // outlives its object
};

std::string fresh_path() {
  static int count = 0;
  return (std::filesystem::temp_directory_path() /
          ("newsloom_contract_" + std::to_string(::getpid()) + "_" + std::to_string(++count) +
           ".db"))
      .string();
}

Backend memory() {
  return {"memory", [] { return store::in_memory(); }, [] {}, false};
}

Backend sqlite() {
  const std::string path = fresh_path();
  return {"sqlite",
          [path] {
            auto opened = store::sqlite({.path = path});
            if (!opened) ADD_FAILURE() << message(opened.error());
            return std::move(*opened);
          },
          [path] {
            for (const char* suffix : {"", "-wal", "-shm"}) std::remove((path + suffix).c_str());
          },
          true};
}

class StoreContract : public ::testing::TestWithParam<Backend (*)()> {
 protected:
  void SetUp() override {
    backend_ = GetParam()();
    store_ = backend_.open();
  }
  void TearDown() override {
    store_.reset();
    backend_.remove();
  }
  void reopen() {
    if (!backend_.keeps) return;
    store_.reset();
    store_ = backend_.open();
  }

  Backend backend_;
  std::unique_ptr<Store> store_;
};

Capture capture(const std::string& id, const std::string& body) {
  Capture c;
  c.id = id;
  c.url = "https://example.org/" + id;
  c.fetched_at = parse_timestamp("2026-03-02T09:00:00Z");
  c.kind = CaptureKind::text;
  c.body = body;
  return c;
}

ItemPtr item(const std::string& id, const std::string& capture, const std::string& text,
             const std::string& published) {
  auto out = std::make_shared<Item>();
  out->article.id = id;
  out->article.capture = capture;
  out->article.title = "Title of " + id;
  out->article.text = text;
  out->article.published = parse_timestamp(published);
  out->annotations.article = id;
  out->fingerprint.sketch = {1, 2, 3};
  return out;
}

StoryDelta delta(DeltaKind kind, const std::string& story, std::vector<std::string> articles,
                 std::optional<std::string> into = {}) {
  StoryDelta d;
  d.kind = kind;
  d.story = story;
  d.articles = std::move(articles);
  d.into = std::move(into);
  d.made_by = "test";
  return d;
}

TEST_P(StoreContract, CapturesAreKeptAsTheyCame) {
  const Capture c = capture("a", std::string("bytes\0with\xff zero", 16));
  const auto added = store_->put_captures({c});
  ASSERT_TRUE(added) << message(added.error());
  EXPECT_EQ(*added, std::vector<std::string>{"a"});
  reopen();
  const auto read = store_->capture("a");
  ASSERT_TRUE(read) << message(read.error());
  EXPECT_EQ(*read, c);
  EXPECT_EQ(store_->capture("b").error().code, Errc::not_found);
}

TEST_P(StoreContract, TheSameCaptureTwiceIsOne) {
  ASSERT_TRUE(store_->put_captures({capture("a", "first")}));
  const auto again = store_->put_captures({capture("a", "second"), capture("b", "x")});
  ASSERT_TRUE(again);
  EXPECT_EQ(*again, std::vector<std::string>{"b"});
  EXPECT_EQ(store_->capture("a")->body, "first");
  EXPECT_EQ(store_->counts()->captures, 2U);
}

TEST_P(StoreContract, WhatIsPendingIsKnown) {
  ASSERT_TRUE(store_->put_captures({capture("b", "1"), capture("a", "2"), capture("c", "3")}));
  ASSERT_TRUE(store_->put_refined({"a", {item("a", "a", "Text.", "2026-03-02")}, {}, "t/1", {}}));
  ASSERT_TRUE(
      store_->put_refined({"c", {}, Rejection{RejectReason::index_page, "links"}, "t/1", {}}));
  reopen();
  EXPECT_EQ(*store_->capture_ids(true), std::vector<std::string>{"b"});
  EXPECT_EQ(*store_->capture_ids(false), (std::vector<std::string>{"b", "a", "c"}));
  EXPECT_EQ(*store_->article_ids(true), std::vector<std::string>{"a"});
  const auto rejections = store_->rejections();
  ASSERT_EQ(rejections->size(), 1U);
  EXPECT_EQ(rejections->front().second, (Rejection{RejectReason::index_page, "links"}));
}

// A restart asks for many at once, in its own order; terms come back with the whole item too.
TEST_P(StoreContract, GivesWhatPlacingNeeds) {
  const auto with_terms = [](const std::string& id, std::vector<Term> terms) {
    auto out = std::make_shared<Item>(*item(id, id.substr(0, 1), "Text of " + id, "2026-03-02"));
    out->fingerprint.terms = std::move(terms);
    return out;
  };
  const auto first = with_terms("a", {{8, 3.5F, true, false, {0, 5, Field::title}}});
  const auto second = with_terms("a#1", {});
  const ItemPtr bare = item("b", "b", "Bare.", "2026-03-02");
  ASSERT_TRUE(store_->put_captures({capture("a", "1"), capture("b", "2")}));
  ASSERT_TRUE(store_->put_refined({"a", {item("a", "a", "Old.", "2026-03-02")}, {}, "t/1", {}}));
  ASSERT_TRUE(store_->put_refined({"a", {first, second}, {}, "t/1", {}}));
  ASSERT_TRUE(store_->put_refined({"b", {bare}, {}, "t/1", {}}));
  reopen();
  const auto found = store_->to_place({"b", "a#1", "a"});
  ASSERT_TRUE(found) << message(found.error());
  ASSERT_EQ(found->size(), 3U);
  EXPECT_EQ((*found)[0]->fingerprint, bare->fingerprint);
  EXPECT_EQ((*found)[1]->fingerprint, second->fingerprint);
  EXPECT_EQ((*found)[2]->fingerprint, first->fingerprint);
  EXPECT_EQ((*found)[2]->article.id, "a");
  EXPECT_EQ((*found)[2]->article.capture, "a");
  EXPECT_EQ(time_of((*found)[2]->article)->seconds, time_of(first->article)->seconds);
  EXPECT_EQ(**store_->version("a"), *first);
  EXPECT_EQ(store_->to_place({"a", "none"}).error().code, Errc::not_found);
}

TEST_P(StoreContract, RefiningAgainReplacesAndKeepsThePlace) {
  ASSERT_TRUE(store_->put_captures({capture("a", "1")}));
  ASSERT_TRUE(store_->put_refined(
      {"a",
       {item("a", "a", "An old harbour.", "2026-03-02"), item("a#1", "a", "x", "2026-03-02")},
       {},
       "t/1",
       {}}));
  ASSERT_TRUE(store_->append({{delta(DeltaKind::open, "s1", {"a"})}, {}, {}}));
  ASSERT_TRUE(
      store_->put_refined({"a", {item("a", "a", "A new bridge.", "2026-03-02")}, {}, "t/2", {}}));
  reopen();
  EXPECT_EQ((*store_->item("a"))->article.text, "A new bridge.");
  EXPECT_EQ(store_->item("a#1").error().code, Errc::not_found);
  EXPECT_TRUE(store_->search("harbour", 10)->empty());
  EXPECT_EQ(store_->search("bridge", 10)->size(), 1U);
  EXPECT_EQ(*store_->story_of("a"), "s1");
}

TEST_P(StoreContract, DeltasAreNumberedAndFollowed) {
  ASSERT_TRUE(store_->put_captures({capture("a", "1"), capture("b", "2")}));
  ASSERT_TRUE(store_->put_refined({"a", {item("a", "a", "A.", "2026-03-02")}, {}, "t/1", {}}));
  ASSERT_TRUE(store_->put_refined({"b", {item("b", "b", "B.", "2026-03-02")}, {}, "t/1", {}}));
  ASSERT_TRUE(
      store_->append({{delta(DeltaKind::open, "s1", {"a"}), delta(DeltaKind::open, "s2", {"b"})},
                      {Copy{"a", "f1", std::nullopt, CopyRelation::none, 0}},
                      {}}));
  ASSERT_TRUE(store_->append({{delta(DeltaKind::merge, "s2", {}, "s1")}, {}, {}}));
  reopen();
  const auto all = store_->deltas(0);
  ASSERT_TRUE(all) << message(all.error());
  ASSERT_EQ(all->size(), 3U);
  for (std::size_t i = 0; i < all->size(); ++i) EXPECT_EQ((*all)[i].sequence, i + 1);
  EXPECT_EQ(store_->deltas(2)->size(), 1U);
  EXPECT_EQ(store_->deltas_of("b")->size(), 1U);
  EXPECT_EQ(store_->deltas_of("s2")->size(), 2U);
  EXPECT_EQ(*store_->story_of("b"), "s1");
  EXPECT_EQ(*store_->story_of("zzz"), std::nullopt);
  EXPECT_EQ(store_->copies({"a", "b"})->size(), 1U);
  EXPECT_TRUE(store_->article_ids(true)->empty());
}

Digest digest_of(const std::string& story, const std::string& article) {
  Digest d;
  d.story = story;
  d.revision = 1;
  d.headline = "Headline " + story;
  d.articles = {article};
  return d;
}

TEST_P(StoreContract, DigestsFollowRedirectsAndRank) {
  ASSERT_TRUE(store_->put_captures({capture("a", "1")}));
  ASSERT_TRUE(store_->put_refined({"a", {item("a", "a", "A.", "2026-03-02")}, {}, "t/1", {}}));
  ASSERT_TRUE(store_->append(
      {{delta(DeltaKind::open, "s1", {"a"}), delta(DeltaKind::open, "s2", {})}, {}, {}}));
  for (const auto& [id, rank] : std::initializer_list<std::pair<std::string, double>>{
           {"s1", 1.0}, {"s2", 2.0}, {"s3", 3.0}}) {
    StoryRow row;
    row.id = id;
    row.rank = rank;
    row.headline = "Headline " + id;
    const auto put = store_->put_digest(digest_of(id, "a"), row);
    ASSERT_TRUE(put) << message(put.error());
  }
  ASSERT_TRUE(store_->append({{delta(DeltaKind::merge, "s2", {}, "s1")}, {}, {}}));
  reopen();
  const auto rows = store_->stories(0, 10);
  ASSERT_EQ(rows->size(), 2U);
  EXPECT_EQ((*rows)[0].id, "s3");
  EXPECT_EQ((*rows)[1].id, "s1");
  EXPECT_EQ(store_->stories(1, 1)->front().id, "s1");
  EXPECT_TRUE(store_->stories(9, 1)->empty());
  EXPECT_EQ(store_->digest("s2")->headline, "Headline s1");
  EXPECT_EQ(store_->digest("s9").error().code, Errc::not_found);
}

TEST_P(StoreContract, SearchJoinsWordsAndKeepsOperatorsHarmless) {
  ASSERT_TRUE(store_->put_captures({capture("a", "1"), capture("b", "2")}));
  ASSERT_TRUE(store_->put_refined(
      {"a", {item("a", "a", "The ferry burned in the harbour.", "2026-03-02")}, {}, "t", {}}));
  ASSERT_TRUE(store_->put_refined(
      {"b", {item("b", "b", "The harbour ferry sails again.", "2026-03-03")}, {}, "t", {}}));
  const auto ids = [&](const std::string& query) {
    std::vector<std::string> out;
    const auto hits = store_->search(query, 10);
    if (!hits) {
      ADD_FAILURE() << message(hits.error());
      return out;
    }
    for (const SearchHit& hit : *hits) out.push_back(hit.article);
    return out;
  };
  EXPECT_EQ(ids("FERRY harbour"), (std::vector<std::string>{"b", "a"}));
  EXPECT_EQ(ids("\"harbour ferry\""), std::vector<std::string>{"b"});
  EXPECT_EQ(ids("ferry burned"), std::vector<std::string>{"a"});
  for (const char* odd : {"", "\"", "AND", "NEAR(", "*", "title:ferry OR 1", "\" OR \"", "^a -b"}) {
    EXPECT_TRUE(store_->search(odd, 10).has_value()) << odd;
  }
  EXPECT_NE((*store_->search("burned", 10))[0].snippet.find("burned"), std::string::npos);
}

TEST_P(StoreContract, ReplacingStoriesForgetsTheOldOnes) {
  ASSERT_TRUE(store_->put_captures({capture("a", "1")}));
  ASSERT_TRUE(store_->put_refined({"a", {item("a", "a", "A.", "2026-03-02")}, {}, "t/1", {}}));
  ASSERT_TRUE(store_->append({{delta(DeltaKind::open, "s1", {"a"})}, {}, {}}));
  ASSERT_TRUE(store_->put_digest(digest_of("s1", "a"), StoryRow{.id = "s1", .headline = "x"}));
  ASSERT_TRUE(store_->replace_stories({{delta(DeltaKind::open, "s7", {"a"})}, {}, {}}));
  reopen();
  EXPECT_EQ(*store_->story_of("a"), "s7");
  EXPECT_EQ(store_->deltas(0)->size(), 1U);
  EXPECT_EQ(store_->digest("s1").error().code, Errc::not_found);
  EXPECT_EQ(store_->counts()->unsettled, 0U);
  EXPECT_TRUE(store_->check()->empty());
}

Refined keyed(const std::string& capture, const std::string& text, const std::string& key) {
  return {capture, {item(capture, capture, text, "2026-03-02")}, {}, "refine/1", {key}};
}

TEST_P(StoreContract, VersionsOfOneArticleAreReadUnderItsId) {
  ASSERT_TRUE(store_->put_captures(
      {capture("a", "1"), capture("b", "2"), capture("c", "3"), capture("d", "4")}));
  ASSERT_TRUE(store_->put_refined(keyed("a", "Old harbour.", "page x")));
  ASSERT_TRUE(store_->put_refined(keyed("b", "New harbour.", "page x")));
  ASSERT_TRUE(store_->put_refined(keyed("c", "New harbour.", "page x")));
  ASSERT_TRUE(store_->put_refined(keyed("d", "Elsewhere.", "")));
  EXPECT_TRUE(store_->versions_before("a")->empty());
  EXPECT_EQ(*store_->versions_before("c"), (std::vector<std::string>{"a", "b"}));
  EXPECT_TRUE(store_->versions_before("d")->empty());
  EXPECT_TRUE(store_->versions_before("none")->empty());

  Revision first{"a", 1, "a", parse_timestamp("2026-03-02T09:00:00Z"), false, {}};
  Revision second{"a", 2, "b", parse_timestamp("2026-03-02T10:00:00Z"), false, {}};
  second.changes.title = Change{ChangeKind::changed, "Old", "New"};
  second.changes.paragraphs = {{ChangeKind::added, "", "More."},
                               {ChangeKind::removed, "Less.", ""}};
  second.changes.figures = {{ChangeKind::changed, "12 boats", "14 boats"}};
  const Revision again{"a", 2, "c", parse_timestamp("2026-03-02T11:00:00Z"), true, {}};
  ASSERT_TRUE(
      store_->append({{delta(DeltaKind::open, "s1", {"a"}), delta(DeltaKind::revise, "s1", {"a"})},
                      {},
                      {first, second, again}}));
  reopen();
  EXPECT_EQ((*store_->item("a"))->article.text, "New harbour.");
  EXPECT_EQ((*store_->item("c"))->article.id, "a");  // any version's id leads to the article
  EXPECT_EQ((*store_->version("a"))->article.text, "Old harbour.");
  EXPECT_EQ(store_->version("none").error().code, Errc::not_found);
  EXPECT_EQ(*store_->revisions("b"), (std::vector<Revision>{first, second, again}));
  EXPECT_EQ(store_->revisions({})->size(), 3U);
  EXPECT_TRUE(store_->revisions("d")->empty());
  EXPECT_EQ(*store_->story_of("b"), "s1");
  EXPECT_EQ(store_->counts()->articles, 2U);
  EXPECT_EQ(*store_->article_ids(true), std::vector<std::string>{"d"});
  EXPECT_EQ(store_->article_ids(false)->size(), 4U);
  EXPECT_TRUE(store_->search("old", 10)->empty());  // words that are no longer there
  ASSERT_EQ(store_->search("new", 10)->size(), 1U);
  EXPECT_EQ(store_->search("new", 10)->front().article, "a");
  EXPECT_EQ(store_->deltas(0)->at(1).kind, DeltaKind::revise);
  // A version that is refined again stays what it is.
  ASSERT_TRUE(store_->put_refined(keyed("b", "Newest harbour.", "page x")));
  EXPECT_EQ((*store_->item("a"))->article.text, "Newest harbour.");
  ASSERT_TRUE(store_->replace_stories({{delta(DeltaKind::open, "s1", {"a"})}, {}, {}}));
  EXPECT_TRUE(store_->revisions({})->empty());
}

TEST_P(StoreContract, ASplitGivesAMergedStoryItsIdBack) {
  ASSERT_TRUE(store_->put_captures({capture("a", "1"), capture("b", "2")}));
  ASSERT_TRUE(store_->put_refined(keyed("a", "One.", "")));
  ASSERT_TRUE(store_->put_refined(keyed("b", "Two.", "")));
  ASSERT_TRUE(
      store_->append({{delta(DeltaKind::open, "s1", {"a"}), delta(DeltaKind::open, "s2", {"b"}),
                       delta(DeltaKind::merge, "s2", {}, "s1")},
                      {},
                      {}}));
  EXPECT_EQ(*store_->story_of("b"), "s1");
  ASSERT_TRUE(store_->append({{delta(DeltaKind::split, "s1", {"b"}, "s2")}, {}, {}}));
  reopen();
  EXPECT_EQ(*store_->story_of("b"), "s2");
  EXPECT_EQ(*store_->story_of("a"), "s1");
}

TEST_P(StoreContract, LinksAreKeptAndReplacedFromATime) {
  const auto profile_at = [](const std::string& story, std::int64_t latest) {
    StoryProfile out{story, 3, "de", latest - 10, latest, {}};
    out.keys = {{LinkKeyKind::name, "vogt", "Vogt", 0.5F},
                {LinkKeyKind::figure, "1240", "1.240", 1}};
    return out;
  };
  StoryLink old{"s1", "s2", "de", "en", 0.75, {{LinkKeyKind::name, "Vogt", "Vogt"}}, 100};
  StoryLink fresh{"s2", "s3", "en", "fr", 0.875, {{LinkKeyKind::place, "Genf", "Genève"}}, 200};
  ASSERT_TRUE(store_->put_links(
      {profile_at("s1", 90), profile_at("s2", 100), profile_at("s3", 200)}, {}, {old, fresh}, 0));
  reopen();
  EXPECT_EQ(*store_->profiles(100),
            (std::vector<StoryProfile>{profile_at("s2", 100), profile_at("s3", 200)}));
  EXPECT_EQ(*store_->links("s1"), std::vector<StoryLink>{old});
  EXPECT_EQ(*store_->links("s2"), (std::vector<StoryLink>{fresh, turned(old)}));
  EXPECT_TRUE(store_->links("s9")->empty());
  ASSERT_TRUE(store_->put_links({}, {"s3"}, {}, 150));
  EXPECT_EQ(store_->profiles(0)->size(), 2U);
  EXPECT_EQ(*store_->links("s2"), std::vector<StoryLink>{turned(old)});
  ASSERT_TRUE(store_->replace_stories({}));
  EXPECT_TRUE(store_->links("s1")->empty());
  EXPECT_TRUE(store_->profiles(0)->empty());
}

TEST_P(StoreContract, ASnapshotIsThereOnceItIsComplete) {
  EXPECT_EQ(store_->snapshot().error().code, Errc::not_found);
  const std::string large(5U << 20U, 'x');
  ASSERT_TRUE(store_->put_snapshot_piece(7, 0, large));
  ASSERT_TRUE(store_->put_snapshot_piece(7, 1, std::string_view("a\0b", 3)));
  EXPECT_EQ(store_->snapshot().error().code, Errc::not_found);
  EXPECT_EQ(store_->snapshot_piece(7, 0).error().code, Errc::not_found);
  ASSERT_TRUE(store_->keep_snapshot(7, "head of 7"));
  reopen();
  EXPECT_EQ(*store_->snapshot(), "head of 7");
  EXPECT_EQ(*store_->snapshot_piece(7, 0), large);
  EXPECT_EQ(*store_->snapshot_piece(7, 1), std::string("a\0b", 3));
  EXPECT_EQ(store_->snapshot_piece(7, 2).error().code, Errc::not_found);
  // A later one that is not complete changes nothing; once it is, it alone is there.
  ASSERT_TRUE(store_->put_snapshot_piece(9, 0, "nine"));
  EXPECT_EQ(*store_->snapshot(), "head of 7");
  EXPECT_EQ(*store_->snapshot_piece(7, 0), large);
  ASSERT_TRUE(store_->keep_snapshot(9, "head of 9"));
  EXPECT_EQ(*store_->snapshot(), "head of 9");
  EXPECT_EQ(*store_->snapshot_piece(9, 0), "nine");
  EXPECT_EQ(store_->snapshot_piece(7, 0).error().code, Errc::not_found);
  // The same sequence begun anew: what was there is gone, and nothing of it is mixed in.
  ASSERT_TRUE(store_->put_snapshot_piece(9, 1, "more"));
  ASSERT_TRUE(store_->put_snapshot_piece(9, 0, "again"));
  EXPECT_EQ(store_->snapshot().error().code, Errc::not_found);
  ASSERT_TRUE(store_->keep_snapshot(9, "again"));
  EXPECT_EQ(store_->snapshot_piece(9, 1).error().code, Errc::not_found);
  EXPECT_TRUE(store_->check()->empty());
  ASSERT_TRUE(store_->drop_snapshot());
  EXPECT_EQ(store_->snapshot().error().code, Errc::not_found);
  EXPECT_EQ(store_->snapshot_piece(9, 0).error().code, Errc::not_found);
}

TEST_P(StoreContract, ReplacingStoriesDropsTheSnapshot) {
  ASSERT_TRUE(store_->put_snapshot_piece(3, 0, "three"));
  ASSERT_TRUE(store_->keep_snapshot(3, "head"));
  ASSERT_TRUE(store_->replace_stories({}));
  EXPECT_EQ(store_->snapshot().error().code, Errc::not_found);
}

TEST_P(StoreContract, StoriesWithSomethingNew) {
  Digest digest;
  StoryRow row;
  for (const auto& [id, changed] :
       std::vector<std::pair<std::string, std::int64_t>>{{"s1", 100}, {"s2", 200}}) {
    digest.story = row.id = id;
    row.changed = changed;
    ASSERT_TRUE(store_->put_digest(digest, row));
  }
  reopen();
  EXPECT_EQ(store_->stories_since(100, 0, 10)->size(), 2U);
  ASSERT_EQ(store_->stories_since(101, 0, 10)->size(), 1U);
  EXPECT_EQ(store_->stories_since(101, 0, 10)->front().changed, 200);
  EXPECT_TRUE(store_->stories_since(201, 0, 10)->empty());
}

INSTANTIATE_TEST_SUITE_P(All, StoreContract, ::testing::Values(&memory, &sqlite),
                         [](const auto& which) { return which.index == 0 ? "memory" : "sqlite"; });

TEST(SqliteStore, AForeignOrDamagedFileIsRefusedWithItsName) {
  const std::string path = fresh_path();
  std::FILE* file = std::fopen(path.c_str(), "w");
  for (int i = 0; i < 4096; ++i) std::fputs("no database", file);
  std::fclose(file);
  const auto opened = store::sqlite({.path = path});
  ASSERT_FALSE(opened);
  EXPECT_EQ(opened.error().code, Errc::corrupt);
  EXPECT_EQ(opened.error().where, path);
  std::remove(path.c_str());
}

TEST(SqliteStore, ReadingNeedsAFile) {
  const auto opened = store::sqlite({.path = "/nonexistent/x.db", .read_only = true});
  ASSERT_FALSE(opened);
  EXPECT_EQ(opened.error().code, Errc::not_found);
}

}  // namespace
}  // namespace newsloom
