#pragma once
// A time on the calendar at some fineness, its arithmetic, and how TIMEX3 writes it.
// Source: TimeML 1.2.1 (TIMEX3), ISO 8601 (weeks).

#include <cstdint>
#include <optional>
#include <string>

#include "newsloom/core/annotations.h"
#include "newsloom/core/time.h"
#include "newsloom/stages/annotate/dates_rules.h"

namespace newsloom::annotate {

/// Years outside are no dates of any text.
inline constexpr int kMinYear = -9999;
inline constexpr int kMaxYear = 9999;

/// A piece of the calendar. Years before Christ are negative: 264 BC is -264.
struct Moment {
  enum class Level : std::uint8_t {
    none,
    century,
    decade,
    year,
    half,
    season,
    quarter,
    month,
    week,
    weekend,
    day
  };
  Level level = Level::none;
  std::optional<int> year;  ///< none: XXXX
  int month = 0;            ///< also of the first day of a week or quarter, where known
  int day = 0;
  int number = 0;  ///< of the half, season or quarter
  int part = 0;    ///< of the day; see kSymbols in dates_rules.cc
  std::optional<int> hour;
  std::optional<int> minute;
  std::optional<int> second;
  std::optional<int> zone;  ///< minutes east of Greenwich

  friend bool operator==(const Moment&, const Moment&) = default;
};

[[nodiscard]] Moment moment_of(CivilDay day);
[[nodiscard]] std::optional<CivilDay> day_of(const Moment& moment);

/// ISO 8601 week and its year.
struct IsoWeek {
  int year = 0;
  int week = 0;
};
[[nodiscard]] IsoWeek iso_week(CivilDay day);
/// Monday of a week of a year, or nothing where the year has no such week.
[[nodiscard]] std::optional<CivilDay> monday_of(IsoWeek week);
/// Easter Sunday of the western calendar. Source: "Anonymous Gregorian algorithm" (Nature, 1876).
[[nodiscard]] CivilDay easter_sunday(int year);

/// `base` moved by `count` units, at the fineness of the unit; nothing out of range.
[[nodiscard]] std::optional<Moment> shifted(const Moment& base, DateUnit unit, double count);

[[nodiscard]] std::string timex(const Moment& moment);
[[nodiscard]] DatePrecision precision_of(const Moment& moment);
/// "P3D", "PT1.5H", "PXY" where the count is not known.
[[nodiscard]] std::string duration_timex(std::optional<double> count, DateUnit unit);
[[nodiscard]] DatePrecision precision_of(DateUnit unit);

}  // namespace newsloom::annotate
