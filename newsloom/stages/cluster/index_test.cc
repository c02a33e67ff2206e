// The compact structures of the window against simple twins.
#include <gtest/gtest.h>
#include <rapidcheck.h>
#include <algorithm>
#include <map>
#include <set>

#include "newsloom/stages/cluster/state.h"
#include "newsloom/testing/data.h"
#include "newsloom/testing/params.h"
#include "newsloom/testing/words.h"

namespace newsloom::cluster {
namespace {

using newsloom::testing::made_up_word;

TEST(PostingsProperty, AgreeWithLists) {
  rc::check([] {
    Postings postings;
    std::map<std::uint32_t, std::vector<std::uint32_t>> lists;
    const int count = *rc::gen::inRange(0, 3000);
    const int keys = *rc::gen::inRange(1, 40);
    std::uint64_t seed = static_cast<std::uint64_t>(*rc::gen::inRange(1, 1000000));
    for (int i = 0; i < count; ++i) {
      seed = seed * 6364136223846793005ULL + 1442695040888963407ULL;
      const auto key = static_cast<std::uint32_t>((seed >> 33U) % static_cast<unsigned>(keys));
      const auto member = static_cast<std::uint32_t>(i);
      postings.add(key, {member, static_cast<std::uint8_t>(i % 255 + 1)});
      lists[key].push_back(member);
    }
    std::vector<std::uint32_t> numbers(static_cast<std::size_t>(count));
    for (std::uint32_t i = 0; i < numbers.size(); ++i) numbers[i] = i % 3 == 0 ? kNone : i / 2;
    for (const bool renumbered : {false, true}) {
      if (renumbered) {
        postings.renumber(numbers, kNone);
        for (auto& [key, list] : lists) {
          std::vector<std::uint32_t> kept;
          for (const std::uint32_t member : list) {
            if (numbers[member] != kNone) kept.push_back(numbers[member]);
          }
          list = kept;
        }
      }
      for (const auto& [key, list] : lists) {
        RC_ASSERT(postings.count(key) == list.size());
        const std::size_t limit = list.size() / 2;
        std::vector<Postings::Posting> all;
        std::vector<Postings::Posting> some;
        postings.newest(key, list.size() + 1, all);
        postings.newest(key, limit, some);
        RC_ASSERT(all.size() == list.size());
        RC_ASSERT(some.size() == limit);
        for (std::size_t i = 0; i < list.size(); ++i) {
          RC_ASSERT(all[i].member == list[list.size() - 1 - i]);
        }
      }
    }
  });
}

TEST(IdTable, FindsWhatWasAdded) {
  IdTable table;
  EXPECT_EQ(table.find(hash_of_id("a")), nullptr);
  for (std::uint32_t i = 0; i < 5000; ++i) table.add(hash_of_id(std::to_string(i)), {i, i + 1});
  table.add(hash_of_id("7"), {0, 0});  // there already
  EXPECT_EQ(table.size(), 5000U);
  for (std::uint32_t i = 0; i < 5000; ++i) {
    const IdTable::Place* place = table.find(hash_of_id(std::to_string(i)));
    ASSERT_NE(place, nullptr);
    EXPECT_EQ(place->story, i);
    EXPECT_EQ(place->member, i + 1);
  }
  EXPECT_EQ(table.find(hash_of_id("5000")), nullptr);
}

std::vector<Candidate> candidates(std::uint64_t seed, std::size_t count) {
  std::vector<Candidate> out;
  std::set<std::uint32_t> used;
  while (out.size() < count) {
    seed = seed * 6364136223846793005ULL + 1442695040888963407ULL;
    const auto key = static_cast<std::uint32_t>((seed >> 33U) % 400);
    if (!used.insert(key).second) continue;
    out.push_back({key, 1 + static_cast<float>(seed >> 60U), static_cast<float>(seed >> 61U) + 1,
                   seed % 7 == 0});
  }
  return out;
}

void expect_near(const Likeness& a, const Likeness& b) {
  EXPECT_NEAR(a.words, b.words, 0.01);
  EXPECT_NEAR(a.names, b.names, 0.01);
  EXPECT_NEAR(a.title, b.title, 0.01);
  EXPECT_NEAR(a.title_in_body, b.title_in_body, 0.01);
  EXPECT_NEAR(a.rare, b.rare, 0.01);
  EXPECT_EQ(a.numbers, b.numbers);
  EXPECT_EQ(a.phrases, b.phrases);
  EXPECT_NEAR(a.core, b.core, 0.03);
  EXPECT_EQ(a.has_names, b.has_names);
}

// What a window keeps of an article is rounded; comparisons hardly notice.
TEST(Kept, ComparesLikeTheArticle) {
  for (std::uint64_t seed = 1; seed < 40; ++seed) {
    const auto a = unit_vector(candidates(seed, 150));
    const auto b = unit_vector(candidates(seed + 100, 150));
    const Kept kept(b);
    ASSERT_EQ(kept.size(), b.size());
    for (std::size_t i = 0; i < b.size(); ++i) EXPECT_EQ(kept.key(i), b[i].key);
    expect_near(likeness(Vector(a), kept), likeness(a, b));
  }
}

// The sum of a story is the same whether it is kept or made from its voices.
TEST(Centroid, IsTheSameFromItsVoices) {
  for (std::uint64_t seed = 1; seed < 20; ++seed) {
    std::vector<Kept> voices;
    for (std::uint64_t k = 0; k < 2 + seed % 4; ++k) {
      voices.emplace_back(unit_vector(candidates(seed * 10 + k, 120)));
    }
    Centroid sum;
    std::vector<const Kept*> pointers;
    for (const Kept& voice : voices) {
      sum.add(voice);
      pointers.push_back(&voice);
    }
    const Vector article(unit_vector(candidates(seed * 10 + 9, 120)));
    expect_near(likeness(article, pointers, sum.norms()), sum.likeness_of(article));
  }
}

// Every story has thirty words of its own.
ItemPtr account(std::uint64_t number, std::uint64_t story, std::int64_t seconds_apart = 600) {
  auto out = std::make_shared<Item>();
  out->article.id = std::to_string(number);
  out->article.language = "en";
  std::uint64_t seed = number * 104729 + 1;
  for (int i = 0; i < 120; ++i) {
    seed = seed * 6364136223846793005ULL + 1442695040888963407ULL;
    const std::uint64_t draw = seed >> 33U;
    const bool own = draw % 10 < 4;
    out->article.text +=
        made_up_word(own ? 1000000 + story * 40 + draw / 10 % 30 : draw / 10 % 3000) + " ";
  }
  out->article.title =
      made_up_word(1000000 + story * 40) + " " + made_up_word(1000001 + story * 40);
  out->article.published =
      timestamp_of_utc(1750000000 + static_cast<std::int64_t>(number) * seconds_apart);
  return out;
}

// The slow twin weighs every article of the window.
TEST(Cluster, TheIndexFindsWhatAllPairsFind) {
  const Params& params = settled_params();
  Window window(params);
  const auto joins = [&params](const std::vector<Choice>& choices) {
    const bool does = !choices.empty() && choices.front().probability >= params.values().join;
    return does ? choices.front().story : kNone;
  };
  std::size_t joined = 0;
  std::size_t other = 0;
  for (std::uint64_t i = 0; i < 1500; ++i) {
    const ItemPtr next = account(i, i * 7919 % 300 + i / 500 * 300);
    const Seen article = seen(*next, window.state());
    const std::uint32_t slow = joins(choices_of_all(article, window.state()));
    joined += slow == kNone ? 0 : 1;
    other += slow == joins(choices(article, window.state())) ? 0 : 1;
    for (const StoryDelta& delta : assign(*next, Copy{}, window, params)) {
      ASSERT_TRUE(apply(window, delta, next, nullptr).has_value());
    }
  }
  EXPECT_GT(joined, 300U);
  EXPECT_LE(other * 100, 1500U);
}

// Members get new numbers when many have left; what is there stays found.
TEST(Cluster, ForgettingInBulkKeepsTheRest) {
  const Params params = Params::load(testing::data()).value();
  Window window(params);
  constexpr std::uint64_t kArticles = 12000;  // one in half an hour: 250 days
  std::size_t most = 0;
  for (std::uint64_t i = 0; i < kArticles; ++i) {
    const ItemPtr next = account(i, i / 3, 1800);
    for (const StoryDelta& delta : assign(*next, Copy{}, window, params)) {
      ASSERT_TRUE(apply(window, delta, next, nullptr).has_value());
    }
    most = std::max(most, window.state().members.size());
  }
  EXPECT_LT(most, kArticles);
  EXPECT_EQ(window.state().placed.size(), kArticles);
  const Story* last = window.story_of(std::to_string(kArticles - 1));
  ASSERT_NE(last, nullptr);
  EXPECT_EQ(last->members.size(), 3U);
  for (std::uint32_t i = 0; i < window.state().members.size(); ++i) {
    const Member& member = window.state().members[i];
    if (!member.live) continue;
    EXPECT_EQ(window.state().placed.find(member.id)->member, i);
    const auto& members = window.state().open[member.story].members;
    EXPECT_EQ(std::count(members.begin(), members.end(), i), 1);
  }
}

}  // namespace
}  // namespace newsloom::cluster
