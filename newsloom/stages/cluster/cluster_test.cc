#include "newsloom/stages/cluster/cluster.h"

#include <gtest/gtest.h>
#include <rapidcheck.h>
#include <algorithm>
#include <cmath>
#include <map>

#include "newsloom/stages/cluster/state.h"
#include "newsloom/testing/data.h"
#include "newsloom/testing/params.h"
#include "newsloom/testing/words.h"

namespace newsloom::cluster {
namespace {

using newsloom::testing::made_up_word;

constexpr std::int64_t kStart = 1750000000;
constexpr std::int64_t kHour = 3600;

const Params& params() {
  static const Params loaded = Params::load(testing::data()).value();
  return loaded;
}

ItemPtr item(std::string id, std::string title, std::string text, std::optional<double> hours) {
  auto out = std::make_shared<Item>();
  out->article.id = std::move(id);
  out->article.title = std::move(title);
  out->article.text = std::move(text);
  out->article.language = "en";
  if (hours) {
    out->article.published =
        timestamp_of_utc(kStart + static_cast<std::int64_t>(*hours * static_cast<double>(kHour)));
  }
  return out;
}

ItemPtr ferry(const std::string& id, int version, double hours) {
  const std::vector<std::string> texts = {
      "The ferry Marigold ran aground on the Tarn sandbank near Orlo on Monday with 212 passengers "
      "aboard. The coastguard said that all of them were taken off by lifeboats from Orlo harbour "
      "before dark and that nobody was hurt. Captain Ida Sorn told the coastguard that the "
      "steering of the Marigold had failed.",
      "Lifeboats took 212 passengers off the Marigold after the ferry grounded on the Tarn "
      "sandbank. "
      "The Orlo coastguard praised Captain Ida Sorn, who had reported that her steering failed. "
      "Nobody was hurt, and a tug will try to free the ferry at high water.",
      "Investigators in Orlo boarded the ferry Marigold, still stuck on the Tarn sandbank, to find "
      "out why its steering failed. Captain Ida Sorn and the coastguard will be heard this week. "
      "The "
      "212 passengers were brought ashore by lifeboats."};
  return item(id, "Ferry Marigold aground on the Tarn sandbank near Orlo",
              texts[static_cast<std::size_t>(version) % texts.size()], hours);
}

ItemPtr budget(const std::string& id, int version, double hours) {
  const std::vector<std::string> texts = {
      "Finance minister Lund Aster laid the budget of Brindle before parliament, raising the tax "
      "on "
      "sugar to pay for schools. The opposition led by Mira Kopp called the sugar tax unfair to "
      "poor households and announced a vote against the budget.",
      "Mira Kopp, leader of the opposition in Brindle, said her party would vote against the "
      "budget "
      "because of its sugar tax. Lund Aster, the finance minister, defended the tax, which is to "
      "pay for new schools."};
  return item(id, "Brindle budget raises the sugar tax for schools",
              texts[static_cast<std::size_t>(version) % texts.size()], hours);
}

struct Log {
  std::vector<StoryDelta> deltas;
  std::map<std::string, ItemPtr> items;
};

void run(Window& window, const ItemPtr& article, Log* log = nullptr) {
  Copy copy;
  copy.article = article->article.id;
  for (const StoryDelta& delta : assign(*article, copy, window, params())) {
    ASSERT_TRUE(apply(window, delta, article, &copy).has_value());
    if (log != nullptr) log->deltas.push_back(delta);
  }
  if (log != nullptr) log->items[article->article.id] = article;
}

std::string story_of(const Window& window, const std::string& id) {
  const Story* story = window.story_of(id);
  return story == nullptr ? "" : story->id;
}

StoryDelta by_person(DeltaKind kind, std::string story) {
  StoryDelta delta;
  delta.kind = kind;
  delta.story = std::move(story);
  delta.by_person = true;
  delta.made_by = "ida";
  return delta;
}

TEST(Cluster, PutsAccountsOfOneEventTogether) {
  Window window(params());
  run(window, ferry("a", 0, 0));
  run(window, budget("b", 0, 1));
  run(window, ferry("c", 1, 3));
  run(window, budget("d", 1, 4));
  run(window, ferry("e", 2, 20));
  EXPECT_EQ(story_of(window, "a"), "s1");
  EXPECT_EQ(story_of(window, "b"), "s2");
  EXPECT_EQ(story_of(window, "c"), "s1");
  EXPECT_EQ(story_of(window, "d"), "s2");
  EXPECT_EQ(story_of(window, "e"), "s1");
  EXPECT_EQ(window.size(), 5U);
}

// Annotates every mention of a place, as annotate does.
void mark_place(Item& item, const std::string& place) {
  Name name;
  name.name = place;
  name.type = NameType::place;
  const std::string& text = item.article.text;
  for (auto at = text.find(place); at != std::string::npos; at = text.find(place, at + 1)) {
    name.mentions.push_back({static_cast<std::uint32_t>(at),
                             static_cast<std::uint32_t>(at + place.size()), Field::text});
  }
  item.annotations.names.push_back(std::move(name));
}

ItemPtr in_gull_haven(const std::string& id, const std::string& title, const std::string& text,
                      double hours) {
  auto out = std::make_shared<Item>(*item(id, title, text, hours));
  mark_place(*out, "Gull Haven");
  mark_place(*out, "Orvland");
  return out;
}

// The first articles that a window meets: no name of a place is known to be common yet.
TEST(Cluster, OnePlaceIsNotOneEvent) {
  Window window(params());
  run(window, in_gull_haven(
                  "talks", "Lumen and Brask to meet over the canal",
                  "GULL HAVEN, Orvland (Tidewire) - Envoys of Lumen and Brask will meet in Gull "
                  "Haven on Thursday to discuss the toll on the Selde canal, an Orvlandic "
                  "spokesman said. The two have quarrelled over the toll since spring. Gull Haven "
                  "was chosen because Orvland takes no side, the Orvlandic spokesman added.",
                  0));
  run(window,
      in_gull_haven("fire", "Two dead as fire guts Orvlandic theatre",
                    "GULL HAVEN, Orvland (Tidewire) - Two people died when a fire gutted the old "
                    "theatre of Gull Haven on Monday night, an Orvlandic fire service spokesman "
                    "said. Flames broke through the roof before the hoses were laid. It was the "
                    "worst fire in Gull Haven and in Orvland for years, the spokesman said.",
                    7));
  EXPECT_NE(story_of(window, "fire"), story_of(window, "talks"));
}

// What a page announces besides its article is another event, until another page tells otherwise.
TEST(Cluster, ATeaserDoesNotJoinItsOwnPage) {
  const auto part = [](const std::string& capture, int number, const ItemPtr& of) {
    auto out = std::make_shared<Item>(*of);
    out->article.capture = capture;
    out->article.part = number;
    out->article.id = number == 0 ? capture : capture + "#" + std::to_string(number);
    if (number > 0) out->article.kind = ArticleKind::teaser;
    return out;
  };
  Window window(params());
  run(window, part("p", 0, ferry("x", 0, 0)));
  run(window, part("p", 1, ferry("x", 1, 1)));
  EXPECT_NE(story_of(window, "p#1"), story_of(window, "p"));
  run(window, part("p2", 1, ferry("x", 2, 2)));  // another page, though its id begins alike
  EXPECT_EQ(window.find("s3"), nullptr);
}

TEST(Cluster, WorksWithoutTimes) {
  Window window(params());
  const auto timeless = [](const ItemPtr& from) {
    auto out = std::make_shared<Item>(*from);
    out->article.published.reset();
    return ItemPtr(out);
  };
  run(window, timeless(ferry("a", 0, 0)));
  run(window, timeless(budget("b", 0, 0)));
  run(window, timeless(ferry("c", 1, 0)));
  EXPECT_EQ(story_of(window, "c"), "s1");
  EXPECT_EQ(story_of(window, "b"), "s2");
}

TEST(Cluster, TellsWhy) {
  Window window(params());
  run(window, budget("a", 0, 0));
  run(window, ferry("b", 0, 1));
  const ItemPtr next = ferry("c", 1, 3.5);
  const auto deltas = assign(*next, Copy{}, window, params());
  ASSERT_FALSE(deltas.empty());
  const Reason& because = deltas.front().because;
  EXPECT_NE(std::find(because.names.begin(), because.names.end(), "Marigold"), because.names.end());
  EXPECT_FALSE(because.terms.empty());
  EXPECT_EQ(because.hours_apart, 2.5);
  EXPECT_GT(deltas.front().score, 0);
}

TEST(Cluster, ACopyGoesWhereItsTextIs) {
  Window window(params());
  run(window, ferry("a", 0, 0));
  const ItemPtr other = item("b", "Gallery", "Pictures", 1);
  Copy copy;
  copy.article = "b";
  copy.family = "f1";
  copy.copy_of = "a";
  copy.relation = CopyRelation::excerpt;
  copy.overlap = 0.9;
  const auto deltas = assign(*other, copy, window, params());
  ASSERT_EQ(deltas.size(), 1U);
  EXPECT_EQ(deltas[0].kind, DeltaKind::join);
  EXPECT_EQ(deltas[0].story, "s1");
  EXPECT_EQ(deltas[0].because.family, "f1");
}

TEST(Cluster, PlacesAnArticleOnce) {
  Window window(params());
  run(window, ferry("a", 0, 0));
  EXPECT_TRUE(assign(*ferry("a", 1, 2), Copy{}, window, params()).empty());
  StoryDelta delta;
  delta.kind = DeltaKind::open;
  delta.story = "s2";
  delta.articles = {"a"};
  EXPECT_EQ(apply(window, delta, ferry("a", 0, 0), nullptr).error().code, Errc::conflict);
}

TEST(Cluster, KeepsLanguagesApart) {
  Window window(params());
  run(window, ferry("a", 0, 0));
  auto german = std::make_shared<Item>(*ferry("b", 0, 1));
  german->article.language = "de";
  run(window, german);
  EXPECT_EQ(story_of(window, "b"), "s2");
}

TEST(Corrections, MergedStoriesRedirect) {
  Window window(params());
  run(window, ferry("a", 0, 0));
  run(window, budget("b", 0, 1));
  StoryDelta merge = by_person(DeltaKind::merge, "s2");
  merge.into = "s1";
  ASSERT_TRUE(apply(window, merge, nullptr, nullptr).has_value());
  EXPECT_EQ(window.find("s2")->id, "s1");
  EXPECT_EQ(story_of(window, "b"), "s1");
  run(window, budget("c", 1, 2));
  EXPECT_EQ(story_of(window, "c"), "s1");
  EXPECT_EQ(apply(window, merge, nullptr, nullptr).error().code, Errc::conflict);
}

TEST(Corrections, SplitStoriesStayApart) {
  Window window(params());
  run(window, ferry("a", 0, 0));
  run(window, ferry("b", 1, 1));
  StoryDelta split = by_person(DeltaKind::split, "s1");
  split.into = "s2";
  split.articles = {"b"};
  ASSERT_TRUE(apply(window, split, nullptr, nullptr).has_value());
  EXPECT_EQ(story_of(window, "b"), "s2");
  for (int i = 0; i < 6; ++i) run(window, ferry(std::string("more") + std::to_string(i), i, 2 + i));
  EXPECT_EQ(story_of(window, "a"), "s1");
  EXPECT_EQ(story_of(window, "b"), "s2");
}

TEST(Corrections, LockedStoriesDoNotMerge) {
  Window window(params());
  run(window, ferry("a", 0, 0));
  run(window, budget("b", 0, 1));
  ASSERT_TRUE(apply(window, by_person(DeltaKind::lock, "s1"), nullptr, nullptr).has_value());
  EXPECT_TRUE(window.find("s1")->locked);
  StoryDelta merge;
  merge.kind = DeltaKind::merge;
  merge.story = "s2";
  merge.into = "s1";
  EXPECT_EQ(apply(window, merge, nullptr, nullptr).error().code, Errc::conflict);
  ASSERT_TRUE(apply(window, by_person(DeltaKind::unlock, "s1"), nullptr, nullptr).has_value());
  EXPECT_TRUE(apply(window, merge, nullptr, nullptr).has_value());
}

TEST(Corrections, ClosedStoriesTakeNothing) {
  Window window(params());
  run(window, ferry("a", 0, 0));
  ASSERT_TRUE(apply(window, by_person(DeltaKind::close, "s1"), nullptr, nullptr).has_value());
  run(window, ferry("b", 1, 1));
  EXPECT_EQ(story_of(window, "b"), "s2");
}

TEST(Corrections, OfWhatIsNotThereAreConflicts) {
  Window window(params());
  for (const DeltaKind kind :
       {DeltaKind::merge, DeltaKind::split, DeltaKind::move, DeltaKind::close, DeltaKind::lock,
        DeltaKind::open, DeltaKind::join}) {
    EXPECT_FALSE(apply(window, by_person(kind, "s9"), nullptr, nullptr).has_value());
  }
}

TEST(ClusterProperty, ReplayGivesTheSameWindow) {
  rc::check([] {
    Window window(params());
    Log log;
    const int count = *rc::gen::inRange(2, 30);
    for (int i = 0; i < count; ++i) {
      const std::string id = std::string("a") + std::to_string(i);
      const int version = *rc::gen::inRange(0, 5);
      const double hours = i * 2 + *rc::gen::inRange(0, 500);
      run(window,
          *rc::gen::arbitrary<bool>() ? ferry(id, version, hours) : budget(id, version, hours),
          &log);
    }
    Window again(params());
    for (const StoryDelta& delta : log.deltas) {
      const bool enters = delta.kind == DeltaKind::open || delta.kind == DeltaKind::join;
      Copy copy;
      if (enters) copy.article = delta.articles.front();
      RC_ASSERT(apply(again, delta, enters ? log.items[delta.articles.front()] : nullptr,
                      enters ? &copy : nullptr)
                    .has_value());
    }
    RC_ASSERT(again.stories() == window.stories());
    RC_ASSERT(again.size() == window.size());
    const ItemPtr next = ferry("next", 0, 100);
    RC_ASSERT(assign(*next, Copy{}, again, params()) == assign(*next, Copy{}, window, params()));
  });
}

// An account of story `story` within topic `topic` (0: none), half of it in words of its own, as
// the `version`-th article tells it.
ItemPtr account(const std::string& id, std::uint64_t story, std::uint64_t topic,
                std::uint64_t version, double hours) {
  std::string text;
  std::uint64_t seed = story * 7919 + version * 104729 + 1;
  const auto draw = [&seed](std::uint64_t limit) {
    seed = seed * 6364136223846793005ULL + 1442695040888963407ULL;
    return (seed >> 33U) % limit;
  };
  for (int i = 0; i < 120; ++i) {
    const std::uint64_t kind = draw(10);
    const std::uint64_t own = 1000000 + story * 40 + draw(30);
    const std::uint64_t shared = topic == 0 ? draw(4000) : 500000 + topic * 40 + draw(30);
    text += made_up_word(kind < 4 ? own : kind < 7 ? shared : draw(4000)) + " ";
  }
  const std::string title = made_up_word(1000000 + story * 40) + " " +
                            made_up_word(1000001 + story * 40) + " " +
                            made_up_word(1000002 + story * 40);
  return item(id, title, text, hours);
}

TEST(Cluster, ForgetsWhatIsOld) {
  constexpr double kLater = 24 * 60;
  Window window(params());
  run(window, ferry("a", 0, 0));
  for (std::uint64_t i = 0; i + 1 < kLeastRemembered; ++i) {
    run(window, account(std::to_string(i), i, 0, 0, kLater));
  }
  EXPECT_EQ(window.size(), kLeastRemembered);  // so many are always kept
  run(window, budget("b", 0, kLater));
  EXPECT_EQ(window.size(), kLeastRemembered);
  run(window, budget("c", 1, kLater));
  EXPECT_EQ(window.size(), kLeastRemembered + 1);  // all of one day now
  EXPECT_EQ(story_of(window, "a"), "s1");          // its story stays known
  run(window, ferry("d", 1, kLater));
  EXPECT_NE(story_of(window, "d"), "s1");
}

// A story comes back after months where hardly anything else was told since.
TEST(Cluster, AStreamOfFewArticlesRemembersForLonger) {
  Window window(params());
  run(window, ferry("a", 0, 0));
  run(window, budget("b", 0, 24 * 90));
  run(window, ferry("c", 1, 24 * 91));
  EXPECT_EQ(window.size(), 3U);
  EXPECT_EQ(story_of(window, "c"), story_of(window, "a"));
}

// Where nearly every article finds a story, the next is expected to; where few do, hardly less.
TEST(Cluster, TheThresholdFollowsTheStream) {
  const auto leaning_after = [](std::uint64_t stories) {
    Window window(settled_params());
    EXPECT_EQ(leaning(window.state()), 0);
    for (std::uint64_t i = 0; i < 300; ++i) {
      run(window, account(std::to_string(i), i % stories, 0, i, static_cast<double>(i) / 10));
    }
    return leaning(window.state());
  };
  EXPECT_FLOAT_EQ(leaning_after(5), 1.0F);     // the most
  EXPECT_FLOAT_EQ(leaning_after(300), -0.3F);  // the least
}

// A handful of articles is chosen: they are more likely of one event than those of a long stream.
TEST(Cluster, ANewStreamLeansToJoining) {
  Window window(params());
  const float first = leaning(window.state());
  EXPECT_GT(first, 1);
  std::uint64_t told = 0;
  for (float before = first; told < 60; before = leaning(window.state())) {
    run(window, account(std::to_string(told), told, 0, told, static_cast<double>(told) / 10));
    EXPECT_LT(leaning(window.state()), before) << told;  // each that stays alone speaks against it
    ++told;
    if (leaning(window.state()) <= -0.3F) break;
  }
  EXPECT_LT(leaning(window.state()), 0);
  std::set<std::string> stories;
  for (std::uint64_t i = 0; i < told; ++i) stories.insert(story_of(window, std::to_string(i)));
  EXPECT_EQ(stories.size(), told);  // and nothing unlike was joined meanwhile
}

// Where both texts name the same, a new stream makes one event of them more likely; common words
// ("ferry", "island", "passengers") do not.
TEST(Cluster, ANewStreamLeansByNamesAlone) {
  const auto chance = [](const Params& with, const ItemPtr& first, const ItemPtr& next) {
    Window window(with);
    for (const StoryDelta& delta : assign(*first, Copy{}, window, with)) {
      EXPECT_TRUE(apply(window, delta, first, nullptr).has_value());
    }
    const auto found = choices(seen(*next, window.state()), window.state());
    const double p = found.empty() ? 0.0 : static_cast<double>(found.front().probability);
    return std::log(p / (1 - p));
  };
  const auto told = [](const std::string& id, const std::string& who) {
    return item(id, "Ferry of " + who + " leaves the island",
                "The ferry of " + who + " left the island with its passengers, a spokesman for " +
                    who + " said. The harbour was closed by the storm.",
                0);
  };
  const ItemPtr first = told("a", "Brannoch");
  const ItemPtr same = told("b", "Brannoch");
  const ItemPtr other = told("c", "Kilfarran");
  EXPECT_GT(chance(params(), first, same), chance(settled_params(), first, same) + 1);
  EXPECT_NEAR(chance(params(), first, other), chance(settled_params(), first, other), 0.1);
}

TEST(Cluster, ATopicThatTakesHalfTheNewsDoesNotBecomeOneStory) {
  Window window(params());
  std::map<std::string, std::uint64_t> truth;
  std::uint64_t number = 0;
  for (int day = 0; day < 60; ++day) {
    for (std::uint64_t s = 0; s < 8; ++s) {
      const std::uint64_t story = static_cast<std::uint64_t>(day) * 8 + s;
      for (std::uint64_t version = 0; version < 3; ++version) {
        const std::string id = std::to_string(number++);
        truth[id] = story;
        run(window,
            account(id, story, s < 4 ? 1 : 0, version, day * 24.0 + static_cast<double>(version)));
      }
    }
  }
  std::size_t wrong = 0;
  std::size_t largest = 0;
  for (const Story& story : window.stories()) {
    largest = std::max(largest, story.members.size());
    for (const std::string& id : story.members) {
      if (truth[id] != truth[story.members.front()]) ++wrong;
    }
  }
  EXPECT_LE(largest, 20U);  // of 720 articles of the topic
  EXPECT_LE(wrong * 20, truth.size());
}

TEST(Cluster, OrderWithinAnHourHardlyMatters) {
  const auto stories = [](bool turned) {
    Window window(params());
    std::map<std::string, std::string> first;  // article to the first member of its story
    for (std::uint64_t hour = 0; hour < 50; ++hour) {
      std::vector<ItemPtr> batch;
      for (std::uint64_t k = 0; k < 8; ++k) {
        const std::uint64_t story = (hour * 8 + k) / 24 * 8 + k;
        batch.push_back(
            account(std::to_string(hour * 8 + k), story, 0, hour, static_cast<double>(hour)));
      }
      if (turned) std::reverse(batch.begin(), batch.end());
      for (const ItemPtr& next : batch) run(window, next);
    }
    for (const Story& story : window.stories()) {
      if (story.members.empty()) continue;
      const std::string& least = *std::min_element(story.members.begin(), story.members.end());
      for (const std::string& id : story.members) first[id] = least;
    }
    return first;
  };
  const auto a = stories(false);
  const auto b = stories(true);
  std::size_t changed = 0;
  for (const auto& [id, place] : a) changed += b.at(id) == place ? 0 : 1;
  EXPECT_LE(changed * 100, a.size());
}

TEST(Similarity, BridgesLanguages) {
  auto german = std::make_shared<Item>();
  german->article.language = "de";
  german->article.title = "Fähre Marigold vor Orlo auf Grund gelaufen";
  german->article.text =
      "Die Fähre Marigold ist am Montag mit 212 Passagieren vor Orlo auf die Sandbank Tarn "
      "gelaufen. "
      "Nach Angaben der Küstenwache wurden alle Passagiere gerettet. Kapitänin Ida Sorn meldete "
      "einen Defekt der Steuerung.";
  const double same = similarity(*ferry("a", 0, 0), *german, params());
  const double other = similarity(*budget("b", 0, 0), *german, params());
  EXPECT_GT(same, other + 0.1);
}

TEST(Similarity, IsHigherForOneStory) {
  const double same = similarity(*ferry("a", 0, 0), *ferry("b", 1, 1), params());
  const double other = similarity(*ferry("a", 0, 0), *budget("b", 1, 1), params());
  EXPECT_GT(same, other + 0.2);
  EXPECT_GE(other, 0);
  EXPECT_LE(same, 1);
}

}  // namespace
}  // namespace newsloom::cluster
