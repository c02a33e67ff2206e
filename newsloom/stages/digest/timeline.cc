#include "newsloom/stages/digest/timeline.h"

#include <fmt/format.h>

#include <algorithm>
#include <limits>
#include <map>
#include <set>
#include <tuple>

namespace newsloom::digest {
namespace {

constexpr std::size_t kMaxCompared = 12;
/// Lines of one date that a moment is compared with.
constexpr std::size_t kMaxLinesOfDay = 200;
constexpr double kSameContainment = 0.45;
/// Both events are of one class (both CONSULT): less has to be shared.
constexpr double kSameCodeContainment = 0.3;
/// The clauses alone, of one class: they are short and name the thing.
constexpr double kSameClause = 0.4;
/// Without any name.
constexpr std::size_t kNamelessWords = 4;
constexpr double kNamelessContainment = 0.55;
/// Background dated to a month or a year must be surer than news.
constexpr float kMinCoarseConfidence = kMinTimelineConfidence;
/// A plan and its outcome, told on either side of their day, share their names or a few words.
constexpr double kOutcomeContainment = 0.3;
constexpr double kNamelessOutcome = 0.5;
constexpr std::size_t kOutcomeWords = 2;
/// An undated sentence must tell the same more clearly than a dated one.
constexpr double kSupportContainment = 0.5;
constexpr std::size_t kSupportActors = 2;
constexpr std::size_t kMaxSupports = 2000;

Evidence evidence_of(const View& view, const Moment& moment) {
  return view.evidence(*moment.account, moment.span);
}

bool same_sentence(const Moment& a, const Moment& b) {
  return a.account == b.account && a.sentence == b.sentence && a.sentence != kNoSentence;
}

/// One sentence can tell of two things on one day: "held talks and agreed to swap prisoners".
bool two_events(const Moment& a, const Moment& b) {
  return a.from_event && b.from_event && !a.code.empty() && !b.code.empty() && a.code != b.code &&
         a.status != b.status;
}

bool tells(const Line& line, const Moment& moment, const View& view) {
  const std::size_t count = std::min(line.moments.size(), kMaxCompared);
  for (std::size_t i = 0; i < count; ++i) {
    if (same_sentence(line.moments[i], moment)) return !two_events(line.moments[i], moment);
    if (same_event(line.moments[i], moment, view)) return true;
  }
  return false;
}

using DayLines = std::map<std::pair<std::int64_t, std::int64_t>, std::vector<Line>>;

void place(const View& view, const Moment& moment, DayLines& by_days) {
  auto& lines = by_days[{moment.days->first, moment.days->last}];
  const std::size_t count = std::min(lines.size(), kMaxLinesOfDay);
  const auto home = std::find_if(lines.begin(), lines.begin() + static_cast<std::ptrdiff_t>(count),
                                 [&](const Line& line) { return tells(line, moment, view); });
  if (home != lines.begin() + static_cast<std::ptrdiff_t>(count)) {
    home->moments.push_back(moment);
  } else if (lines.size() < kMaxLinesOfDay) {
    lines.push_back({{}, *moment.days, {moment}});
  }
}

std::vector<Line> lines_of(const View& view, const std::vector<Moment>& all) {
  DayLines by_days;
  for (const Moment& moment : all) {
    if (moment.days) place(view, moment, by_days);
  }
  std::vector<Line> out;
  for (auto& [days, lines] : by_days) {
    for (Line& line : lines) out.push_back(std::move(line));
  }
  return out;
}

/// "After their discussion, Putin said …": on the day of what the sentence before told.
bool follows_on(const Moment& moment) {
  if (moment.days || moment.sentence == kNoSentence || moment.sentence == 0) return false;
  const std::string_view text =
      text_of(moment.account->article(), moment.account->sentences[moment.sentence].span);
  for (const std::string_view start :
       {"After the", "After this", "After that", "Following the", "Following this", "During the",
        "At the meeting", "Afterwards"}) {
    if (text.starts_with(start)) return true;  // "After their", "Following their" among them
  }
  return false;
}

/// Whether an undated or more vaguely dated moment may support the line: told on or after its day.
bool time_fits(const Moment& moment, const Line& line) {
  if (moment.days) return moment.days->contains(line.days) && *moment.days != line.days;
  if (!moment.account->day) return true;
  const bool planned = line.moments.front().status == Status::planned;
  return planned ? *moment.account->day <= line.days.last : *moment.account->day >= line.days.first;
}

/// The moment's sentence names days, and none of them is the line's: it tells of another time.
bool tells_of_another_day(const Moment& moment, const Line& line) {
  if (moment.sentence == kNoSentence) return false;
  const Span sentence = moment.account->sentences[moment.sentence].span;
  bool another = false;
  for (const SettledDate& date : moment.account->dates) {
    if (!sentence.contains(date.span)) continue;
    const auto days = days_of(date.value);
    if (!days || !days->one_day()) continue;
    if (line.days.contains(*days)) return false;
    another = true;
  }
  return another;
}

/// A plan told after the line's day is a plan for the next time.
bool plans_another(const Moment& moment, const Line& line) {
  return moment.status == Status::planned && line.moments.front().status != Status::planned &&
         (!moment.account->anchor() || *moment.account->anchor() > line.days.last);
}

bool supports(const Moment& moment, const Line& line, const View& view) {
  if (!time_fits(moment, line)) return false;
  if (!line.days.one_day() && !moment.days) return false;
  if (plans_another(moment, line) || tells_of_another_day(moment, line)) return false;
  for (std::size_t i = 0; i < std::min(line.moments.size(), kMaxCompared); ++i) {
    const Moment& told = line.moments[i];
    if (told.account == moment.account || !told.from_event) continue;
    const Overlap common = overlap(told.terms, moment.terms, view.lexicon);
    const std::size_t actors = shared(told.actors, moment.actors).size();
    if (actors >= kSupportActors && common.words >= 1 &&
        common.containment >= kSupportContainment) {
      return true;
    }
    // Known to the month here, to the day there.
    if (moment.code.empty() || moment.code != told.code) continue;
    if (actors >= kSupportActors && common.words >= 1) return true;
    const Overlap clause = overlap(told.clause, moment.clause, view.lexicon);
    if (moment.days && clause.words >= 2 && clause.containment >= kSameClause) return true;
  }
  return false;
}

/// The day before the event, an account planned it; the day after, another tells that it happened.
std::optional<std::string> day_of(const Moment& moment) {
  if (!moment.account->day) return std::nullopt;
  return to_string(civil_from_days(*moment.account->day));
}

/// The latest day of an account among the moments; far back where none is known.
std::int64_t last_day(const std::vector<const Moment*>& moments) {
  std::int64_t last = std::numeric_limits<std::int64_t>::min();
  for (const Moment* moment : moments) {
    if (const auto day = moment->account->anchor()) last = std::max(last, *day);
  }
  return last;
}

void set_status(Line& line, const View& view) {
  std::map<Status, std::vector<const Moment*>> by_status;
  for (const Moment& moment : line.moments) by_status[moment.status].push_back(&moment);
  const auto has = [&](Status s) { return by_status.contains(s); };
  TimelineEntry& entry = line.entry;
  entry.status = line.moments.front().status;
  for (const Status s :
       {Status::reported, Status::denied, Status::planned, Status::agreed, Status::happened}) {
    if (has(s)) entry.status = s;
  }
  if (has(Status::denied) && has(Status::happened)) entry.status = Status::reported;
  if (has(Status::denied) && has(Status::planned) && !has(Status::happened) &&
      last_day(by_status[Status::denied]) >= last_day(by_status[Status::planned])) {
    entry.status = Status::denied;  // called off
  }
  if (by_status.size() < 2) return;
  for (const Status s :
       {Status::planned, Status::agreed, Status::reported, Status::denied, Status::happened}) {
    const auto found = by_status.find(s);
    if (found == by_status.end()) continue;
    StatusChange change;
    change.status = s;
    for (const Moment* moment : found->second) {
      const auto day = day_of(*moment);
      if (day && (!change.as_of || *day < *change.as_of)) change.as_of = day;
      const Evidence evidence = evidence_of(view, *moment);
      if (std::find(change.evidence.begin(), change.evidence.end(), evidence) ==
          change.evidence.end()) {
        change.evidence.push_back(evidence);
      }
    }
    entry.history.push_back(std::move(change));
  }
  if (entry.history.size() < 2) entry.history.clear();
}

/// A clause that begins like a sentence and is long enough to be understood alone.
bool reads_alone(const Moment& moment) {
  const std::string_view clause = text_of(moment.account->article(), moment.span);
  const auto spaces = std::count(clause.begin(), clause.end(), ' ');
  return !clause.empty() && !(clause.front() >= 'a' && clause.front() <= 'z') &&
         spaces + 1 >= static_cast<std::ptrdiff_t>(kMinLabelWords);
}

/// The clause where it can stand alone, else its sentence; of background ("… invaded its neighbour
/// in 2022") always the clause, since the sentence is about something else.
std::string label_of(const View& view, const Moment& moment) {
  const Article& article = moment.account->article();
  if (reads_alone(moment)) return clipped(text_of(article, moment.span));
  if (moment.from_event && moment.days && !moment.days->one_day()) {
    const std::string clause = clipped(text_of(article, moment.span));
    const auto spaces = std::count(clause.begin(), clause.end(), ' ');
    if (spaces + 1 >= static_cast<std::ptrdiff_t>(kMinLabelWords)) return "… " + clause;
  }
  return clipped(text_of(article, evidence_of(view, moment).span));
}

const Moment& best_of(const std::vector<Moment>& moments) {
  const auto rank = [](const Moment& m) {
    const Article& article = m.account->article();
    return std::tuple(m.span.field == Field::title, article.kind != ArticleKind::article,
                      !m.from_event, !reads_alone(m), !m.only_date, -m.confidence, m.who.empty());
  };
  return *std::min_element(moments.begin(), moments.end(),
                           [&](const Moment& a, const Moment& b) { return rank(a) < rank(b); });
}

void finish(Line& line, const View& view, const std::vector<Moment>& supporting) {
  TimelineEntry& entry = line.entry;
  const Moment& best = best_of(line.moments);
  entry.date = best.date;
  entry.precision = best.precision;
  entry.label = label_of(view, best);
  set_status(line, view);
  std::set<std::uint32_t> who;
  const auto note = [&](const Moment& moment) {
    const Evidence evidence = evidence_of(view, moment);
    if (std::find(entry.evidence.begin(), entry.evidence.end(), evidence) == entry.evidence.end()) {
      entry.evidence.push_back(evidence);
    }
  };
  note(best);
  for (const Moment& moment : line.moments) {
    note(moment);
    if (moment.from_event == best.from_event) who.insert(moment.who.begin(), moment.who.end());
  }
  for (const std::uint32_t name : who) entry.who.push_back(view.names[name].name);
  const std::size_t dated = independent(view, entry.evidence);
  for (const Moment& moment : supporting) note(moment);
  const std::size_t sources = independent(view, entry.evidence);
  entry.confidence = best.confidence;
  for (std::size_t i = 1; i < sources; ++i) entry.confidence += (1 - entry.confidence) * 0.4F;
  entry.why = fmt::format("{} independent source{}", sources, sources == 1 ? "" : "s");
  if (dated < sources) entry.why += fmt::format(", {} with the date", dated);
  if (!best.from_event) entry.why += "; rests on a dated sentence";
}

bool alike(const Moment& moment, const Line& line, const View& view) {
  return std::any_of(line.moments.begin(), line.moments.end(), [&](const Moment& told) {
    const Overlap common = overlap(told.terms, moment.terms, view.lexicon);
    return common.words >= 1 && common.containment >= kSupportContainment;
  });
}

/// "In 2009 two trains collided", where another account's line has it in August 2009.
bool told_finer(const Line& line, const std::vector<std::vector<Moment>>& supporting,
                const std::vector<Line>& lines, const View& view) {
  if (line.days.one_day()) return false;
  return std::all_of(line.moments.begin(), line.moments.end(), [&](const Moment& moment) {
    for (std::size_t i = 0; i < lines.size(); ++i) {
      if (lines[i].days == line.days) continue;
      for (const Moment& support : supporting[i]) {
        if (support.account == moment.account && support.span == moment.span &&
            support.date == moment.date && alike(moment, lines[i], view)) {
          return true;
        }
      }
    }
    return false;
  });
}

/// Undated moments that go on from a dated one become lines of its day.
void add_followers(const std::vector<Moment>& all,
                   const std::vector<std::vector<Moment>>& supporting, std::vector<Line>& lines) {
  const std::size_t count = lines.size();
  for (const Moment& moment : all) {
    if (!follows_on(moment) || lines.size() >= 2 * kMaxTimelineEntries) continue;
    for (std::size_t i = 0; i < count; ++i) {
      const auto before = [&](const Moment& told) {
        return told.account == moment.account && told.sentence + 1 == moment.sentence;
      };
      const bool told = std::any_of(lines[i].moments.begin(), lines[i].moments.end(), before) ||
                        std::any_of(supporting[i].begin(), supporting[i].end(), before);
      if (!told || !lines[i].days.one_day() ||
          lines[i].moments.front().status != Status::happened) {
        continue;
      }
      Moment dated = moment;
      dated.days = lines[i].days;
      dated.date = lines[i].moments.front().date;
      dated.precision = lines[i].moments.front().precision;
      dated.confidence *= kInferredFactor;
      lines.push_back({{}, *dated.days, {std::move(dated)}});
      break;
    }
  }
}

/// "Parliament will hold a minute's silence on Tuesday", and after it "stood for a minute's
/// silence".
bool is_outcome(const Moment& plan, const Moment& told, const View& view) {
  if (plan.status != Status::planned || told.status != Status::happened) return false;
  if (plan.account == told.account || !told.days || !told.days->one_day()) return false;
  const auto planned_on = plan.account->anchor();
  const auto told_on = told.account->anchor();
  if (!planned_on || !told_on || *planned_on > *told_on || *told_on < told.days->first)
    return false;
  const Overlap common = overlap(plan.terms, told.terms, view.lexicon);
  if (common.words < kOutcomeWords) return false;
  if (!shared(plan.actors, told.actors).empty()) return common.containment >= kOutcomeContainment;
  return common.containment >= kNamelessOutcome;
}

}  // namespace

bool same_event(const Moment& a, const Moment& b, const View& view) {
  if (is_outcome(a, b, view) || is_outcome(b, a, view)) return true;
  const Terms actors = shared(a.actors, b.actors);
  if (actors.empty()) {
    // No name in common (or none recognised): only nearly the same words will do.
    const Overlap words = overlap(a.terms, b.terms, view.lexicon);
    const bool apart = !a.actors.empty() && !b.actors.empty();
    return !apart && a.status == b.status && words.words >= kNamelessWords &&
           words.containment >= kNamelessContainment;
  }
  const bool denied = a.status == Status::denied || b.status == Status::denied;
  const bool same_code = !a.code.empty() && a.code == b.code;
  const bool other_code = !a.code.empty() && !b.code.empty() && a.code != b.code;
  const Overlap common = overlap(a.terms, b.terms, view.lexicon);
  if (denied && a.status != b.status) {
    return common.words > 0 && common.containment >= kSameContainment + 0.1;
  }
  // What a story plans for one day between the same parties is one thing.
  const bool planned = a.status == Status::planned && b.status == Status::planned;
  if (planned && a.days && b.days && a.days->one_day() && actors.size() >= 2) return true;
  if (other_code) return common.words > 0 && common.containment >= kSameContainment + 0.15;
  // Talks of the same parties on one day are one; of other classes a little more must be shared.
  const std::size_t wanted = a.code == "CONSULT" ? 1 : 2;
  if (same_code && actors.size() >= 2 && common.words >= wanted) return true;
  // Events of one class at one place on one day are one: "talks in Istanbul".
  if (same_code && !shared(actors, view.place_terms).empty()) return true;
  if (!a.clause.empty() && !b.clause.empty()) {
    const Overlap clause = overlap(a.clause, b.clause, view.lexicon);
    if (same_code && clause.words > 0 && clause.containment >= kSameClause) return true;
  }
  if (common.words < 1) return false;
  return common.containment >= (same_code ? kSameCodeContainment : kSameContainment);
}

std::vector<Line> timeline(const View& view) {
  const std::vector<Moment> all = moments(view);
  std::vector<Line> lines = lines_of(view, all);
  std::vector<std::vector<Moment>> supporting(lines.size());
  std::size_t supports_left = kMaxSupports;
  for (const Moment& moment : all) {
    if (moment.days && moment.days->one_day()) continue;
    if (supports_left == 0) break;
    --supports_left;
    for (std::size_t i = 0; i < std::min(lines.size(), kMaxLinesOfDay * 2); ++i) {
      if (!supports(moment, lines[i], view)) continue;
      supporting[i].push_back(moment);
      break;
    }
  }
  add_followers(all, supporting, lines);
  supporting.resize(lines.size());
  std::vector<Line> out;
  for (std::size_t i = 0; i < lines.size(); ++i) {
    if (told_finer(lines[i], supporting, lines, view)) continue;
    finish(lines[i], view, supporting[i]);
    const float floor = lines[i].days.one_day() ? kMinTimelineConfidence : kMinCoarseConfidence;
    if (lines[i].entry.confidence >= floor) out.push_back(std::move(lines[i]));
  }
  std::stable_sort(out.begin(), out.end(), [](const Line& a, const Line& b) {
    return std::pair(a.days.first, a.days.last) < std::pair(b.days.first, b.days.last);
  });
  if (out.size() > kMaxTimelineEntries) {
    // The least told go first; the order by date stays.
    std::vector<float> by_confidence;
    by_confidence.reserve(out.size());
    for (const Line& line : out) by_confidence.push_back(line.entry.confidence);
    std::nth_element(by_confidence.begin(),
                     by_confidence.begin() + static_cast<std::ptrdiff_t>(kMaxTimelineEntries),
                     by_confidence.end(), std::greater<>());
    const float floor = by_confidence[kMaxTimelineEntries];
    std::erase_if(out, [&](const Line& line) { return line.entry.confidence <= floor; });
  }
  return out;
}

}  // namespace newsloom::digest
