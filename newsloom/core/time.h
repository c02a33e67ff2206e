#pragma once
// Days and instants, as pages and feeds give them. No clock, no locale, no time zone database.

#include <compare>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace newsloom {

/// A day of the proleptic Gregorian calendar.
struct CivilDay {
  std::int32_t year = 1970;
  std::uint8_t month = 1;  ///< 1 to 12
  std::uint8_t day = 1;    ///< 1 to 31

  friend constexpr auto operator<=>(const CivilDay&, const CivilDay&) = default;
};

/// Days since 1970-01-01. Source: H. Hinnant, "chrono-Compatible Low-Level Date Algorithms".
[[nodiscard]] std::int64_t days_from_civil(CivilDay day);
[[nodiscard]] CivilDay civil_from_days(std::int64_t days);
/// 0 = Monday … 6 = Sunday (ISO 8601 less one).
[[nodiscard]] int weekday_of(CivilDay day);
[[nodiscard]] int days_in_month(std::int32_t year, int month);
[[nodiscard]] bool is_valid(CivilDay day);
/// "2025-05-28".
[[nodiscard]] std::string to_string(CivilDay day);
/// Reads exactly "YYYY-MM-DD".
[[nodiscard]] std::optional<CivilDay> parse_day(std::string_view text);

/// An instant, with the offset that the page gave (a day turned to UTC can become the next day).
struct Timestamp {
  enum class Precision : std::uint8_t { day, second };

  std::int64_t seconds = 0;         ///< since 1970-01-01T00:00:00Z
  std::int16_t offset_minutes = 0;  ///< of the writer's clock, east positive
  bool has_zone = true;             ///< false: no zone was given, `seconds` reads the clock as UTC
  Precision precision = Precision::second;

  /// The day on the writer's own calendar.
  [[nodiscard]] CivilDay local_day() const;

  friend constexpr bool operator==(const Timestamp&, const Timestamp&) = default;
};

[[nodiscard]] Timestamp timestamp_of(CivilDay day);
[[nodiscard]] Timestamp timestamp_of_utc(std::int64_t seconds);

/// RFC 3339 with the original offset; the plain date where only the day is known; without zone
/// ("2025-05-28T14:03:00") where none was given.
[[nodiscard]] std::string to_string(const Timestamp& time);

/// Reads RFC 3339 and its common looser ISO 8601 forms: date alone, space for T, no zone,
/// seconds left out or with a fraction, "+0200", "Z". Nothing else: see extract and decode for the
/// dates that people write.
[[nodiscard]] std::optional<Timestamp> parse_timestamp(std::string_view text);

}  // namespace newsloom
