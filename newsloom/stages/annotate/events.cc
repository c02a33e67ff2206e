#include "newsloom/stages/annotate/events.h"

#include <algorithm>
#include <optional>

#include "newsloom/stages/annotate/events_dates.h"
#include "newsloom/stages/annotate/events_triggers.h"
#include "newsloom/stages/annotate/name_mentions.h"

namespace newsloom::annotate {
namespace {

/// A trigger of this weight makes an event without a date.
constexpr int kMinWeight = 4;
constexpr std::uint32_t kMaxLabelWords = 14;
constexpr std::uint32_t kMaxObjectWords = 7;
constexpr std::uint32_t kMaxWhomReach = 16;

class Builder {
 public:
  Builder(const Words& text, const Annotations& so_far, const EventResources& resources)
      : analysis_(*text.analysis),
        so_far_(so_far),
        resources_(resources),
        text_(text),
        mentions_(name_mentions(text_, so_far.names)),
        thread_(text_) {
    if (so_far.written_on && parse_day(*so_far.written_on)) {
      today_ = *so_far.written_on;
    } else if (const auto time = time_of(*analysis_.article)) {
      today_ = to_string(time->local_day());
    }
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
  using Dated = DatedTrigger;

  void read(const Sentence& sentence) {
    const Unit unit{
        {sentence.first, sentence.last}, sentence.paragraph, sentence.span.field == Field::title};
    const Clauses clauses(text_, unit);
    std::vector<Dated> found;
    for (Trigger& trigger : triggers(text_, unit, resources_))
      found.push_back({std::move(trigger)});
    attach_dates(text_, sentence, so_far_.dates, found);
    thread_.next(sentence, found, so_far_.dates);
    if (found.empty()) return;
    std::optional<std::size_t> main = main_event(found);
    if (!main && thread_.counts_on()) main = first_done(found);
    for (std::size_t i = 0; i < found.size(); ++i) {
      const Dated& event = found[i];
      const bool dated = tells_day(event.date) && !event.trigger.speech;
      if (i != main && !dated) continue;
      if (i != main && told(found, i, main)) continue;
      add(event, unit, clauses);
      if (event.date != nullptr && is_called_off(text_, sentence, *event.date)) {
        out_.back().status = Status::denied;
      } else if (event.date != nullptr && out_.back().status == Status::happened &&
                 is_arranged(text_, sentence, *event.date)) {
        out_.back().status = Status::planned;
      }
    }
    // "He said on Monday": the saying is an event, too.
    for (const Dated& event : found) {
      if (!tells_day(event.date) || event.trigger.quoted || !event.trigger.speech) continue;
      add(event, unit, clauses);
      return;
    }
  }

  /// "Regulators |closed| its branches a week later."
  std::optional<std::size_t> first_done(const std::vector<Dated>& found) const {
    for (std::size_t i = 0; i < found.size(); ++i) {
      const Trigger& trigger = found[i].trigger;
      const bool verb = trigger.part == TriggerPart::verb && !trigger.speech;
      if (verb && thread_.for_event(trigger) != nullptr) return i;
    }
    return std::nullopt;
  }

  /// Without the year there is no place on a timeline: no reason for an event of its own.
  static bool tells_day(const DateExpr* date) {
    return date != nullptr && date->value[0] >= '0' && date->value[0] <= '9';
  }

  /// "was |shot| and |killed| in July": the second verb of one date tells the same.
  bool told(const std::vector<Dated>& found, std::size_t i, std::optional<std::size_t> main) const {
    constexpr std::uint32_t kCoordinated = 3;
    for (std::size_t k = 0; k < found.size(); ++k) {
      if (k == i || found[k].date != found[i].date || found[k].trigger.speech) continue;
      const bool first = main ? k == *main || (k < i && i != *main) : k < i;
      const std::uint32_t a = std::min(found[k].trigger.word, found[i].trigger.word);
      const std::uint32_t b = std::max(found[k].trigger.word, found[i].trigger.word);
      if (first && b - a <= kCoordinated) return true;
    }
    return false;
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
    const Statement* telling = telling_of(event.trigger);
    if (telling != nullptr) event.attributed_to = telling->speaker->name;
    event.label = verb ? verb_label(subject, start, i, unit) : noun_label(i, clauses, unit);
    event.status = trigger.status;
    if (telling != nullptr && event.status == Status::happened && verb) {
      if (telling->denied) event.status = Status::denied;
      if (telling->disputed_by) event.status = Status::reported;
    }
    const DateExpr* date = found.date != nullptr ? found.date : thread_.for_event(trigger);
    event.date_inferred = found.date == nullptr && date != nullptr;
    if (event.date_inferred) {
      event.date = date->value;
      event.precision = date->precision;
    } else if (date != nullptr) {
      event.date = date->value;
      event.precision = found.date->precision;
      if (later_than_today(found.date->value) && event.status != Status::denied) {
        event.status = Status::planned;
      } else if (event.status == Status::planned && trigger.part == TriggerPart::noun &&
                 earlier_than_today(found.date->value)) {
        event.status = Status::happened;
      }
    }
    event.confidence = static_cast<float>(trigger.weight == 0 ? 4 : trigger.weight) / 10.F +
                       (event.date ? 0.1F : 0.F);
    out_.push_back(std::move(event));
  }

  /// Who says so: the speaker of the statement whose content holds the trigger.
  const Statement* telling_of(const Span& trigger) const {
    constexpr std::size_t kLooked = 6;
    const auto& all = so_far_.statements;
    auto at =
        std::upper_bound(all.begin(), all.end(), trigger, [](const Span& t, const Statement& s) {
          return Span{t.begin, t.begin, t.field} < s.span;
        });
    for (std::size_t n = 0; n < kLooked && at != all.begin(); ++n) {
      --at;
      if (!at->speaker) continue;
      for (const Span& content : at->content) {
        if (content.contains(trigger)) return &*at;
      }
    }
    return nullptr;
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
    return n >= 4 && value[0] != 'X' && value.find('W') == std::string::npos &&
           value.substr(0, n) > today_.substr(0, n);
  }
  bool earlier_than_today(const std::string& value) const {
    const std::size_t n = std::min(value.size(), today_.size());
    return n >= 4 && value[0] != 'X' && value.find('W') == std::string::npos &&
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
  DateThread thread_;
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
