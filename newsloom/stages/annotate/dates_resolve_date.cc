// Calendar expressions: the part of DateResolver that knows months, quarters, seasons and years.

#include <cmath>
#include <cstdlib>

#include "newsloom/stages/annotate/dates_resolve.h"

namespace newsloom::annotate {
namespace {

/// What was planned for a month without its year lies at most this many months ahead.
constexpr int kPlannedMonths = 6;

/// So much more for the future than for the past, and no month to come is too far.
constexpr double kSureFuture = 2;

using F = DateField;
using Level = Moment::Level;

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

/// The year of a month (and day) that was named without it.
std::optional<int> DateResolver::year_for(const DateFields& f, int month, int day,
                                          const TenseCues& tense) const {
  const bool ahead = last_ && last_->year && anchor_ && *last_->year > *anchor_->year + 1 &&
                     tense.past > tense.future;
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
  // "Was due in August", told in June, is of this year.
  if (later && tense.nearer > 0 && months <= kPlannedMonths) return year;
  if (later && backward) {
    // "was on 30 June" of a text from 28 June is a slip of tense; of one from January is not.
    if (months <= 1 && day > 0 && tense.past < 2 * tense.future + 0.3) return year;
    return months == 0 && day == 0 ? year : year - 1;
  }
  if (!later && forward && (months < -2)) return year + 1;
  const bool planned = tense.future > tense.past + kSureFuture;
  if (later && months > 7 && !planned) return year - 1;
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

/// What the words say of the year; nothing where they leave it out.
Moment DateResolver::with_year(const DateFields& f) const {
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
  return m;
}

/// Centuries, decades, quarters, seasons and weeks.
std::optional<ResolvedDate> DateResolver::coarse(const DateFields& f, Moment m,
                                                 const TenseCues& tense) {
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
  return std::nullopt;
}

/// "last March", "12th of October last".
void DateResolver::name_year(const DateFields& f, Moment& m) const {
  if (!f.has(F::sign) || m.month == 0 || m.year) return;
  const auto& from = narrative_ && last_ ? last_ : anchor_;
  if (from && from->year) {
    const bool before =
        m.month < from->month || (m.month == from->month && m.day > 0 && m.day < from->day);
    const bool past = f.get(F::sign) < 0;
    m.year = *from->year + (past ? (before ? 0 : -1) : (m.month > from->month ? 0 : 1));
  }
}

/// "on the 28th": the month of the story, or of the anchor; false where no month is known.
bool DateResolver::name_month(const DateFields& f, Moment& m, const TenseCues& tense) const {
  const auto& from = last_ && last_->month > 0 && (narrative_ || !anchor_) ? last_ : anchor_;
  if (!from || from->month == 0) return false;
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
  return true;
}

/// "the next day", "last year", "that month".
std::optional<ResolvedDate> DateResolver::moved(const DateFields& f) {
  if (narrative_ && f.integer(F::from) == 0 && !f.has(F::part) && f.has(F::dayshift)) {
    return reference(f.get(F::dayshift));
  }
  if (const auto moved = relative(f))
    return done(*moved, f, (f.integer(F::dayshift) != 0 && !narrative_) || f.integer(F::from) == 1);
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

std::optional<ResolvedDate> DateResolver::date(const DateFields& f, const TenseCues& tense) {
  Moment m = with_year(f);
  for (const F field :
       {F::century, F::decade, F::easter, F::quarter, F::half, F::season, F::week}) {
    if (f.has(field)) return coarse(f, m, tense);
  }
  if (f.has(F::month)) {
    m.month = f.integer(F::month);
    if (m.month < 1 || m.month > 12) return std::nullopt;
  }
  if (f.has(F::day)) m.day = f.integer(F::day);
  name_year(f, m);
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
  if (m.day > 0 && m.month == 0 && !name_month(f, m, tense)) {
    m.level = Level::day;
    return done(m, f, false);
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
  for (const F field : {F::dayshift, F::weekshift, F::monthshift, F::yearshift}) {
    if (f.has(field)) return moved(f);
  }
  return std::nullopt;
}

}  // namespace newsloom::annotate
