#include "newsloom/core/text/loose_date.h"

#include <algorithm>
#include <string>
#include <vector>

#include "newsloom/core/text/loose_date_tokens.h"
#include "newsloom/core/text/loose_date_words.h"

namespace newsloom {
namespace {

using dates::Token;

constexpr std::int64_t kSecondsPerDay = 86400;
constexpr std::int64_t kFirstEpoch = 631152000;  // 1990: smaller numbers are no times
constexpr std::int64_t kLastEpoch = 4102444800;  // 2100
constexpr int kKoreanOffset = 540;
constexpr int kMaxOffset = 14 * 60 + 59;

int full_year(std::int64_t value, int digits) {
  if (digits > 2) return static_cast<int>(value);
  return static_cast<int>(value < 69 ? 2000 + value : 1900 + value);
}

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

// Reads one text; each step takes tokens and marks them used.
class Reader {
 public:
  Reader(std::string_view text, DateOrder order) : tokens_(dates::tokens_of(text)), order_(order) {}

  std::optional<LooseDate> read() {
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

 private:
  std::size_t count() const { return tokens_.size(); }
  bool number_at(std::size_t i) const {
    return i < count() && tokens_[i].is_number() && !tokens_[i].used;
  }
  bool sign_at(std::size_t i, char32_t c) const { return i < count() && tokens_[i].is_sign(c); }
  bool adjacent(std::size_t i) const { return i < count() && !tokens_[i].space_before; }
  void use(std::size_t begin, std::size_t end) {
    for (std::size_t i = begin; i < end; ++i) tokens_[i].used = true;
  }

  std::optional<LooseDate> epoch_seconds() const {
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
  bool compact() {
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

  void compact_clock() {
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

  bool clock_digits(std::int64_t v, int digits) {
    return digits == 6 ? set_clock(v / 10000, v / 100 % 100, v % 100)
                       : set_clock(v / 100, v % 100, -1);
  }

  // -0312, -03-12, 2003-365, 2003-W52[-3], 2003W523.
  bool compact_iso() {
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

  bool short_month() {
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

  void week(int year, std::size_t at) {
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

  void ordinal_day(int year, int number) {
    if (year < 1 || number < 1 || number > 366) {
      failed_ = true;
      return;
    }
    const CivilDay found = civil_from_days(days_from_civil({year, 1, 1}) + number - 1);
    if (found.year != year) failed_ = true;
    set_day(found.year, found.month, found.day);
  }

  // 14時3分, 14시 3분, 14h03, 2pm.
  bool han_clock() {
    static constexpr std::string_view kHour[] = {"時", "时", "点", "點", "시", "h", "u"};
    static constexpr std::string_view kMinute[] = {"分", "분", "m", "min", "mn"};
    static constexpr std::string_view kSecond[] = {"秒", "초", "s"};
    const auto marked = [this](std::size_t i, const auto& marks) {
      return number_at(i) && i + 1 < count() && tokens_[i + 1].is_word() &&
             std::find(std::begin(marks), std::end(marks), tokens_[i + 1].key) != std::end(marks);
    };
    for (std::size_t i = 0; i + 1 < count(); ++i) {
      if (!marked(i, kHour)) continue;
      if (sign_at(i + 2, ':') || (i > 0 && sign_at(i - 1, ':'))) continue;
      std::int64_t minute = 0;
      std::int64_t second = -1;
      std::size_t end = i + 2;
      if (marked(end, kMinute)) {
        minute = tokens_[end].value;
        end += 2;
        if (marked(end, kSecond)) {
          second = tokens_[end].value;
          end += 2;
        }
      } else if (number_at(end) && tokens_[end].digits == 2 && adjacent(end)) {
        minute = tokens_[end].value;
        ++end;
      }
      return take_clock(i, end, tokens_[i].value, minute, second);
    }
    return true;
  }

  // 14:03[:00[.5]], 2 pm, 14.03 Uhr.
  bool clock() {
    if (have_clock_) return true;
    for (std::size_t i = 0; i < count(); ++i) {
      if (!number_at(i)) continue;
      if (sign_at(i + 1, ':') && number_at(i + 2)) {
        std::size_t end = i + 3;
        std::int64_t second = -1;
        if (sign_at(end, ':') && number_at(end + 1)) {
          second = tokens_[end + 1].value;
          end += 2;
          if ((sign_at(end, '.') || sign_at(end, ',')) && number_at(end + 1) && adjacent(end + 1)) {
            end += 2;
          }
        }
        if (tokens_[i + 2].digits != 2) return false;
        return take_clock(i, end, tokens_[i].value, tokens_[i + 2].value, second);
      }
      if (i + 1 < count() && tokens_[i + 1].is_word() && tokens_[i].value <= 12 &&
          (tokens_[i + 1].key == "am" || tokens_[i + 1].key == "pm")) {
        // "28 am" is no clock, but "am" is a German word, too: never before a number.
        if (!number_at(i + 2)) return take_clock(i, i + 1, tokens_[i].value, 0, -1);
      }
      if (sign_at(i + 1, '.') && number_at(i + 2) && tokens_[i + 2].digits == 2 &&
          adjacent(i + 2) && clock_word_around(i, i + 3)) {
        return take_clock(i, i + 3, tokens_[i].value, tokens_[i + 2].value, -1);
      }
    }
    return true;
  }

  bool clock_word_around(std::size_t begin, std::size_t end) const {
    const auto is = [this](std::size_t i, std::string_view key) {
      return i < count() && tokens_[i].is_word() && tokens_[i].key == key;
    };
    if (is(end, "uhr") || is(end, "am") || is(end, "pm")) return true;
    if (begin == 0) return false;
    const std::size_t before = begin - (begin >= 2 && tokens_[begin - 1].is_sign('.') ? 2 : 1);
    return is(before, "kl") || is(before, "klo") || is(before, "klockan") || is(before, "ore") ||
           is(before, "alle");
  }

  bool take_clock(std::size_t begin, std::size_t end, std::int64_t hour, std::int64_t minute,
                  std::int64_t second) {
    int half = -1;
    if (begin > 0 && tokens_[begin - 1].is_word()) {
      const std::string& key = tokens_[begin - 1].key;
      if (key != "am") half = dates::half_of_day(key);  // German "am 14:03" is no half
      if (half >= 0) korean_ = korean_ || key == "오전" || key == "오후";
      if (half >= 0) --begin;
    }
    if (end < count() && tokens_[end].is_word() && half < 0) {
      half = dates::half_of_day(tokens_[end].key);
      if (half >= 0) ++end;
    }
    half_given_ = half >= 0;
    if (half == 1 && hour < 12) hour += 12;
    if (half == 0 && hour == 12) hour = 0;
    use(begin, end);
    zone_after(end);
    return set_clock(hour, minute, second);
  }

  bool set_clock(std::int64_t hour, std::int64_t minute, std::int64_t second) {
    if (hour > 24 || minute > 59 || second > 60 || (hour == 24 && minute + second > 0)) {
      return false;
    }
    clock_ = hour * 3600 + minute * 60 + std::max<std::int64_t>(second, 0);
    have_clock_ = true;
    unit_ = second < 0 ? DateUnit::minute : DateUnit::second;
    return true;
  }

  // Z, +02:00, +0200, GMT, GMT+2, (CEST), [Europe/Berlin], Etc/GMT.
  void zone_after(std::size_t at) {
    std::size_t i = at;
    while (sign_at(i, '(') || sign_at(i, ',')) ++i;
    if (i < count() && tokens_[i].is_word()) {
      const bool in_filler_place = tokens_[i].key == "at" && i + 1 < count();
      if (const auto minutes = dates::zone_minutes(tokens_[i].key); minutes && !in_filler_place) {
        zone_ = *minutes;
        generic_zone_ = tokens_[i].key.size() == 2 && tokens_[i].key != "ut";
        us_zone_ = *minutes <= -240 && *minutes >= -600;
        use(at, i + 1);
        ++i;
        if (sign_at(i, '+') || sign_at(i, '-')) i = offset(i);
      } else if (sign_at(i + 1, '/') && i + 2 < count() && tokens_[i + 2].is_word()) {
        i = named_zone(i);
      }
    } else if (sign_at(i, '+') || sign_at(i, '-')) {
      i = offset(i);
    }
    if (!zone_) return;
    if (i < count() && tokens_[i].is_word() && tokens_[i].key == "z") use(i, i + 1);
    drop_comment(i);
  }

  // "Europe/Berlin": without a database only the name of UTC says anything.
  std::size_t named_zone(std::size_t i) {
    if (dates::zone_minutes(tokens_[i + 2].key) == 0) zone_ = 0;
    std::size_t end = i + 3;
    while (end < count() && tokens_[end].kind == Token::Kind::sign && end + 1 < count() &&
           tokens_[end + 1].is_word() && adjacent(end) && adjacent(end + 1)) {
      end += 2;  // "America/New_York"
    }
    use(i, end);
    return end;
  }

  std::size_t offset(std::size_t i) {
    if (!number_at(i + 1) || !adjacent(i + 1)) return i;
    const Token& t = tokens_[i + 1];
    std::int64_t minutes = 0;
    std::size_t end = i + 2;
    if (t.digits == 4) {
      if (t.value % 100 > 59) failed_ = true;
      minutes = t.value / 100 * 60 + t.value % 100;
    } else if (t.digits <= 2) {
      minutes = t.value * 60;
      if (sign_at(end, ':') && number_at(end + 1)) {
        if (tokens_[end + 1].value > 59 || tokens_[end + 1].digits != 2) failed_ = true;
        minutes += tokens_[end + 1].value;
        end += 2;
      }
    } else {
      return i;
    }
    if (minutes > kMaxOffset) failed_ = true;
    zone_ = static_cast<int>(tokens_[i].is_sign('-') ? -minutes : minutes);
    us_zone_ = *zone_ <= -240 && *zone_ >= -600;
    use(i, end);
    return end;
  }

  // After a zone: "(Central European Summer Time)", "[Europe/Berlin]".
  void drop_comment(std::size_t i) {
    if (sign_at(i, ')')) ++i;
    if (!sign_at(i, '(') && !sign_at(i, '[')) return;
    const char32_t close = tokens_[i].sign == '(' ? ')' : ']';
    std::size_t end = i + 1;
    while (end < count() && !tokens_[end].is_number() && !tokens_[end].is_sign(close)) ++end;
    if (sign_at(end, close)) use(i, end + 1);
  }

  // "26 Sep 2022 GMT": a zone without clock.
  void bare_zone() {
    if (zone_ || have_clock_ || tokens_.empty() || !tokens_.back().is_word()) return;
    if (tokens_.back().used) return;
    const std::string& key = tokens_.back().key;
    if (key == "gmt" || key == "utc") tokens_.back().used = true;
  }

  // Months, weekdays, markers of CJK dates, and words that mean nothing.
  void words() {
    int month_words = 0;
    for (const Token& t : tokens_) {
      if (t.is_word() && !t.used && dates::month_of(t.key)) ++month_words;
    }
    for (std::size_t i = 0; i < count(); ++i) {
      Token& t = tokens_[i];
      if (!t.is_word() || t.used) continue;
      const bool after_number = i > 0 && tokens_[i - 1].is_number() && !tokens_[i - 1].used;
      if (after_number && marker(i)) continue;
      const auto weekday = dates::weekday_of_word(t.key);
      const auto month = dates::month_of(t.key);
      if (month && !(weekday && month_words > 1)) {
        if (month_ && *month_ != *month) failed_ = true;
        month_ = month;
        --month_words;
        t.used = true;
      } else if (weekday) {
        if (month) --month_words;
        weekday_ = weekday;
        t.used = true;
      } else if (dates::is_filler(t.key)) {
        t.used = true;
      }
    }
  }

  bool marker(std::size_t i) {
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

  bool day() {
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

  bool marked(const std::vector<std::size_t>& at) {
    if (!at.empty()) return false;
    if (!marked_day_) return set_month(*marked_year_, *month_);
    return set_day(*marked_year_, *month_, *marked_day_);
  }

  // "28.5.2025 14.03": a clock with a dot after a full date.
  void trailing_dotted_clock(std::vector<std::size_t>& at) {
    const std::size_t needed = month_ ? 2 : 3;
    if (have_clock_ || at.size() != needed + 2) return;
    const std::size_t hour = at[needed];
    if (!sign_at(hour + 1, '.') || at[needed + 1] != hour + 2 || !adjacent(hour + 2)) return;
    if (!adjacent(hour) && tokens_[hour + 2].digits == 2 &&
        take_clock(hour, hour + 3, tokens_[hour].value, tokens_[hour + 2].value, -1)) {
      at.resize(needed);
    }
  }

  bool with_month_word(const std::vector<std::size_t>& at) {
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

  bool three_numbers(const std::vector<std::size_t>& at) {
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
  bool in_either_order(int year, std::int64_t a, std::int64_t b, char32_t sign) {
    if (weekday_) {
      const auto is_it = [&](std::int64_t month, std::int64_t day) {
        return weekday_of({year, static_cast<std::uint8_t>(month),
                           static_cast<std::uint8_t>(day)}) == *weekday_;
      };
      if (is_it(b, a) != is_it(a, b))
        return is_it(b, a) ? set_day(year, b, a) : set_day(year, a, b);
    }
    if (sign == '.') return set_day(year, b, a);
    if (order_ == DateOrder::month_first) return set_day(year, a, b);
    if (order_ == DateOrder::day_first || sign == '-') return set_day(year, b, a);
    if ((half_given_ && !korean_) || us_zone_) return set_day(year, a, b);
    return false;
  }

  bool month_and_year(const std::vector<std::size_t>& at) {
    const Token& a = tokens_[at[0]];
    const Token& b = tokens_[at[1]];
    if (at[1] != at[0] + 2 || tokens_[at[0] + 1].kind != Token::Kind::sign) return false;
    if (a.digits == 4 && b.digits == 2) return set_month(full_year(a.value, 4), b.value);
    if (b.digits == 4 && a.digits <= 2) return set_month(full_year(b.value, 4), a.value);
    return false;
  }

  bool set_month(int year, std::int64_t month) {
    const bool done = set_day(year, month, 1);
    unit_ = DateUnit::month;
    return done;
  }

  bool set_day(int year, std::int64_t month, std::int64_t day) {
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
  bool all_used() const {
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

  std::optional<LooseDate> result() {
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

  std::vector<Token> tokens_;
  DateOrder order_;
  std::optional<int> month_;
  std::optional<int> weekday_;
  std::optional<int> marked_year_;
  std::optional<int> marked_day_;
  std::optional<int> zone_;
  CivilDay day_;
  std::int64_t clock_ = 0;
  DateUnit unit_ = DateUnit::day;
  bool have_day_ = false;
  bool have_clock_ = false;
  bool half_given_ = false;
  bool us_zone_ = false;
  bool generic_zone_ = false;  // "ET": standard or summer time, by the day
  bool korean_ = false;
  bool failed_ = false;
};

}  // namespace

std::optional<LooseDate> read_loose_date(std::string_view text, DateOrder order) {
  if (text.size() > kMaxLooseDateBytes) return std::nullopt;
  return Reader(text, order).read();
}

std::optional<Timestamp> loose_date(std::string_view text, DateOrder order) {
  const auto date = read_loose_date(text, order);
  if (!date || date->unit < DateUnit::day) return std::nullopt;
  return date->time;
}

}  // namespace newsloom
