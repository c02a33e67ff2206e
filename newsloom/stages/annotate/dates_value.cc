#include "newsloom/stages/annotate/dates_value.h"

#include <fmt/format.h>

#include <cmath>

namespace newsloom::annotate {
namespace {

using Level = Moment::Level;

std::string year_text(const std::optional<int>& year) {
  if (!year) return "XXXX";
  return *year < 0 ? fmt::format("BC{:04}", -*year) : fmt::format("{:04}", *year);
}

std::string month_text(int month) { return month > 0 ? fmt::format("{:02}", month) : "XX"; }

std::string count_text(double count) {
  if (count == std::floor(count) && std::fabs(count) < 1e15) {
    return fmt::format("{}", static_cast<std::int64_t>(count));
  }
  std::string text = fmt::format("{:.4f}", count);
  while (text.back() == '0') text.pop_back();
  return text;
}

constexpr const char* kParts[] = {"", "MO", "MI", "AF", "EV", "NI", "DT", "12:00", "24:00"};
constexpr const char* kSeasons[] = {"", "SP", "SU", "FA", "WI"};

std::string time_text(const Moment& m) {
  if (!m.hour) {
    return m.part > 0 && m.part <= 8 ? std::string("T") + kParts[m.part] : std::string();
  }
  std::string text = fmt::format("T{:02}", *m.hour);
  if (m.minute) text += fmt::format(":{:02}", *m.minute);
  if (m.second) text += fmt::format(":{:02}", *m.second);
  if (m.zone) {
    const int zone = std::abs(*m.zone);
    text += zone == 0 ? "Z"
                      : fmt::format("{}{:02}:{:02}", *m.zone < 0 ? '-' : '+', zone / 60, zone % 60);
  }
  return text;
}

}  // namespace

Moment moment_of(CivilDay day) {
  Moment m;
  m.level = Level::day;
  m.year = day.year;
  m.month = day.month;
  m.day = day.day;
  return m;
}

std::optional<CivilDay> day_of(const Moment& m) {
  if (!m.year || *m.year < 1 || m.month < 1 || m.day < 1) return std::nullopt;
  const CivilDay day{*m.year, static_cast<std::uint8_t>(m.month), static_cast<std::uint8_t>(m.day)};
  return is_valid(day) ? std::optional(day) : std::nullopt;
}

IsoWeek iso_week(CivilDay day) {
  const std::int64_t days = days_from_civil(day);
  const std::int64_t thursday = days - weekday_of(day) + 3;
  const int year = civil_from_days(thursday).year;
  const std::int64_t first = days_from_civil({year, 1, 1});
  return {year, static_cast<int>((thursday - first) / 7) + 1};
}

std::optional<CivilDay> monday_of(IsoWeek week) {
  const CivilDay fourth{week.year, 1, 4};  // always in week 1
  const std::int64_t monday = days_from_civil(fourth) - weekday_of(fourth) + 7LL * (week.week - 1);
  const CivilDay day = civil_from_days(monday);
  const IsoWeek check = iso_week(day);
  if (check.year != week.year || check.week != week.week) return std::nullopt;
  return day;
}

CivilDay easter_sunday(int year) {
  const int a = year % 19;
  const int b = year / 100;
  const int c = year % 100;
  const int d = b / 4;
  const int e = b % 4;
  const int f = (b + 8) / 25;
  const int g = (b - f + 1) / 3;
  const int h = (19 * a + b - d - g + 15) % 30;
  const int i = c / 4;
  const int k = c % 4;
  const int l = (32 + 2 * e + 2 * i - h - k) % 7;
  const int m = (a + 11 * h + 22 * l) / 451;
  const int month = (h + l - 7 * m + 114) / 31;
  const int day = (h + l - 7 * m + 114) % 31 + 1;
  return {year, static_cast<std::uint8_t>(month), static_cast<std::uint8_t>(day)};
}

std::optional<Moment> shifted(const Moment& base, DateUnit unit, double count) {
  if (!base.year || std::fabs(count) > 1e6) return std::nullopt;
  Moment out = base;
  out.part = 0;
  out.hour = out.minute = out.second = out.zone = std::nullopt;
  const int whole = static_cast<int>(std::lround(count));
  const auto in_range = [&]() -> std::optional<Moment> {
    if (!out.year || *out.year < kMinYear || *out.year > kMaxYear) return std::nullopt;
    return out;
  };
  const auto by_months = [&](double months, Level level) -> std::optional<Moment> {
    if (base.month < 1) return std::nullopt;
    const std::int64_t total =
        static_cast<std::int64_t>(*base.year) * 12 + base.month - 1 + std::llround(months);
    out.year = static_cast<int>(total >= 0 ? total / 12 : (total - 11) / 12);
    out.month = static_cast<int>(total - 12LL * *out.year) + 1;
    out.level = level;
    out.day = 0;
    return in_range();
  };
  const auto by_days = [&](double days) -> std::optional<Moment> {
    const auto day = day_of(base);
    if (!day) return std::nullopt;
    const CivilDay moved = civil_from_days(days_from_civil(*day) + std::llround(days));
    if (moved.year < 1) return std::nullopt;
    out.year = moved.year;
    out.month = moved.month;
    out.day = moved.day;
    out.level = Level::day;
    return in_range();
  };
  const auto by_years = [&](int years, Level level) -> std::optional<Moment> {
    int year = *base.year + years;
    if (*base.year < 0 && year >= 0) ++year;  // there is no year 0
    if (*base.year > 0 && year <= 0) --year;
    out.year = year;
    out.level = level;
    out.month = out.day = 0;
    return in_range();
  };
  switch (unit) {
    case DateUnit::second:
    case DateUnit::minute:
    case DateUnit::hour: {
      if (!base.hour) return std::nullopt;
      const int scale = unit == DateUnit::hour ? 3600 : unit == DateUnit::minute ? 60 : 1;
      const std::int64_t now = *base.hour * 3600 + base.minute.value_or(0) * 60 +
                               base.second.value_or(0) + std::llround(count * scale);
      const std::int64_t days = now >= 0 ? now / 86400 : (now - 86399) / 86400;
      const std::int64_t rest = now - days * 86400;
      if (!by_days(static_cast<double>(days))) return std::nullopt;
      out.hour = static_cast<int>(rest / 3600);
      if (unit != DateUnit::hour || base.minute) out.minute = static_cast<int>(rest / 60 % 60);
      return out;
    }
    case DateUnit::day: return by_days(whole);
    case DateUnit::night:
      if (!by_days(whole)) return std::nullopt;
      out.part = 5;
      return out;
    case DateUnit::week:
    case DateUnit::weekend:
    case DateUnit::fortnight:
      if (!by_days(7.0 * (unit == DateUnit::fortnight ? 2 : 1) * whole)) return std::nullopt;
      out.level = unit == DateUnit::weekend ? Level::weekend : Level::week;
      return out;
    case DateUnit::month:
      if (count != whole) return by_months(count, Level::month);
      return by_months(whole, Level::month);
    case DateUnit::quarter: {
      if (!by_months(3.0 * whole, Level::quarter)) return std::nullopt;
      out.number = (out.month - 1) / 3 + 1;
      return out;
    }
    case DateUnit::half: {
      if (!by_months(6.0 * whole, Level::half)) return std::nullopt;
      out.number = (out.month - 1) / 6 + 1;
      return out;
    }
    case DateUnit::season: return by_months(3.0 * whole, Level::month);
    case DateUnit::year:
      if (count != whole && base.month > 0) return by_months(count * 12, Level::month);
      return by_years(whole, Level::year);
    case DateUnit::decade: return by_years(10 * whole, Level::decade);
    case DateUnit::century: return by_years(100 * whole, Level::century);
    case DateUnit::millennium: return by_years(1000 * whole, Level::year);
  }
  return std::nullopt;
}

std::string timex(const Moment& m) {
  switch (m.level) {
    case Level::none: return "XXXX-XX-XX" + time_text(m);
    case Level::century: {
      if (!m.year) return "XX";
      const int century = *m.year < 0 ? (-*m.year - 1) / 100 : *m.year / 100;
      return fmt::format("{}{:02}", *m.year < 0 ? "BC" : "", century);
    }
    case Level::decade:
      if (!m.year) return "XXX";
      return fmt::format("{}{:03}", *m.year < 0 ? "BC" : "", std::abs(*m.year) / 10);
    case Level::year: return year_text(m.year);
    case Level::half: return fmt::format("{}-H{}", year_text(m.year), m.number);
    case Level::quarter:
      return fmt::format("{}-Q{}", year_text(m.year),
                         m.number > 0 ? std::to_string(m.number) : "X");
    case Level::season:
      return year_text(m.year) + "-" + kSeasons[m.number >= 0 && m.number <= 4 ? m.number : 0];
    case Level::month: return year_text(m.year) + "-" + month_text(m.month);
    case Level::week:
    case Level::weekend: {
      const std::string tail = m.level == Level::weekend ? "-WE" : "";
      if (const auto day = day_of(m)) {
        const IsoWeek week = iso_week(*day);
        return fmt::format("{:04}-W{:02}{}", week.year, week.week, tail);
      }
      return year_text(m.year) + "-WXX" + tail;
    }
    case Level::day:
      if (!m.year && m.month == 0 && m.day == 0 && m.number > 0) {
        return fmt::format("XXXX-WXX-{}", m.number) + time_text(m);
      }
      return year_text(m.year) + "-" + month_text(m.month) + "-" + month_text(m.day) + time_text(m);
  }
  return {};
}

DatePrecision precision_of(const Moment& m) {
  if (m.second) return DatePrecision::second;
  if (m.minute) return DatePrecision::minute;
  if (m.hour) return DatePrecision::hour;
  if (m.part > 0) return DatePrecision::part_of_day;
  switch (m.level) {
    case Level::none: return DatePrecision::unknown;
    case Level::century: return DatePrecision::century;
    case Level::decade: return DatePrecision::decade;
    case Level::year: return DatePrecision::year;
    case Level::half:
    case Level::quarter: return DatePrecision::quarter;
    case Level::season: return DatePrecision::season;
    case Level::month: return DatePrecision::month;
    case Level::week:
    case Level::weekend: return DatePrecision::week;
    case Level::day: return DatePrecision::day;
  }
  return DatePrecision::unknown;
}

std::string duration_timex(std::optional<double> count, DateUnit unit) {
  double scale = 1;
  const char* prefix = "P";
  const char* letter = "D";
  switch (unit) {
    case DateUnit::second: prefix = "PT", letter = "S"; break;
    case DateUnit::minute: prefix = "PT", letter = "M"; break;
    case DateUnit::hour: prefix = "PT", letter = "H"; break;
    case DateUnit::day: break;
    case DateUnit::night: letter = "NI"; break;
    case DateUnit::weekend: letter = "WE"; break;
    case DateUnit::week: letter = "W"; break;
    case DateUnit::fortnight: letter = "W", scale = 2; break;
    case DateUnit::month: letter = "M"; break;
    case DateUnit::quarter: letter = "M", scale = 3; break;
    case DateUnit::season: letter = "M", scale = 3; break;
    case DateUnit::half: letter = "M", scale = 6; break;
    case DateUnit::year: letter = "Y"; break;
    case DateUnit::decade: letter = "DE"; break;
    case DateUnit::century: letter = "CE"; break;
    case DateUnit::millennium: letter = "Y", scale = 1000; break;
  }
  if (!count) {
    return std::string(prefix) + "X" + letter;
  }
  return prefix + count_text(*count * scale) + letter;
}

DatePrecision precision_of(DateUnit unit) {
  switch (unit) {
    case DateUnit::second: return DatePrecision::second;
    case DateUnit::minute: return DatePrecision::minute;
    case DateUnit::hour: return DatePrecision::hour;
    case DateUnit::night: return DatePrecision::part_of_day;
    case DateUnit::day: return DatePrecision::day;
    case DateUnit::weekend:
    case DateUnit::week:
    case DateUnit::fortnight: return DatePrecision::week;
    case DateUnit::month: return DatePrecision::month;
    case DateUnit::quarter:
    case DateUnit::half: return DatePrecision::quarter;
    case DateUnit::season: return DatePrecision::season;
    case DateUnit::year: return DatePrecision::year;
    case DateUnit::decade: return DatePrecision::decade;
    case DateUnit::century:
    case DateUnit::millennium: return DatePrecision::century;
  }
  return DatePrecision::unknown;
}

}  // namespace newsloom::annotate
