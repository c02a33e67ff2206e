// Which event a date belongs to, and what a sentence takes over from the one before.

#include "newsloom/stages/annotate/events_dates.h"

#include <gtest/gtest.h>

#include <string>

#include "newsloom/stages/annotate/annotate.h"
#include "newsloom/testing/data.h"

namespace newsloom::annotate {
namespace {

Article article_of(std::string text) {
  Article article;
  article.id = "a";
  article.language = "en";
  article.text = std::move(text);
  article.published = timestamp_of(CivilDay{2031, 3, 12});  // a Wednesday
  return article;
}

/// "trigger date status", with "~" where the date was taken over; undated events left out.
std::vector<std::string> dated(const std::string& text) {
  static const Result<Resources> loaded = Resources::load(testing::data());
  const Article article = article_of(text);
  std::vector<std::string> out;
  for (const Event& event : annotate(article, *loaded).events) {
    if (!event.date) continue;
    out.push_back(std::string(text_of(article, event.trigger)) +
                  (event.date_inferred ? " ~" : " ") + *event.date + " " +
                  std::string(name_of(event.status)));
  }
  return out;
}

using Dated = std::vector<std::string>;

TEST(EventDates, TheVerbOverTheDateHasIt) {
  EXPECT_EQ(
      dated("Mayor Ida Holt met fishermen in Osk on Monday and criticised the harbour board."),
      (Dated{"met 2031-03-10 happened", "criticised 2031-03-10 happened"}));
  EXPECT_EQ(dated("Ida Holt, who criticised the board in February, met fishermen on Monday."),
            (Dated{"criticised 2031-02 happened", "met 2031-03-10 happened"}));
}

TEST(EventDates, WhatTakesPlaceIsTheNoun) {
  EXPECT_EQ(dated("An inquiry into the accident will start on Monday."),
            Dated{"inquiry 2031-03-17 planned"});
}

TEST(EventDates, ASentenceThatGoesOnTakesTheDateOver) {
  EXPECT_EQ(dated("Norvik and Estmark held talks in Osk on March 3. The two sides agreed to swap "
                  "prisoners."),
            (Dated{"held 2031-03-03 happened", "agreed ~2031-03-03 agreed"}));
}

TEST(EventDates, AWeekLaterIsToldFromTheDateBefore) {
  EXPECT_EQ(dated("The bank collapsed in June 2019. Police arrested its chief a week later."),
            (Dated{"collapsed 2019-06 happened", "arrested ~2019-06 happened"}));
}

TEST(EventDates, NotOverAParagraphNorPastAnOwnTense) {
  EXPECT_EQ(dated("Norvik and Estmark held talks on March 3.\n\nIda Holt criticised the mayor."),
            Dated{"held 2031-03-03 happened"});
  EXPECT_EQ(dated("Norvik and Estmark held talks on March 3. They had attacked each other."),
            Dated{"held 2031-03-03 happened"});
}

TEST(EventDates, TheOccasionThatLeadsDatesWhatFollows) {
  const Dated found =
      dated("At a meeting in Osk on March 3, Norvik and Estmark agreed to end the blockade.");
  ASSERT_FALSE(found.empty());
  EXPECT_EQ(found.back(), "agreed 2031-03-03 agreed");
}

TEST(EventDates, ASayingWithADayIsAnEvent) {
  EXPECT_EQ(dated("Ida Holt said on Monday that the harbour is small."),
            Dated{"said 2031-03-10 happened"});
}

TEST(EventDates, NobodyDoesNothing) {
  EXPECT_EQ(dated("No ceasefire was agreed on March 3."), Dated{"agreed 2031-03-03 denied"});
}

TEST(EventDates, WhatIsDisputedIsNotShownAsHappened) {
  static const Result<Resources> loaded = Resources::load(testing::data());
  const Article article =
      article_of("Ida Holt denied claims by Per Lund that he was attacked by the police.");
  for (const Event& event : annotate(article, *loaded).events) {
    if (text_of(article, event.trigger) == "attacked") {
      EXPECT_NE(event.status, Status::happened);
      EXPECT_TRUE(event.attributed_to.has_value());
    }
  }
}

TEST(EventDates, WhatWasCalledOffIsDenied) {
  EXPECT_EQ(dated("The rail unions have called off the walkout planned for April 2."),
            Dated{"planned 2031-04-02 denied"});
  EXPECT_EQ(dated("This Friday's harbour fair has been cancelled."),
            Dated{"cancelled 2031-03-14 denied"});
  EXPECT_EQ(dated("The harbour fair was cancelled on Monday."),
            Dated{"cancelled 2031-03-10 happened"});
}

TEST(EventDates, WhatWasPutOffIsPlannedForItsNewDay) {
  EXPECT_EQ(dated("The second flight, which was due in August, has been postponed to November."),
            Dated{"postponed 2031-11 planned"});
}

TEST(EventDates, ADateThatOnlyComparesIsOfNoEvent) {
  EXPECT_EQ(dated("It was the heaviest rainfall in the province since 1994."), Dated{});
  EXPECT_EQ(dated("The bank cut its forecast for 2030 profit."), Dated{});
}

TEST(EventDates, ADateLineIsTheDayOfTheReport) {
  EXPECT_EQ(dated("PORT OSK, March 11 (Merkur) - Norvik signed the pact on Monday."),
            Dated{"signed 2031-03-10 happened"});
}

}  // namespace
}  // namespace newsloom::annotate
