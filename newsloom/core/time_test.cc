#include "newsloom/core/time.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

namespace newsloom {
namespace {

RC_GTEST_PROP(Time, DaysAndCivilDatesAreInverse, ()) {
  const auto days = *rc::gen::inRange<std::int64_t>(-800000, 3000000);
  const CivilDay day = civil_from_days(days);
  RC_ASSERT(is_valid(day));
  RC_ASSERT(days_from_civil(day) == days);
}

RC_GTEST_PROP(Time, ATimestampIsReadBackAsWritten, ()) {
  Timestamp t = timestamp_of_utc(*rc::gen::inRange<std::int64_t>(-2000000000, 4000000000));
  t.offset_minutes = *rc::gen::inRange<std::int16_t>(-720, 841);
  const auto read = parse_timestamp(to_string(t));
  RC_ASSERT(read.has_value());
  RC_ASSERT(*read == t);
}

TEST(Time, WeekdaysCountFromMonday) {
  EXPECT_EQ(weekday_of({1970, 1, 1}), 3);
  EXPECT_EQ(weekday_of({2026, 3, 2}), 0);
  EXPECT_EQ(weekday_of({2026, 3, 1}), 6);
}

TEST(Time, LooserIsoForms) {
  struct Case {
    std::string_view text;
    std::string_view want;
  };
  for (const Case& c :
       std::initializer_list<Case>{{"2026-03-02", "2026-03-02"},
                                   {"2026-03-02T10:00Z", "2026-03-02T10:00:00Z"},
                                   {"2026-03-02 10:00:01.5+0530", "2026-03-02T10:00:01+05:30"},
                                   {"2026-03-02T10:00:00", "2026-03-02T10:00:00"},
                                   {"2026-03-02T23:30:00-05", "2026-03-02T23:30:00-05:00"}}) {
    const auto read = parse_timestamp(c.text);
    ASSERT_TRUE(read) << c.text;
    EXPECT_EQ(to_string(*read), c.want);
  }
  for (const std::string_view bad : {"", "2026", "2026-02-30", "2026-03-02T", "2026-03-02T10:61",
                                     "2026-03-02T10:00:00+2500", "2026-03-02x"}) {
    EXPECT_FALSE(parse_timestamp(bad)) << bad;
  }
}

TEST(Time, TheWritersDayIsKept) {
  EXPECT_EQ(to_string(parse_timestamp("2026-03-02T23:30:00-05:00")->local_day()), "2026-03-02");
}

}  // namespace
}  // namespace newsloom
