#include "newsloom/stages/digest/differences.h"

#include <gtest/gtest.h>

#include "newsloom/stages/digest/digest.h"
#include "newsloom/stages/digest/story_for_test.h"

namespace newsloom::digest {
namespace {

constexpr auto kDirect = StatementKind::direct;
constexpr auto kIndirect = StatementKind::indirect;

Digest of(const std::vector<ItemPtr>& items) {
  Story story;
  story.id = "s1";
  for (const ItemPtr& item : items) story.members.push_back(item->article.id);
  return digest(story, items, {});
}

std::vector<Difference> only(const Digest& digest, DifferenceKind kind) {
  std::vector<Difference> out;
  for (const Difference& difference : digest.differences) {
    if (difference.kind == kind) out.push_back(difference);
  }
  return out;
}

bool rests_on(const Difference& difference, std::string_view article) {
  for (const Evidence& evidence : difference.evidence) {
    if (evidence.article == article && !evidence.span.empty()) return true;
  }
  return false;
}

TEST(Differences, NotYetThenWillIsAnUpdate) {
  Written a("a", "2031-03-04", "Talks offered",
            "Norvik proposed talks in Osk on Monday. Sundholm has not confirmed a meeting.");
  a.name("Norvik", NameType::place).name("Sundholm", NameType::place).name("Osk", NameType::place);
  a.date("Monday", "2031-03-10");
  Written b("b", "2031-03-07", "Envoys to travel",
            "Sundholm will send envoys to Osk for talks with Norvik on Monday.");
  b.name("Norvik", NameType::place).name("Sundholm", NameType::place).name("Osk", NameType::place);
  b.date("Monday", "2031-03-10");
  const Digest digest = of({a.done(), b.done()});
  const auto updates = only(digest, DifferenceKind::update);
  ASSERT_EQ(updates.size(), 1U);
  EXPECT_EQ(updates[0].about, "Sundholm has not confirmed a meeting.");
  EXPECT_TRUE(rests_on(updates[0], "a"));
  EXPECT_TRUE(rests_on(updates[0], "b"));
  EXPECT_TRUE(only(digest, DifferenceKind::contradiction).empty());
}

TEST(Differences, ADenialContradictsTheClaim) {
  Written a(
      "a", "2031-03-04", "Dam leaks",
      "Engineer Runa Holt said the Tarnby dam had leaked poison into the river Osk for weeks.");
  a.name("Runa Holt", NameType::person).name("Tarnby", NameType::place);
  a.says(kIndirect,
         "Engineer Runa Holt said the Tarnby dam had leaked poison into the river Osk for weeks.",
         "the Tarnby dam had leaked poison into the river Osk for weeks", "Runa Holt");
  Written b("b", "2031-03-04", "Company answers",
            "The operator Damwerk denied that the Tarnby dam had leaked poison into the river.");
  b.name("Damwerk", NameType::org).name("Tarnby", NameType::place);
  b.says(kIndirect,
         "The operator Damwerk denied that the Tarnby dam had leaked poison into the river.",
         "the Tarnby dam had leaked poison into the river", "Damwerk");
  b.item().annotations.statements[0].denied = true;
  const auto found = only(of({a.done(), b.done()}), DifferenceKind::contradiction);
  ASSERT_EQ(found.size(), 1U);
  EXPECT_EQ(found[0].reason, "Damwerk denies what Runa Holt says");
  EXPECT_TRUE(rests_on(found[0], "a"));
  EXPECT_TRUE(rests_on(found[0], "b"));
}

TEST(Differences, BackgroundThatMeasuresBackDifferentlyIsADiscrepancy) {
  Written a("a", "2031-03-04", "Talks",
            "Osk hosted the first talks between Norvik and Sundholm in three years.");
  a.name("Norvik", NameType::place).name("Sundholm", NameType::place).name("Osk", NameType::place);
  a.date("three years", "P3Y", DatePrecision::year, DateType::duration);
  Written b("b", "2031-03-04", "Meeting",
            "Envoys of Norvik and Sundholm met in Osk for the first time since April 2028.");
  b.name("Norvik", NameType::place).name("Sundholm", NameType::place).name("Osk", NameType::place);
  b.date("April 2028", "2028-04", DatePrecision::month);
  const auto found = only(of({a.done(), b.done()}), DifferenceKind::discrepancy);
  ASSERT_EQ(found.size(), 1U);
  EXPECT_NE(found[0].reason.find("in three years"), std::string::npos);
  EXPECT_NE(found[0].reason.find("since April 2028"), std::string::npos);
}

TEST(Differences, TwoTranslationsAreADifferenceOfWording) {
  Written a("a", "2031-03-04", "t",
            "Holt said: \"We will give the envoys the necessary clarifications on the fishing "
            "charter in Osk.\"");
  a.name("Holt", NameType::person).name("Osk", NameType::place);
  a.says(kDirect,
         "Holt said: \"We will give the envoys the necessary clarifications on the fishing charter "
         "in Osk.\"",
         "We will give the envoys the necessary clarifications on the fishing charter in Osk.",
         "Holt");
  Written b("b", "2031-03-04", "t",
            "Holt said his team would give the envoys the required details on the fishing charter "
            "in Osk.");
  b.name("Holt", NameType::person).name("Osk", NameType::place);
  b.says(kIndirect,
         "Holt said his team would give the envoys the required details on the fishing charter in "
         "Osk.",
         "his team would give the envoys the required details on the fishing charter in Osk",
         "Holt");
  const auto found = only(of({a.done(), b.done()}), DifferenceKind::wording);
  ASSERT_EQ(found.size(), 1U);
  EXPECT_NE(found[0].reason.find("clarifications"), std::string::npos);
  EXPECT_NE(found[0].reason.find("details"), std::string::npos);
}

TEST(Differences, WhatOnlyOneSourceQuotesIsAnOmissionOfTheOthers) {
  Written a("a", "2031-03-04", "t", "\"Nobody asked the fishermen,\" Moe said. Rain fell in Osk.");
  a.name("Moe", NameType::person);
  a.says(kDirect, "\"Nobody asked the fishermen,\" Moe said.", "Nobody asked the fishermen", "Moe");
  Written b("b", "2031-03-04", "t", "Rain fell in Osk all day.");
  const Digest digest = of({a.done(), b.done()});
  const auto found = only(digest, DifferenceKind::omission);
  ASSERT_EQ(found.size(), 1U);
  EXPECT_EQ(found[0].reason, "this statement is only in Outlet a");
  EXPECT_TRUE(only(of({a.done()}), DifferenceKind::omission).empty());
}

TEST(Differences, CountsOfDifferentThingsAreNamedSo) {
  Written a("a", "2031-03-04", "t", "The flood in Tarnby killed 9 people.");
  a.name("Tarnby", NameType::place).figure("9 people", "9", 9, "people");
  Written b("b", "2031-03-04", "t", "The flood in Osk killed 40 people.");
  b.name("Osk", NameType::place).figure("40 people", "40", 40, "people");
  const auto found = only(of({a.done(), b.done()}), DifferenceKind::different_thing);
  ASSERT_EQ(found.size(), 1U);
  EXPECT_EQ(found[0].evidence.size(), 2U);
}

TEST(Differences, OneDayApartIsADiscrepancyOfDates) {
  Written a("a", "2031-03-09", "t",
            "Minister Ivo Brandt signed the fishing charter in Osk on Tuesday.");
  a.name("Ivo Brandt", NameType::person).name("Osk", NameType::place);
  a.date("Tuesday", "2031-03-04");
  a.event("Ivo Brandt signed the fishing charter in Osk", "AGREE", "2031-03-04", Status::happened);
  Written b("b", "2031-03-09", "t",
            "Ivo Brandt signed the fishing charter on Wednesday, his office in Osk said.");
  b.name("Ivo Brandt", NameType::person).name("Osk", NameType::place);
  b.date("Wednesday", "2031-03-05");
  b.event("Ivo Brandt signed the fishing charter", "AGREE", "2031-03-05", Status::happened);
  const auto found = only(of({a.done(), b.done()}), DifferenceKind::discrepancy);
  ASSERT_EQ(found.size(), 1U);
  EXPECT_EQ(found[0].reason, "dated 2031-03-04 in one account and 2031-03-05 in another");
}

}  // namespace
}  // namespace newsloom::digest
