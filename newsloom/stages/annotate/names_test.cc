#include "newsloom/stages/annotate/names.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <set>

#include "newsloom/core/text/utf8.h"
#include "newsloom/stages/annotate/analyse.h"
#include "newsloom/stages/annotate/names_model.h"
#include "newsloom/testing/data.h"

namespace newsloom::annotate {
namespace {

const Resources& resources() {
  static const Resources loaded = *Resources::load(testing::data());
  return loaded;
}

std::vector<std::string> find(const std::string& text, const std::string& language = "en") {
  Article article;
  article.text = text;
  article.language = language;
  const Analysis analysis = analyse(article, resources().parts());
  std::vector<std::string> out;
  for (const Name& name : names(analysis, resources().parts().names)) {
    std::string line(name_of(name.type));
    line.append(" ").append(name.name);
    if (name.role) line.append(" (").append(*name.role).append(")");
    line.append(":");
    for (const Span& span : name.mentions) line.append(" ").append(analysis.text(span)).append(",");
    line.pop_back();
    out.push_back(std::move(line));
  }
  return out;
}
using Lines = std::vector<std::string>;

TEST(Names, JoinSurnamesTitlesAndPossessives) {
  EXPECT_EQ(find("Foreign Minister Sergey Belov arrived in Istanbul on Monday. Mr Belov said that "
                 "Belov's plan was ready. Anna Petrov met Belov."),
            (Lines{"PERSON Sergey Belov (Foreign Minister): Sergey Belov, Belov, Belov, Belov",
                   "PLACE Istanbul: Istanbul", "PERSON Anna Petrov: Anna Petrov"}));
}

TEST(Names, JoinSpellings) {
  EXPECT_EQ(
      find("Sergey Belov spoke in Moscow. Later Sergei Belov left Moscow."),
      (Lines{"PERSON Sergey Belov: Sergey Belov, Sergei Belov", "PLACE Moscow: Moscow, Moscow"}));
}

TEST(Names, JoinAcronyms) {
  EXPECT_EQ(
      find("The European Central Bank raised rates. Officials of the ECB met in Berlin."),
      (Lines{"ORG European Central Bank: European Central Bank, ECB", "PLACE Berlin: Berlin"}));
}

TEST(Names, AcronymsInBracketsTellWhereABodyBegins) {
  const Lines found =
      find("The Footplate and Signal Union (FSU) called a strike. The FSU has 9,400 members.");
  ASSERT_EQ(found.size(), 1U);
  EXPECT_EQ(found[0], "ORG Footplate and Signal Union: Footplate and Signal Union, FSU, FSU");
}

TEST(Names, DescriptionsBeforeTheNameAreRoles) {
  EXPECT_EQ(
      find("The governor of the region, Martin Harris, met the town's chief negotiator, Laura "
           "Brown."),
      (Lines{"PERSON Martin Harris (governor of the region): Martin Harris",
             "PERSON Laura Brown (town's chief negotiator): Laura Brown"}));
  // No apposition: the comma ends what comes first.
  EXPECT_EQ(find("After the talks with the minister, Laura Brown left."),
            (Lines{"PERSON Laura Brown: Laura Brown"}));
}

TEST(Names, KeepPeopleOfOneSurnameApart) {
  EXPECT_EQ(find("Martin Harris met Laura Harris in Berlin. Laura Harris thanked Martin Harris."),
            (Lines{"PERSON Martin Harris: Martin Harris, Martin Harris",
                   "PERSON Laura Harris: Laura Harris, Laura Harris", "PLACE Berlin: Berlin"}));
}

TEST(Names, LeaveOutPeoplesAndCredits) {
  EXPECT_EQ(find("Talks open\n\nBy Laura Harris\n\nUkrainian officials met Russian officials in "
                 "Istanbul.\n\nReporting by Martin Harris; editing by David Brown"),
            (Lines{"PLACE Istanbul: Istanbul"}));
}

TEST(Names, CutTitlesOffWhateverTheTypeWas) {
  EXPECT_EQ(find("US Secretary of State Martin Harris met Prime Minister Laura Brown in Berlin."),
            (Lines{"PLACE US: US", "PERSON Martin Harris (US Secretary of State): Martin Harris",
                   "PERSON Laura Brown (Prime Minister): Laura Brown", "PLACE Berlin: Berlin"}));
}

TEST(Names, TakeTheRoleBehindTheName) {
  EXPECT_EQ(find("Laura Brown, the mayor of Berlin, resigned on Friday."),
            (Lines{"PERSON Laura Brown (mayor of Berlin): Laura Brown", "PLACE Berlin: Berlin"}));
}

TEST(Names, KeepArabicNamesWhole) {
  EXPECT_EQ(find("Omar al-Hassan spoke in Baghdad."),
            (Lines{"PERSON Omar al-Hassan: Omar al-Hassan", "PLACE Baghdad: Baghdad"}));
}

TEST(Names, WorkInOtherLanguages) {
  EXPECT_EQ(
      find("Die Ministerin reiste am Montag nach Berlin. In Berlin sprach Angela Schmidt.", "de"),
      (Lines{"PLACE Berlin: Berlin, Berlin", "PERSON Angela Schmidt: Angela Schmidt"}));
  const auto french = find("Le président David Martin est arrivé en Ukraine.", "fr");
  EXPECT_EQ(french,
            (Lines{"PERSON David Martin (président): David Martin", "PLACE Ukraine: Ukraine"}));
}

TEST(Names, TakeUnknownWordsBehindInForPlaces) {
  EXPECT_EQ(find("Thousands marched through Verrano on Saturday. Verrano voted in March."),
            (Lines{"PLACE Verrano: Verrano, Verrano"}));
  EXPECT_EQ(
      find("The fire spread near Ostrel and Dunmarrow. The town of Luthrow was evacuated."),
      (Lines{"PLACE Ostrel: Ostrel", "PLACE Dunmarrow: Dunmarrow", "PLACE Luthrow: Luthrow"}));
  EXPECT_EQ(find("Las lluvias en Verrano causaron daños.", "es"),
            (Lines{"PLACE Verrano: Verrano"}));
}

TEST(Names, KeepWhoActsApartFromThePlaceBefore) {
  EXPECT_EQ(find("Oleksandr Valensky left. In Berlin Valenskyy met Martin Schuster."),
            (Lines{"PERSON Oleksandr Valensky: Oleksandr Valensky, Valenskyy",
                   "PLACE Berlin: Berlin", "PERSON Martin Schuster: Martin Schuster"}));
}

TEST(Names, LeavePeopleBehindInWhatTheyAre) {
  EXPECT_EQ(find("Anna Kenso resigned on Friday. Many had lost faith in Kenso."),
            (Lines{"PERSON Anna Kenso: Anna Kenso, Kenso"}));
  EXPECT_EQ(find("She came across Benwick in the hall. Benwick said he was tired."),
            (Lines{"PERSON Benwick: Benwick, Benwick"}));
}

TEST(Names, TakeWhatIsBoughtForAFirm) {
  EXPECT_EQ(find("The group acquired Zendor in May. Zendor's shareholders agreed."),
            (Lines{"ORG Zendor: Zendor, Zendor"}));
}

TEST(Names, TakeCallSignsForBodies) {
  EXPECT_EQ(find("In 1994 a rival purchased 4KL at 5PM. 4KL was on air in Berlin by 1995."),
            (Lines{"ORG 4KL: 4KL, 4KL", "PLACE Berlin: Berlin"}));
  EXPECT_EQ(find("She drove 3KM and sold 8GB of data on the 4TH."), Lines{});
}

TEST(Names, StopAtTheLimit) {
  std::string text;
  for (std::size_t i = 0; i < kMaxMentions + 10; ++i) text += "He saw Berlin today. ";
  const auto found = find(text);
  ASSERT_EQ(found.size(), 1U);
  EXPECT_EQ(std::count(found[0].begin(), found[0].end(), ',') + 1,
            static_cast<std::ptrdiff_t>(kMaxMentions));
}

TEST(Labels, FollowEachOther) {
  const auto b = name_label(NameType::person, NamePart::begin);
  const auto l = name_label(NameType::person, NamePart::last);
  const auto other = name_label(NameType::org, NamePart::last);
  EXPECT_TRUE(may_follow(0, b));
  EXPECT_TRUE(may_follow(b, l));
  EXPECT_FALSE(may_follow(b, other));
  EXPECT_FALSE(may_follow(b, 0));
  EXPECT_FALSE(may_follow(kNameLabels, l));
  EXPECT_FALSE(may_follow(b, kNameLabels));
}

RC_GTEST_PROP(Names, LieInTheTextOnBoundaries, (const std::string& bytes)) {
  Article article;
  article.text = repaired_utf8(bytes);
  for (const char* language : {"en", "fr", "de"}) {
    article.language = language;
    const Analysis analysis = analyse(article, resources().parts());
    std::set<Span> seen;
    for (const Name& name : names(analysis, resources().parts().names)) {
      RC_ASSERT(!name.name.empty() && !name.mentions.empty());
      for (const Span& span : name.mentions) {
        RC_ASSERT(span.end <= article.text.size() && is_boundary(article.text, span.begin));
        RC_ASSERT(is_boundary(article.text, span.end));
        RC_ASSERT(seen.insert(span).second);
      }
    }
  }
}

}  // namespace
}  // namespace newsloom::annotate
