#include "newsloom/stages/annotate/dates.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <string>
#include <vector>

#include "newsloom/core/text/utf8.h"
#include "newsloom/stages/annotate/annotate.h"
#include "newsloom/stages/annotate/dates_value.h"
#include "newsloom/stages/annotate/lines_for_test.h"
#include "newsloom/testing/data.h"

namespace newsloom::annotate {
namespace {

const DateResources& resources() {
  static const auto loaded = DateResources::load(newsloom::testing::data());
  if (!loaded) ADD_FAILURE() << message(loaded.error());
  return *loaded;
}

std::vector<DateExpr> found(const std::string& text, const std::string& published,
                            const std::string& language) {
  const Article article = article_of(text, published);
  return dates(lines_of(article, language), resources());
}

/// "words=value; words=value" of what is found.
std::string listed(const std::string& text, const std::string& published,
                   const std::string& language = "en") {
  std::string out;
  for (const DateExpr& date : found(text, published, language)) {
    if (!out.empty()) out += "; ";
    out += text.substr(date.span.begin, date.span.size()) + "=" + date.value;
  }
  return out;
}

struct Case {
  const char* text;
  const char* published;
  const char* want;
};

void check(const std::vector<Case>& cases, const char* language) {
  for (const Case& c : cases) {
    EXPECT_EQ(listed(c.text, c.published, language), c.want) << c.text;
  }
}

TEST(Dates, EnglishCalendar) {
  check({{"The bridge opened on 14 March 1987.", "2024-05-08", "14 March 1987=1987-03-14"},
         {"The bridge opened on March 14, 1987.", "2024-05-08", "March 14, 1987=1987-03-14"},
         {"Signed 2024-03-02 in Vellmar.", "2024-05-08", "2024-03-02=2024-03-02"},
         {"In May 1932 the dam broke.", "2024-05-08", "May 1932=1932-05"},
         {"The fair runs May 16-19.", "2024-05-08", "May 16=2024-05-16; 19=2024-05-19"},
         {"The fair ran from 3 to 5 June 2019.", "2024-05-08",
          "3=2019-06-03; 5 June 2019=2019-06-05"},
         {"Between 1998 and 2004 it stood empty.", "2024-05-08", "1998=1998; 2004=2004"},
         {"Shops closed in the late 1990s.", "2024-05-08", "the late 1990s=199"},
         {"A church of the 12th century.", "2024-05-08", "the 12th century=11"},
         {"Founded in 264 BC.", "2024-05-08", "264 BC=BC0264"},
         {"Sales fell in the third quarter of 2023.", "2024-05-08",
          "the third quarter of 2023=2023-Q3"},
         {"By early 2021 it was over.", "2024-05-08", "early 2021=2021"},
         {"The summer of 1914 was hot.", "2024-05-08", "The summer of 1914=1914-SU"}},
        "en");
}

TEST(Dates, EnglishRelative) {
  check({{"He resigned yesterday.", "2024-05-08", "yesterday=2024-05-07"},
         {"The mayor will speak tomorrow.", "2024-05-08", "tomorrow=2024-05-09"},
         {"Talks resume next Monday, May 13.", "2024-05-08", "next Monday, May 13=2024-05-13"},
         {"She left last year.", "2024-05-08", "last year=2023"},
         {"It closed two weeks ago.", "2024-05-08", "two weeks ago=2024-W17"},
         {"It closed three days ago.", "2024-05-08", "three days ago=2024-05-05"},
         {"Earlier this month the ferry sank.", "2024-05-08", "Earlier this month=2024-05"},
         {"The ferry sank on May 2.\nTwo days later it was raised.", "2024-05-08",
          "May 2=2024-05-02; Two days later=2024-05-04"},
         {"The ferry sank on May 2.\nThe previous day it had been inspected.", "2024-05-08",
          "May 2=2024-05-02; The previous day=2024-05-01"},
         {"It happened last night.", "2024-05-08", "last night=2024-05-07TNI"},
         {"It began at 10:30 a.m. on Tuesday.", "2024-05-08",
          "10:30 a.m. on Tuesday=2024-05-07T10:30"},
         {"Growth over the past three months was slow.", "2024-05-08", "the past three months=P3M"},
         {"Trains run every Friday.", "2024-05-08", "every Friday=XXXX-WXX-5"}},
        "en");
}

TEST(Dates, WeekdayFollowsTense) {
  check({{"Marta Quill resigned on Monday.", "2024-05-08", "Monday=2024-05-06"},
         {"Marta Quill said on Wednesday she was leaving.", "2024-05-08", "Wednesday=2024-05-08"},
         {"The council will vote on Monday.", "2024-05-08", "Monday=2024-05-13"},
         {"The council is scheduled to meet on Friday.", "2024-05-08", "Friday=2024-05-10"},
         {"Last Friday the talks broke down.", "2024-05-08", "Last Friday=2024-05-03"}},
        "en");
}

/// Two sentences with their grammar, as the whole annotator sees them.
TEST(Dates, TheGoverningVerbOutweighsTheWordsAround) {
  const auto everything = Resources::load(newsloom::testing::data());
  ASSERT_TRUE(everything) << message(everything.error());
  const auto value = [&](const std::string& text) {
    Article article;
    article.text = text;
    article.language = "en";
    article.published = parse_timestamp("2024-05-08");  // a Wednesday
    const Annotations found = annotate(article, *everything);
    return found.dates.empty() ? std::string() : found.dates.front().value;
  };
  EXPECT_EQ(value("The crew will be allowed to go home on Friday under a deal struck in Orle."),
            "2024-05-10");
  EXPECT_EQ(
      value("Orle is ready to present a plan at the talks in Vask on Friday, the mayor said."),
      "2024-05-10");
  EXPECT_EQ(value("He offered them a meeting on Friday, 10 May."), "2024-05-10");
  EXPECT_EQ(value("The crew went home on Friday, and the mayor will visit them."), "2024-05-03");
}

TEST(Dates, WithoutPublicationNothingIsGuessed) {
  check({{"He resigned yesterday.", "", "yesterday=PAST_REF"},
         {"He resigned on Monday.", "", "Monday=XXXX-WXX-1"},
         {"He resigned on June 2.", "", "June 2=XXXX-06-02"}},
        "en");
}

TEST(Dates, DatelineAnchorsAPageWithoutDate) {
  check({{"Harbour closed\nMay 28, 2025\nThe harbour was closed on Tuesday.", "",
          "May 28, 2025=2025-05-28; Tuesday=2025-05-27"}},
        "en");
}

TEST(Dates, WhatIsNoDate) {
  check({{"About 2000 people came.", "2024-05-08", ""},
         {"You may march with us in a second group.", "2024-05-08", ""},
         {"She is 50 years old.", "2024-05-08", ""},
         {"It cost $1999.", "2024-05-08", ""}},
        "en");
}

TEST(DateValues, Weeks) {
  EXPECT_EQ(iso_week({2021, 1, 3}).week, 53);
  EXPECT_EQ(iso_week({2024, 12, 30}).year, 2025);
  EXPECT_EQ(easter_sunday(2024), (CivilDay{2024, 3, 31}));
}

TEST(Dates, NumbersBeyondAnyCalendarAreHarmless) {
  for (const char* text : {"in 3000000000000 days", "the 99999999999th of May", "May 5000000000",
                           "999999999999 weeks ago", "30000000000000:3 a.m."}) {
    for (const DateExpr& date : found(text, "2024-05-08", "en")) EXPECT_FALSE(date.value.empty());
  }
}

TEST(Dates, HostileInputStaysBounded) {
  std::string text;
  for (int i = 0; i < 50000; ++i) text += "May 1 ";
  EXPECT_LE(found(text, "2024-05-08", "en").size(), kMaxDates);
  EXPECT_TRUE(found(std::string(1 << 20, '9'), "2024-05-08", "en").empty());
}

RC_GTEST_PROP(Dates, SpansLieInOrderOnCharacterBoundaries,
              (const std::vector<std::uint8_t>& picks)) {
  static const char* const kPieces[] = {"Monday ", "14",    " March ", "é",      "-",     ",",
                                        " 1987 ",  "ago ",  "two ",    "weeks ", "last ", ":",
                                        "30",      "a.m. ", "’",       "\n"};
  std::string text;
  for (const std::uint8_t pick : picks) text += kPieces[pick % std::size(kPieces)];
  std::uint32_t end = 0;
  for (const DateExpr& date : found(text, "2024-05-08", "en")) {
    RC_ASSERT(date.span.begin >= end);
    RC_ASSERT(date.span.end > date.span.begin);
    RC_ASSERT(date.span.end <= text.size());
    RC_ASSERT(is_boundary(text, date.span.begin) && is_boundary(text, date.span.end));
    end = date.span.end;
  }
}

}  // namespace
}  // namespace newsloom::annotate
