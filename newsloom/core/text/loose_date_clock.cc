// Clocks and zones.
#include <algorithm>
#include <string>

#include "newsloom/core/text/loose_date_reader.h"
#include "newsloom/core/text/loose_date_words.h"

namespace newsloom::dates {
namespace {

constexpr int kMaxOffset = 14 * 60 + 59;

}  // namespace

bool Reader::clock_digits(std::int64_t v, int digits) {
  return digits == 6 ? set_clock(v / 10000, v / 100 % 100, v % 100)
                     : set_clock(v / 100, v % 100, -1);
}

// 14時3分, 14시 3분, 14h03, 2pm.
bool Reader::han_clock() {
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
bool Reader::clock() {
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
    if (sign_at(i + 1, '.') && number_at(i + 2) && tokens_[i + 2].digits == 2 && adjacent(i + 2) &&
        clock_word_around(i, i + 3)) {
      return take_clock(i, i + 3, tokens_[i].value, tokens_[i + 2].value, -1);
    }
  }
  return true;
}

bool Reader::clock_word_around(std::size_t begin, std::size_t end) const {
  const auto is = [this](std::size_t i, std::string_view key) {
    return i < count() && tokens_[i].is_word() && tokens_[i].key == key;
  };
  if (is(end, "uhr") || is(end, "am") || is(end, "pm")) return true;
  if (begin == 0) return false;
  const std::size_t before = begin - (begin >= 2 && tokens_[begin - 1].is_sign('.') ? 2 : 1);
  return is(before, "kl") || is(before, "klo") || is(before, "klockan") || is(before, "ore") ||
         is(before, "alle");
}

bool Reader::take_clock(std::size_t begin, std::size_t end, std::int64_t hour, std::int64_t minute,
                        std::int64_t second) {
  int half = -1;
  if (begin > 0 && tokens_[begin - 1].is_word()) {
    const std::string& key = tokens_[begin - 1].key;
    if (key != "am") half = half_of_day(key);  // German "am 14:03" is no half
    if (half >= 0) korean_ = korean_ || key == "오전" || key == "오후";
    if (half >= 0) --begin;
  }
  if (end < count() && tokens_[end].is_word() && half < 0) {
    half = half_of_day(tokens_[end].key);
    if (half >= 0) ++end;
  }
  half_given_ = half >= 0;
  if (half == 1 && hour < 12) hour += 12;
  if (half == 0 && hour == 12) hour = 0;
  use(begin, end);
  zone_after(end);
  return set_clock(hour, minute, second);
}

bool Reader::set_clock(std::int64_t hour, std::int64_t minute, std::int64_t second) {
  if (hour > 24 || minute > 59 || second > 60 || (hour == 24 && minute + second > 0)) {
    return false;
  }
  clock_ = hour * 3600 + minute * 60 + std::max<std::int64_t>(second, 0);
  have_clock_ = true;
  unit_ = second < 0 ? DateUnit::minute : DateUnit::second;
  return true;
}

// Z, +02:00, +0200, GMT, GMT+2, (CEST), [Europe/Berlin], Etc/GMT.
void Reader::zone_after(std::size_t at) {
  std::size_t i = at;
  while (sign_at(i, '(') || sign_at(i, ',')) ++i;
  if (i < count() && tokens_[i].is_word()) {
    const bool in_filler_place = tokens_[i].key == "at" && i + 1 < count();
    if (const auto minutes = zone_minutes(tokens_[i].key); minutes && !in_filler_place) {
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
std::size_t Reader::named_zone(std::size_t i) {
  if (zone_minutes(tokens_[i + 2].key) == 0) zone_ = 0;
  std::size_t end = i + 3;
  while (end < count() && tokens_[end].kind == Token::Kind::sign && end + 1 < count() &&
         tokens_[end + 1].is_word() && adjacent(end) && adjacent(end + 1)) {
    end += 2;  // "America/New_York"
  }
  use(i, end);
  return end;
}

std::size_t Reader::offset(std::size_t i) {
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
void Reader::drop_comment(std::size_t i) {
  if (sign_at(i, ')')) ++i;
  if (!sign_at(i, '(') && !sign_at(i, '[')) return;
  const char32_t close = tokens_[i].sign == '(' ? ')' : ']';
  std::size_t end = i + 1;
  while (end < count() && !tokens_[end].is_number() && !tokens_[end].is_sign(close)) ++end;
  if (sign_at(end, close)) use(i, end + 1);
}

// "26 Sep 2022 GMT": a zone without clock.
void Reader::bare_zone() {
  if (zone_ || have_clock_ || tokens_.empty() || !tokens_.back().is_word()) return;
  if (tokens_.back().used) return;
  const std::string& key = tokens_.back().key;
  if (key == "gmt" || key == "utc") tokens_.back().used = true;
}

}  // namespace newsloom::dates
