#include "newsloom/stages/digest/figures.h"

#include <gtest/gtest.h>

#include "newsloom/stages/digest/story_for_test.h"

namespace newsloom::digest {
namespace {

std::vector<FigureGroup> groups(const std::vector<ItemPtr>& items) {
  return figure_groups(make_view(items, {}));
}

const FigureGroup* with_values(const std::vector<FigureGroup>& all, std::size_t count) {
  for (const FigureGroup& group : all) {
    if (group.values.size() == count) return &group;
  }
  return nullptr;
}

TEST(FigureGroups, OnePerSideAgreesWithTheTotal) {
  Written a("a", "2031-03-04", "Captives go home",
            "Norvik and Sundholm have exchanged 300 captives each.");
  a.figure("300 captives each", "300", 300, "captives", FigureChange::equal, Scope::each);
  Written b("b", "2031-03-04", "Swap done", "The two sides agreed to swap about 600 captives.");
  b.figure("about 600 captives", "600", 600, "captives", FigureChange::about);
  const auto all = groups({a.done(), b.done()});
  const FigureGroup* pair = with_values(all, 2);
  ASSERT_NE(pair, nullptr);
  EXPECT_EQ(pair->verdict, Verdict::agree_after_normalisation) << pair->reason;
  EXPECT_EQ(pair->values[0].normalised, 600);
  EXPECT_EQ(pair->values[1].normalised, 600);
}

TEST(FigureGroups, EqualNumbersAgree) {
  Written a("a", "2031-03-04", "Fire", "The fire in Tarnby killed 14 people in a hostel.");
  a.name("Tarnby", NameType::place).figure("14 people", "14", 14, "people");
  Written b("b", "2031-03-04", "Blaze", "14 people died in Tarnby when a hostel burned down.");
  b.name("Tarnby", NameType::place).figure("14 people", "14", 14, "people");
  const auto all = groups({a.done(), b.done()});
  ASSERT_EQ(all.size(), 1U);
  EXPECT_EQ(all[0].verdict, Verdict::agree);
}

TEST(FigureGroups, ATollToldWithoutADayIsAnUpdate) {
  Written a("a", "2031-03-04", "Fire", "The fire in Tarnby killed 9 people in a hostel.");
  a.name("Tarnby", NameType::place).figure("9 people", "9", 9, "people");
  Written b("b", "", "Blaze", "14 people were killed in Tarnby by the fire in a hostel.");
  b.name("Tarnby", NameType::place).figure("14 people", "14", 14, "people");
  const auto all = groups({b.done(), a.done()});
  ASSERT_EQ(all.size(), 1U);
  EXPECT_EQ(all[0].verdict, Verdict::update_over_time) << all[0].reason;
  EXPECT_NE(all[0].reason.find("first \"9 people\", later"), std::string::npos) << all[0].reason;
}

TEST(FigureGroups, AnAccountGivesOneNumberForOneThing) {
  Written a(
      "a", "2031-03-04", "Vote",
      "With 97 percent of the votes counted, the Harbour List of Runa Holt has 34.1 percent of "
      "the vote.");
  a.name("Harbour List", NameType::org).name("Runa Holt", NameType::person);
  a.figure("97 percent", "97", 97, "percent").figure("34.1 percent", "34.1", 34.1, "percent");
  Written b(
      "b", "2031-03-08", "Result",
      "In the final result the Harbour List of Runa Holt received 34.2 percent of the votes.");
  b.name("Harbour List", NameType::org).name("Runa Holt", NameType::person);
  b.figure("34.2 percent", "34.2", 34.2, "percent");
  const auto all = groups({a.done(), b.done()});
  const FigureGroup* pair = with_values(all, 2);
  ASSERT_NE(pair, nullptr);
  EXPECT_EQ(pair->values[0].figure.value, 34.1);
  EXPECT_EQ(pair->values[1].figure.value, 34.2);
  EXPECT_EQ(pair->verdict, Verdict::update_over_time) << pair->reason;
}

TEST(FigureGroups, MilesAndKilometresAgree) {
  Written a("a", "2031-03-04", "Pipe", "The pipeline from Tarnby to Osk is 100 miles long.");
  a.name("Tarnby", NameType::place).name("Osk", NameType::place);
  a.figure("100 miles", "100", 100, "mile");
  Written b("b", "2031-03-04", "Pipe", "The pipeline from Tarnby to Osk is 161 kilometres long.");
  b.name("Tarnby", NameType::place).name("Osk", NameType::place);
  b.figure("161 kilometres", "161", 161, "kilometre");
  const auto all = groups({a.done(), b.done()});
  ASSERT_EQ(all.size(), 1U);
  EXPECT_EQ(all[0].verdict, Verdict::agree_after_normalisation);
}

TEST(FigureGroups, ALaterCountIsAnUpdate) {
  Written a("a", "2031-03-04", "Fire", "The hostel fire in Tarnby killed at least 9 people.");
  a.name("Tarnby", NameType::place);
  a.figure("at least 9 people", "9", 9, "people", FigureChange::more);
  Written b("b", "2031-03-06", "Fire", "The hostel fire in Tarnby killed 31 people, police said.");
  b.name("Tarnby", NameType::place).figure("31 people", "31", 31, "people");
  const auto all = groups({a.done(), b.done()});
  ASSERT_EQ(all.size(), 1U);
  EXPECT_EQ(all[0].verdict, Verdict::update_over_time);
  EXPECT_NE(all[0].reason.find("first \"at least 9 people\", later \"31 people\""),
            std::string::npos);
}

TEST(FigureGroups, TwoCountsOfOneCrowdAreAConflict) {
  Written a("a", "2031-03-04", "March",
            "The police said 12,000 people marched through Tarnby on Sunday against the dam.");
  a.name("Tarnby", NameType::place).date("Sunday", "2031-03-03");
  a.figure("12,000 people", "12,000", 12000, "people");
  Written b("b", "2031-03-04", "March",
            "Organisers said 50,000 people marched through Tarnby against the dam on Sunday.");
  b.name("Tarnby", NameType::place).date("Sunday", "2031-03-03");
  b.figure("50,000 people", "50,000", 50000, "people");
  const auto all = groups({a.done(), b.done()});
  ASSERT_EQ(all.size(), 1U);
  EXPECT_EQ(all[0].verdict, Verdict::conflict);
  EXPECT_EQ(all[0].values.size(), 2U);
}

TEST(FigureGroups, DifferentDeedsOfDifferentPartiesAreNoConflict) {
  Written a("a", "2031-03-04", "Night",
            "Norvik's ministry said it shot down 105 kites overnight, including 35 over Osk.");
  a.name("Osk", NameType::place).figure("105 kites", "105", 105, "kites");
  a.figure("35 over Osk", "35", 35, "kites");
  a.item().annotations.figures.back().part_of = "105 kites";
  Written b("b", "2031-03-04", "Night", "The air force said Norvik launched 128 kites overnight.");
  b.figure("128 kites", "128", 128, "kites");
  for (const FigureGroup& group : groups({a.done(), b.done()})) {
    EXPECT_NE(group.verdict, Verdict::conflict) << group.reason;
    EXPECT_NE(group.verdict, Verdict::update_over_time) << group.reason;
  }
}

TEST(FigureGroups, TheSameNumberOfAnotherUnitStaysApart) {
  Written a("a", "2031-03-04", "Line",
            "Norvik and Sundholm have exchanged 1,000 captives each, far from the front.");
  a.figure("1,000 captives each", "1,000", 1000, "captives", FigureChange::equal, Scope::each);
  Written b("b", "2031-03-04", "Line", "Snow lies along the 1,000-kilometre front.");
  b.figure("1,000-kilometre", "1,000", 1000, "kilometre");
  for (const FigureGroup& group : groups({a.done(), b.done()})) {
    EXPECT_EQ(group.values.size(), 1U);
  }
}

TEST(FigureGroups, DeadAndInjuredAreDifferentThings) {
  Written a("a", "2031-03-04", "Crash", "The crash near Osk killed 20 people and injured 154.");
  a.name("Osk", NameType::place).figure("20 people", "20", 20, "people");
  a.figure("injured 154", "154", 154, "people");
  Written b("b", "2031-03-04", "Crash", "In the crash near Osk 154 people were injured.");
  b.name("Osk", NameType::place).figure("154 people", "154", 154, "people");
  const auto all = groups({a.done(), b.done()});
  ASSERT_EQ(all.size(), 2U);
  EXPECT_EQ(all[0].verdict, Verdict::agree) << all[0].reason;
  EXPECT_EQ(all[1].verdict, Verdict::single);
}

TEST(FigureGroups, ACopyHasNoVoteOfItsOwn) {
  Written a("a", "2031-03-04", "Fire", "The fire in Tarnby killed 14 people.");
  a.name("Tarnby", NameType::place).figure("14 people", "14", 14, "people");
  Written b("b", "2031-03-04", "Fire", "The fire in Tarnby killed 14 people.");
  b.name("Tarnby", NameType::place).figure("14 people", "14", 14, "people");
  const std::vector<Copy> copies = {{"a", "f1", std::nullopt, CopyRelation::none, 0},
                                    {"b", "f1", "a", CopyRelation::exact, 1}};
  const std::vector<ItemPtr> items = {a.done(), b.done()};
  for (const FigureGroup& group : figure_groups(make_view(items, copies))) {
    EXPECT_EQ(group.verdict, Verdict::single);
  }
}

TEST(FigureGroups, OtherTownsAreOtherCounts) {
  Written a("a", "2031-03-04", "Floods", "The flood in Tarnby killed 9 people.");
  a.name("Tarnby", NameType::place).figure("9 people", "9", 9, "people");
  Written b("b", "2031-03-04", "Floods", "The flood in Osk killed 40 people.");
  b.name("Osk", NameType::place).figure("40 people", "40", 40, "people");
  const auto all = groups({a.done(), b.done()});
  ASSERT_EQ(all.size(), 1U);
  EXPECT_EQ(all[0].verdict, Verdict::different_things);
  EXPECT_EQ(all[0].reason, "not the same count: different places");
}

TEST(FigureGroups, ATownAroundWhichItHappenedDoesNotCount) {
  Written a("a", "2031-03-04", "Floods",
            "TARNBY (Northwire) - About 1,800 people had to leave their homes in the flood.");
  a.name("Northwire", NameType::org).figure("About 1,800 people", "1,800", 1800, "people");
  Written b("b", "2031-03-05", "Floods",
            "In the flood around the town of Tarnby, the people who had to leave their homes are "
            "now 2,400 people.");
  b.name("Tarnby", NameType::person).figure("2,400 people", "2,400", 2400, "people");
  const auto all = groups({a.done(), b.done()});
  ASSERT_EQ(all.size(), 1U);
  EXPECT_EQ(all[0].verdict, Verdict::update_over_time) << all[0].reason;
}

TEST(FigureGroups, FiguresWithoutValueAreLeftOut) {
  Written a("a", "2031-03-04", "Many", "Dozens of people came.");
  a.figure("Dozens of people", "Dozens", 0, "people");
  a.item().annotations.figures.back().value.reset();
  EXPECT_TRUE(groups({a.done()}).empty());
}

}  // namespace
}  // namespace newsloom::digest
