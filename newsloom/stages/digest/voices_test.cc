#include "newsloom/stages/digest/voices.h"

#include <gtest/gtest.h>

#include "newsloom/stages/digest/story_for_test.h"

namespace newsloom::digest {
namespace {

constexpr auto kDirect = StatementKind::direct;
constexpr auto kIndirect = StatementKind::indirect;

std::vector<Voice> heard(const std::vector<ItemPtr>& items) { return voices(make_view(items, {})); }

/// Fills the story with sentences of other matters, so that rarity means something.
Written offer_quoted() {
  Written a("a", "2031-03-05", "Brandt offers plan",
            "Harbour minister Ivo Brandt added, \"Our team is ready to hand this charter to the "
            "Sundholm envoys and give the necessary clarifications during a second round of talks "
            "in Osk next Monday.\" The port of Tarnby stayed closed. Fishermen waited for news.");
  a.name("Ivo Brandt", NameType::person, "harbour minister");
  a.name("Osk", NameType::place).name("Sundholm", NameType::place);
  a.date("next Monday", "2031-03-10");
  a.says(kDirect,
         "Ivo Brandt added, \"Our team is ready to hand this charter to the Sundholm envoys "
         "and give the necessary clarifications during a second round of talks in Osk next "
         "Monday.\"",
         "Our team is ready to hand this charter to the Sundholm envoys and give the necessary "
         "clarifications during a second round of talks in Osk next Monday.",
         "Ivo Brandt", "2031-03-04");
  return a;
}

Written offer_reported() {
  Written b(
      "b", "2031-03-04", "Charter ready: Brandt",
      "Minister Iwo Brandt issued a statement. He said Norvik is ready to present the charter "
      "to the Sundholm envoys and provide the necessary explanations during the next round of "
      "direct talks in Osk on Monday. Prices of cod rose again. He said the charter names "
      "all fishing grounds.");
  b.name("Ivo Brandt", NameType::person, "minister", {"Iwo Brandt"});
  b.name("Osk", NameType::place).name("Sundholm", NameType::place).name("Norvik", NameType::place);
  b.date("on Monday", "2031-03-10");
  b.says(kIndirect,
         "He said Norvik is ready to present the charter to the Sundholm envoys and provide the "
         "necessary explanations during the next round of direct talks in Osk on Monday.",
         "Norvik is ready to present the charter to the Sundholm envoys and provide the necessary "
         "explanations during the next round of direct talks in Osk on Monday",
         "Ivo Brandt", "2031-03-04");
  b.says(kIndirect, "He said the charter names all fishing grounds.",
         "the charter names all fishing grounds", "Ivo Brandt", "2031-03-04");
  return b;
}

TEST(Voices, AQuoteAndItsReportInOtherWordsAreOne) {
  const auto all = heard({offer_quoted().done(), offer_reported().done()});
  ASSERT_EQ(all.size(), 2U);
  EXPECT_EQ(all[0].speaker, "Ivo Brandt");
  ASSERT_EQ(all[0].witnesses.size(), 2U);
  EXPECT_EQ(all[0].witnesses[0].kind, kDirect);
  EXPECT_EQ(all[0].witnesses[0].evidence.article, "a");
  EXPECT_EQ(all[0].witnesses[1].evidence.article, "b");
  EXPECT_EQ(all[0].text, all[0].witnesses[0].text);
  EXPECT_EQ(all[1].text, "the charter names all fishing grounds");
}

TEST(Voices, OtherSpeakersStayApart) {
  Written a = offer_quoted();
  Written b = offer_reported();
  b.item().annotations.statements[0].speaker = Speaker{"Runa Holt", std::nullopt, std::nullopt};
  EXPECT_EQ(heard({a.done(), b.done()}).size(), 3U);
}

TEST(Voices, OtherDaysStayApart) {
  Written b = offer_reported();
  b.item().annotations.statements[0].said_on = "2031-01-15";
  EXPECT_EQ(heard({offer_quoted().done(), b.done()}).size(), 3U);
}

TEST(Voices, TheOppositeIsAnotherStatement) {
  Written a("a", "2031-03-05", "t", "Holt said the town will build the dam at Osk this year.");
  a.name("Holt", NameType::person);
  a.says(kIndirect, "Holt said the town will build the dam at Osk this year.",
         "the town will build the dam at Osk this year", "Holt");
  Written b("b", "2031-03-05", "t", "Holt said the town will not build the dam at Osk this year.");
  b.name("Holt", NameType::person);
  b.says(kIndirect, "Holt said the town will not build the dam at Osk this year.",
         "the town will not build the dam at Osk this year", "Holt");
  EXPECT_EQ(heard({a.done(), b.done()}).size(), 2U);
}

TEST(Voices, AWordIsOneTermWhetherFoundAsANameOrNot) {
  Written a("a", "2031-03-05", "t",
            "Holt said: \"We are not leaving Osk and we keep both docks.\"");
  a.name("Holt", NameType::person).name("Osk", NameType::place);
  a.says(StatementKind::direct, "Holt said: \"We are not leaving Osk and we keep both docks.\"",
         "We are not leaving Osk and we keep both docks.", "Holt");
  Written b("b", "2031-03-05", "t", "\"We won't leave Osk and both docks will stay,\" Holt said.");
  b.name("Holt", NameType::person);
  b.says(StatementKind::direct, "\"We won't leave Osk and both docks will stay,\" Holt said",
         "We won't leave Osk and both docks will stay,", "Holt");
  EXPECT_EQ(heard({a.done(), b.done()}).size(), 1U);
}

TEST(Voices, WordsInQuotationMarksAreOneWhateverStandsAround) {
  Written a("a", "2031-03-05", "t", "\"It is not on the table,\" Holt told envoys. Rain fell.");
  a.name("Holt", NameType::person);
  a.says(kDirect, "\"It is not on the table,\" Holt told envoys", "It is not on the table,",
         "Holt");
  a.item().annotations.statements[0].quotes = {a.at("It is not on the table,")};
  Written b("b", "2031-03-09", "t", "Holt repeated that it was \"not on the table\" in Osk.");
  b.name("Holt", NameType::person);
  b.says(StatementKind::mixed, "Holt repeated that it was \"not on the table\" in Osk.",
         "it was \"not on the table\" in Osk", "Holt");
  b.item().annotations.statements[0].quotes = {b.at("not on the table")};
  EXPECT_EQ(heard({a.done(), b.done()}).size(), 1U);
}

TEST(Voices, AReportOfAWordIsFoundInALongerOne) {
  Written a("a", "2031-03-05", "t",
            "Holt said her client was innocent and would appeal. Rain fell.");
  a.name("Holt", NameType::person);
  a.says(kIndirect, "Holt said her client was innocent and would appeal.",
         "her client was innocent and would appeal", "Holt");
  Written b("b", "2031-03-05", "t", "Holt said she will appeal. Holt said she will wait.");
  b.name("Holt", NameType::person);
  b.says(kIndirect, "Holt said she will appeal.", "she will appeal", "Holt");
  b.says(kIndirect, "Holt said she will wait.", "she will wait", "Holt");
  const auto all = heard({a.done(), b.done()});
  ASSERT_EQ(all.size(), 2U);
  EXPECT_EQ(all[0].witnesses.size() + all[1].witnesses.size(), 3U);
}

TEST(Voices, NestedClaimsKeepTheirChain) {
  Written a("a", "2031-03-05", "t", "Moe disputed a report that Holt called the dam a mistake.");
  a.name("Holt", NameType::person);
  a.says(kIndirect, "Holt called the dam a mistake", "the dam a mistake", "Holt");
  a.item().annotations.statements[0].reported_by = "the Osk Post";
  a.item().annotations.statements[0].disputed_by = "Moe";
  const auto all = heard({a.done()});
  ASSERT_EQ(all.size(), 1U);
  EXPECT_EQ(all[0].reported_by, "the Osk Post");
  EXPECT_EQ(all[0].disputed_by, "Moe");
}

TEST(Voices, NewestFirst) {
  Written a("a", "2031-03-05", "t", "Holt said rain fell. Holt said snow fell.");
  a.name("Holt", NameType::person);
  a.says(kIndirect, "Holt said rain fell.", "rain fell", "Holt", "2031-03-01");
  a.says(kIndirect, "Holt said snow fell.", "snow fell", "Holt", "2031-03-02");
  const auto all = heard({a.done()});
  ASSERT_EQ(all.size(), 2U);
  EXPECT_EQ(all[0].text, "snow fell");
}

}  // namespace
}  // namespace newsloom::digest
