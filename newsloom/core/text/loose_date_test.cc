#include "newsloom/core/text/loose_date.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>
#include <string>

namespace newsloom {
namespace {

std::string read(std::string_view text, DateOrder order = DateOrder::unknown) {
  const auto date = read_loose_date(text, order);
  if (!date) return "none";
  const std::string full = to_string(date->time);
  return date->unit == DateUnit::month ? full.substr(0, 7) + " month" : full;
}

struct Case {
  const char* text;
  const char* expected;
};

class LooseDateTest : public ::testing::TestWithParam<Case> {};

TEST_P(LooseDateTest, Reads) { EXPECT_EQ(read(GetParam().text), GetParam().expected); }

INSTANTIATE_TEST_SUITE_P(
    Standards, LooseDateTest,
    ::testing::Values(Case{"Sun, 06 Nov 1994 08:49:37 GMT", "1994-11-06T08:49:37Z"},
                      Case{"Sunday, 06-Nov-94 08:49:37 GMT", "1994-11-06T08:49:37Z"},
                      Case{"Sun Nov  6 08:49:37 1994", "1994-11-06T08:49:37"},
                      Case{"1994-11-06T08:49:37+02:00", "1994-11-06T08:49:37+02:00"},
                      Case{"19941106T084937Z", "1994-11-06T08:49:37Z"},
                      Case{"1994-310", "1994-11-06"}, Case{"1994310", "1994-11-06"},
                      Case{"1994-W44-7", "1994-11-06"}, Case{"1994W447", "1994-11-06"},
                      Case{"94-11-06", "1994-11-06"}, Case{"-9411", "1994-11 month"},
                      Case{"784111777", "none"}, Case{"1784111777", "2026-07-15T10:36:17Z"},
                      Case{"1784111777000", "2026-07-15T10:36:17Z"},
                      Case{"2025-05-28T24:00:00Z", "2025-05-29T00:00:00Z"}));

INSTANTIATE_TEST_SUITE_P(
    People, LooseDateTest,
    ::testing::Values(Case{"Published: May 28, 2025 at 2:03 p.m. ET", "2025-05-28T14:03:00-04:00"},
                      Case{"January 28, 2025, 12:10 AM CT", "2025-01-28T00:10:00-06:00"},
                      Case{"28. Mai 2025, 14.03 Uhr", "2025-05-28T14:03:00"},
                      Case{"am 28. Mai 2025", "2025-05-28"},
                      Case{"le 1er mai 2025 à 14h03", "2025-05-01T14:03:00"},
                      Case{"mar., 01 déc. 2020 16:11", "2020-12-01T16:11:00"},
                      Case{"mar. 3 mars 2020", "2020-03-03"}, Case{"28 мая 2025 г.", "2025-05-28"},
                      Case{"Κυριακή, 11 Ιουλίου 2004", "2004-07-11"},
                      Case{"2004. július 13.", "2004-07-13"},
                      Case{"2025年5月28日(水) 14時03分", "2025-05-28T14:03:00"},
                      Case{"2025年5月28日 星期三 下午2:03", "2025-05-28T14:03:00"},
                      Case{"2025년 5월 28일 오후 2:03", "2025-05-28T14:03:00+09:00"},
                      Case{"28.5.2025 klo 14.03", "2025-05-28T14:03:00"},
                      Case{"28 مايو 2025", "2025-05-28"}, Case{"২৮ মে ২০২৫", "2025-05-28"},
                      Case{"Tue Nov 17 2020 09:00:00 GMT+0100 (Central European Standard Time)",
                           "2020-11-17T09:00:00+01:00"}));

INSTANTIATE_TEST_SUITE_P(
    OrderOfDayAndMonth, LooseDateTest,
    ::testing::Values(Case{"03/04/2025", "none"}, Case{"03.04.2025", "2025-04-03"},
                      Case{"03-04-2025", "2025-04-03"}, Case{"13/04/2025", "2025-04-13"},
                      Case{"04/13/2025", "2025-04-13"}, Case{"05/05/2025", "2025-05-05"},
                      Case{"Sat, 11 04 2020", "2020-04-11"}, Case{"Wed, 11 04 2020", "2020-11-04"},
                      Case{"03/04/2025 5:10 PM", "2025-03-04T17:10:00"}));

INSTANTIATE_TEST_SUITE_P(
    NoDates, LooseDateTest,
    ::testing::Values(Case{"", "none"}, Case{"12:30", "none"}, Case{"May", "none"},
                      Case{"28 May", "none"}, Case{"3h ago", "none"},
                      Case{"Maria Lund 12:30", "none"}, Case{"31 Feb 2025", "none"},
                      Case{"2025-05-28T12:61:00Z", "none"},
                      Case{"2025-05-28T12:00:00+99:99", "none"}, Case{"2025-05-28Texts", "none"},
                      Case{"22013", "none"}, Case{"5 May 2025, 6 May 2025", "none"},
                      Case{"99999999999999999999", "none"}, Case{"5 min read", "none"}));

TEST(LooseDate, OrderDecidesWhereTheTextDoesNot) {
  EXPECT_EQ(read("03/04/2025", DateOrder::day_first), "2025-04-03");
  EXPECT_EQ(read("03/04/2025", DateOrder::month_first), "2025-03-04");
}

TEST(LooseDate, MonthsAreNoDays) {
  EXPECT_EQ(read("Nov. 2020"), "2020-11 month");
  EXPECT_FALSE(loose_date("Nov. 2020"));
  EXPECT_TRUE(loose_date("1 Nov. 2020"));
}

TEST(LooseDate, LongTextsAreNoDates) {
  EXPECT_NE(read("1 May 2025" + std::string(kMaxLooseDateBytes - 10, ' ')), "none");
  EXPECT_EQ(read("1 May 2025" + std::string(kMaxLooseDateBytes - 9, ' ')), "none");
}

RC_GTEST_PROP(LooseDate, ReadsItsOwnOutput, (std::uint32_t seconds)) {
  const Timestamp time = timestamp_of_utc(seconds);
  RC_ASSERT(loose_date(to_string(time)) == time);
}

RC_GTEST_PROP(LooseDate, NeverFails, (const std::string& text)) {
  const auto date = read_loose_date(text);
  RC_ASSERT(!date || is_valid(date->time.local_day()));
}

}  // namespace
}  // namespace newsloom
