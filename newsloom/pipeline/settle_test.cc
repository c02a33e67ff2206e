#include "newsloom/pipeline/settle.h"

#include <gtest/gtest.h>
#include <map>

#include "newsloom/core/codec_placing.h"
#include "newsloom/testing/data.h"
#include "newsloom/testing/words.h"

namespace newsloom {
namespace {

using newsloom::testing::made_up_word;

constexpr std::int64_t kStart = 1750000000;
constexpr std::int64_t kDay = 86400;

// The text of a number is always the same.
ItemPtr item(const std::string& id, std::uint64_t text, std::int64_t day) {
  auto out = std::make_shared<Item>();
  out->article.id = id;
  out->article.language = "en";
  for (std::uint64_t i = 0; i < 60; ++i) out->article.text += made_up_word(text * 1000 + i) + " ";
  out->article.published = timestamp_of_utc(kStart + day * kDay);
  out->fingerprint = match::fingerprint(out->article);
  return out;
}

// An article on one of a few topics: a part of its words are the topic's.
ItemPtr told(std::uint64_t number) {
  const std::uint64_t topic = number % 12;
  auto out = std::make_shared<Item>();
  out->article.id = "t" + std::to_string(number);
  out->article.capture = out->article.id;
  out->article.language = "en";
  out->article.publisher = "Paper " + std::to_string(number % 5);
  if (number % 7 == 0) out->article.text = "PORT AMERY (Reuters) - ";
  for (std::uint64_t i = 0; i < 300; ++i) {
    std::string word = made_up_word(i % 2 == 0 ? 500000 + topic * 40 + i % 40 : number * 1000 + i);
    if (i % 9 == 0) word[0] = static_cast<char>(word[0] - 32);
    out->article.text += word + (i % 12 == 11 ? ". " : " ");
  }
  if (number % 10 == 9) out->article.text = told(number - 5)->article.text;  // a copy
  out->article.title = made_up_word(500000 + topic * 40) + " " + made_up_word(500002 + topic * 40);
  out->article.published = timestamp_of_utc(kStart + static_cast<std::int64_t>(number) * kDay / 8);
  out->fingerprint = match::fingerprint(out->article);
  return out;
}

cluster::Params params() { return cluster::Params::load(testing::data()).value(); }

// Issue 4: a process that runs for long must not keep the fingerprints of all that it ever read.
TEST(Settler, ForgetsCopiesOutsideTheWindow) {
  Settler settler(params());
  std::map<std::string, int> words;  // how often each article's place among the copies was told
  for (std::uint64_t day = 0; day < 100; ++day) {
    for (std::uint64_t k = 0; k < 3; ++k) {
      const std::uint64_t text = day * 3 + k;
      const Settlement one =
          settler.place(item("a" + std::to_string(text), text, static_cast<std::int64_t>(day)));
      for (const Copy& copy : one.copies) ++words[copy.article];
      EXPECT_LE(settler.copies().size(), 3U * 16);
    }
  }
  EXPECT_EQ(words["a0"], 2);    // when it came and when it left
  EXPECT_EQ(words["a299"], 1);  // still there
  const Settlement again = settler.place(item("old", 0, 100));
  EXPECT_FALSE(again.copies.front().copy_of.has_value());
  const Settlement recent = settler.place(item("recent", 290, 100));
  EXPECT_EQ(recent.copies.front().copy_of, "a290");
}

TEST(Settler, ReplayForgetsToo) {
  Settler settler(params());
  Settler again(params());
  for (std::uint64_t day = 0; day < 60; ++day) {
    const ItemPtr next = item("a" + std::to_string(day), day % 25, static_cast<std::int64_t>(day));
    for (const StoryDelta& delta : settler.place(next).deltas) {
      const bool enters = delta.kind == DeltaKind::open || delta.kind == DeltaKind::join;
      ASSERT_TRUE(again.replay(delta, enters ? next : nullptr).has_value());
    }
  }
  EXPECT_EQ(again.copies(), settler.copies());
  EXPECT_LE(again.copies().size(), 16U);
  EXPECT_EQ(again.window().stories(), settler.window().stories());
}

// Terms that refine read give the decisions, to the last digit, that terms read late give.
TEST(Settler, TermsReadBeforeChangeNothing) {
  const auto reader = cluster::TermReader::load(testing::data()).value();
  Settler early(params());
  Settler late(params());
  for (std::uint64_t i = 0; i < 60; ++i) {
    const ItemPtr next = told(i);
    auto ready = std::make_shared<Item>(*next);
    ready->fingerprint.terms = reader.terms(*next);
    EXPECT_EQ(early.place(ready).deltas, late.place(next).deltas);
  }
  EXPECT_LT(early.window().stories().size(), 30U);
}

// A restart reads what placing needs and nothing else; all further decisions are the same.
TEST(Settler, ReplayNeedsNoWholeItems) {
  const auto reader = cluster::TermReader::load(testing::data()).value();
  Settler settler(params());
  Settler again(params());
  for (std::uint64_t i = 0; i < 80; ++i) {
    auto next = std::make_shared<Item>(*told(i));
    next->fingerprint.terms = reader.terms(*next);
    const auto deltas = settler.place(next).deltas;
    if (i >= 60) {
      EXPECT_EQ(again.place(next).deltas, deltas);
      continue;
    }
    const auto small = codec::item_from_placing(codec::placing_to_bytes(*next)).value();
    for (const StoryDelta& delta : deltas) {
      const bool enters = delta.kind == DeltaKind::open || delta.kind == DeltaKind::join;
      ASSERT_TRUE(again.replay(delta, enters ? std::make_shared<const Item>(small) : nullptr));
    }
  }
  EXPECT_EQ(again.copies(), settler.copies());
  EXPECT_EQ(again.window().stories(), settler.window().stories());
}

std::string saved(const Settler& settler) {
  std::string out;
  BulkWriter writer(
      [&](std::string_view piece) -> Result<void> {
        out += piece;
        return {};
      },
      4096);
  settler.save(writer);
  EXPECT_TRUE(writer.finish().has_value());
  return out;
}

Result<Settler> loaded(const std::string& bytes) {
  BulkReader in([&] { return Result<std::string>(bytes); }, bytes.size());
  static const cluster::Params once = params();
  NL_TRY(Settler settler, Settler::load(once, in));
  NL_TRY_VOID(in.finish());
  return settler;
}

// A person's word on the stories as they are, now and then; else nothing.
std::optional<StoryDelta> corrected(const Settler& settler, std::uint64_t i) {
  if (i % 16 != 5) return std::nullopt;
  std::vector<Story> there;
  for (const Story& story : settler.window().stories()) {
    if (!story.merged_into && !story.members.empty()) there.push_back(story);
  }
  StoryDelta delta;
  delta.sequence = settler.sequence() + 1;
  delta.by_person = true;
  delta.story = there.back().id;
  if (there.back().members.size() > 1) {
    delta.kind = DeltaKind::split;
    delta.into = "s" + std::to_string(settler.window().stories().size() + 1);
    delta.articles = {there.back().members.back()};
  } else if (there.size() > 1) {
    delta.kind = i % 32 == 5 ? DeltaKind::merge : DeltaKind::lock;
    if (delta.kind == DeltaKind::merge) delta.into = there.front().id;
  } else {
    return std::nullopt;
  }
  return delta;
}

// The stream with corrections; every so often what is held goes through bytes for one of the two.
TEST(Settler, GoesOnFromBytesAsIfNothingHadHappened) {
  Settler settler(params());
  Settler other(params());
  Settler replayed(params());
  constexpr std::uint64_t kArticles = cluster::kLeastRemembered + 60;
  for (std::uint64_t i = 0; i < kArticles; ++i) {
    if (i % 29 == 0) {
      const std::string bytes = saved(settler);
      auto back = loaded(bytes);
      ASSERT_TRUE(back) << message(back.error());
      EXPECT_EQ(saved(*back), bytes);
      EXPECT_EQ(saved(replayed), bytes);  // and a replay holds the same, to the last bit
      other = std::move(*back);
    }
    const ItemPtr next = told(i);
    const Settlement one = settler.place(next);
    EXPECT_EQ(other.place(next).deltas, one.deltas);
    for (const StoryDelta& delta : one.deltas) {
      const bool enters = delta.kind == DeltaKind::open || delta.kind == DeltaKind::join;
      ASSERT_TRUE(replayed.replay(delta, enters ? next : nullptr).has_value());
    }
    if (const auto delta = corrected(settler, i)) {
      ASSERT_TRUE(settler.replay(*delta, nullptr).has_value());
      ASSERT_TRUE(other.replay(*delta, nullptr).has_value());
      ASSERT_TRUE(replayed.replay(*delta, nullptr).has_value());
    }
  }
  EXPECT_EQ(other.copies(), settler.copies());
  EXPECT_EQ(other.window().stories(), settler.window().stories());
  EXPECT_LT(settler.window().size(), kArticles);  // some have left
}

// Not a byte may be missing, and no byte may make trouble: what does not fit together is refused,
// what does is a window that can be written again.
TEST(Settler, DamagedBytesAreRefusedOrHarmless) {
  Settler settler(params());
  for (std::uint64_t i = 0; i < 40; ++i) (void)settler.place(told(i));
  const std::string bytes = saved(settler);
  for (std::size_t size = 0; size < bytes.size(); size += 1 + bytes.size() / 60) {
    const auto cut = loaded(bytes.substr(0, size));
    ASSERT_FALSE(cut) << size;
    EXPECT_EQ(cut.error().code, Errc::corrupt);
  }
  std::size_t refused = 0;
  for (std::size_t at = 0; at < bytes.size(); at += 1 + bytes.size() / 80) {
    std::string damaged = bytes;
    damaged[at] = static_cast<char>(damaged[at] ^ 0x81);
    auto read = loaded(damaged);
    refused += read ? 0 : 1;
    if (read) {
      const std::string again = saved(*read);
      EXPECT_EQ(saved(loaded(again).value()), again) << at;
    }
  }
  EXPECT_GT(refused, 0U);
}

}  // namespace
}  // namespace newsloom
