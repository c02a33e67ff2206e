#include "newsloom/stages/annotate/dates_resolve.h"

#include <cmath>
#include <cstdlib>

namespace newsloom::annotate {
namespace {

/// Lone years farther apart than this are asides.
constexpr int kThreadYears = 10;

/// Days back to a weekday from which it is old news, and days ahead within which it is soon.
constexpr int kLongAgo = 5;
constexpr int kSoon = 2;

using F = DateField;
using Level = Moment::Level;

}  // namespace

ResolvedDate reference(double which) {
  return {DateType::date,
          which < 0   ? "PAST_REF"
          : which > 0 ? "FUTURE_REF"
                      : "PRESENT_REF",
          DatePrecision::unknown};
}

bool add_time(const DateFields& f, Moment& moment) {
  bool any = false;
  if (f.has(F::part)) {
    moment.part = f.integer(F::part);
    any = true;
  }
  if (f.has(F::hour)) {
    int hour = f.integer(F::hour);
    const int half = f.integer(F::ampm);
    if (half == 2 && hour < 12) hour += 12;
    if (half == 1 && hour == 12) hour = 0;
    // "nine in the evening", "3 in the afternoon".
    if (half == 0 && moment.part >= 3 && moment.part <= 5 && hour < 12 &&
        !(moment.part == 5 && hour < 6)) {
      hour += 12;
    }
    if (hour > 24) return any;
    moment.part = 0;
    moment.hour = hour;
    if (f.has(F::minute)) moment.minute = f.integer(F::minute);
    if (f.has(F::second)) moment.second = f.integer(F::second);
    if (f.has(F::zone)) moment.zone = f.integer(F::zone);
    if (!f.has(F::minute) && half != 0) moment.minute = 0;  // "7 pm" is T19:00
    any = true;
  }
  return any;
}

const std::optional<Moment>& DateResolver::base(const DateFields& f) const {
  if (f.integer(F::from) == 1 || (f.integer(F::from) == 2 && narrative_)) {
    if (last_ && (narrative_ || !anchor_ || last_->year)) return last_;
    return anchor_;
  }
  return anchor_;
}

ResolvedDate DateResolver::done(Moment moment, const DateFields& f, bool remember) {
  add_time(f, moment);
  ResolvedDate out;
  out.type = moment.hour || moment.part > 0 ? DateType::time : DateType::date;
  out.value = timex(moment);
  out.precision = precision_of(moment);
  if (remember && moment.year && moment.level != Level::none && follows(moment)) {
    last_ = moment;
    if (moment.level == Level::day) last_day_ = moment;
  }
  return out;
}

/// In a story of the past a lone year far from the thread ("found in 2004", "the largest since
/// 1813") is an aside; told twice, the story has moved there.
bool DateResolver::follows(const Moment& moment) {
  if (!narrative_ || moment.level != Level::year || !last_ || !last_->year) return true;
  if (std::abs(*moment.year - *last_->year) <= kThreadYears) return true;
  const bool again = aside_ && std::abs(*moment.year - *aside_) <= kThreadYears;
  aside_ = *moment.year;
  return again;
}

std::optional<ResolvedDate> DateResolver::weekday(const DateFields& f, const TenseCues& tense) {
  const int wanted = f.integer(F::weekday) - 1;
  if (wanted < 0 || wanted > 6) return std::nullopt;
  const auto& from = f.integer(F::from) == 1 && last_day_ ? last_day_ : anchor_;
  const auto today = from ? day_of(*from) : std::nullopt;
  if (!today || f.has(F::each)) {
    Moment m;
    m.level = Level::day;
    m.number = wanted + 1;
    return done(m, f, false);
  }
  const int now = weekday_of(*today);
  const int back = (now - wanted + 7) % 7;
  const int ahead = (wanted - now + 7) % 7;
  int days = 0;
  if (f.has(F::weekshift)) {  // "Monday of next week"
    days = wanted - now + 7 * f.integer(F::weekshift);
  } else if (f.has(F::sign) && f.get(F::sign) > 0) {
    days = ahead == 0 ? 7 : ahead;
  } else if (f.has(F::sign) && f.get(F::sign) < 0) {
    days = back == 0 ? -7 : -back;
  } else if (f.has(F::sign)) {  // "this Monday"
    // Said on a Monday, "this Friday" is the one of the same week, even if it "has been cancelled".
    days = tense.past > tense.future && wanted <= now ? -back : ahead;
  } else {
    days = tense.future > tense.past + kPastByDefault ? ahead : -back;
    // Of what was asked for, the day that comes is likelier than one almost a week ago.
    if (tense.wish > 0 && days < 0 && back >= kLongAgo && ahead <= kSoon) days = ahead;
    if (tense.nearer > 0) days = ahead < back ? ahead : -back;
  }
  return done(moment_of(civil_from_days(days_from_civil(*today) + days)), f);
}

std::optional<ResolvedDate> DateResolver::shift(const DateFields& f, const TenseCues& tense) {
  const double sign = f.has(F::sign) ? f.get(F::sign) : -1;
  if (!f.has(F::unit)) return std::nullopt;
  const auto unit = static_cast<DateUnit>(f.integer(F::unit));
  if (f.has(F::vague)) return reference(sign);
  double count = f.has(F::count) ? f.get(F::count) : 1;
  if (f.has(F::count2) && !f.has(F::unit2)) count += f.get(F::count2);
  // "this day", "the next month" in a story are of its own time.
  const bool of_story = narrative_ && f.integer(F::from) == 0 && f.has(F::count) && count == 0;
  const auto& from = of_story && last_ ? last_ : base(f);
  if (!from) {
    return reference(sign);
  }
  Moment start = *from;
  const bool of_text = f.integer(F::from) == 1;
  // "this weekend", told on a Tuesday in the past tense, is the one that has gone.
  if (unit == DateUnit::weekend && !of_text && f.has(F::count) && count == 0 &&
      tense.past > tense.future) {
    if (const auto today = day_of(start); today && weekday_of(*today) < 4) count = -sign;
  }
  // Months or days after a day that is known only to the year: nobody can tell.
  if (const auto moved = shifted(start, unit, sign * count)) {
    Moment m = *moved;
    if (unit == DateUnit::quarter || unit == DateUnit::half) m.month = m.month == 0 ? 1 : m.month;
    return done(m, f, of_text || (unit == DateUnit::day && !narrative_));
  }
  if (unit <= DateUnit::hour && start.level == Level::day && !of_text) {
    start.hour = start.minute = start.second = std::nullopt;
    start.part = 0;
    if (count * (unit == DateUnit::hour ? 1 : 0) > 12) return reference(sign);
    return done(start, f, false);
  }
  return reference(sign);
}

std::optional<ResolvedDate> DateResolver::duration(const DateFields& f) const {
  if (!f.has(F::unit)) return std::nullopt;
  const auto unit = static_cast<DateUnit>(f.integer(F::unit));
  std::optional<double> count;
  if (!f.has(F::vague)) count = f.has(F::count) ? f.get(F::count) : 1;
  ResolvedDate out{DateType::duration, {}, precision_of(unit)};
  if (f.has(F::unit2) && count && f.get(F::unit2) < f.get(F::unit)) {
    const auto second = static_cast<DateUnit>(f.integer(F::unit2));
    const std::string tail = duration_timex(f.has(F::count2) ? f.get(F::count2) : 1, second);
    std::string head = duration_timex(count, unit);
    const bool head_clock = head.starts_with("PT");
    const bool tail_clock = tail.starts_with("PT");
    out.value = head + (head_clock && tail_clock ? tail.substr(2) : tail.substr(1));
    return out;
  }
  if (f.has(F::count2) && count && !f.has(F::unit2)) *count += f.get(F::count2);
  out.value = duration_timex(count, unit);
  return out;
}

std::optional<ResolvedDate> DateResolver::set(const DateFields& f) const {
  ResolvedDate out{DateType::set, {}, DatePrecision::unknown};
  if (f.has(F::weekday)) {
    Moment m;
    m.level = Level::day;
    m.number = f.integer(F::weekday);
    add_time(f, m);
    out.value = timex(m);
  } else if (f.has(F::month)) {
    Moment m;
    m.level = f.has(F::day) ? Level::day : Level::month;
    m.month = f.integer(F::month);
    m.day = f.integer(F::day);
    out.value = timex(m);
  } else if (f.has(F::season)) {
    Moment m;
    m.level = Level::season;
    m.number = f.integer(F::season);
    out.value = timex(m);
  } else if (f.has(F::part)) {
    Moment m;
    add_time(f, m);
    out.value = timex(m);
  } else if (f.has(F::unit)) {
    const double count = f.has(F::count) ? f.get(F::count) : 1;
    const auto unit = static_cast<DateUnit>(f.integer(F::unit));
    out.value = duration_timex(count, unit);
    out.precision = precision_of(unit);
  } else {
    return std::nullopt;
  }
  return out;
}

std::optional<ResolvedDate> DateResolver::time(const DateFields& f) {
  Moment m;
  const auto& day =
      last_day_ && (narrative_ || !anchor_ || f.integer(F::from) == 1 || f.has(F::hour)) ? last_day_
                                                                                         : anchor_;
  if (f.has(F::each)) {
    m.level = Level::none;
  } else if (day && !(narrative_ && !last_day_)) {
    m.level = Level::day;
    m.year = day->year;
    m.month = day->month;
    m.day = day->day;
  }
  if (!add_time(f, m)) return std::nullopt;
  if (m.hour && *m.hour > 24) return std::nullopt;
  return done(m, f, false);
}

std::optional<ResolvedDate> DateResolver::resolve(const DateMatch& match, const TenseCues& tense) {
  const DateFields& f = match.fields;
  switch (match.action) {
    case DateAction::date: return date(f, tense);
    case DateAction::time: return time(f);
    case DateAction::weekday: return weekday(f, tense);
    case DateAction::shift:
      // "in two weeks" is a time only where the future is spoken of
      if (f.has(F::near) && tense.future <= tense.past) return duration(f);
      return shift(f, tense);
    case DateAction::duration: return duration(f);
    case DateAction::set: return set(f);
    case DateAction::ref: return reference(f.get(F::ref));
    case DateAction::none: return std::nullopt;
  }
  return std::nullopt;
}

}  // namespace newsloom::annotate
