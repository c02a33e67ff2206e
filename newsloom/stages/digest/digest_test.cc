#include "newsloom/stages/digest/digest.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <map>

#include "newsloom/core/codec.h"
#include "newsloom/core/text/utf8.h"
#include "newsloom/stages/digest/brief.h"
#include "newsloom/stages/digest/days.h"
#include "newsloom/stages/digest/names.h"
#include "newsloom/stages/digest/story_for_test.h"
#include "newsloom/stages/digest/timeline.h"
#include "newsloom/stages/digest/view.h"
#include "newsloom/stages/digest/words.h"

namespace newsloom::digest {
namespace {

Digest of(const std::vector<ItemPtr>& items, const std::vector<Copy>& copies = {}) {
  Story story;
  story.id = "s1";
  story.revision = 7;
  for (const ItemPtr& item : items) story.members.push_back(item->article.id);
  return digest(story, items, copies);
}

Written before() {
  Written a(
      "a", "2031-03-05", "Norvik and Sundholm to meet in Osk",
      "Envoys of Norvik and Sundholm will hold fishing talks in Osk on Monday. The last talks "
      "in Osk were held on March 1 between Norvik and Sundholm.");
  a.name("Norvik", NameType::place).name("Sundholm", NameType::place).name("Osk", NameType::place);
  a.date("on Monday", "2031-03-10").date("March 1", "2031-03-01");
  a.event("Envoys of Norvik and Sundholm will hold fishing talks in Osk on Monday", "CONSULT",
          "2031-03-10", Status::planned);
  a.event("The last talks in Osk were held on March 1 between Norvik and Sundholm", "CONSULT",
          "2031-03-01", Status::happened);
  return a;
}

Written after() {
  Written b("b", "2031-03-11", "Talks in Osk end",
            "Norvik and Sundholm met in Osk on Monday for talks on fishing. Nothing was signed.");
  b.name("Norvik", NameType::place).name("Sundholm", NameType::place).name("Osk", NameType::place);
  b.date("on Monday", "2031-03-10");
  b.event("Norvik and Sundholm met in Osk on Monday for talks on fishing", "CONSULT", "2031-03-10",
          Status::happened);
  return b;
}

TEST(Timeline, APlanThatHappenedIsOneLineWithItsHistory) {
  const Digest digest = of({before().done(), after().done()});
  ASSERT_EQ(digest.timeline.size(), 2U);
  EXPECT_EQ(digest.timeline[0].date, "2031-03-01");
  const TimelineEntry& line = digest.timeline[1];
  EXPECT_EQ(line.date, "2031-03-10");
  EXPECT_EQ(line.status, Status::happened);
  EXPECT_EQ(line.evidence.size(), 2U);
  ASSERT_EQ(line.history.size(), 2U);
  EXPECT_EQ(line.history[0].status, Status::planned);
  EXPECT_EQ(line.history[0].as_of, "2031-03-05");
  EXPECT_EQ(line.history[1].status, Status::happened);
  EXPECT_EQ(line.who, (std::vector<std::string>{"Norvik", "Sundholm", "Osk"}));
}

TEST(Timeline, WhatIsUnsureStaysInTheAnnotationsAlone) {
  Written a("a", "2031-03-05", "t", "Runa Holt opened the Tarnby dam on March 3.");
  a.name("Runa Holt", NameType::person).date("March 3", "2031-03-03");
  a.event("Runa Holt opened the Tarnby dam on March 3", "CONSULT", "2031-03-03", Status::happened);
  ASSERT_EQ(of({a.done()}).timeline.size(), 1U);
  EXPECT_FALSE(of({a.done()}).timeline[0].why.empty());
  a.item().annotations.events[0].confidence = kMinTimelineConfidence - 0.01F;
  const ItemPtr unsure = a.done();
  EXPECT_TRUE(of({unsure}).timeline.empty());
  EXPECT_EQ(unsure->annotations.events.size(), 1U);
}

TEST(Timeline, UnsureStatementsAndFiguresAreLeftOut) {
  Written a("a", "2031-03-05", "t", "Runa Holt said the dam would hold 400 boats.");
  a.name("Runa Holt", NameType::person);
  a.says(StatementKind::indirect, "Runa Holt said the dam would hold 400 boats",
         "the dam would hold 400 boats", "Runa Holt");
  a.figure("400 boats", "400", 400, "boats");
  EXPECT_EQ(of({a.done()}).voices.size(), 1U);
  a.item().annotations.statements[0].confidence = 0.2F;
  a.item().annotations.figures[0].confidence = 0.2F;
  EXPECT_TRUE(of({a.done()}).voices.empty());
  EXPECT_TRUE(of({a.done()}).figures.empty());
}

TEST(Timeline, AnUndatedStoryReadsItsDatesWithTheDayLentToIt) {
  Written a("a", "", "t", "Runa Holt visited Osk on March 3. In February the dam was closed.");
  a.name("Runa Holt", NameType::person).name("Osk", NameType::place);
  a.date("March 3", "XXXX-03-03").date("February", "XXXX-02", DatePrecision::month);
  Story story;
  story.id = "s1";
  story.members = {"a"};
  const std::vector<ItemPtr> items = {a.done()};
  EXPECT_TRUE(digest(story, items, {}).timeline.empty());
  const LentDays lent = {{"a", days_from_civil(CivilDay{2031, 3, 5})}};
  const Digest found = digest(story, items, {}, lent);
  ASSERT_EQ(found.timeline.size(), 1U);
  EXPECT_EQ(found.timeline[0].date, "2031-03-03");
}

TEST(Timeline, AnUndatedAccountIsReadFromTheDayThatItsWeekdaysAskFor) {
  // Most like the account of Thursday, 6 March; told on the Friday after.
  Written a("a", "2031-03-06", "t", "A train left the tracks near Osk on Thursday.");
  a.name("Osk", NameType::place).date("Thursday", "2031-03-06");
  Written b("b", "", "t",
            "The train near Osk left the tracks Thursday. Police questioned Runa Holt near Osk "
            "Friday.");
  b.name("Osk", NameType::place).name("Runa Holt", NameType::person);
  b.date("Thursday", "XXXX-WXX-4").date("Friday", "XXXX-WXX-5");
  const Digest found = of({a.done(), b.done()});
  ASSERT_EQ(found.timeline.size(), 2U);
  EXPECT_EQ(found.timeline[0].date, "2031-03-06");
  EXPECT_EQ(found.timeline[1].date, "2031-03-07");
}

TEST(Timeline, ADateLineWithoutYearTakesTheStorysYear) {
  Written a("a", "2031-03-06", "t", "A train left the tracks near Osk on Thursday.");
  a.name("Osk", NameType::place).date("Thursday", "2031-03-06");
  Written b("b", "", "t", "The inquiry in Osk will begin on Monday, Runa Holt said.");
  b.name("Osk", NameType::place).name("Runa Holt", NameType::person).date("Monday", "XXXX-WXX-1");
  b.item().annotations.dates[0].lies = 1;
  b.item().annotations.written_on = "XXXX-03-11";
  const Digest found = of({a.done(), b.done()});
  ASSERT_EQ(found.timeline.size(), 2U);
  EXPECT_EQ(found.timeline[1].date, "2031-03-17");
  EXPECT_EQ(found.timeline[1].status, Status::planned);
}

TEST(Timeline, AnOutcomeWithoutNamesJoinsItsPlan) {
  Written a("a", "2031-03-05", "t", "The chamber will keep a minute of silence on Friday.");
  a.date("Friday", "2031-03-07");
  a.event("The chamber will keep a minute of silence on Friday", "", "2031-03-07", Status::planned);
  Written b("b", "2031-03-07", "t", "Members of the chamber stood for a minute of silence today.");
  b.date("today", "2031-03-07");
  b.event("Members of the chamber stood for a minute of silence today", "", "2031-03-07",
          Status::happened);
  const Digest found = of({a.done(), b.done()});
  ASSERT_EQ(found.timeline.size(), 1U);
  EXPECT_EQ(found.timeline[0].status, Status::happened);
  EXPECT_EQ(found.timeline[0].history.size(), 2U);
}

TEST(Timeline, WhatAnOutletOffersItsReadersIsNoEvent) {
  Written a("a", "2031-03-05", "t", "Our coverage of the Osk flood continues tomorrow.");
  a.name("Osk", NameType::place).date("tomorrow", "2031-03-06");
  EXPECT_TRUE(of({a.done()}).timeline.empty());
}

TEST(Timeline, ASayingOfADayCountsWithoutAName) {
  Written a("a", "2031-03-05", "t", "The board said on March 3 that it is closed.");
  a.date("March 3", "2031-03-03");
  EXPECT_TRUE(of({a.done()}).timeline.empty());
  a.says(StatementKind::indirect, "The board said on March 3 that it is closed", "it is closed",
         "The board", "2031-03-03");
  ASSERT_EQ(of({a.done()}).timeline.size(), 1U);
  EXPECT_EQ(of({a.done()}).timeline[0].status, Status::happened);
}

TEST(Timeline, WhatFollowsADatedEventIsOfItsDay) {
  Written a("a", "2031-03-05", "t",
            "Runa Holt and Per Lund held talks in Osk on March 3. After their talks, Runa Holt "
            "criticised the harbour board.");
  a.name("Runa Holt", NameType::person).name("Per Lund", NameType::person);
  a.date("March 3", "2031-03-03");
  a.event("Runa Holt and Per Lund held talks in Osk on March 3", "CONSULT", "2031-03-03",
          Status::happened);
  a.event("Runa Holt criticised the harbour board", "DISAPPROVE", "", Status::happened);
  const Digest found = of({a.done()});
  ASSERT_EQ(found.timeline.size(), 2U);
  EXPECT_EQ(found.timeline[1].date, "2031-03-03");
  EXPECT_LT(found.timeline[1].confidence, found.timeline[0].confidence);
}

TEST(Timeline, ANewPlanOrAnotherDayDoesNotSupportWhatHappened) {
  Written a("a", "2031-03-05", "t", "Norvik and Sundholm held fishing talks in Osk on March 3.");
  a.name("Norvik", NameType::place).name("Sundholm", NameType::place);
  a.date("March 3", "2031-03-03");
  a.event("Norvik and Sundholm held fishing talks in Osk on March 3", "CONSULT", "2031-03-03",
          Status::happened);
  Written b("b", "2031-03-06", "t",
            "Norvik and Sundholm will hold more fishing talks. Norvik and Sundholm met for fishing "
            "talks, a spokesman said on March 5. Norvik and Sundholm met for fishing talks.");
  b.name("Norvik", NameType::place).name("Sundholm", NameType::place);
  b.date("March 5", "2031-03-05");
  b.event("Norvik and Sundholm will hold more fishing talks", "CONSULT", "", Status::planned);
  b.event("Norvik and Sundholm met for fishing talks, a spokesman", "CONSULT", "",
          Status::happened);
  Written c("c", "2031-03-06", "t", "Norvik and Sundholm met for fishing talks.");
  c.name("Norvik", NameType::place).name("Sundholm", NameType::place);
  c.event("Norvik and Sundholm met for fishing talks", "CONSULT", "", Status::happened);
  const Digest found = of({a.done(), b.done(), c.done()});
  const auto line = std::find_if(found.timeline.begin(), found.timeline.end(),
                                 [](const auto& l) { return l.date == "2031-03-03"; });
  ASSERT_NE(line, found.timeline.end());
  ASSERT_EQ(line->evidence.size(), 2U);
  EXPECT_EQ(line->evidence[1].article, "c");
}

TEST(Timeline, ADatedSentenceWithNamesIsEnough) {
  Written a("a", "2031-03-05", "Visit", "Runa Holt visited Osk on March 3. Rain fell on March 4.");
  a.name("Runa Holt", NameType::person).name("Osk", NameType::place);
  a.date("March 3", "2031-03-03").date("March 4", "2031-03-04");
  const Digest digest = of({a.done()});
  ASSERT_EQ(digest.timeline.size(), 1U);
  EXPECT_EQ(digest.timeline[0].date, "2031-03-03");
  EXPECT_EQ(digest.timeline[0].status, Status::happened);
  EXPECT_EQ(digest.timeline[0].label, "Runa Holt visited Osk on March 3.");
}

TEST(Timeline, WhatLiesAheadIsPlanned) {
  Written a("a", "2031-03-05", "Visit", "Runa Holt travels to Osk on March 8.");
  a.name("Runa Holt", NameType::person).date("March 8", "2031-03-08");
  a.event("Runa Holt travels to Osk", "CONSULT", "2031-03-08", Status::happened);
  const Digest digest = of({a.done()});
  ASSERT_EQ(digest.timeline.size(), 1U);
  EXPECT_EQ(digest.timeline[0].status, Status::planned);
}

TEST(Timeline, DifferentEventsOfOneDayStayApart) {
  Written a("a", "2031-03-05", "t", "Runa Holt opened the Tarnby dam on March 3.");
  a.name("Runa Holt", NameType::person).name("Tarnby", NameType::place);
  a.date("March 3", "2031-03-03");
  Written b("b", "2031-03-05", "t", "Ivo Brandt lost the chess final in Osk on March 3.");
  b.name("Ivo Brandt", NameType::person).name("Osk", NameType::place);
  b.date("March 3", "2031-03-03");
  EXPECT_EQ(of({a.done(), b.done()}).timeline.size(), 2U);
}

TEST(Timeline, UncertainBackgroundIsLeftOut) {
  Written a("a", "2031-03-05", "t", "Runa Holt has lived in Osk since 2019.");
  a.name("Runa Holt", NameType::person).date("2019", "2019", DatePrecision::year);
  EXPECT_TRUE(of({a.done()}).timeline.empty());
}

TEST(Headline, IsTheMostCentralTitleAndNeverATeasersFirst) {
  Written a("a", "2031-03-05", "Cod prices rise", "Cod is dear. Boats stay in Osk.");
  Written b("b", "2031-03-05", "Norvik and Sundholm talk in Osk",
            "Norvik and Sundholm hold fishing talks in Osk.");
  Written c("c", "2031-03-05", "Norvik, Sundholm hold fishing talks",
            "Fishing talks of Norvik and Sundholm began in Osk.");
  b.item().article.kind = ArticleKind::teaser;
  const Digest digest = of({a.done(), b.done(), c.done()});
  EXPECT_EQ(digest.headline, "Norvik, Sundholm hold fishing talks");
  EXPECT_EQ(digest.headline_article, "c");
}

TEST(Headline, StaysEmptyWhereNobodyHasOne) {
  Written a("a", "2031-03-05", "", "Cod is dear.");
  a.item().article.title.reset();
  const Digest digest = of({a.done()});
  EXPECT_EQ(digest.headline, "");
  EXPECT_FALSE(digest.headline_article.has_value());
}

TEST(Names, SpellingsAndSurnamesJoin) {
  Written a("a", "2031-03-05", "t", "Sergej Makarskyy spoke. Makarskyy left.");
  a.name("Sergej Makarskyy", NameType::person, "mayor", {"Makarskyy"});
  Written b("b", "2031-03-05", "t", "Sergei Makarsky spoke.");
  b.name("Sergei Makarsky", NameType::person);
  Written c("c", "2031-03-05", "t", "Makarski spoke. Anna Makarski sang.");
  c.name("Makarski", NameType::person);
  const Digest digest = of({a.done(), b.done(), c.done()});
  ASSERT_EQ(digest.names.size(), 1U);
  EXPECT_EQ(digest.names[0].name, "Sergej Makarskyy");
  EXPECT_EQ(digest.names[0].role, "mayor");
  EXPECT_EQ(digest.names[0].evidence.size(), 3U);
}

TEST(Names, TwoBearersOfASurnameAreNotJoined) {
  Written a("a", "2031-03-05", "t", "Anna Holt and Runa Holt met.");
  a.name("Anna Holt", NameType::person).name("Runa Holt", NameType::person);
  Written b("b", "2031-03-05", "t", "Holt spoke.");
  b.name("Holt", NameType::person);
  EXPECT_EQ(of({a.done(), b.done()}).names.size(), 3U);
}

TEST(Names, CapitalsAndSeatsStandForTheirCountry) {
  const View view = make_view({}, {});
  EXPECT_EQ(view.party_of("the Kremlin"), "RU");
  EXPECT_EQ(view.party_of("Ukraine's Foreign Minister"), "UA");
  EXPECT_EQ(view.party_of("U.S. Secretary of State"), "US");
  EXPECT_EQ(view.party_of("North Korean troops"), "KP");
  EXPECT_EQ(view.party_of("some of us"), "");
}

TEST(Families, TheOriginIsTheOneTheOthersComeFrom) {
  Written a("a", "2031-03-05", "t", "OSK (AP) - Cod is dear.");
  const std::vector<Copy> copies = {{"a", "f1", std::nullopt, CopyRelation::none, 0},
                                    {"b", "f1", "a", CopyRelation::exact, 1},
                                    {"c", "f2", std::nullopt, CopyRelation::none, 0}};
  Written b("b", "2031-03-05", "t", "OSK (AP) - Cod is dear.");
  Written c("c", "2031-03-05", "t", "Cod costs more.");
  const Digest digest = of({b.done(), a.done(), c.done()}, copies);
  ASSERT_EQ(digest.families.size(), 1U);
  EXPECT_EQ(digest.families[0].origin, "a");
  EXPECT_EQ(digest.families[0].agency, "AP");
  EXPECT_EQ(digest.families[0].members.size(), 2U);
}

TEST(Brief, TakesWholeSentencesWithoutRepetition) {
  Written a("a", "2031-03-05", "t",
            "Norvik and Sundholm held their first fishing talks in Osk on Monday after a long "
            "winter. He said nothing more about it to the press that evening there. The two sides "
            "agreed to count the cod together before the summer begins.");
  Written b("b", "2031-03-05", "t",
            "Norvik and Sundholm held their first fishing talks in Osk on Monday after the long "
            "winter. Fishermen in Tarnby burned nets to protest against the new quotas for "
            "herring.");
  const Digest digest = of({a.done(), b.done()});
  ASSERT_GE(digest.brief.size(), 3U);
  const auto text = [&](const Evidence& e) {
    return std::string(text_of((e.article == "a" ? a : b).item().article, e.span));
  };
  EXPECT_TRUE(text(digest.brief[0]).starts_with("Norvik and Sundholm held"));
  std::size_t repeated = 0;
  for (const Evidence& e : digest.brief)
    repeated += text(e).starts_with("Norvik and Sundholm held");
  EXPECT_EQ(repeated, 1U);
}

TEST(Digest, GoesThroughItsWrittenForm) {
  const std::vector<ItemPtr> items = {before().done(), after().done()};
  std::map<std::string, const Article*, std::less<>> by_id;
  for (const ItemPtr& item : items) by_id.emplace(item->article.id, &item->article);
  const auto find = [&](std::string_view id) -> const Article* {
    const auto found = by_id.find(id);
    return found == by_id.end() ? nullptr : found->second;
  };
  const std::string json = codec::to_json(of(items), find);
  const auto back = codec::digest_from_json(json, find);
  ASSERT_TRUE(back.has_value()) << message(back.error());
  EXPECT_EQ(codec::to_json(*back, find), json);
  EXPECT_EQ(back->timeline.size(), 2U);
  EXPECT_FALSE(codec::digest_from_json("{\"id\":1}", find).has_value());
}

TEST(Digest, OfNothingIsEmpty) {
  const Digest digest = of({});
  EXPECT_TRUE(digest.timeline.empty());
  EXPECT_TRUE(digest.brief.empty());
  EXPECT_EQ(digest.story, "s1");
}

TEST(Days, CoverWhatTheValueNames) {
  const auto day = [](const char* text) { return days_from_civil(*parse_day(text)); };
  EXPECT_EQ(days_of("2025-06-02"), (DayRange{day("2025-06-02"), day("2025-06-02")}));
  EXPECT_EQ(days_of("2025-06-02T10:00"), (DayRange{day("2025-06-02"), day("2025-06-02")}));
  EXPECT_EQ(days_of("2025-W22"), (DayRange{day("2025-05-26"), day("2025-06-01")}));
  EXPECT_EQ(days_of("2025-W22-WE"), (DayRange{day("2025-05-31"), day("2025-06-01")}));
  EXPECT_EQ(days_of("2024-02"), (DayRange{day("2024-02-01"), day("2024-02-29")}));
  EXPECT_EQ(days_of("2025-Q2"), (DayRange{day("2025-04-01"), day("2025-06-30")}));
  EXPECT_EQ(days_of("2025"), (DayRange{day("2025-01-01"), day("2025-12-31")}));
  for (const char* none :
       {"P3D", "PRESENT_REF", "2025-13", "2025-02-30", "XXXX-06-02", "202", ""}) {
    EXPECT_FALSE(days_of(none).has_value()) << none;
  }
}

TEST(Words, FunctionWordsAreFoundWhereverTheyStandInTheList) {
  for (const char* word : {"a", "the", "your", "über", "said", "zwischen"}) {
    EXPECT_EQ(is_function_word(word), std::string_view(word) != "zwischen") << word;
  }
}

RC_GTEST_PROP(Digest, EveryLineRestsOnWordsOfItsArticle, ()) {
  const auto pick = [](std::size_t n) { return *rc::gen::inRange<std::size_t>(0, n); };
  const std::vector<std::string> words = {"Norvik", "Osk",   "talks",  "will",   "not",
                                          "said",   "1,000", "Monday", "denied", "fish",
                                          "é",      "第",    "“yes”",  "."};
  std::vector<ItemPtr> items;
  for (int n = 0; n < 3; ++n) {
    std::string text;
    for (std::size_t i = 0; i < 30; ++i) text += words[pick(words.size())] + " ";
    Written a("a" + std::to_string(n), "2031-03-0" + std::to_string(1 + pick(9)), "Osk talks",
              text);
    a.name("Norvik", NameType::place).name("Osk", NameType::place);
    if (a.at("Monday").size() > 0) a.date("Monday", "2031-03-03");
    if (a.at("1,000").size() > 0) a.figure("1,000", "1,000", 1000, "fish");
    items.push_back(a.done());
  }
  const Digest made = of(items);
  RC_ASSERT(made == of(items));
  const auto check = [&](const Evidence& evidence) {
    for (const ItemPtr& item : items) {
      if (item->article.id != evidence.article) continue;
      const std::string& whole =
          evidence.span.field == Field::title ? *item->article.title : item->article.text;
      RC_ASSERT(evidence.span.begin < evidence.span.end);
      RC_ASSERT(evidence.span.end <= whole.size());
      RC_ASSERT(is_boundary(whole, evidence.span.begin) && is_boundary(whole, evidence.span.end));
      return;
    }
    RC_FAIL("no such article");
  };
  for (const auto& line : made.timeline) {
    RC_ASSERT(!line.evidence.empty());
    for (const Evidence& e : line.evidence) check(e);
  }
  for (const auto& d : made.differences) {
    RC_ASSERT(!d.evidence.empty() && !d.reason.empty());
    for (const Evidence& e : d.evidence) check(e);
  }
  for (const Evidence& e : made.brief) check(e);
}

}  // namespace
}  // namespace newsloom::digest
