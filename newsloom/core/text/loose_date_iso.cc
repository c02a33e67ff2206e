// ISO 8601 and seconds since 1970.
#include <algorithm>

#include "newsloom/core/text/loose_date_reader.h"

namespace newsloom::dates {
namespace {

constexpr std::int64_t kFirstEpoch = 631152000;  // 1990: smaller numbers are no times
constexpr std::int64_t kLastEpoch = 4102444800;  // 2100

}  // namespace

std::optional<LooseDate> Reader::epoch_seconds() const {
  if (count() != 1 || !tokens_[0].is_number()) return std::nullopt;
  const Token& t = tokens_[0];
  const std::int64_t seconds = t.digits == 13 ? t.value / 1000 : t.value;
  if ((t.digits != 10 && t.digits != 13) || seconds < kFirstEpoch || seconds > kLastEpoch) {
    return std::nullopt;
  }
  return LooseDate{timestamp_of_utc(seconds), DateUnit::second};
}

// ISO 8601 basic forms: 20250528[T1403[00]], 20250528140300, 031231, 2003365, 03365.
// False only where the text is such a form but impossible.
bool Reader::compact() {
  if (!number_at(0) || tokens_[0].digits < 5) return true;
  const Token& t = tokens_[0];
  std::int64_t v = t.value;
  if (t.digits == 14 || t.digits == 12) {
    if (!clock_digits(v % (t.digits == 14 ? 1000000 : 10000), t.digits - 8)) return false;
    v /= t.digits == 14 ? 1000000 : 10000;
    set_day(static_cast<int>(v / 10000), static_cast<int>(v / 100 % 100),
            static_cast<int>(v % 100));
    use(0, 1);
    zone_after(1);
  } else if (t.digits == 8) {
    set_day(static_cast<int>(v / 10000), static_cast<int>(v / 100 % 100),
            static_cast<int>(v % 100));
    use(0, 1);
    compact_clock();
  } else if (t.digits == 6 && count() == 1) {
    set_day(full_year(v / 10000, 2), static_cast<int>(v / 100 % 100), static_cast<int>(v % 100));
    use(0, 1);
  } else if (t.digits == 7 || (t.digits == 5 && v < 10000)) {
    // Five digits are a year and day only where a leading zero shows that they are no number.
    ordinal_day(full_year(v / 1000, t.digits - 3), static_cast<int>(v % 1000));
    use(0, 1);
  } else {
    return false;
  }
  return !failed_;
}

void Reader::compact_clock() {
  if (count() < 3 || !tokens_[1].is_word() || tokens_[1].key != "t" || !number_at(2)) return;
  const int digits = tokens_[2].digits;
  if (digits != 4 && digits != 6) return;
  if (!clock_digits(tokens_[2].value, digits)) failed_ = true;
  use(1, 3);
  std::size_t next = 3;
  if (sign_at(next, '.') && number_at(next + 1)) {
    use(next, next + 2);
    next += 2;
  }
  zone_after(next);
}

// -0312, -03-12, 2003-365, 2003-W52[-3], 2003W523.
bool Reader::compact_iso() {
  if (have_day_) return true;
  if (sign_at(0, '-') && number_at(1)) return short_month();
  if (!number_at(0) || tokens_[0].digits != 4) return true;
  const int year = static_cast<int>(tokens_[0].value);
  const std::size_t next = sign_at(1, '-') ? 2 : 1;
  if (next == 2 && number_at(2) && tokens_[2].digits == 3 && !sign_at(3, '-') && adjacent(2)) {
    ordinal_day(year, static_cast<int>(tokens_[2].value));
    use(0, 3);
  } else if (next + 1 < count() && tokens_[next].is_word() && tokens_[next].key == "w" &&
             number_at(next + 1) && adjacent(next) && adjacent(next + 1)) {
    week(year, next + 1);
  }
  return !failed_;
}

bool Reader::short_month() {
  const Token& first = tokens_[1];
  if (count() == 2 && first.digits == 4) {
    set_month(full_year(first.value / 100, 2), first.value % 100);
    use(0, 2);
  } else if (count() == 4 && first.digits == 2 && sign_at(2, '-') && number_at(3) &&
             tokens_[3].digits == 2) {
    set_month(full_year(first.value, 2), tokens_[3].value);
    use(0, 4);
  } else {
    return false;
  }
  return !failed_;
}

void Reader::week(int year, std::size_t at) {
  int number = static_cast<int>(tokens_[at].value);
  int day = 0;
  std::size_t end = at + 1;
  if (tokens_[at].digits == 3) {
    day = number % 10;
    number /= 10;
  } else if (sign_at(end, '-') && number_at(end + 1) && tokens_[end + 1].digits == 1) {
    day = static_cast<int>(tokens_[end + 1].value);
    end += 2;
  }
  if (number < 1 || number > 53 || day > 7 || year < 1) {
    failed_ = true;
    return;
  }
  const CivilDay fourth{year, 1, 4};  // always in week 1
  const std::int64_t days =
      days_from_civil(fourth) - weekday_of(fourth) + (number - 1) * 7 + std::max(day - 1, 0);
  const CivilDay found = civil_from_days(days);
  set_day(found.year, found.month, found.day);
  if (day == 0) unit_ = DateUnit::week;
  use(0, end);
}

void Reader::ordinal_day(int year, int number) {
  if (year < 1 || number < 1 || number > 366) {
    failed_ = true;
    return;
  }
  const CivilDay found = civil_from_days(days_from_civil({year, 1, 1}) + number - 1);
  if (found.year != year) failed_ = true;
  set_day(found.year, found.month, found.day);
}

}  // namespace newsloom::dates
