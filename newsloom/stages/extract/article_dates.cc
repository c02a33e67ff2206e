#include "newsloom/stages/extract/article_dates.h"

#include <algorithm>
#include <array>
#include <cstdlib>
#include <string>
#include <vector>

#include "newsloom/core/text/loose_date.h"
#include "newsloom/core/text/normalize.h"
#include "newsloom/stages/extract/date_finder.h"

namespace newsloom::extract {
namespace {

constexpr std::int64_t kDay = 86400;
constexpr int kFirstYear = 1990;
constexpr int kLastYear = 2100;
constexpr std::int64_t kMinute = 60;
constexpr std::int64_t kZoneStep = 30 * kMinute;
constexpr std::size_t kMaxMonthName = 12;
constexpr std::int64_t kMostWest = 24;  // steps: UTC-12
constexpr std::int64_t kMostEast = 28;  // steps: UTC+14

int number_at(std::string_view text, std::size_t at, std::size_t count) {
  if (at + count > text.size()) return -1;
  int value = 0;
  for (std::size_t i = at; i < at + count; ++i) {
    if (text[i] < '0' || text[i] > '9') return -1;
    value = value * 10 + (text[i] - '0');
  }
  return value;
}

bool is_digit_at(std::string_view text, std::size_t at) {
  return at < text.size() && text[at] >= '0' && text[at] <= '9';
}

std::int64_t days_apart(const Timestamp& a, const Timestamp& b) {
  return std::abs(days_from_civil(a.local_day()) - days_from_civil(b.local_day()));
}

bool may_be_of_another_clock(const Timestamp& time) {
  return time.has_zone && time.offset_minutes == 0 &&
         time.precision == Timestamp::Precision::second;
}

// A page that states UTC and shows its readers another clock: the offset of that clock, so that an
// evening article does not fall on the next day. Those before `shown` are stated for
// machines; of those only an offset that is written out counts.
Timestamp on_local_clock(Timestamp time, const std::vector<Timestamp>& others,
                         std::vector<Timestamp>::const_iterator shown) {
  if (!time.has_zone || time.offset_minutes != 0 ||
      time.precision != Timestamp::Precision::second) {
    return time;
  }
  for (auto at = others.begin(); at != others.end(); ++at) {
    const Timestamp& other = *at;
    const std::int64_t apart = other.seconds - time.seconds;
    if (other.precision == Timestamp::Precision::second && other.has_zone) {
      if (other.offset_minutes == 0 || std::abs(apart) > kMinute) continue;
      time.offset_minutes = other.offset_minutes;
      return time;
    }
    if (at < shown) continue;
    // A clock without zone, or a day whose midnight is stated.
    const std::int64_t steps = (apart + (apart < 0 ? -kZoneStep : kZoneStep) / 2) / kZoneStep;
    const std::int64_t most = other.precision == Timestamp::Precision::day ? 0 : kMinute;
    if (steps == 0 || steps < -kMostWest || steps > kMostEast ||
        std::abs(apart - steps * kZoneStep) > most) {
      continue;
    }
    time.offset_minutes = static_cast<std::int16_t>(steps * kZoneStep / kMinute);
    return time;
  }
  return time;
}

// A moment in UTC on a page whose address names the day before or after it, as other times of the
// page do with their offset: the offset that makes it the day of the address.
Timestamp on_day_of_url(Timestamp time, std::optional<Timestamp> day,
                        const std::vector<std::int16_t>& offsets) {
  if (!day || day->local_day() == time.local_day()) return time;
  for (const std::int16_t offset : offsets) {
    Timestamp moved = time;
    moved.offset_minutes = offset;
    if (moved.local_day() == day->local_day()) return moved;
  }
  return time;
}

struct Unit {
  std::string_view word;
  std::int64_t seconds;
};

constexpr Unit kUnits[] = {{"second", 1},       {"sec", 1},          {"minute", 60},
                           {"minuto", 60},      {"min", 60},         {"hour", 3600},
                           {"hr", 3600},        {"stunde", 3600},    {"heure", 3600},
                           {"hora", 3600},      {"ora", 3600},       {"ore", 3600},
                           {"uur", 3600},       {"timm", 3600},      {"time", 3600},
                           {"godzin", 3600},    {"час", 3600},       {"минут", 60},
                           {"day", kDay},       {"tag", kDay},       {"jour", kDay},
                           {"día", kDay},       {"dia", kDay},       {"giorn", kDay},
                           {"dag", kDay},       {"dni", kDay},       {"дн", kDay},
                           {"week", 7 * kDay},  {"woche", 7 * kDay}, {"semaine", 7 * kDay},
                           {"semana", 7 * kDay}};

}  // namespace

std::optional<Timestamp> relative_time(std::string_view raw, Timestamp fetched) {
  const std::string text = folded(squeezed(raw.substr(0, 80)));
  const auto has = [&](std::string_view word) { return text.find(word) != std::string::npos; };
  for (const std::string_view word : {"yesterday", "gestern", "hier", "ayer", "ieri", "ontem",
                                      "gisteren", "igår", "wczoraj", "вчера"}) {
    if (text == word) {
      return timestamp_of(civil_from_days(days_from_civil(fetched.local_day()) - 1));
    }
  }
  if (!has("ago") && !has("vor ") && !has("il y a") && !has("hace ") && !has(" fa") &&
      !has("há ") && !has("geleden") && !has("sedan") && !has("siden") && !has("temu") &&
      !has("назад")) {
    return std::nullopt;
  }
  const std::size_t digit = text.find_first_of("0123456789");
  if (digit == std::string::npos) return std::nullopt;
  std::size_t at = digit;
  std::int64_t count = 0;
  while (is_digit_at(text, at) && at < digit + 3) count = count * 10 + (text[at++] - '0');
  if (is_digit_at(text, at)) return std::nullopt;
  while (at < text.size() && text[at] == ' ') ++at;
  const std::string_view rest = std::string_view(text).substr(at);
  for (const Unit& unit : kUnits) {
    if (rest.substr(0, unit.word.size()) != unit.word) continue;
    if (unit.seconds >= kDay) {
      const std::int64_t days = count * (unit.seconds / kDay);
      return timestamp_of(civil_from_days(days_from_civil(fetched.local_day()) - days));
    }
    Timestamp out = fetched;
    out.seconds -= count * unit.seconds;
    return out;
  }
  return std::nullopt;
}

namespace {

// "2031/october/03" in an address, from its year on.
std::optional<Timestamp> named_month_at(std::string_view url, std::size_t at) {
  const std::size_t month_end = url.find('/', std::min(url.size(), at + 5));
  if (at + 5 > url.size() || url[at + 4] != '/' || month_end == std::string_view::npos) {
    return std::nullopt;
  }
  const std::string_view month = url.substr(at + 5, month_end - at - 5);
  const std::size_t digits = is_digit_at(url, month_end + 2) ? 2 : 1;
  if (month.size() < 3 || month.size() > kMaxMonthName || is_digit_at(month, 0) ||
      !is_digit_at(url, month_end + 1) || is_digit_at(url, month_end + 1 + digits)) {
    return std::nullopt;
  }
  const std::string day(url.substr(month_end + 1, digits));
  return loose_date(day + " " + std::string(month) + " " + std::string(url.substr(at, 4)));
}

}  // namespace

std::optional<Timestamp> day_in_url(std::string_view url) {
  for (std::size_t at = 0; at + 8 <= url.size(); ++at) {
    if (!is_digit_at(url, at) || (at > 0 && is_digit_at(url, at - 1))) continue;
    const int year = number_at(url, at, 4);
    if (year < kFirstYear || year > kLastYear) continue;
    const char separator = at + 4 < url.size() ? url[at + 4] : ' ';
    int month = -1;
    int day = -1;
    std::size_t end = 0;
    if (auto named = named_month_at(url, at)) return named;
    if (separator == '/' || separator == '-' || separator == '_' || separator == '.') {
      const std::size_t month_digits = is_digit_at(url, at + 6) ? 2 : 1;
      month = number_at(url, at + 5, month_digits);
      const std::size_t day_at = at + 5 + month_digits + 1;
      if (day_at >= url.size() || url[day_at - 1] != separator) continue;
      const std::size_t day_digits = is_digit_at(url, day_at + 1) ? 2 : 1;
      day = number_at(url, day_at, day_digits);
      end = day_at + day_digits;
    } else if (is_digit_at(url, at + 7) && !is_digit_at(url, at + 8)) {
      month = number_at(url, at + 4, 2);
      day = number_at(url, at + 6, 2);
      end = at + 8;
    }
    if (month < 1 || month > 12 || day < 1 || day > 31 || is_digit_at(url, end)) continue;
    const CivilDay found{year, static_cast<std::uint8_t>(month), static_cast<std::uint8_t>(day)};
    if (is_valid(found)) return timestamp_of(found);
  }
  return std::nullopt;
}

ArticleDates dates_of(const PageFacts& facts, const Page& page, const Zones& zones,
                      std::string_view url, std::optional<Timestamp> fetched) {
  const DateFinder find(facts, page, zones, fetched);
  ArticleDates dates;
  dates.modified = find.stated_modified();
  const std::optional<StatedDate> stated = find.stated_published();
  std::optional<Timestamp> shown;
  if (!stated || stated->loose) shown = find.labelled(false);
  if (!shown) shown = find.shown(true, false);
  if (stated) {
    std::vector<Timestamp> others = find.all_stated();
    const auto stated_count = static_cast<std::ptrdiff_t>(others.size());
    if (shown) others.push_back(*shown);
    if (may_be_of_another_clock(stated->time)) {
      for (const auto& time : {find.visible(true, false), find.nearest()}) {
        if (time) others.push_back(*time);
      }
    }
    dates.published = on_local_clock(stated->time, others, others.begin() + stated_count);
    if (may_be_of_another_clock(*dates.published)) {
      dates.published = on_day_of_url(*dates.published, day_in_url(url), find.offsets());
    }
    const bool differs = shown && shown->local_day() != dates.published->local_day() &&
                         !(dates.modified && dates.modified->local_day() == shown->local_day());
    if (differs && stated->loose) dates.published = shown;
    if (differs && !stated->loose && days_apart(*shown, *dates.published) > 1) {
      // Two witnesses against the first: what readers see, and another statement. One day later is
      // the printed paper.
      const auto agrees = [&](const Timestamp& other) {
        return other.local_day() == shown->local_day();
      };
      const auto second = std::find_if(others.begin(), others.begin() + stated_count, agrees);
      if (second != others.begin() + stated_count) dates.published = *second;
    }
  }
  if (!dates.published) dates.published = shown;
  if (!dates.published) dates.published = find.shown(false, false);
  if (!dates.published) dates.published = find.nearest();
  if (!dates.published) dates.published = find.checked(day_in_url(url));
  if (!dates.published) dates.published = find.dateline();
  if (!dates.published) dates.published = find.only_time();
  if (!dates.modified || !dates.published) {
    std::optional<Timestamp> shown_change = find.shown(true, true);
    if (!shown_change) shown_change = find.shown(false, true);
    if (!shown_change) shown_change = find.labelled(true);
    if (!dates.modified) dates.modified = shown_change;
    // The only date that the page shows.
    if (!dates.published) dates.published = shown_change;
  }
  if (dates.modified && dates.published &&
      dates.modified->seconds + kDay < dates.published->seconds) {
    dates.modified.reset();
  }
  return dates;
}

}  // namespace newsloom::extract
