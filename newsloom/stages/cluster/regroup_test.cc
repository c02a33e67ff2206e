// Later evidence: splits and moves that no person asked for.
#include "newsloom/stages/cluster/regroup.h"

#include <gtest/gtest.h>
#include <rapidcheck.h>
#include <algorithm>
#include <map>

#include "newsloom/testing/params.h"
#include "newsloom/testing/words.h"

namespace newsloom::cluster {
namespace {

using newsloom::testing::made_up_word;

// Of ten words, so many are those of the article's event, and so many those of its topic.
ItemPtr report(const std::string& id, std::uint64_t event, std::uint64_t of_event,
               std::uint64_t of_topic, double hours) {
  auto out = std::make_shared<Item>();
  out->article.id = id;
  out->article.language = "en";
  std::uint64_t seed = hash_of_id(id) | 1U;
  const auto draw = [&seed](std::uint64_t limit) {
    seed = seed * 6364136223846793005ULL + 1442695040888963407ULL;
    return (seed >> 33U) % limit;
  };
  for (int i = 0; i < 120; ++i) {
    const std::uint64_t kind = draw(10);
    const std::uint64_t own = 1000000 + event * 40 + draw(30);
    const std::uint64_t shared = 500000 + draw(30);
    const std::uint64_t any = draw(4000);
    out->article.text += made_up_word(kind < of_event              ? own
                                      : kind < of_event + of_topic ? shared
                                                                   : any) +
                         " ";
  }
  const std::uint64_t title = of_event > 0 ? 1000000 + event * 40 : 500000;
  out->article.title = made_up_word(title) + " " + made_up_word(title + 1);
  out->article.published = timestamp_of_utc(1750000000 + static_cast<std::int64_t>(hours * 3600));
  return out;
}

struct Stream {
  Window window{settled_params()};
  std::vector<StoryDelta> deltas;
  std::map<std::string, ItemPtr> items;

  void apply(const StoryDelta& delta) {
    const bool enters = delta.kind == DeltaKind::open || delta.kind == DeltaKind::join;
    Copy copy;
    if (enters) copy.article = delta.articles.front();
    const auto done =
        cluster::apply(window, delta, enters ? items.at(delta.articles.front()) : nullptr,
                       enters ? &copy : nullptr);
    if (!done) ADD_FAILURE() << message(done.error());
    deltas.push_back(delta);
  }
  void add(const ItemPtr& article) {
    items[article->article.id] = article;
    Copy copy;
    copy.article = article->article.id;
    for (const StoryDelta& delta : assign(*article, copy, window, settled_params())) apply(delta);
  }
  [[nodiscard]] std::string story(const std::string& id) const {
    const Story* found = window.story_of(id);
    return found == nullptr ? "" : found->id;
  }
  [[nodiscard]] std::size_t count(DeltaKind kind) const {
    return static_cast<std::size_t>(
        std::count_if(deltas.begin(), deltas.end(),
                      [kind](const StoryDelta& delta) { return delta.kind == kind; }));
  }
};

StoryDelta merge_of(const std::string& from, const std::string& into, bool by_person) {
  StoryDelta delta;
  delta.kind = DeltaKind::merge;
  delta.story = from;
  delta.into = into;
  delta.by_person = by_person;
  return delta;
}

// Two events in one story, as a wrong merge leaves them; then the first goes on.
Stream wrongly_merged(bool by_person, bool locked) {
  Stream out;
  for (int i = 0; i < 3; ++i) out.add(report("a" + std::to_string(i), 1, 5, 1, i));
  for (int i = 0; i < 2; ++i) out.add(report("b" + std::to_string(i), 2, 5, 1, i + 3));
  EXPECT_NE(out.story("a0"), out.story("b0"));
  out.apply(merge_of(out.story("b0"), out.story("a0"), by_person));
  if (locked) {
    StoryDelta lock;
    lock.kind = DeltaKind::lock;
    lock.story = "s1";
    lock.by_person = true;
    out.apply(lock);
  }
  for (int i = 3; i < 8; ++i) out.add(report("a" + std::to_string(i), 1, 5, 1, i + 3));
  return out;
}

TEST(Regroup, LooksWhenAStoryHasGrownByHalf) {
  std::vector<std::size_t> looks;
  for (std::size_t n = 0; n < 30; ++n) {
    if (is_time_to_look(n)) looks.push_back(n);
  }
  EXPECT_EQ(looks, (std::vector<std::size_t>{4, 6, 9, 13, 19, 28}));
}

TEST(Regroup, AWrongMergeIsPutRightByLaterArticles) {
  Stream stream = wrongly_merged(false, false);
  EXPECT_EQ(stream.count(DeltaKind::split), 1U);
  EXPECT_EQ(stream.story("b0"), stream.story("b1"));
  EXPECT_NE(stream.story("b0"), "s1");
  for (int i = 0; i < 8; ++i) EXPECT_EQ(stream.story("a" + std::to_string(i)), "s1");
  const auto split =
      std::find_if(stream.deltas.begin(), stream.deltas.end(),
                   [](const StoryDelta& delta) { return delta.kind == DeltaKind::split; });
  EXPECT_FALSE(split->by_person);
  EXPECT_EQ(split->story, "s1");
  EXPECT_EQ(split->articles, (std::vector<std::string>{"b0", "b1"}));
  EXPECT_NE(split->because.note.value_or("").find("little in common"), std::string::npos);
  // And it stays right.
  for (int i = 2; i < 12; ++i) stream.add(report("b" + std::to_string(i), 2, 5, 1, i + 10));
  for (int i = 8; i < 20; ++i) stream.add(report("a" + std::to_string(i), 1, 5, 1, i + 10));
  EXPECT_EQ(stream.count(DeltaKind::split), 1U);
  EXPECT_EQ(stream.count(DeltaKind::merge), 1U);
  EXPECT_EQ(stream.story("b11"), stream.story("b0"));
  EXPECT_EQ(stream.story("a19"), "s1");
}

TEST(Regroup, WhatPeopleArrangedStays) {
  EXPECT_EQ(wrongly_merged(true, false).count(DeltaKind::split), 0U);
  EXPECT_EQ(wrongly_merged(false, true).count(DeltaKind::split), 0U);
}

// An article whose own event becomes known only after it was put to another one of its topic.
Stream wrongly_joined(bool locked, int others = 3) {
  Stream out;
  for (int i = 0; i < others; ++i) out.add(report("a" + std::to_string(i), 1, 5, 1, i));
  const ItemPtr odd = report("odd", 2, 5, 1, 3);
  out.items["odd"] = odd;
  StoryDelta join;
  join.kind = DeltaKind::join;
  join.story = "s1";
  join.articles = {"odd"};
  join.score = 0.6;
  out.apply(join);
  if (locked) {
    StoryDelta lock;
    lock.kind = DeltaKind::lock;
    lock.story = "s1";
    lock.by_person = true;
    out.apply(lock);
  }
  // Its event is told elsewhere before anybody sees what they share.
  for (int i = 0; i < 2; ++i) {
    const std::string id = "b" + std::to_string(i);
    out.items[id] = report(id, 2, 5, 1, i + 4);
    StoryDelta delta;
    delta.kind = i == 0 ? DeltaKind::open : DeltaKind::join;
    delta.story = "s2";
    delta.articles = {id};
    out.apply(delta);
  }
  out.add(report("b2", 2, 5, 1, 7));
  return out;
}

TEST(Regroup, AnArticleIsMovedToTheStoryThatHasBecomeNearer) {
  const Stream stream = wrongly_joined(false);
  EXPECT_EQ(stream.count(DeltaKind::move), 1U);
  EXPECT_EQ(stream.story("odd"), "s2");
  EXPECT_EQ(stream.story("a0"), "s1");
  EXPECT_EQ(stream.story("b2"), "s2");
  EXPECT_EQ(stream.deltas.back().kind, DeltaKind::move);
  EXPECT_EQ(stream.deltas.back().story, "s1");
  EXPECT_FALSE(stream.deltas.back().by_person);
}

TEST(Regroup, NothingIsMovedOutOfALockedStory) {
  EXPECT_EQ(wrongly_joined(true).count(DeltaKind::move), 0U);
}

TEST(Regroup, LargeStoriesGiveNoSingleArticles) {
  const auto most = static_cast<int>(kMostOfMove);
  EXPECT_EQ(wrongly_joined(false, most - 1).count(DeltaKind::move), 1U);  // and the odd one
  EXPECT_EQ(wrongly_joined(false, most).count(DeltaKind::move), 0U);
}

// Of a large story only the newest are compared; each of the others goes with its group.
TEST(Regroup, OlderArticlesGoWithTheirGroup) {
  Stream stream;
  for (int i = 0; i < 20; ++i) {
    stream.add(report("a" + std::to_string(i), 1, 5, 1, i));
    stream.add(report("b" + std::to_string(i), 2, 5, 1, i));
  }
  ASSERT_GT(40U, kMostCompared);
  ASSERT_NE(stream.story("b19"), stream.story("a0"));
  stream.apply(merge_of(stream.story("b0"), stream.story("a0"), false));
  ASSERT_TRUE(is_time_to_look(42));
  const std::size_t before = stream.count(DeltaKind::split);
  stream.add(report("a20", 1, 5, 1, 21));
  EXPECT_EQ(stream.count(DeltaKind::split), before);
  stream.add(report("a21", 1, 5, 1, 22));
  EXPECT_EQ(stream.count(DeltaKind::split), before + 1);
  for (int i = 0; i < 20; ++i) {
    EXPECT_EQ(stream.story("a" + std::to_string(i)), "s1");
    EXPECT_EQ(stream.story("b" + std::to_string(i)), stream.story("b0"));
  }
  EXPECT_NE(stream.story("b0"), "s1");
}

TEST(Regroup, TheSameInputGivesTheSameDeltas) {
  const auto deltas = [] { return wrongly_merged(false, false).deltas; };
  EXPECT_EQ(deltas(), deltas());
}

// One topic takes half of all articles for two months: no giant story, and no coming and going.
TEST(Regroup, ATopicOfHalfTheNewsDoesNotFlap) {
  Stream stream;
  int number = 0;
  for (int day = 0; day < 60; ++day) {
    for (std::uint64_t s = 0; s < 6; ++s) {
      for (int version = 0; version < 4; ++version) {
        stream.add(report("n" + std::to_string(number++),
                          static_cast<std::uint64_t>(day) * 6 + s + 10, 4, s < 3 ? 3 : 0,
                          day * 24.0 + version));
      }
    }
  }
  std::size_t largest = 0;
  for (const Story& story : stream.window.stories()) {
    largest = std::max(largest, story.members.size());
  }
  EXPECT_LE(largest, 30U);  // of 720 articles of the topic
  std::map<std::string, std::size_t> left;
  for (const StoryDelta& delta : stream.deltas) {
    if (delta.kind != DeltaKind::split && delta.kind != DeltaKind::move) continue;
    for (const std::string& id : delta.articles) EXPECT_LE(++left[id], 2U) << id;
  }
  EXPECT_LE((stream.count(DeltaKind::split) + stream.count(DeltaKind::move)) * 20,
            stream.items.size());
}

TEST(RegroupProperty, ReplayGivesTheSameStories) {
  rc::check([] {
    Stream stream;
    const int count = *rc::gen::inRange(4, 40);
    for (int i = 0; i < count; ++i) {
      const auto event = static_cast<std::uint64_t>(*rc::gen::inRange(0, 4));
      const auto own = static_cast<std::uint64_t>(*rc::gen::inRange(1, 6));
      stream.add(report("n" + std::to_string(i), event, own, 6 - own, i * 3));
      const auto stories = stream.window.stories().size();
      if (stories > 1 &&
          *rc::gen::inRange(0, 6) == 0) {  // wrong merges, for something to put right
        const auto a = static_cast<std::size_t>(*rc::gen::inRange<std::size_t>(0, stories));
        const auto b = static_cast<std::size_t>(*rc::gen::inRange<std::size_t>(0, stories));
        const Story* from = stream.window.find(story_id(std::max(a, b) + 1));
        const Story* into = stream.window.find(story_id(std::min(a, b) + 1));
        if (from != into) stream.apply(merge_of(from->id, into->id, false));
      }
    }
    Stream again;
    again.items = stream.items;
    for (const StoryDelta& delta : stream.deltas) again.apply(delta);
    RC_ASSERT(again.window.stories() == stream.window.stories());
    // Every article is in one story, and the members that are compared are that story's.
    std::size_t members = 0;
    for (const Story& story : stream.window.stories()) members += story.members.size();
    RC_ASSERT(members == stream.items.size());
    const ItemPtr next = report("next", 1, 4, 2, 200);
    RC_ASSERT(assign(*next, Copy{}, again.window, settled_params()) ==
              assign(*next, Copy{}, stream.window, settled_params()));
  });
}

}  // namespace
}  // namespace newsloom::cluster
