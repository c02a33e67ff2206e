#include "newsloom/stages/digest/days.h"

#include "newsloom/core/time.h"

namespace newsloom::digest {
namespace {

std::optional<int> digits(std::string_view text, std::size_t count) {
  if (text.size() < count) return std::nullopt;
  int value = 0;
  for (std::size_t i = 0; i < count; ++i) {
    if (text[i] < '0' || text[i] > '9') return std::nullopt;
    value = value * 10 + (text[i] - '0');
  }
  return value;
}

DayRange months(int year, int first, int last) {
  const CivilDay begin{year, static_cast<std::uint8_t>(first), 1};
  const CivilDay end{year, static_cast<std::uint8_t>(last),
                     static_cast<std::uint8_t>(days_in_month(year, last))};
  return {days_from_civil(begin), days_from_civil(end)};
}

/// ISO 8601: week 1 is the week of January 4.
std::optional<DayRange> week(int year, std::string_view rest) {
  const auto number = digits(rest, 2);
  if (!number || *number < 1 || *number > 53) return std::nullopt;
  const CivilDay fourth{year, 1, 4};
  const std::int64_t monday = days_from_civil(fourth) - weekday_of(fourth) + (*number - 1) * 7;
  if (rest.substr(2) == "-WE") return DayRange{monday + 5, monday + 6};
  return DayRange{monday, monday + 6};
}

std::optional<DayRange> season(int year, std::string_view name) {
  if (name == "SP") return months(year, 3, 5);
  if (name == "SU") return months(year, 6, 8);
  if (name == "FA" || name == "AU") return months(year, 9, 11);
  if (name == "WI") return DayRange{months(year, 12, 12).first, months(year + 1, 2, 2).last};
  if (name == "H1") return months(year, 1, 6);
  if (name == "H2") return months(year, 7, 12);
  if (name.size() == 2 && name[0] == 'Q' && name[1] >= '1' && name[1] <= '4') {
    const int quarter = name[1] - '1';
    return months(year, quarter * 3 + 1, quarter * 3 + 3);
  }
  return std::nullopt;
}

}  // namespace

std::optional<DayRange> days_of(std::string_view timex) {
  const auto year = digits(timex, 4);
  if (!year || *year == 0) return std::nullopt;
  if (timex.size() == 4) return months(*year, 1, 12);
  if (timex[4] != '-') return std::nullopt;
  const std::string_view rest = timex.substr(5);
  if (rest.size() >= 3 && rest[0] == 'W' && rest != "WI") return week(*year, rest.substr(1));
  if (const auto month = digits(rest, 2); month && *month >= 1 && *month <= 12) {
    if (rest.size() == 2) return months(*year, *month, *month);
    if (rest[2] != '-') return std::nullopt;
    const auto day = digits(rest.substr(3), 2);
    if (!day || *day < 1 || *day > days_in_month(*year, *month)) return std::nullopt;
    if (rest.size() > 5 && rest[5] != 'T') return std::nullopt;
    const std::int64_t number = days_from_civil(
        {*year, static_cast<std::uint8_t>(*month), static_cast<std::uint8_t>(*day)});
    return DayRange{number, number};
  }
  return season(*year, rest);
}

}  // namespace newsloom::digest
