// A start from a snapshot gives what a start from the deltas alone gives, whatever happened to the
// snapshot.
#include <gtest/gtest.h>

#include <cstdio>
#include <filesystem>

#include <SQLiteCpp/SQLiteCpp.h>
#include <unistd.h>

#include "newsloom/core/codec.h"
#include "newsloom/edges/bus/bus.h"
#include "newsloom/edges/store/store.h"
#include "newsloom/pipeline/correct.h"
#include "newsloom/pipeline/ingest.h"
#include "newsloom/pipeline/rebuild.h"
#include "newsloom/testing/data.h"
#include "tests/contract/faulty_store.h"

namespace newsloom {
namespace {

constexpr std::size_t kQueue = 64;
constexpr SnapshotPolicy kEager{1, 1U << 20U, 1U << 20U};
constexpr SnapshotPolicy kNever{1U << 30U, 1, 1};

Capture told(int number) {
  const std::vector<std::string> places = {"Halmar", "Orsund", "Skarnes", "Vell", "Amery"};
  const std::vector<std::string> things = {"ferry", "tram line", "sluice", "goat market"};
  const std::string& place = places[static_cast<std::size_t>(number / 3) % places.size()];
  const std::string& thing = things[static_cast<std::size_t>(number / 7) % things.size()];
  Capture c;
  c.id = "c" + std::to_string(number);
  c.kind = CaptureKind::article;
  c.known.title = "The " + thing + " of " + place;
  c.known.language = "en";
  c.known.published = timestamp_of_utc(1750000000 + number * 20000LL);
  c.body = "The council of " + place + " spoke about the " + thing + " on Monday, a spokesman of " +
           place + " said. Report number " + std::to_string(number) + " names " +
           std::to_string(number * 37 % 91) + " people who want the " + thing + " repaired.";
  return c;
}

class Snapshot : public ::testing::Test {
 protected:
  static void SetUpTestSuite() {
    resources_ = new RefineResources(*RefineResources::load(testing::data()));
    params_ = new cluster::Params(*cluster::Params::load(testing::data()));
  }
  static void TearDownTestSuite() {
    delete resources_;
    delete params_;
  }
  void SetUp() override {
    path_ = (std::filesystem::temp_directory_path() /
             ("newsloom_snapshot_" + std::to_string(::getpid()) + ".db"))
                .string();
  }
  void TearDown() override {
    for (const char* suffix : {"", "-wal", "-shm"}) std::remove((path_ + suffix).c_str());
  }

  static Result<IngestReport> ingest(Store& store, int from, int to, const SnapshotPolicy& policy) {
    const auto bus = bus::in_memory(kQueue);
    NL_TRY(const auto run, Ingest::start(store, *bus, *resources_, *params_, 2, policy));
    for (int i = from; i < to; ++i) NL_TRY_VOID(run->add(told(i)));
    return run->finish();
  }
  static Opened opened(const Store& store) { return open_settler(store, *params_).value(); }

  // As SQLite keeps them: numbers as they read in JSON.
  static std::string decisions(const Store& store) {
    std::string out;
    const auto deltas = store.deltas(0);
    for (const StoryDelta& delta : *deltas) out += codec::to_json(delta) + "\n";
    return out;
  }

  // The same stream with and without snapshots gives the same decisions.
  static void expect_same(const Store& store, const Store& other) {
    EXPECT_EQ(decisions(store), decisions(other));
    const Settler one = opened(store).settler;
    const Settler two = opened(other).settler;
    EXPECT_EQ(one.window().stories(), two.window().stories());
    EXPECT_EQ(one.copies(), two.copies());
  }

  static RefineResources* resources_;
  static cluster::Params* params_;
  std::string path_;
};

RefineResources* Snapshot::resources_ = nullptr;
cluster::Params* Snapshot::params_ = nullptr;

TEST_F(Snapshot, FurtherDecisionsAreTheSame) {
  const auto with = store::in_memory();
  const auto without = store::in_memory();
  for (int from = 0; from < 120; from += 30) {
    ASSERT_TRUE(ingest(*with, from, from + 30, kEager));
    ASSERT_TRUE(ingest(*without, from, from + 30, kNever));
    EXPECT_EQ(opened(*with).from_snapshot, with->deltas(0)->back().sequence);
    EXPECT_EQ(opened(*without).from_snapshot, 0U);
    expect_same(*with, *without);
  }
}

TEST_F(Snapshot, WhatCameAfterItIsReplayed) {
  const auto with = store::in_memory();
  const auto without = store::in_memory();
  ASSERT_TRUE(ingest(*with, 0, 40, kEager));
  ASSERT_TRUE(ingest(*without, 0, 40, kNever));
  const std::uint64_t held = opened(*with).from_snapshot;
  for (Store* store : {with.get(), without.get()}) {
    Correction correction;
    correction.kind = DeltaKind::lock;
    correction.story = "s1";
    correction.by = "test";
    ASSERT_TRUE(correct(*store, *params_, correction));
    ASSERT_TRUE(ingest(*store, 40, 80, kNever));
  }
  EXPECT_EQ(opened(*with).from_snapshot, held);
  expect_same(*with, *without);
  EXPECT_TRUE(opened(*with).settler.window().find("s1")->locked);
}

TEST_F(Snapshot, DamageIsReportedAndReplayed) {
  const auto without = store::in_memory();
  ASSERT_TRUE(ingest(*without, 0, 60, kNever));
  const std::vector<std::pair<std::string, std::string>> damages = {
      {"UPDATE snapshot_pieces SET bytes = zeroblob(length(bytes))", "hash"},
      {"DELETE FROM snapshot_pieces", "missing"},
      {"UPDATE snapshots SET head = substr(head, 1, 40)", "not a stored window"},
      {"UPDATE snapshots SET head = zeroblob(9)", "form"},
      {"UPDATE deltas SET delta = replace(delta, 'cluster/1', 'cluster/0')", "other decisions"}};
  for (const auto& [sql, why] : damages) {
    TearDown();
    {
      const auto store = store::sqlite({.path = path_}).value();
      ASSERT_TRUE(ingest(*store, 0, 60, kEager));
      EXPECT_GT(opened(*store).from_snapshot, 0U);
      EXPECT_TRUE(store->check()->empty());
    }
    SQLite::Database(path_, SQLite::OPEN_READWRITE).exec(sql);
    const auto store = store::sqlite({.path = path_}).value();
    const Opened now = opened(*store);
    EXPECT_EQ(now.from_snapshot, 0U) << sql;
    EXPECT_NE(now.note.find(why), std::string::npos) << now.note;
    EXPECT_EQ(store->check()->empty(), why != "hash") << sql;
    if (why != "other decisions") expect_same(*store, *without);
    const auto report = ingest(*store, 60, 61, kEager);  // and the next run stores a new one
    ASSERT_TRUE(report);
    EXPECT_EQ(report->notes.size(), 1U);
    EXPECT_GT(opened(*store).from_snapshot, 0U);
    EXPECT_TRUE(store->check()->empty());
  }
}

TEST_F(Snapshot, MadeWithOtherDataIsNotUsed) {
  const auto store = store::in_memory();
  ASSERT_TRUE(ingest(*store, 0, 30, kEager));
  const auto weights = [](std::string_view name) -> std::optional<std::string_view> {
    static std::string changed;
    const auto file = testing::data()(name);
    if (name != "cluster/weights.tsv" || !file) return file;
    changed = "# other weights\n" + std::string(*file);
    return changed;
  };
  const auto other = cluster::Params::load(weights).value();
  const auto now = open_settler(*store, other).value();
  EXPECT_EQ(now.from_snapshot, 0U);
  EXPECT_NE(now.note.find("version"), std::string::npos);
}

// Two processes: the second one's correction is not in the first one's memory.
TEST_F(Snapshot, IsNotWrittenOverDecisionsThatItDoesNotHold) {
  const auto store = store::in_memory();
  ASSERT_TRUE(ingest(*store, 0, 30, kNever));
  const Opened before = opened(*store);
  Correction correction;
  correction.kind = DeltaKind::lock;
  correction.story = "s1";
  correction.by = "test";
  ASSERT_TRUE(correct(*store, *params_, correction));
  ASSERT_TRUE(save_snapshot(*store, before.settler, *params_));
  EXPECT_EQ(store->snapshot().error().code, Errc::not_found);
}

TEST_F(Snapshot, RebuildDropsIt) {
  const auto store = store::in_memory();
  ASSERT_TRUE(ingest(*store, 0, 30, kEager));
  ASSERT_TRUE(store->snapshot());
  ASSERT_TRUE(
      rebuild(*store, *resources_, *params_, RebuildFrom::cluster, 1, [](std::uint64_t) {}));
  EXPECT_FALSE(store->snapshot());
}

// A store that was made before snapshots, and before what placing needs was stored by itself.
TEST_F(Snapshot, AnOlderStoreGoesOnAsItWas) {
  const auto undisturbed = store::in_memory();
  ASSERT_TRUE(ingest(*undisturbed, 0, 40, kNever));
  ASSERT_TRUE(ingest(*undisturbed, 40, 60, kNever));
  ASSERT_TRUE(ingest(*store::sqlite({.path = path_}).value(), 0, 40, kEager));
  SQLite::Database(path_, SQLite::OPEN_READWRITE)
      .exec(
          "DROP TABLE placings; DROP TABLE snapshots; DROP TABLE snapshot_pieces; "
          "PRAGMA user_version = 2");
  EXPECT_EQ(store::sqlite({.path = path_, .read_only = true}).error().code, Errc::unsupported);
  const auto store = store::sqlite({.path = path_}).value();
  EXPECT_FALSE((*store->version("c3"))->fingerprint.terms.has_value());
  const auto placed = store->to_place({"c3", "c7"});  // from the whole items
  ASSERT_TRUE(placed) << message(placed.error());
  EXPECT_EQ(placed->front()->article.id, "c3");
  EXPECT_FALSE(placed->front()->fingerprint.sketch.empty());
  const Opened now = opened(*store);
  EXPECT_EQ(now.from_snapshot, 0U);
  EXPECT_EQ(now.note, "");
  ASSERT_TRUE(ingest(*store, 40, 60, kEager));
  expect_same(*store, *undisturbed);
  EXPECT_GT(opened(*store).from_snapshot, 0U);
}

TEST_F(Snapshot, AFailureAtAnyWriteIsMadeGood) {
  const auto undisturbed = store::in_memory();
  ASSERT_TRUE(ingest(*undisturbed, 0, 8, kNever));
  ASSERT_TRUE(ingest(*undisturbed, 8, 12, kNever));
  for (int fail_at = 1; fail_at < 50; ++fail_at) {
    const auto store = store::in_memory();
    ASSERT_TRUE(ingest(*store, 0, 8, kEager));
    FaultyStore faulty(*store, fail_at);
    (void)ingest(faulty, 8, 12, kEager);
    const auto again = ingest(*store, 8, 12, kEager);
    ASSERT_TRUE(again) << "after a failure at write " << fail_at << ": " << message(again.error());
    EXPECT_TRUE(again->notes.empty()) << again->notes.front();
    expect_same(*store, *undisturbed);
  }
}

}  // namespace
}  // namespace newsloom
