#pragma once
// From what a rule matched to a value: fills in what the writer left out, from the day of
// publication, from earlier dates of the text, and from tense.

#include <optional>
#include <string>

#include "newsloom/core/annotations.h"
#include "newsloom/stages/annotate/dates_match.h"
#include "newsloom/stages/annotate/dates_tense.h"
#include "newsloom/stages/annotate/dates_value.h"

namespace newsloom::annotate {

struct ResolvedDate {
  DateType type = DateType::date;
  std::string value;
  DatePrecision precision = DatePrecision::unknown;
};

/// How much more the future must weigh than the past before a weekday lies ahead.
inline constexpr double kPastByDefault = 0.05;

/// Keeps the thread of times through one text.
class DateResolver {
 public:
  /// `anchor`: when the text was written, if known. `narrative`: the text tells of times long
  /// before it was written (history, lives), so that dates follow one another.
  DateResolver(std::optional<Moment> anchor, bool narrative)
      : anchor_(anchor), narrative_(narrative) {}

  /// Nothing where the words turn out to be no time.
  [[nodiscard]] std::optional<ResolvedDate> resolve(const DateMatch& match, const TenseCues& tense);

 private:
  [[nodiscard]] std::optional<ResolvedDate> date(const DateFields& f, const TenseCues& tense);
  [[nodiscard]] Moment with_year(const DateFields& f) const;
  [[nodiscard]] std::optional<ResolvedDate> coarse(const DateFields& f, Moment m,
                                                   const TenseCues& tense);
  void name_year(const DateFields& f, Moment& m) const;
  [[nodiscard]] bool name_month(const DateFields& f, Moment& m, const TenseCues& tense) const;
  [[nodiscard]] std::optional<ResolvedDate> moved(const DateFields& f);
  [[nodiscard]] std::optional<ResolvedDate> weekday(const DateFields& f, const TenseCues& tense);
  [[nodiscard]] std::optional<ResolvedDate> shift(const DateFields& f, const TenseCues& tense);
  [[nodiscard]] std::optional<ResolvedDate> duration(const DateFields& f) const;
  [[nodiscard]] std::optional<ResolvedDate> set(const DateFields& f) const;
  [[nodiscard]] std::optional<ResolvedDate> time(const DateFields& f);
  [[nodiscard]] std::optional<Moment> relative(const DateFields& f) const;
  [[nodiscard]] std::optional<int> year_for(const DateFields& f, int month, int day,
                                            const TenseCues& tense) const;
  [[nodiscard]] const std::optional<Moment>& base(const DateFields& f) const;
  [[nodiscard]] bool follows(const Moment& moment);
  [[nodiscard]] ResolvedDate done(Moment moment, const DateFields& f, bool remember = true);

  std::optional<Moment> anchor_;
  std::optional<Moment> last_;      ///< the latest time the text spoke of
  std::optional<Moment> last_day_;  ///< the latest known to the day
  std::optional<int> aside_;        ///< the latest lone year that did not fit
  bool narrative_ = false;
};

/// PAST_REF, PRESENT_REF or FUTURE_REF, by sign.
[[nodiscard]] ResolvedDate reference(double which);

/// Puts the time of day that the fields name into `moment`; false: none named.
bool add_time(const DateFields& f, Moment& moment);

}  // namespace newsloom::annotate
