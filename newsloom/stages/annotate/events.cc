#include "newsloom/stages/annotate/events.h"

#include <algorithm>
#include <optional>
#include <set>

#include "newsloom/stages/annotate/events_triggers.h"
#include "newsloom/stages/annotate/name_mentions.h"

namespace newsloom::annotate {
namespace {

/// A trigger of this weight makes an event without a date.
constexpr int kMinWeight = 4;
constexpr std::uint32_t kMaxLabelWords = 14;
constexpr std::uint32_t kMaxObjectWords = 7;
constexpr std::uint32_t kMaxWhomReach = 16;

bool has_day(const DateExpr& date) {
  if (date.type != DateType::date && date.type != DateType::time) return false;
  switch (date.precision) {
    case DatePrecision::second:
    case DatePrecision::minute:
    case DatePrecision::hour:
    case DatePrecision::part_of_day:
    case DatePrecision::day:
    case DatePrecision::week:
    case DatePrecision::month:
    case DatePrecision::season:
    case DatePrecision::quarter:
    case DatePrecision::year: break;
    default: return false;
  }
  return date.value.size() >= 4 && date.value[0] >= '0' && date.value[0] <= '9';
}

class Builder {
 public:
  Builder(const Words& text, const Annotations& so_far, const EventResources& resources)
      : analysis_(*text.analysis),
        so_far_(so_far),
        resources_(resources),
        text_(text),
        mentions_(name_mentions(text_, so_far.names)) {
    if (const auto time = time_of(*analysis_.article)) today_ = to_string(time->local_day());
  }

  std::vector<Event> all() {
    for (const Sentence& sentence : analysis_.sentences) {
      if (sentence.first < sentence.last) read(sentence);
    }
    std::stable_sort(out_.begin(), out_.end(),
                     [](const Event& a, const Event& b) { return a.trigger < b.trigger; });
    return std::move(out_);
  }

 private:
  struct Dated {
    Trigger trigger;
    const DateExpr* date = nullptr;
  };

  void read(const Sentence& sentence) {
    const Unit unit{
        {sentence.first, sentence.last}, sentence.paragraph, sentence.span.field == Field::title};
    const Clauses clauses(text_, unit);
    std::vector<Dated> found;
    for (Trigger& trigger : triggers(text_, unit, resources_))
      found.push_back({std::move(trigger)});
    if (found.empty()) return;
    attach_dates(sentence, found);
    join_light_verbs(found);
    const std::optional<std::size_t> main = main_event(found);
    bool any = false;
    for (std::size_t i = 0; i < found.size(); ++i) {
      const Dated& event = found[i];
      const bool dated = event.date != nullptr && !event.trigger.speech;
      if (i != main && !dated) continue;
      any = true;
      add(event, unit, clauses);
    }
    const bool weak =
        main && found[*main].trigger.part == TriggerPart::noun && found[*main].date == nullptr;
    if (any && !weak) return;
    // Nothing but "he said on Monday": the saying is the event.
    for (const Dated& event : found) {
      if (event.date == nullptr || event.trigger.quoted) continue;
      add(event, unit, clauses);
      return;
    }
  }

  // --- dates -----------------------------------------------------------------------------------

  /// Each date goes to the trigger nearest to it, rather one before it than one after it.
  void attach_dates(const Sentence& sentence, std::vector<Dated>& found) {
    const Span from{sentence.span.begin, sentence.span.begin, sentence.span.field};
    auto date = std::lower_bound(so_far_.dates.begin(), so_far_.dates.end(), from,
                                 [](const DateExpr& d, const Span& s) { return d.span < s; });
    std::uint32_t word = sentence.first;
    std::size_t next = 0;  // first trigger after the date: both lists are by place
    for (; date != so_far_.dates.end() && sentence.span.contains(date->span); ++date) {
      while (word < sentence.last && text_.words[word].span.end <= date->span.begin) ++word;
      if (!has_day(*date)) continue;
      while (next < found.size() && found[next].trigger.word < word) ++next;
      const std::optional<std::size_t> best = nearest(found, next, word, sentence.first);
      if (!best) continue;
      Dated& event = found[*best];
      if (event.date == nullptr || finer(*date, *event.date)) event.date = &*date;
    }
  }

  /// "held |talks| on May 16", "shot and |killed| in July": one event, the date is the first one's.
  void join_light_verbs(std::vector<Dated>& found) const {
    constexpr std::uint32_t kNear = 6;
    constexpr std::uint32_t kCoordinated = 2;
    for (std::size_t i = 0; i + 1 < found.size(); ++i) {
      Dated& first = found[i];
      Dated& second = found[i + 1];
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

  static bool finer(const DateExpr& a, const DateExpr& b) { return a.precision < b.precision; }

  std::optional<std::size_t> nearest(const std::vector<Dated>& found, std::size_t next,
                                     std::uint32_t word, std::uint32_t first) const {
    constexpr std::size_t kLooked = 6;
    std::optional<std::size_t> best;
    std::uint32_t best_cost = 0;
    const std::size_t begin = next > kLooked ? next - kLooked : 0;
    const std::size_t end = std::min(found.size(), next + kLooked);
    const bool leads = word <= first + 2;
    for (std::size_t i = begin; i < end; ++i) {
      const std::uint32_t at = found[i].trigger.word;
      const bool after = at > word;
      std::uint32_t cost = after ? at - word + (leads ? 0 : 5) : word - at;
      for (std::uint32_t k = std::min(at, word); k < std::max(at, word); ++k) {
        const Word& between = text_.words[k];
        if (between.mark == ',') cost += leads ? 1 : 4;
        if (between.mark == ';' || between.mark == '"') cost += 6;
        if (!after && k > at && (between.is(kRelative) || between.lower == "that")) cost += 3;
      }
      if (found[i].trigger.weight == 0) cost += 2;
      if (!best || cost < best_cost) {
        best = i;
        best_cost = cost;
      }
    }
    return best;
  }

  // --- the main event --------------------------------------------------------------------------

  std::optional<std::size_t> main_event(const std::vector<Dated>& found) const {
    std::optional<std::size_t> best;
    double best_score = 0;
    double order = 0;
    for (std::size_t i = 0; i < found.size(); ++i) {
      const Trigger& trigger = found[i].trigger;
      if (trigger.code.empty() || trigger.weight < kMinWeight) continue;
      if (trigger.part == TriggerPart::noun && trigger.weight <= kMinWeight) continue;
      constexpr int kLevel = 7;  // above this, place decides
      double score = std::min(trigger.weight, kLevel) - order;
      if (trigger.part != TriggerPart::noun) score += 2;
      if (trigger.quoted) score -= 3;
      const std::uint32_t w = trigger.word;
      if (w > 0 && text_.words[w - 1].is(kRelative)) score -= 2;
      if (purpose(trigger)) score -= 2;
      if (trigger.part == TriggerPart::verb || trigger.part == TriggerPart::adjective) order += 1.2;
      if (!best || score > best_score) {
        best = i;
        best_score = score;
      }
    }
    return best;
  }

  /// "to demand …", "demanding …": why or how something else was done.
  bool purpose(const Trigger& trigger) const {
    const std::uint32_t w = trigger.word;
    if (trigger.part != TriggerPart::verb || w == 0) return false;
    if (text_.words[w].lower.ends_with("ing")) return !text_.words[w - 1].is(kBe | kAdverb);
    return text_.words[w - 1].lower == "to";
  }

  // --- one event -------------------------------------------------------------------------------

  void add(const Dated& found, const Unit& unit, const Clauses& clauses) {
    const Trigger& trigger = found.trigger;
    const std::uint32_t i = trigger.word;
    Event event;
    event.trigger = text_.words[i].span;
    if (!trigger.code.empty()) event.code = trigger.code;
    const bool verb = trigger.part == TriggerPart::verb || trigger.part == TriggerPart::modal;
    const std::uint32_t start = verb ? clauses.group_start(i) : i;
    const Range clause = clause_of(i, unit);
    event.span = text_.span(clause);
    const std::optional<Range> subject =
        verb ? subject_of(i, start, clause, clauses) : std::nullopt;
    actors(subject, i, clause, passive(start, i), event);
    event.label = verb ? verb_label(subject, start, i, unit) : noun_label(i, clauses, unit);
    event.status = trigger.status;
    if (found.date != nullptr) {
      event.date = found.date->value;
      event.precision = found.date->precision;
      if (later_than_today(found.date->value) && event.status != Status::denied) {
        event.status = Status::planned;
      } else if (event.status == Status::planned && trigger.part == TriggerPart::noun &&
                 earlier_than_today(found.date->value)) {
        event.status = Status::happened;
      }
    }
    event.confidence = static_cast<float>(trigger.weight == 0 ? 4 : trigger.weight) / 10.F +
                       (found.date != nullptr ? 0.1F : 0.F);
    out_.push_back(std::move(event));
  }

  /// By word order, where the verb has its own; "is due to meet" and "and met" have another's.
  std::optional<Range> subject_of(std::uint32_t i, std::uint32_t start, Range clause,
                                  const Clauses& clauses) const {
    bool own = start > clause.first && !text_.words[start - 1].is(kConjunction | kRelative) &&
               text_.words[start - 1].mark == 0;
    for (std::uint32_t at = start; at < i; ++at) own = own && text_.words[at].lower != "to";
    if (own) {
      if (auto subject = clauses.phrase_before(start, clause.first)) return subject;
    }
    const auto parsed = clauses.parsed_subject(i);
    if (parsed && !text_.words[parsed->first].is(kRelative)) return parsed;
    return clauses.phrase_before(start, clause.first);
  }

  bool later_than_today(const std::string& value) const {
    const std::size_t n = std::min(value.size(), today_.size());
    return n >= 4 && value.find('W') == std::string::npos &&
           value.substr(0, n) > today_.substr(0, n);
  }
  bool earlier_than_today(const std::string& value) const {
    const std::size_t n = std::min(value.size(), today_.size());
    return n >= 4 && value.find('W') == std::string::npos &&
           value.substr(0, n) < today_.substr(0, n);
  }

  bool passive(std::uint32_t start, std::uint32_t i) const {
    for (std::uint32_t at = start; at < i; ++at) {
      if (text_.words[at].is(kBe) && text_.words[i].lower.ends_with("ed")) return true;
    }
    return false;
  }

  /// The clause around word i: between commas, semicolons and quotation marks.
  Range clause_of(std::uint32_t i, const Unit& unit) const {
    constexpr std::uint32_t kMaxClause = 40;
    const auto ends = [&](std::uint32_t at) {
      const Word& word = text_.words[at];
      return word.mark == ';' || word.mark == '"' || word.mark == ':' ||
             (word.mark == ',' && (at + 1 >= unit.words.last || !text_.words[at + 1].upper));
    };
    Range out{i, i + 1};
    while (out.first > unit.words.first && i - out.first < kMaxClause && !ends(out.first - 1)) {
      --out.first;
    }
    while (out.last < unit.words.last && out.last - i < kMaxClause && !ends(out.last)) ++out.last;
    while (out.last > i + 1 && text_.words[out.last - 1].mark == '.') --out.last;
    return out;
  }

  void actors(const std::optional<Range>& subject, std::uint32_t i, Range clause, bool passive,
              Event& event) const {
    std::vector<std::string> before;
    std::vector<std::string> after;
    const std::uint32_t low = subject ? subject->first : clause.first;
    const std::uint32_t high = std::min(clause.last, i + kMaxWhomReach);
    auto mention = std::lower_bound(
        mentions_.begin(), mentions_.end(), low,
        [](const NameMention& m, std::uint32_t word) { return m.words.first < word; });
    for (; mention != mentions_.end() && mention->words.first < high; ++mention) {
      const Name& name = so_far_.names[mention->name];
      const std::uint32_t at = mention->words.first;
      const std::string& preposition = at > 0 ? text_.words[at - 1].lower : kNone;
      if (name.type == NameType::place && (preposition == "in" || preposition == "at") && at > i) {
        if (!event.where) event.where = name.id;
        continue;
      }
      std::vector<std::string>& list = at < i ? before : after;
      if (std::find(list.begin(), list.end(), name.id) == list.end()) list.push_back(name.id);
    }
    event.who = passive ? after : before;
    event.whom = passive ? before : after;
  }

  std::string joined(const std::vector<Range>& parts) const {
    std::string out;
    std::uint32_t count = 0;
    for (const Range& part : parts) {
      if (part.empty()) continue;
      Range cut = part;
      while (cut.last > cut.first && count + (cut.last - cut.first) > kMaxLabelWords) --cut.last;
      if (cut.empty()) break;
      count += cut.last - cut.first;
      if (!out.empty()) out += ' ';
      out += analysis_.text(text_.span(cut));
    }
    return out;
  }

  std::string verb_label(const std::optional<Range>& subject, std::uint32_t start, std::uint32_t i,
                         const Unit& unit) const {
    std::vector<Range> parts;
    constexpr std::uint32_t kMaxSubject = 5;
    if (subject) {
      Range words = *subject;
      if (words.last - words.first > kMaxSubject) words.first = words.last - kMaxSubject;
      parts.push_back(words);
    }
    std::uint32_t end = i + 1;
    while (end < unit.words.last && end - i <= kMaxObjectWords) {
      const Word& word = text_.words[end];
      if (word.mark != 0 && word.mark != '-') break;
      if (word.is(kRelative | kSubordinate) && end > i + 1) break;
      ++end;
    }
    while (end > i + 1 && text_.words[end - 1].is(kPreposition | kDeterminer | kConjunction)) --end;
    parts.push_back({start, end});
    return joined(parts);
  }

  std::string noun_label(std::uint32_t i, const Clauses& clauses, const Unit& unit) const {
    std::uint32_t first = i;
    while (first > unit.words.first && i - first < 5 && clauses.nounish(first - 1)) --first;
    std::uint32_t end = i + 1;
    while (end < unit.words.last && end - i <= kMaxObjectWords &&
           (clauses.nounish(end) || text_.words[end].is(kPreposition) ||
            text_.words[end].lower == "and")) {
      ++end;
    }
    while (end > i + 1 && text_.words[end - 1].is(kPreposition | kDeterminer | kConjunction)) --end;
    return joined({{first, end}});
  }

  inline static const std::string kNone;

  const Analysis& analysis_;
  const Annotations& so_far_;
  const EventResources& resources_;
  const Words& text_;
  std::vector<NameMention> mentions_;
  std::string today_;
  std::vector<Event> out_;
};

}  // namespace

std::vector<Event> events(const Words& text, const Annotations& so_far,
                          const EventResources& resources) {
  const Analysis& analysis = *text.analysis;
  if (analysis.article == nullptr || analysis.tokens.empty() || analysis.language != "en")
    return {};
  return Builder(text, so_far, resources).all();
}

}  // namespace newsloom::annotate
