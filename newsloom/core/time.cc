#include "newsloom/core/time.h"

#include <array>
#include <cstdio>

namespace newsloom {
namespace {

constexpr std::int64_t kSecondsPerDay = 86400;

std::int64_t floor_div(std::int64_t a, std::int64_t b) {
  return a / b - static_cast<std::int64_t>(a % b != 0 && (a < 0) != (b < 0));
}

// Reads decimal digits from the front of a text.
struct Reader {
  std::string_view rest;

  std::optional<int> digits(std::size_t count) {
    if (rest.size() < count) return std::nullopt;
    int value = 0;
    for (std::size_t i = 0; i < count; ++i) {
      const char c = rest[i];
      if (c < '0' || c > '9') return std::nullopt;
      value = value * 10 + (c - '0');
    }
    rest.remove_prefix(count);
    return value;
  }
  bool skip(char c) {
    if (rest.empty() || rest.front() != c) return false;
    rest.remove_prefix(1);
    return true;
  }
};

struct Zone {
  int offset_minutes = 0;
  bool given = false;
};

std::optional<Zone> read_zone(Reader& in) {
  while (in.skip(' ')) {
  }
  if (in.rest.empty()) return Zone{};
  if (in.skip('Z') || in.skip('z')) return Zone{0, true};
  const bool west = in.rest.front() == '-';
  if (!in.skip('+') && !in.skip('-')) return std::nullopt;
  const auto hours = in.digits(2);
  if (!hours || *hours > 23) return std::nullopt;
  in.skip(':');
  const auto minutes = in.rest.empty() ? std::optional<int>(0) : in.digits(2);
  if (!minutes || *minutes > 59) return std::nullopt;
  const int offset = *hours * 60 + *minutes;
  return Zone{west ? -offset : offset, true};
}

std::optional<CivilDay> read_day(Reader& in) {
  const auto year = in.digits(4);
  if (!year || !in.skip('-')) return std::nullopt;
  const auto month = in.digits(2);
  if (!month || !in.skip('-')) return std::nullopt;
  const auto day = in.digits(2);
  if (!day) return std::nullopt;
  const CivilDay result{*year, static_cast<std::uint8_t>(*month), static_cast<std::uint8_t>(*day)};
  if (!is_valid(result)) return std::nullopt;
  return result;
}

}  // namespace

std::int64_t days_from_civil(CivilDay day) {
  const std::int64_t y = day.year - (day.month <= 2 ? 1 : 0);
  const std::int64_t era = floor_div(y, 400);
  const std::int64_t yoe = y - era * 400;
  const std::int64_t doy = (153 * (day.month + (day.month > 2 ? -3 : 9)) + 2) / 5 + day.day - 1;
  const std::int64_t doe = yoe * 365 + yoe / 4 - yoe / 100 + doy;
  return era * 146097 + doe - 719468;
}

CivilDay civil_from_days(std::int64_t days) {
  days += 719468;
  const std::int64_t era = floor_div(days, 146097);
  const std::int64_t doe = days - era * 146097;
  const std::int64_t yoe = (doe - doe / 1460 + doe / 36524 - doe / 146096) / 365;
  const std::int64_t doy = doe - (365 * yoe + yoe / 4 - yoe / 100);
  const std::int64_t mp = (5 * doy + 2) / 153;
  const std::int64_t month = mp < 10 ? mp + 3 : mp - 9;
  const std::int64_t year = yoe + era * 400 + (month <= 2 ? 1 : 0);
  return CivilDay{static_cast<std::int32_t>(year), static_cast<std::uint8_t>(month),
                  static_cast<std::uint8_t>(doy - (153 * mp + 2) / 5 + 1)};
}

int weekday_of(CivilDay day) {
  const std::int64_t shifted = days_from_civil(day) + 3;  // 1970-01-01 was a Thursday
  return static_cast<int>(shifted - floor_div(shifted, 7) * 7);
}

int days_in_month(std::int32_t year, int month) {
  constexpr std::array<int, 12> kDays = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
  const bool leap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
  return month == 2 && leap ? 29 : kDays[static_cast<std::size_t>(month - 1)];
}

bool is_valid(CivilDay day) {
  return day.month >= 1 && day.month <= 12 && day.day >= 1 &&
         day.day <= days_in_month(day.year, day.month);
}

std::string to_string(CivilDay day) {
  std::array<char, 32> buffer{};
  std::snprintf(buffer.data(), buffer.size(), "%04d-%02d-%02d", day.year, day.month, day.day);
  return buffer.data();
}

std::optional<CivilDay> parse_day(std::string_view text) {
  Reader in{text};
  const auto day = read_day(in);
  if (!day || !in.rest.empty()) return std::nullopt;
  return day;
}

CivilDay Timestamp::local_day() const {
  return civil_from_days(floor_div(seconds + std::int64_t{offset_minutes} * 60, kSecondsPerDay));
}

Timestamp timestamp_of(CivilDay day) {
  return Timestamp{days_from_civil(day) * kSecondsPerDay, 0, false, Timestamp::Precision::day};
}

Timestamp timestamp_of_utc(std::int64_t seconds) {
  return Timestamp{seconds, 0, true, Timestamp::Precision::second};
}

std::string to_string(const Timestamp& time) {
  const std::int64_t local = time.seconds + std::int64_t{time.offset_minutes} * 60;
  const std::int64_t days = floor_div(local, kSecondsPerDay);
  const std::string date = to_string(civil_from_days(days));
  if (time.precision == Timestamp::Precision::day) return date;
  const int of_day = static_cast<int>(local - days * kSecondsPerDay);
  std::array<char, 48> buffer{};
  std::snprintf(buffer.data(), buffer.size(), "T%02d:%02d:%02d", of_day / 3600, of_day / 60 % 60,
                of_day % 60);
  std::string result = date + buffer.data();
  if (!time.has_zone) return result;
  if (time.offset_minutes == 0) return result + "Z";
  const int offset = time.offset_minutes < 0 ? -time.offset_minutes : time.offset_minutes;
  std::snprintf(buffer.data(), buffer.size(), "%c%02d:%02d", time.offset_minutes < 0 ? '-' : '+',
                offset / 60, offset % 60);
  return result + buffer.data();
}

std::optional<Timestamp> parse_timestamp(std::string_view text) {
  Reader in{text};
  const auto day = read_day(in);
  if (!day) return std::nullopt;
  if (in.rest.empty()) return timestamp_of(*day);
  if (!in.skip('T') && !in.skip('t') && !in.skip(' ')) return std::nullopt;
  const auto hour = in.digits(2);
  if (!hour || *hour > 24 || !in.skip(':')) return std::nullopt;
  const auto minute = in.digits(2);
  if (!minute || *minute > 59) return std::nullopt;
  int second = 0;
  if (in.skip(':')) {
    const auto read = in.digits(2);
    if (!read || *read > 60) return std::nullopt;
    second = *read;
    if (in.skip('.') || in.skip(',')) {
      while (in.digits(1)) {
      }
    }
  }
  const auto zone = read_zone(in);
  if (!zone || !in.rest.empty()) return std::nullopt;
  Timestamp result;
  result.seconds = days_from_civil(*day) * kSecondsPerDay + *hour * 3600 + *minute * 60 + second -
                   std::int64_t{zone->offset_minutes} * 60;
  result.offset_minutes = static_cast<std::int16_t>(zone->offset_minutes);
  result.has_zone = zone->given;
  result.precision = Timestamp::Precision::second;
  return result;
}

}  // namespace newsloom
