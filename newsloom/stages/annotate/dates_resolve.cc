#include "newsloom/stages/annotate/dates_resolve.h"

#include <cmath>
#include <cstdlib>

namespace newsloom::annotate {
namespace {

/// Lone years farther apart than this are asides.
constexpr int kThreadYears = 10;
/// How much more the future must weigh than the past before a weekday lies ahead.
constexpr double kPastByDefault = 0.05;

using F = DateField;
using Level = Moment::Level;

ResolvedDate reference(double which) {
  return {DateType::date,
          which < 0   ? "PAST_REF"
          : which > 0 ? "FUTURE_REF"
                      : "PRESENT_REF",
          DatePrecision::unknown};
}

/// "'08", "in 84": the century nearest to what is spoken of.
int full_year(int two_digits, const std::optional<Moment>& near) {
  if (!near || !near->year || *near->year < 0) {
    return two_digits + (two_digits < 40 ? 2000 : 1900);
  }
  const int century = *near->year / 100 * 100;
  int year = century + two_digits;
  if (year > *near->year + 20) year -= 100;
  return year;
}

bool leap_wrong(int year, int month, int day) {
  return day > 0 &&
         (month < 1 || month > 12 ||
          (year > 0 ? day > days_in_month(year, month) : day > days_in_month(2000, month)));
}

/// The nth weekday (0 = Monday) of a month; n < 0: the last.
int nth_weekday(int year, int month, int weekday, int n) {
  const int first = weekday_of({year, static_cast<std::uint8_t>(month), 1});
  int day = 1 + (weekday - first + 7) % 7;
  const int last = days_in_month(year, month);
  if (n < 0) {
    while (day + 7 <= last) day += 7;
  } else {
    day += 7 * (n - 1);
  }
  return day <= last ? day : 0;
}

}  // namespace

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

/// The year of a month (and day) that was named without it.
std::optional<int> DateResolver::year_for(const DateFields& f, int month, int day,
                                          const TenseCues& tense) const {
  const bool ahead =
      last_ && last_->year && anchor_ && *last_->year > *anchor_->year && tense.past > tense.future;
  const bool of_text = f.integer(F::from) == 1 || narrative_ || ahead;
  if (of_text && last_ && last_->year) {
    // A story goes on: after the autumn comes the spring of the next year.
    if (last_->level >= Level::month && last_->month >= 10 && month <= 3 && narrative_) {
      return *last_->year + (*last_->year == -1 ? 2 : 1);
    }
    return *last_->year;
  }
  if (!anchor_) return std::nullopt;
  const int year = *anchor_->year;
  const int months = month - anchor_->month;
  const int days = day > 0 && anchor_->day > 0 ? day - anchor_->day : 0;
  const bool later = months > 0 || (months == 0 && days > 0);
  const bool forward = tense.future > tense.past;
  const bool backward = tense.past > tense.future;
  if (later && backward) {
    // "was on 30 June" of a text from 28 June is a slip of tense; of one from January is not.
    if (months <= 1 && day > 0 && tense.past < 2 * tense.future + 0.3) return year;
    return months == 0 && day == 0 ? year : year - 1;
  }
  if (!later && forward && (months < -2)) return year + 1;
  if (later && months > 7) return year - 1;
  if (!later && months < -9) return year + 1;
  return year;
}

std::optional<Moment> DateResolver::relative(const DateFields& f) const {
  const auto* found = &base(f);
  // "the next day" after "in 2015": of the day named before that.
  if (f.integer(F::from) == 1 && (f.has(F::dayshift) || f.has(F::weekshift)) && *found &&
      (*found)->level < Level::month && last_day_) {
    found = &last_day_;
  }
  const auto& from = *found;
  if (!from) return std::nullopt;
  if (f.has(F::dayshift)) return shifted(*from, DateUnit::day, f.get(F::dayshift));
  if (f.has(F::weekshift)) {
    return shifted(*from, f.has(F::weekend) ? DateUnit::weekend : DateUnit::week,
                   f.get(F::weekshift));
  }
  if (f.has(F::monthshift)) return shifted(*from, DateUnit::month, f.get(F::monthshift));
  if (f.has(F::yearshift)) return shifted(*from, DateUnit::year, f.get(F::yearshift));
  return std::nullopt;
}

std::optional<ResolvedDate> DateResolver::date(const DateFields& f, const TenseCues& tense) {
  Moment m;
  if (f.has(F::year)) {
    m.year = f.integer(F::year);
  } else if (f.has(F::yy)) {
    Moment near;
    if (f.has(F::near)) near.year = f.integer(F::near);
    int year = full_year(f.integer(F::yy),
                         near.year ? std::optional(near) : (narrative_ && last_ ? last_ : anchor_));
    if (f.has(F::near) && year<*near.year&& * near.year - year> 50) year += 100;
    m.year = year;
  } else if (f.has(F::yearshift)) {
    const auto& from = base(f);
    if (from && from->year) m.year = *from->year + f.integer(F::yearshift);
  } else if (f.has(F::monthshift) && f.has(F::day)) {
    if (const auto month = relative(f)) {
      m.year = month->year;
      m.month = month->month;
    }
  }
  if (f.integer(F::era) == 1 && m.year) m.year = -*m.year;

  if (f.has(F::century)) {
    const int century = f.integer(F::century);
    if (century < 1 || century > 30) return std::nullopt;
    m.level = Level::century;
    m.year = f.integer(F::era) == 1 ? -(century * 100) : (century - 1) * 100;
    return done(m, f, false);
  }
  if (f.has(F::decade)) {
    int decade = f.integer(F::decade);
    if (decade < 100) decade = full_year(decade, narrative_ && last_ ? last_ : anchor_);
    m.level = decade % 10 == 0 ? Level::decade : Level::year;  // "2003's"
    m.year = f.integer(F::era) == 1 ? -decade : decade;
    return done(m, f, false);
  }
  if (f.has(F::easter)) {
    if (!m.year) m.year = year_for(f, 4, 0, tense);
    if (!m.year || *m.year < 1) return std::nullopt;
    const auto days = days_from_civil(easter_sunday(*m.year)) + f.integer(F::easter);
    return done(moment_of(civil_from_days(days)), f);
  }
  if (f.has(F::quarter) || f.has(F::half)) {
    const bool quarter = f.has(F::quarter);
    m.level = quarter ? Level::quarter : Level::half;
    m.number = f.integer(quarter ? F::quarter : F::half);
    if (m.number < 1 || m.number > (quarter ? 4 : 2)) return std::nullopt;
    m.month = quarter ? m.number * 3 - 2 : m.number * 6 - 5;
    if (!m.year) m.year = year_for(f, m.month, 0, tense);
    return done(m, f);
  }
  if (f.has(F::season)) {
    m.level = Level::season;
    m.number = f.integer(F::season);
    static constexpr int kMiddle[] = {0, 4, 7, 10, 1};
    if (m.number < 1 || m.number > 4) return std::nullopt;
    if (!m.year && f.has(F::each)) return done(m, f, false);
    const bool named = m.year.has_value();
    if (!named) m.year = year_for(f, kMiddle[m.number], 0, tense);
    m.month = kMiddle[m.number];
    return done(m, f, named || !narrative_);
  }
  if (f.has(F::week)) {
    if (!m.year && anchor_) m.year = anchor_->year;
    const auto monday = m.year ? monday_of({*m.year, f.integer(F::week)}) : std::nullopt;
    if (!monday) return std::nullopt;
    m = moment_of(*monday);
    m.level = Level::week;
    return done(m, f);
  }
  if (f.has(F::month)) {
    m.month = f.integer(F::month);
    if (m.month < 1 || m.month > 12) return std::nullopt;
  }
  if (f.has(F::day)) m.day = f.integer(F::day);
  if (f.has(F::sign) && m.month > 0 && !m.year) {  // "last March", "12th of October last"
    const auto& from = narrative_ && last_ ? last_ : anchor_;
    if (from && from->year) {
      const bool before =
          m.month < from->month || (m.month == from->month && m.day > 0 && m.day < from->day);
      const bool past = f.get(F::sign) < 0;
      m.year = *from->year + (past ? (before ? 0 : -1) : (m.month > from->month ? 0 : 1));
    }
  }
  // "The season lasts from May to September", with no past or future around: of any year.
  const bool generic = m.day == 0 && !narrative_ && !f.has(F::yearshift) && !f.has(F::sign) &&
                       ((tense.present > 0.05 && tense.past == 0 && tense.future == 0) ||
                        (f.has(F::vague) && tense.past < 0.15));
  if (m.month > 0 && !m.year && !f.has(F::each) && !generic)
    m.year = year_for(f, m.month, m.day, tense);
  if (f.has(F::nth) && f.has(F::weekday) && m.month > 0 && m.year && *m.year > 0) {
    m.day = nth_weekday(*m.year, m.month, f.integer(F::weekday) - 1, f.integer(F::nth));
    if (m.day == 0) return std::nullopt;
  }
  if (m.day > 0 && m.month == 0) {  // "on the 28th"
    const auto& from = last_ && last_->month > 0 && (narrative_ || !anchor_) ? last_ : anchor_;
    if (!from || from->month == 0) {
      m.level = Level::day;
      return done(m, f, false);
    }
    m.year = from->year;
    m.month = from->month;
    if (!narrative_ && anchor_ && tense.past >= tense.future && m.day > anchor_->day) {
      if (const auto earlier = shifted(*from, DateUnit::month, -1)) {
        m.year = earlier->year;
        m.month = earlier->month;
      }
    }
    if (f.has(F::weekday) && m.year && *m.year > 0) {
      // The month near the anchor in which that day falls on that weekday.
      for (const int step : {0, 1, -1, 2, -2, 3}) {
        const auto near = shifted(*from, DateUnit::month, step);
        if (!near || m.day > days_in_month(*near->year, near->month)) continue;
        const CivilDay day{*near->year, static_cast<std::uint8_t>(near->month),
                           static_cast<std::uint8_t>(m.day)};
        if (weekday_of(day) == f.integer(F::weekday) - 1) {
          m.year = near->year;
          m.month = near->month;
          break;
        }
      }
    }
  }
  if (m.day == 29 && m.month == 2 && m.year && !f.has(F::year) && leap_wrong(*m.year, 2, 29)) {
    m.year.reset();
  }
  if (m.day > 0) {
    if (leap_wrong(m.year.value_or(0), m.month, m.day)) return std::nullopt;
    m.level = Level::day;
    return done(m, f);
  }
  if (m.month > 0) {
    m.level = Level::month;
    return done(m, f);
  }
  if (m.year && !f.has(F::dayshift) && !f.has(F::weekshift)) {
    m.level = Level::year;
    return done(m, f);
  }
  if (f.has(F::dayshift) || f.has(F::weekshift) || f.has(F::monthshift) || f.has(F::yearshift)) {
    if (narrative_ && f.integer(F::from) == 0 && !f.has(F::part) && f.has(F::dayshift)) {
      return reference(f.get(F::dayshift));
    }
    if (const auto moved = relative(f))
      return done(*moved, f,
                  (f.integer(F::dayshift) != 0 && !narrative_) || f.integer(F::from) == 1);
    if (f.integer(F::from) == 1 && last_) {
      // "the next day" after a time known only to the month.
      Moment known = *last_;
      known.day = 0;
      known.level = f.has(F::dayshift)     ? Level::day
                    : f.has(F::monthshift) ? Level::month
                                           : Level::none;
      if (known.level != Level::none) {
        if (f.has(F::monthshift)) known.month = 0;
        return done(known, f, false);
      }
    }
    const DateField moved = f.has(F::dayshift)     ? F::dayshift
                            : f.has(F::weekshift)  ? F::weekshift
                            : f.has(F::monthshift) ? F::monthshift
                                                   : F::yearshift;
    return reference(f.get(moved));
  }
  return std::nullopt;
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
    days = tense.past > tense.future ? -back : ahead;
  } else {
    days = tense.future > tense.past + kPastByDefault ? ahead : -back;
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
