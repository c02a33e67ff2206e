#include "newsloom/stages/annotate/events.h"

#include <gtest/gtest.h>

#include <string>

#include "newsloom/stages/annotate/annotate.h"
#include "newsloom/testing/data.h"

namespace newsloom::annotate {
namespace {

const Resources& resources() {
  static const Result<Resources> loaded = Resources::load(testing::data());
  return *loaded;
}

/// "CODE trigger status" of each event.
std::vector<std::string> found(std::string text) {
  Article article;
  article.id = "a";
  article.language = "en";
  article.text = std::move(text);
  const Annotations annotations = annotate(article, resources());
  std::vector<std::string> out;
  for (const Event& event : annotations.events) {
    EXPECT_TRUE(event.span.contains(event.trigger));
    out.push_back(event.code.value_or("-") + " " + std::string(text_of(article, event.trigger)) +
                  " " + std::string(name_of(event.status)));
  }
  return out;
}

using Found = std::vector<std::string>;

TEST(Events, ClassesOfVerbs) {
  EXPECT_EQ(found("Norvik accused Estmark of moving the border stones."),
            Found{"DISAPPROVE accused happened"});
  EXPECT_EQ(found("Estmark rejected the offer."), Found{"REJECT rejected happened"});
  EXPECT_EQ(found("Police arrested two men near the harbour."), Found{"COERCE arrested happened"});
}

TEST(Events, TheObjectDecides) {
  EXPECT_EQ(found("The two mayors held talks in Norvik."), Found{"CONSULT held happened"});
  EXPECT_EQ(found("Fishermen held a rally in Norvik."), Found{"PROTEST held happened"});
}

TEST(Events, WhatOneWillDoIsAPromiseOrAThreat) {
  EXPECT_EQ(found("Estmark said it will support the harbour plan."),
            Found{"AGREE support planned"});
  EXPECT_EQ(found("Estmark said it would impose sanctions on Norvik."),
            Found{"THREATEN impose hypothetical"});
  EXPECT_EQ(found("Estmark will not allow the ferry to land."), Found{"REJECT allow denied"});
}

TEST(Events, NothingHappens) {
  EXPECT_TRUE(found("The harbour is small and the water is cold.").empty());
  EXPECT_TRUE(found("").empty());
}

TEST(Events, PlannedHeldDeniedPossible) {
  EXPECT_EQ(found("Norvik did not attack Estmark."), Found{"ASSAULT attack denied"});
  EXPECT_EQ(found("Norvik may withdraw from the island."), Found{"RETREAT withdraw hypothetical"});
  EXPECT_EQ(found("Police allegedly detained two men."), Found{"COERCE detained reported"});
}

std::vector<Event> dated(std::string text) {
  Article article;
  article.id = "a";
  article.language = "en";
  article.text = std::move(text);
  article.published = timestamp_of(CivilDay{2031, 3, 12});
  std::vector<Event> out;
  for (Event& event : annotate(article, resources()).events) {
    if (event.date) out.push_back(std::move(event));
  }
  return out;
}

TEST(Events, TheDateBelongsToTheNearestEvent) {
  const auto held = dated("The two mayors held talks in Norvik on March 3.");
  ASSERT_EQ(held.size(), 1U);  // "held talks" is one event
  EXPECT_EQ(held[0].label, "The two mayors held talks in Norvik on March 3");
  EXPECT_EQ(held[0].date, "2031-03-03");
  EXPECT_EQ(held[0].status, Status::happened);
}

TEST(Events, ADateToComeIsPlanned) {
  const auto next = dated("A second round of talks is scheduled for April 2.");
  ASSERT_FALSE(next.empty());
  EXPECT_EQ(next[0].date, "2031-04-02");
  EXPECT_EQ(next[0].status, Status::planned);
}

}  // namespace
}  // namespace newsloom::annotate
