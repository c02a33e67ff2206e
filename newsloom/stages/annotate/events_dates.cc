#include "newsloom/stages/annotate/events_dates.h"

#include <algorithm>
#include <array>
#include <optional>
#include <string>

#include "newsloom/core/text/normalize.h"
#include "newsloom/stages/annotate/plan_words.h"

namespace newsloom::annotate {
namespace {

/// What a trigger that the parse puts over the date gains over a nearer one.
constexpr int kGovernorBonus = 14;
/// From the date up to its verb.
constexpr int kMaxSteps = 6;
/// A date line stands this near the top.
constexpr std::uint32_t kLedeBytes = 200;
/// Sentences after the one with the date that may take it over.
constexpr int kMaxAge = 2;

/// Verbs that only say that their subject took place.
constexpr auto kTakesPlace = std::to_array<std::string_view>({
    "start",  "starts",   "started",   "begin",  "begins",   "began",     "begun",     "open",
    "opens",  "opened",   "end",       "ends",   "ended",    "take",      "takes",     "took",
    "taken",  "happened", "happen",    "resume", "resumes",  "resumed",   "conclude",  "concluded",
    "follow", "followed", "collapsed", "failed", "continue", "continued", "scheduled", "planned",
});

/// Words with which a sentence speaks of what the one before told.
constexpr auto kReferring = std::to_array<std::string_view>({
    "he",      "she",    "it",    "they",       "the",     "both",    "but",
    "this",    "these",  "that",  "his",        "her",     "their",   "its",
    "there",   "during", "after", "afterwards", "then",    "later",   "following",
    "neither", "and",    "also",  "hours",      "minutes", "days",    "weeks",
    "two",     "three",  "a",     "pursuant",   "at",      "however", "although",
});

bool is_conjunct(const Words& text, std::uint32_t child, std::uint32_t head) {
  const Word& word = text.words[child];
  return word.head == head && word.deprel == Deprel::conj;
}

/// "A dam burst on Tuesday, |killing| 40": goes with its main verb.
bool is_result(const Words& text, std::uint32_t child, std::uint32_t head) {
  const Word& word = text.words[child];
  return word.head == head && word.deprel == Deprel::advcl && word.lower.ends_with("ing") &&
         child > head;
}

class Attacher {
 public:
  Attacher(const Words& text, const Sentence& sentence, std::vector<DatedTrigger>& found)
      : text_(text), sentence_(sentence), found_(found) {}

  void attach(const DateExpr& date, std::uint32_t first, std::uint32_t last) {
    if (date.precision >= DatePrecision::year && names_kind(first, last)) return;
    if (only_compares(first, last) || is_dateline(first, last)) return;
    if (DatedTrigger* event = told_of(first, last)) {
      event->date = &date;
      return;
    }
    const std::optional<std::size_t> best = nearest(first, last);
    if (!best) return;
    DatedTrigger& event = found_[*best];
    if (event.date == nullptr || date.precision < event.date->precision) event.date = &date;
  }

  /// "held |talks| on May 16", "shot and |killed| in July": one event, the date is the first one's.
  void join_light_verbs() {
    constexpr std::uint32_t kNear = 6;
    constexpr std::uint32_t kCoordinated = 2;
    for (std::size_t i = 0; i + 1 < found_.size(); ++i) {
      DatedTrigger& first = found_[i];
      DatedTrigger& second = found_[i + 1];
      if (first.date != nullptr || second.date == nullptr || first.trigger.code.empty()) continue;
      if (first.trigger.part != TriggerPart::verb || first.trigger.code != second.trigger.code) {
        continue;
      }
      const std::uint32_t apart = second.trigger.word - first.trigger.word;
      const bool object = second.trigger.part == TriggerPart::noun && apart <= kNear;
      if (!object && apart > kCoordinated) continue;
      std::swap(first.date, second.date);
    }
  }

  /// "An |inquiry| into the collapse will start on Monday": the date is the noun's.
  void join_taking_place() {
    constexpr std::uint32_t kNear = 9;
    for (std::size_t i = 0; i < found_.size(); ++i) {
      DatedTrigger& verb = found_[i];
      if (verb.date == nullptr || !verb.trigger.code.empty()) continue;
      if (!one_of(kTakesPlace, text_.words[verb.trigger.word].lower)) continue;
      for (std::size_t k = 0; k < i; ++k) {
        DatedTrigger& noun = found_[k];
        if (noun.trigger.part != TriggerPart::noun || noun.date != nullptr) continue;
        if (noun.trigger.code.empty() || verb.trigger.word - noun.trigger.word > kNear) continue;
        if (text_.words[verb.trigger.word].head != kNoHead &&
            text_.words[noun.trigger.word].head != verb.trigger.word) {
          continue;
        }
        noun.date = verb.date;
        noun.trigger.status = verb.trigger.status;
        verb.date = nullptr;
        break;
      }
    }
  }

  /// "found … guilty and sentenced him on Tuesday", "burst on Tuesday, killing 40".
  void share() {
    for (DatedTrigger& event : found_) {
      if (event.date != nullptr || event.trigger.code.empty()) continue;
      if (event.trigger.part != TriggerPart::verb) continue;
      const std::uint32_t at = event.trigger.word;
      for (const DatedTrigger& other : found_) {
        if (other.date == nullptr || other.trigger.quoted != event.trigger.quoted) continue;
        const std::uint32_t to = other.trigger.word;
        const bool same =
            is_conjunct(text_, at, to) || is_conjunct(text_, to, at) || is_result(text_, at, to);
        const bool leads = is_root(at) && leading_occasion(other.trigger);
        if (leads || (same && other.trigger.status == event.trigger.status)) {
          event.date = other.date;
          break;
        }
      }
    }
  }

 private:
  /// "its |2024| profit", "the 2023 report": a year that tells which, not when.
  bool names_kind(std::uint32_t first, std::uint32_t last) const {
    if (!text_.analysis->has_syntax || first != last || last + 1 >= sentence_.last) return false;
    const Word& next = text_.words[last + 1];
    if (next.upos != Upos::noun || next.mark != 0) return false;
    if (text_.words[last].head != last + 1) return false;
    return std::none_of(found_.begin(), found_.end(),
                        [&](const DatedTrigger& event) { return event.trigger.word == last + 1; });
  }

  /// "postponed |to November|" and "in March, |when| a test failed" name their trigger.
  DatedTrigger* told_of(std::uint32_t first, std::uint32_t last) {
    constexpr std::uint32_t kNear = 4;
    const std::uint32_t low = first > sentence_.first + kNear ? first - kNear : sentence_.first;
    const bool target = first > sentence_.first && (text_.words[first - 1].lower == "to" ||
                                                    text_.words[first - 1].lower == "until");
    const bool when = last + 2 < sentence_.last && text_.words[last + 1].mark == ',' &&
                      text_.words[last + 2].lower == "when";
    for (DatedTrigger& event : found_) {
      const std::uint32_t at = event.trigger.word;
      if (target && at >= low && at < first && one_of(kCallsOff, text_.words[at].lower)) {
        event.trigger.status = Status::planned;
        return &event;
      }
      if (when && at > last && event.trigger.part == TriggerPart::verb) return &event;
    }
    return nullptr;
  }

  /// "the heaviest rainfall since |1994|": how rare it is, not when it was.
  bool only_compares(std::uint32_t first, std::uint32_t last) const {
    constexpr std::uint32_t kReach = 12;
    if (first == sentence_.first || text_.words[first - 1].lower != "since") return false;
    if (last + 2 < sentence_.last && text_.words[last + 1].mark == ',' &&
        text_.words[last + 2].lower == "when") {
      return false;
    }
    const std::uint32_t low = first > sentence_.first + kReach ? first - kReach : sentence_.first;
    for (std::uint32_t i = low; i < first; ++i) {
      const Word& word = text_.words[i];
      if (word.mark == ',') return false;
      if (word.lower == "first" || word.lower == "worst" || word.lower == "most" ||
          word.lower == "least" || word.lower == "best" || word.lower == "lowest" ||
          (word.upos == Upos::adj && word.lower.size() > 5 && word.lower.ends_with("est"))) {
        return true;
      }
    }
    return false;
  }

  /// "PORT MARRIN, Nov 4 (Agency) -": the day of the report.
  bool is_dateline(std::uint32_t first, std::uint32_t last) const {
    constexpr std::uint32_t kFromTop = 9;
    if (sentence_.paragraph == kTitleParagraph || first > sentence_.first + kFromTop) return false;
    if (sentence_.span.begin > kLedeBytes || last + 1 >= sentence_.last) return false;
    if (!text_.words[sentence_.first].upper) return false;
    const std::string& next = text_.words[last + 1].lower;
    const bool opens = next == "(" || next == "-" || next == "--" || next == "–" || next == "—";
    for (std::uint32_t i = sentence_.first; opens && i < first; ++i) {
      if (text_.words[i].upos == Upos::verb || text_.words[i].upos == Upos::aux) return false;
    }
    return opens;
  }

  bool is_root(std::uint32_t at) const {
    return text_.analysis->has_syntax && text_.words[at].head == kNoHead;
  }

  /// "During |talks| in Istanbul on May 16, the two sides agreed": the occasion of what follows.
  bool leading_occasion(const Trigger& noun) const {
    constexpr std::uint32_t kReach = 8;
    if (noun.part != TriggerPart::noun || noun.word - sentence_.first > kReach) return false;
    const std::string& first = text_.words[sentence_.first].lower;
    return first == "during" || first == "at" || first == "in";
  }

  /// "Staff will walk out on Friday, their union |said|": not over that date.
  bool said_behind(const Trigger& trigger, std::uint32_t date) const {
    constexpr std::uint32_t kLeading = 3;
    if (!trigger.speech || trigger.word < date || date < sentence_.first + kLeading) return false;
    for (std::uint32_t i = date; i < trigger.word; ++i) {
      if (text_.words[i].mark == ',') return true;
    }
    return false;
  }

  /// The nearest word over the date that is a trigger, by the parse.
  std::optional<std::uint32_t> governor(std::uint32_t date) const {
    if (!text_.analysis->has_syntax) return std::nullopt;
    std::uint32_t at = date;
    for (int step = 0; step < kMaxSteps; ++step) {
      const std::uint32_t head = text_.words[at].head;
      if (head == kNoHead || head < sentence_.first || head >= sentence_.last) return std::nullopt;
      at = head;
      for (const DatedTrigger& event : found_) {
        if (event.trigger.word == at && !said_behind(event.trigger, date)) return at;
      }
    }
    return std::nullopt;
  }

  std::optional<std::size_t> nearest(std::uint32_t word, std::uint32_t last) const {
    constexpr std::size_t kLooked = 6;
    std::size_t next = 0;
    while (next < found_.size() && found_[next].trigger.word < word) ++next;
    const std::optional<std::uint32_t> over = governor(last);
    std::optional<std::size_t> best;
    int best_cost = 0;
    const std::size_t begin = next > kLooked ? next - kLooked : 0;
    const std::size_t end = std::min(found_.size(), next + kLooked);
    const bool leads = word <= sentence_.first + 2;
    for (std::size_t i = begin; i < end; ++i) {
      const int cost =
          cost_of(i, word, leads) - (over && *over == found_[i].trigger.word ? kGovernorBonus : 0);
      if (!best || cost < best_cost) {
        best = i;
        best_cost = cost;
      }
    }
    return best;
  }

  /// How far a trigger stands from the date, rather before it than after it.
  int cost_of(std::size_t i, std::uint32_t word, bool leads) const {
    const std::uint32_t at = found_[i].trigger.word;
    const bool after = at > word;
    int cost = after ? static_cast<int>(at - word) + (leads ? 0 : 5) : static_cast<int>(word - at);
    for (std::uint32_t k = std::min(at, word); k < std::max(at, word); ++k) {
      const Word& between = text_.words[k];
      if (between.mark == ',') cost += leads ? 1 : 4;
      if (between.mark == ';' || between.mark == '"') cost += 6;
      if (!after && k > at && (between.is(kRelative) || between.lower == "that")) cost += 3;
    }
    if (found_[i].trigger.weight == 0) cost += 2;
    return cost;
  }

  const Words& text_;
  const Sentence& sentence_;
  std::vector<DatedTrigger>& found_;
};

/// Dates of a sentence: both lists are by place.
auto dates_of(const std::vector<DateExpr>& dates, const Sentence& sentence) {
  const Span from{sentence.span.begin, sentence.span.begin, sentence.span.field};
  const auto first = std::lower_bound(dates.begin(), dates.end(), from,
                                      [](const DateExpr& d, const Span& s) { return d.span < s; });
  auto last = first;
  while (last != dates.end() && sentence.span.contains(last->span)) ++last;
  return std::pair(first, last);
}

}  // namespace

bool on_calendar(const DateExpr& date) {
  if (date.type != DateType::date && date.type != DateType::time) return false;
  if (date.precision >= DatePrecision::decade) return false;
  if (date.value.size() >= 4 && date.value[0] >= '0' && date.value[0] <= '9') return true;
  return date.value.size() >= 7 && date.value.starts_with("XXXX-") &&
         (date.precision <= DatePrecision::month);
}

bool is_arranged(const Words& text, const Sentence& sentence, const DateExpr& date) {
  std::uint32_t first = sentence.first;
  while (first < sentence.last && text.words[first].span.end <= date.span.begin) ++first;
  if (first < sentence.first + 3 || first >= sentence.last) return false;
  std::uint32_t at = first - 1;  // over "the second half of"
  while (at > sentence.first + 2 && first - at < 6 && !one_of(kArranged, text.words[at].lower))
    --at;
  if (!one_of(kArranged, text.words[at].lower)) return false;
  const std::string& helper = text.words[at - 1].lower;
  return helper == "is" || helper == "are" || helper == "'s";
}

bool is_called_off(const Words& text, const Sentence& sentence, const DateExpr& date) {
  constexpr std::uint32_t kFar = 12;
  std::uint32_t first = sentence.first;
  while (first < sentence.last && text.words[first].span.end <= date.span.begin) ++first;
  std::uint32_t last = first;
  while (last < sentence.last && text.words[last].span.begin < date.span.end) ++last;
  if (first >= sentence.last) return false;
  const std::string& preposition =
      first > sentence.first ? text.words[first - 1].lower : text.words[first].lower;
  if (preposition == "until" || preposition == "till" || preposition == "from") return false;
  // The day is the plan's, not the one on which it was called off: "planned for Friday",
  // "Friday's".
  const auto before = [&](std::uint32_t n) -> const std::string& {
    static const std::string none;
    return first >= sentence.first + n ? text.words[first - n].lower : none;
  };
  const bool planned = one_of(kArranged, before(2)) || one_of(kArranged, before(1));
  const bool possessive =
      last < sentence.last && (text.words[last].lower == "'s" || text.words[last].lower == "’s");
  const bool kind = last < sentence.last && text.words[last].upos == Upos::noun &&
                    text.analysis->has_syntax && text.words[last - 1].head == last;
  if (!planned && !possessive && !kind) return false;
  const std::uint32_t low = first > sentence.first + kFar ? first - kFar : sentence.first;
  const std::uint32_t high = std::min(sentence.last, last + kFar);
  for (std::uint32_t i = low; i < high; ++i) {
    const std::string& word = text.words[i].lower;
    const bool off = i + 1 < high && text.words[i + 1].lower == "off";
    const bool verb =
        one_of(kCallsOff, word) ||
        (off && (word == "called" || word == "calls" || word == "call" || word == "put"));
    if (!verb) continue;
    // "has not been called off", "postponed to Friday": no.
    const bool denied = (i > low && text.words[i - 1].lower == "not") ||
                        (i > low + 1 && text.words[i - 2].lower == "not");
    if (!denied) return true;
  }
  return false;
}

void attach_dates(const Words& text, const Sentence& sentence, const std::vector<DateExpr>& dates,
                  std::vector<DatedTrigger>& found) {
  Attacher attacher(text, sentence, found);
  std::uint32_t word = sentence.first;
  const auto [first, last] = dates_of(dates, sentence);
  for (auto date = first; date != last; ++date) {
    while (word < sentence.last && text.words[word].span.end <= date->span.begin) ++word;
    if (word >= sentence.last) break;
    if (!on_calendar(*date)) continue;
    std::uint32_t end = word;
    while (end + 1 < sentence.last && text.words[end + 1].span.begin < date->span.end) ++end;
    attacher.attach(*date, word, end);
  }
  attacher.join_light_verbs();
  attacher.join_taking_place();
  attacher.share();
}

bool DateThread::goes_on(const Sentence& sentence) const {
  std::uint32_t at = sentence.first;
  while (at < sentence.last && !text_.words[at].letter) ++at;
  if (at >= sentence.last) return false;
  if (sentence.paragraph != paragraph_) {
    // Into the next paragraph only with a word that says so.
    for (std::uint32_t i = at; i < sentence.last && i < at + 16; ++i) {
      if (text_.words[i].lower == "also") return true;
    }
    return false;
  }
  return one_of(kReferring, text_.words[at].lower);
}

/// "an hour later", "minutes later": of the same day.
bool DateThread::within_day(std::vector<DateExpr>::const_iterator first,
                            std::vector<DateExpr>::const_iterator last) const {
  return std::any_of(first, last, [&](const DateExpr& date) {
    const std::string words = folded(text_.analysis->text(date.span));
    return words.find("hour") != std::string::npos || words.find("minute") != std::string::npos;
  });
}

void DateThread::next(const Sentence& sentence, const std::vector<DatedTrigger>& found,
                      const std::vector<DateExpr>& dates) {
  offered_ = nullptr;
  const auto [first, last] = dates_of(dates, sentence);
  const bool own = std::any_of(first, last, [](const DateExpr& d) { return on_calendar(d); });
  if (sentence.heading || sentence.paragraph == kTitleParagraph) {
    date_ = nullptr;
    return;
  }
  if (!own) {
    ++age_;
    // "… a week later", "the following month": told from the date before.
    const bool later = std::any_of(first, last, [](const DateExpr& d) {
      return d.type == DateType::date && d.value == "FUTURE_REF";
    });
    const bool here = later && sentence.paragraph == paragraph_;
    counts_on_ = here;
    // "Three days later" is not that day; "the following month" of a year is in it, mostly.
    const bool another = later && date_ != nullptr && date_->precision <= DatePrecision::week &&
                         !within_day(first, last);
    if (date_ != nullptr && !another && age_ <= kMaxAge && (here || goes_on(sentence))) {
      offered_ = date_;
    } else {
      date_ = nullptr;
    }
    paragraph_ = sentence.paragraph;
    return;
  }
  date_ = nullptr;
  for (const DatedTrigger& event : found) {
    if (event.date == nullptr || event.trigger.status != Status::happened) continue;
    if (event.date->precision > DatePrecision::year) continue;
    // "The May 16 talks were the first since the war began in 2022": the finest date goes on.
    if (date_ != nullptr && date_->precision < event.date->precision) continue;
    date_ = event.date;
    quoted_ = event.trigger.quoted;
  }
  age_ = 0;
  paragraph_ = sentence.paragraph;
}

const DateExpr* DateThread::for_event(const Trigger& trigger) const {
  const bool open = trigger.status == Status::happened || trigger.status == Status::agreed;
  if (offered_ == nullptr || !open || trigger.quoted != quoted_) return nullptr;
  std::uint32_t at = trigger.word;
  if (trigger.part != TriggerPart::verb) {
    // "It resulted in the |exchange| of prisoners": the verb tells when.
    if (trigger.part != TriggerPart::noun || !text_.analysis->has_syntax) return nullptr;
    for (int step = 0; step < kMaxSteps && text_.words[at].upos != Upos::verb; ++step) {
      if (text_.words[at].head == kNoHead) return nullptr;
      at = text_.words[at].head;
    }
  }
  if (text_.analysis->has_tags && text_.analysis->tokens[at].form != WordForm::past &&
      text_.analysis->tokens[at].form != WordForm::participle) {
    return nullptr;
  }
  // "had warned" lies before, "has offered" after.
  for (std::uint32_t i = at > 4 ? at - 4 : 0; i < at; ++i) {
    const std::string& word = text_.words[i].lower;
    if (word == "had" || word == "has" || word == "have" || word == "'d" || word == "'ve") {
      return nullptr;
    }
  }
  return offered_;
}

}  // namespace newsloom::annotate
