#include "newsloom/core/text/loose_date.h"

#include <algorithm>
#include <string>
#include <vector>

#include "newsloom/core/text/loose_date_reader.h"
#include "newsloom/core/text/loose_date_words.h"

namespace newsloom {
namespace dates {
namespace {

constexpr std::int64_t kSecondsPerDay = 86400;
constexpr int kKoreanOffset = 540;

bool is_month(std::int64_t value) { return value >= 1 && value <= 12; }

// From the second Sunday of March to the first of November (Energy Policy Act of 2005).
bool is_us_summer(CivilDay day) {
  const auto sunday_from = [&day](int month, int first) {
    const CivilDay start{day.year, static_cast<std::uint8_t>(month),
                         static_cast<std::uint8_t>(first)};
    return days_from_civil(start) + (6 - weekday_of(start));
  };
  const std::int64_t today = days_from_civil(day);
  return today >= sunday_from(3, 8) && today < sunday_from(11, 1);
}

}  // namespace

std::optional<LooseDate> Reader::read() {
  if (tokens_.empty()) return std::nullopt;
  if (auto epoch = epoch_seconds()) return epoch;
  if (!compact() || !compact_iso()) return std::nullopt;
  if (!han_clock() || !clock()) return std::nullopt;
  bare_zone();
  words();
  if (!day() || failed_) return std::nullopt;
  if (!all_used()) return std::nullopt;
  return result();
}

// Months, weekdays, markers of CJK dates, and words that mean nothing.
void Reader::words() {
  int month_words = 0;
  for (const Token& t : tokens_) {
    if (t.is_word() && !t.used && month_of(t.key)) ++month_words;
  }
  for (std::size_t i = 0; i < count(); ++i) {
    Token& t = tokens_[i];
    if (!t.is_word() || t.used) continue;
    const bool after_number = i > 0 && tokens_[i - 1].is_number() && !tokens_[i - 1].used;
    if (after_number && marker(i)) continue;
    const auto weekday = weekday_of_word(t.key);
    const auto month = month_of(t.key);
    if (month && !(weekday && month_words > 1)) {
      if (month_ && *month_ != *month) failed_ = true;
      month_ = month;
      --month_words;
      t.used = true;
    } else if (weekday) {
      if (month) --month_words;
      weekday_ = weekday;
      t.used = true;
    } else if (is_filler(t.key)) {
      t.used = true;
    }
  }
}

bool Reader::marker(std::size_t i) {
  const std::string& key = tokens_[i].key;
  const std::int64_t value = tokens_[i - 1].value;
  const bool hangul = key == "년" || key == "월" || key == "일";
  if (key == "年" || key == "년") {
    marked_year_ = full_year(value, tokens_[i - 1].digits);
  } else if (key == "月" || key == "월") {
    if (!is_month(value)) return false;
    month_ = static_cast<int>(value);
  } else if (key == "日" || key == "일" || key == "号" || key == "號") {
    marked_day_ = static_cast<int>(std::min<std::int64_t>(value, 99));
  } else {
    return false;
  }
  korean_ = korean_ || hangul;
  use(i - 1, i + 1);
  return true;
}

bool Reader::day() {
  if (have_day_) return true;
  std::vector<std::size_t> at;
  for (std::size_t i = 0; i < count(); ++i) {
    if (number_at(i)) at.push_back(i);
  }
  trailing_dotted_clock(at);
  for (const std::size_t i : at) tokens_[i].used = true;
  if (marked_year_ && month_) return marked(at);
  if (month_) return with_month_word(at);
  if (at.size() == 3) return three_numbers(at);
  if (at.size() == 2 && !have_clock_) return month_and_year(at);
  return false;
}

bool Reader::marked(const std::vector<std::size_t>& at) {
  if (!at.empty()) return false;
  if (!marked_day_) return set_month(*marked_year_, *month_);
  return set_day(*marked_year_, *month_, *marked_day_);
}

// "28.5.2025 14.03": a clock with a dot after a full date.
void Reader::trailing_dotted_clock(std::vector<std::size_t>& at) {
  const std::size_t needed = month_ ? 2 : 3;
  if (have_clock_ || at.size() != needed + 2) return;
  const std::size_t hour = at[needed];
  if (!sign_at(hour + 1, '.') || at[needed + 1] != hour + 2 || !adjacent(hour + 2)) return;
  if (!adjacent(hour) && tokens_[hour + 2].digits == 2 &&
      take_clock(hour, hour + 3, tokens_[hour].value, tokens_[hour + 2].value, -1)) {
    at.resize(needed);
  }
}

bool Reader::with_month_word(const std::vector<std::size_t>& at) {
  if (at.size() == 1) {
    const Token& t = tokens_[at[0]];
    return t.digits == 4 && !have_clock_ && set_month(static_cast<int>(t.value), *month_);
  }
  if (at.size() != 2) return false;
  const Token& a = tokens_[at[0]];
  const Token& b = tokens_[at[1]];
  if (a.digits == 4 && b.digits <= 2) return set_day(full_year(a.value, 4), *month_, b.value);
  if (a.digits > 2 || (b.digits != 4 && b.digits != 2)) return false;
  return set_day(full_year(b.value, b.digits), *month_, a.value);
}

bool Reader::three_numbers(const std::vector<std::size_t>& at) {
  const Token& a = tokens_[at[0]];
  const Token& b = tokens_[at[1]];
  const Token& c = tokens_[at[2]];
  if (a.digits == 4) return set_day(full_year(a.value, 4), b.value, c.value);
  const char32_t sign = tokens_[at[0] + 1].sign;
  if (a.digits > 2 || b.digits > 2) return false;
  if (c.digits == 2 && sign == '-') return set_day(full_year(a.value, 2), b.value, c.value);
  if (c.digits != 4 && c.digits != 2) return false;
  const int year = full_year(c.value, c.digits);
  if (!is_month(b.value)) return is_month(a.value) && set_day(year, a.value, b.value);
  if (!is_month(a.value) || a.value == b.value) return set_day(year, b.value, a.value);
  return in_either_order(year, a.value, b.value, sign);
}

// Both numbers could be the month.
bool Reader::in_either_order(int year, std::int64_t a, std::int64_t b, char32_t sign) {
  if (weekday_) {
    const auto is_it = [&](std::int64_t month, std::int64_t day) {
      return weekday_of({year, static_cast<std::uint8_t>(month), static_cast<std::uint8_t>(day)}) ==
             *weekday_;
    };
    if (is_it(b, a) != is_it(a, b)) return is_it(b, a) ? set_day(year, b, a) : set_day(year, a, b);
  }
  if (sign == '.') return set_day(year, b, a);
  if (order_ == DateOrder::month_first) return set_day(year, a, b);
  if (order_ == DateOrder::day_first || sign == '-') return set_day(year, b, a);
  if ((half_given_ && !korean_) || us_zone_) return set_day(year, a, b);
  return false;
}

bool Reader::month_and_year(const std::vector<std::size_t>& at) {
  const Token& a = tokens_[at[0]];
  const Token& b = tokens_[at[1]];
  if (at[1] != at[0] + 2 || tokens_[at[0] + 1].kind != Token::Kind::sign) return false;
  if (a.digits == 4 && b.digits == 2) return set_month(full_year(a.value, 4), b.value);
  if (b.digits == 4 && a.digits <= 2) return set_month(full_year(b.value, 4), a.value);
  return false;
}

bool Reader::set_month(int year, std::int64_t month) {
  const bool done = set_day(year, month, 1);
  unit_ = DateUnit::month;
  return done;
}

bool Reader::set_day(int year, std::int64_t month, std::int64_t day) {
  if (year < 1 || year > 9999 || !is_month(month) || day < 1 ||
      day > days_in_month(year, static_cast<int>(month))) {
    failed_ = true;
    return false;
  }
  day_ = {year, static_cast<std::uint8_t>(month), static_cast<std::uint8_t>(day)};
  have_day_ = true;
  if (!have_clock_) unit_ = DateUnit::day;
  return true;
}

// Words must all be understood; signs may stand between the parts.
bool Reader::all_used() const {
  static constexpr std::u32string_view kSilent = U",./-|()·•\u00BA\u00AA'，。（）";
  for (std::size_t i = 0; i < count(); ++i) {
    const Token& t = tokens_[i];
    if (t.used) continue;
    if (t.kind != Token::Kind::sign) return false;
    const bool after_word = t.sign == ':' && i > 0 && tokens_[i - 1].is_word();
    if (!after_word && kSilent.find(t.sign) == std::u32string_view::npos) return false;
  }
  return true;
}

std::optional<LooseDate> Reader::result() {
  Timestamp time = timestamp_of(day_);
  if (!have_clock_ || unit_ == DateUnit::month || unit_ == DateUnit::week) {
    return LooseDate{time, unit_};
  }
  if (!zone_ && korean_) zone_ = kKoreanOffset;
  if (generic_zone_ && is_us_summer(day_)) *zone_ += 60;
  time.precision = Timestamp::Precision::second;
  time.has_zone = zone_.has_value();
  time.offset_minutes = static_cast<std::int16_t>(zone_.value_or(0));
  time.seconds = days_from_civil(day_) * kSecondsPerDay + clock_ - zone_.value_or(0) * 60;
  return LooseDate{time, unit_};
}

}  // namespace dates

std::optional<LooseDate> read_loose_date(std::string_view text, DateOrder order) {
  if (text.size() > kMaxLooseDateBytes) return std::nullopt;
  return dates::Reader(text, order).read();
}

std::optional<Timestamp> loose_date(std::string_view text, DateOrder order) {
  const auto date = read_loose_date(text, order);
  if (!date || date->unit < DateUnit::day) return std::nullopt;
  return date->time;
}

}  // namespace newsloom
