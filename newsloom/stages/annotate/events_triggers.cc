#include "newsloom/stages/annotate/events_triggers.h"

#include <algorithm>

#include "newsloom/stages/annotate/lemma.h"

namespace newsloom::annotate {
namespace {

/// How far the words that decide about a trigger may stand from it.
constexpr std::uint32_t kWindow = 12;
constexpr std::uint32_t kWindowBefore = 4;

bool one_of(const std::vector<std::string>& list, std::string_view word) {
  return std::find(list.begin(), list.end(), word) != list.end();
}

bool cooperative(std::string_view code) {
  return code == "CONSULT" || code == "SUPPORT" || code == "COOPERATE" || code == "AID" ||
         code == "CONCEDE";
}

bool hostile(std::string_view code) {
  return code == "SANCTION" || code == "PROTEST" || code == "COERCE" || code == "ASSAULT" ||
         code == "FIGHT" || code == "MOBILIZE";
}

class Reader {
 public:
  Reader(const Words& text, const Unit& sentence, const EventResources& resources)
      : text_(text),
        words_(text.words),
        clauses_(text, sentence),
        range_(sentence.words),
        resources_(resources) {}

  std::vector<Trigger> all() {
    std::vector<Trigger> out;
    for (std::uint32_t i = range_.first; i < range_.last && out.size() < kMaxTriggers; ++i) {
      if (!words_[i].letter) continue;
      if (auto trigger = at(i)) out.push_back(std::move(*trigger));
    }
    return out;
  }

 private:
  bool is_verb(std::uint32_t i) const {
    if (text_.analysis->has_tags) return words_[i].upos == Upos::verb;
    if (words_[i].upper && i != range_.first) return false;
    const VerbForm form = verb_lemma(words_[i].lower).form;
    if (form == VerbForm::past || form == VerbForm::past_participle) return true;
    if (i == range_.first) return false;
    const Word& before = words_[i - 1];
    return before.lower == "to" || before.is(kModal | kSubject) ||
           (form == VerbForm::gerund && before.is(kBe));
  }

  bool is_noun(std::uint32_t i) const {
    if (text_.analysis->has_tags) {
      return words_[i].upos == Upos::noun || (words_[i].upos == Upos::propn && !words_[i].upper);
    }
    return !is_verb(i);
  }

  std::optional<Trigger> at(std::uint32_t i) const {
    if (words_[i].lower == "must") return by_rules(i, "must", TriggerPart::modal);
    if (is_verb(i)) {
      const VerbLemma lemma = verb_lemma(words_[i].lower);
      if (auto found = by_rules(i, lemma.lemma, TriggerPart::verb)) return found;
      if (!lemma.with_e.empty()) {
        if (auto found = by_rules(i, lemma.with_e, TriggerPart::verb)) return found;
      }
      return other_verb(i, lemma);
    }
    if (is_noun(i)) {
      if (auto found = by_rules(i, words_[i].lower, TriggerPart::noun)) return found;
      return by_rules(i, noun_lemma(words_[i].lower), TriggerPart::noun);
    }
    return by_rules(i, words_[i].lower, TriggerPart::adjective);
  }

  /// A finite verb without a rule: an event only where it has a date.
  std::optional<Trigger> other_verb(std::uint32_t i, const VerbLemma& lemma) const {
    const CueEntry* cue = resources_.words().verb(lemma.lemma);
    if (cue == nullptr && !lemma.with_e.empty()) cue = resources_.words().verb(lemma.with_e);
    const bool to_come = verb_status(i) == Status::planned;  // "is to address"
    if (lemma.form == VerbForm::base && !group_has(i, kModal) && !to_come) return std::nullopt;
    Trigger out;
    out.word = i;
    out.speech = cue != nullptr && cue->clause >= 7;
    out.quoted = text_.in_speech(i);
    out.status = status_of(i, TriggerPart::verb, {});
    return out;
  }

  std::optional<Trigger> by_rules(std::uint32_t i, std::string_view lemma, TriggerPart part) const {
    const std::vector<TriggerRule>* rules = resources_.rules(lemma);
    if (rules == nullptr) return std::nullopt;
    for (const TriggerRule& rule : *rules) {
      if (rule.part != part || !holds(rule, i)) continue;
      Trigger out;
      out.word = i;
      out.part = part;
      out.code = part == TriggerPart::verb ? shifted(rule.code, i) : rule.code;
      out.weight = rule.weight;
      out.quoted = text_.in_speech(i);
      out.status = status_of(i, part, rule.code);
      return out;
    }
    return std::nullopt;
  }

  bool any_after(std::uint32_t i, const std::vector<std::string>& list) const {
    const std::uint32_t stop = std::min(range_.last, i + 1 + kWindow);
    for (std::uint32_t at = i + 1; at < stop; ++at) {
      if (one_of(list, words_[at].lower)) return true;
    }
    return false;
  }

  /// The particle or preposition that belongs to the word: right after it or its object.
  bool any_preposition(std::uint32_t i, const std::vector<std::string>& list) const {
    constexpr std::uint32_t kReach = 3;
    const std::uint32_t stop = std::min(range_.last, i + 1 + kReach);
    for (std::uint32_t at = i + 1; at < stop; ++at) {
      if (one_of(list, words_[at].lower)) return true;
      if (!words_[at].is(kAdverb | kTime | kWeekday | kObject) && at > i + 1) return false;
    }
    return false;
  }

  bool any_before(std::uint32_t i, const std::vector<std::string>& list) const {
    const std::uint32_t floor = i - range_.first > kWindowBefore ? i - kWindowBefore : range_.first;
    for (std::uint32_t at = floor; at < i; ++at) {
      if (one_of(list, words_[at].lower)) return true;
    }
    return false;
  }

  bool any_at_all(const std::vector<std::string>& list) const {
    constexpr std::uint32_t kMaxLooked = 120;
    const std::uint32_t stop = std::min(range_.last, range_.first + kMaxLooked);
    for (std::uint32_t at = range_.first; at < stop; ++at) {
      if (one_of(list, words_[at].lower)) return true;
    }
    return false;
  }

  bool holds(const TriggerRule& rule, std::uint32_t i) const {
    const bool passive_object = !rule.after.empty() && rule.part == TriggerPart::verb &&
                                group_has(i, kBe) && any_before_far(i, rule.after);
    if (!rule.after.empty() && !passive_object && !any_after(i, rule.after)) return false;
    if (!rule.not_after.empty() && any_after(i, rule.not_after)) return false;
    if (!rule.preposition.empty() && !any_preposition(i, rule.preposition)) return false;
    if (!rule.not_preposition.empty() && any_preposition(i, rule.not_preposition)) return false;
    if (!rule.before.empty() && !any_before(i, rule.before)) return false;
    if (!rule.not_before.empty() && any_before(i, rule.not_before)) return false;
    if (!rule.anywhere.empty() && !any_at_all(rule.anywhere)) return false;
    return rule.not_anywhere.empty() || !any_at_all(rule.not_anywhere);
  }

  /// "The first round was held": the object stands before a passive verb.
  bool any_before_far(std::uint32_t i, const std::vector<std::string>& list) const {
    const std::uint32_t floor = i - range_.first > kWindow ? i - kWindow : range_.first;
    for (std::uint32_t at = floor; at < i; ++at) {
      if (one_of(list, words_[at].lower)) return true;
    }
    return false;
  }

  bool group_has(std::uint32_t i, std::uint32_t bits) const {
    for (std::uint32_t at = clauses_.group_start(i); at < i; ++at) {
      if (words_[at].is(bits)) return true;
    }
    return false;
  }

  bool negated(std::uint32_t i) const {
    for (std::uint32_t at = clauses_.group_start(i); at < i; ++at) {
      const std::string& word = words_[at].lower;
      if (word == "not" || word == "n't" || word == "never") return true;
    }
    return no_subject(clauses_.group_start(i));
  }

  /// "|no ceasefire| was agreed", "no one was hurt".
  bool no_subject(std::uint32_t start) const {
    constexpr std::uint32_t kReach = 3;
    const std::uint32_t floor = start - range_.first > kReach ? start - kReach : range_.first;
    for (std::uint32_t at = start; at > floor; --at) {
      const Word& word = words_[at - 1];
      if (word.lower == "no" || word.lower == "nobody" || word.lower == "none") return true;
      if (!word.letter || word.is(kPreposition | kConjunction)) return false;
    }
    return false;
  }

  bool future(std::uint32_t i) const {
    for (std::uint32_t at = clauses_.group_start(i); at < i; ++at) {
      const std::string& word = words_[at].lower;
      if (word == "will" || word == "'ll" || word == "wo" || word == "would" || word == "shall") {
        return true;
      }
    }
    return false;
  }

  /// What one says one will do is a promise or a threat; what one will not do, a refusal.
  std::string shifted(const std::string& code, std::uint32_t i) const {
    if (!future(i)) return code;
    if (negated(i)) return cooperative(code) || code == "AGREE" ? "REJECT" : code;
    if (cooperative(code)) return "AGREE";
    if (hostile(code)) return "THREATEN";
    static constexpr std::string_view kUnless = "unless";
    if (code == "RETREAT") {
      for (std::uint32_t at = i; at < range_.last; ++at) {
        if (words_[at].lower == kUnless) return "THREATEN";
      }
    }
    return code;
  }

  // --- status ----------------------------------------------------------------------------------

  static bool planning(std::string_view word) {
    return word == "plan" || word == "plans" || word == "planned" || word == "planning" ||
           word == "scheduled" || word == "due" || word == "set" || word == "expected" ||
           word == "going" || word == "intends" || word == "intend" || word == "hopes" ||
           word == "wants" || word == "agreed" || word == "ready" || word == "prepares" ||
           word == "preparing" || word == "proposed" || word == "proposing" || word == "upcoming" ||
           word == "next" || word == "forthcoming" || word == "future" || word == "slated" ||
           word == "propose" || word == "proposes" || word == "suggests" || word == "offer" ||
           word == "offered";
  }

  /// "continued to bombard", "managed to leave": it happened.
  static bool done(std::string_view word) {
    return word == "continued" || word == "continues" || word == "continue" || word == "began" ||
           word == "begun" || word == "started" || word == "managed" || word == "forced" ||
           word == "rushed" || word == "went" || word == "came" || word == "used";
  }

  Status verb_status(std::uint32_t i) const {
    const std::uint32_t start = clauses_.group_start(i);
    bool to = false;
    for (std::uint32_t at = start; at < i; ++at) {
      const std::string& word = words_[at].lower;
      if (word == "will" || word == "'ll" || word == "shall" || word == "wo")
        return Status::planned;
      if (word == "may" || word == "might" || word == "could" || word == "would" ||
          word == "should" || word == "can" || word == "must") {
        return Status::hypothetical;
      }
      // "is to meet", "are to be moved"
      if (word == "to" && at > range_.first && words_[at - 1].is(kBe)) return Status::planned;
      to = to || word == "to";
    }
    if (to && start > range_.first) {
      const std::uint32_t floor = start - range_.first > 3 ? start - 3 : range_.first;
      for (std::uint32_t at = floor; at < start + 1; ++at) {
        if (planning(words_[at].lower)) return Status::planned;
        if (words_[at].lower == "failed" || words_[at].lower == "declined" ||
            words_[at].lower == "refused") {
          return Status::denied;
        }
      }
      if (words_[start].lower == "to" && done(words_[start - 1].lower)) return Status::happened;
      if (words_[start].lower == "to" && start > range_.first && words_[start - 1].is(kBe)) {
        return Status::planned;  // "is to meet"
      }
      return Status::hypothetical;
    }
    return Status::happened;
  }

  Status status_of(std::uint32_t i, TriggerPart part, std::string_view code) const {
    for (std::uint32_t at = range_.first; at < range_.last; ++at) {
      const std::string& word = words_[at].lower;
      if (word == "reportedly" || word == "allegedly") return Status::reported;
    }
    if (part == TriggerPart::verb) {
      if (negated(i)) return Status::denied;
      const std::uint32_t start = clauses_.group_start(i);
      for (std::uint32_t at = start > range_.first + 8 ? start - 8 : range_.first; at < start;
           ++at) {
        if (words_[at].lower == "if" || words_[at].lower == "unless") return Status::hypothetical;
      }
      // What was agreed is not yet done.
      if (words_[i].lower == "agreed" && !future(i) && any_preposition(i, {"to", "on", "upon"})) {
        return Status::agreed;
      }
      return code == "AGREE" && !future(i) ? Status::happened : verb_status(i);
    }
    if (part == TriggerPart::noun) {
      const std::uint32_t floor = i - range_.first > 6 ? i - 6 : range_.first;
      for (std::uint32_t at = floor; at < i; ++at) {
        if (planning(words_[at].lower)) return Status::planned;
        if (words_[at].lower == "possible" || words_[at].lower == "potential") {
          return Status::hypothetical;
        }
        if (words_[at].lower == "no") return Status::denied;
      }
      // "talks are scheduled", "a meeting will be held"
      const std::uint32_t stop = std::min(range_.last, i + 6);
      for (std::uint32_t at = i + 1; at < stop; ++at) {
        const std::string& word = words_[at].lower;
        if (word == "scheduled" || word == "planned" || word == "will" || word == "due") {
          return Status::planned;
        }
      }
    }
    return Status::happened;
  }

  const Words& text_;
  const std::vector<Word>& words_;
  Clauses clauses_;
  Range range_;
  const EventResources& resources_;
};

}  // namespace

std::vector<Trigger> triggers(const Words& text, const Unit& sentence,
                              const EventResources& resources) {
  return Reader(text, sentence, resources).all();
}

}  // namespace newsloom::annotate
