#pragma once
// Which event of a sentence a date belongs to, and which events take the date of the sentence
// before. English only: by grammar where there is a parse, by nearness elsewhere.

#include <vector>

#include "newsloom/core/annotations.h"
#include "newsloom/stages/annotate/analysis.h"
#include "newsloom/stages/annotate/events_triggers.h"

namespace newsloom::annotate {

struct DatedTrigger {
  Trigger trigger;
  const DateExpr* date = nullptr;
};

/// A date on a calendar, its year known or not ("XXXX-05-16", "XXXX-WXX-3"); no duration, no "now".
[[nodiscard]] bool on_calendar(const DateExpr& date);

/// Whether the date is that of a plan which the sentence says was given up or put off: "called off
/// a trip planned for |Friday|", "|Friday|'s fair has been cancelled".
[[nodiscard]] bool is_called_off(const Words& text, const Sentence& sentence, const DateExpr& date);

/// "is planned for the second half of |April|"
[[nodiscard]] bool is_arranged(const Words& text, const Sentence& sentence, const DateExpr& date);

/// Gives each date of the sentence to one trigger, or to several that share it ("found … guilty and
/// sentenced"). `found` and `dates` are by place.
void attach_dates(const Words& text, const Sentence& sentence, const std::vector<DateExpr>& dates,
                  std::vector<DatedTrigger>& found);

/// The date that runs on from sentence to sentence: "The talks were held on May 16. The two sides
/// agreed to swap prisoners."
class DateThread {
 public:
  explicit DateThread(const Words& text) : text_(text) {}

  /// Called for every sentence, in order; `dated` are its events with a date that was read.
  void next(const Sentence& sentence, const std::vector<DatedTrigger>& found,
            const std::vector<DateExpr>& dates);
  /// Whether the sentence itself counts from the one before: "a week later".
  [[nodiscard]] bool counts_on() const { return offered_ != nullptr && counts_on_; }
  /// The date that an event of the sentence last passed takes over; nullptr: none.
  [[nodiscard]] const DateExpr* for_event(const Trigger& trigger) const;

 private:
  [[nodiscard]] bool goes_on(const Sentence& sentence) const;
  [[nodiscard]] bool within_day(std::vector<DateExpr>::const_iterator first,
                                std::vector<DateExpr>::const_iterator last) const;

  const Words& text_;
  const DateExpr* date_ = nullptr;     ///< of the sentences before
  const DateExpr* offered_ = nullptr;  ///< to the events of this one
  bool counts_on_ = false;
  bool quoted_ = false;  ///< the date was named inside a quotation
  std::uint32_t paragraph_ = 0;
  int age_ = 0;  ///< sentences since the date was named
};

}  // namespace newsloom::annotate
