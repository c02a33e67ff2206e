#include "newsloom/stages/annotate/statements_cues.h"

#include <algorithm>

#include "newsloom/stages/annotate/lemma.h"

namespace newsloom::annotate {
namespace {

/// How far a complement may stand from its verb: "said in an interview with … that".
constexpr std::uint32_t kMaxGap = 16;

struct Right {
  Frame frame = Frame::clause;
  std::uint8_t sure = 0;
  Range content;
  std::optional<Range> addressee;
  std::uint32_t cue_end = 0;
  std::uint32_t after = 0;  ///< where the reading of what follows the cue stopped
  bool open_end = false;    ///< nothing said after the cue: look before it
};

class Finder {
 public:
  Finder(const Words& text, const Unit& unit, const StatementResources& resources)
      : text_(text),
        words_(text.words),
        clauses_(text, unit),
        unit_(unit.words),
        title_(unit.title),
        resources_(resources),
        end_(clauses_.unit_end()) {}

  std::vector<Candidate> all() {
    for (std::uint32_t i = unit_.first; i < unit_.last && out_.size() < kMaxCandidates; ++i) {
      if (text_.in_speech(i)) {
        i = clauses_.after_quote(i) - 1;
        continue;
      }
      if (!words_[i].letter) continue;
      if (words_[i].lower == "according" && i + 1 < unit_.last && words_[i + 1].lower == "to") {
        according(i);
      } else if (!verb(i)) {
        if (!noun(i)) adjective(i);
      }
    }
    if (title_) headline();
    if (!signature()) transcript();
    return std::move(out_);
  }

 private:
  // --- which words are verbs -----------------------------------------------------------------

  const CueEntry* entry_of(std::uint32_t i, VerbLemma& lemma) const {
    lemma = verb_lemma(words_[i].lower);
    const CueEntry* entry = resources_.verb(lemma.lemma);
    if (entry == nullptr && !lemma.with_e.empty()) {
      entry = resources_.verb(lemma.with_e);
      if (entry != nullptr) lemma.lemma = lemma.with_e;
    }
    return entry;
  }

  bool verbal(std::uint32_t i, const VerbLemma& lemma) const {
    const Word& word = words_[i];
    if (text_.analysis->has_tags) {
      if (word.upos == Upos::verb) return true;
      // Tagged as a participle adjective or noun: only clear verb surroundings overrule it.
      return word.lower == "said" || word.lower == "says" || word.lower == "told";
    }
    if (word.upper && i != unit_.first && !title_) return false;
    if (lemma.form == VerbForm::past || lemma.form == VerbForm::past_participle) return true;
    if (i == unit_.first) return lemma.form == VerbForm::gerund;
    const Word& before = words_[i - 1];
    if (before.is(kDeterminer | kPossessive) || before.lower == "'s" ||
        (before.is(kPreposition) && before.lower != "to")) {
      return lemma.form == VerbForm::gerund && !before.is(kDeterminer | kPossessive);
    }
    if (lemma.form == VerbForm::gerund) return true;
    if (before.lower == "to" || before.is(kModal | kSubject | kAdverb | kNegation)) return true;
    return lemma.form == VerbForm::third_person && clauses_.nounish(i - 1);
  }

  // --- what follows the cue --------------------------------------------------------------------

  bool clause_word(std::uint32_t i, CueClass kind, std::string_view lemma) const {
    const std::string& word = words_[i].lower;
    if (word == "that" || word == "whether" || word == "how" || word == "why" || word == "what") {
      return true;
    }
    if (word == "who" || word == "which" || word == "where" || word == "if" || word == "when") {
      return lemma == "ask" || lemma == "wonder" || lemma == "know" || lemma == "question" ||
             lemma == "explain" || (kind == CueClass::know && word != "if" && word != "when");
    }
    return false;
  }

  /// Between the cue and what is said: "on Wednesday", "in a statement", "at a rally in Ohio".
  std::uint32_t skip_gap(std::uint32_t i, CueClass kind) const {
    if (kind != CueClass::speech && kind != CueClass::promise && kind != CueClass::deny &&
        kind != CueClass::demand) {
      return clauses_.skip_time(i);
    }
    const std::uint32_t time = clauses_.skip_time(i);
    std::uint32_t at = time;
    if (at >= end_ || !words_[at].is(kPreposition)) return at;
    const std::uint32_t stop = std::min(end_, at + kMaxGap);
    for (; at < stop; ++at) {
      if (clauses_.quote_start(at)) return at;
      const Word& word = words_[at];
      if (word.lower == "that" && words_[at - 1].letter) return at;
      if (word.mark == ':' || word.mark == ',') {
        return at + 1 < end_ && clauses_.quote_start(at + 1) ? at : time;
      }
      if (word.is(kSubject) && word.lower != "you" && word.lower != "it") return at;
      if (at > time && clauses_.finite_verb(at) && !word.is(kRelative)) return time;
    }
    return time;
  }

  Right right_of(std::uint32_t i, const CueEntry& entry, std::string_view lemma) const {
    Right right;
    right.cue_end = i + 1;
    std::uint32_t n = clauses_.skip_adverbs(i + 1);
    // Particle or preposition of the cue.
    if (n < end_) {
      if (const std::uint8_t sure = entry.preposition(words_[n].lower); sure > 0) {
        right.cue_end = n + 1;
        const std::uint32_t next = n + 1;
        if (lemma == "point" && next < end_) {
          n = next;
        } else if (next < end_) {
          right.frame = Frame::preposition;
          right.sure = sure;
          right.content = {next, content_end(next, i, true)};
          return right;
        }
      }
    }
    if (entry.addressee > 0 && n < end_ && !clauses_.quote_start(n)) {
      if (read_addressee(n, i, entry, right)) return right;
    }
    n = skip_gap(n, entry.kind);
    read_complement(n, i, entry, lemma, right);
    return right;
  }

  /// "told NHK (on Monday) that …": fills `right` where the pattern fits.
  bool read_addressee(std::uint32_t n, std::uint32_t i, const CueEntry& entry, Right& right) const {
    if (clause_word(n, entry.kind, "tell")) return false;
    std::uint32_t limit = std::min(end_, n + kMaxGap);
    // To a complementizer, if there is one near.
    for (std::uint32_t at = n + 1; at < limit; ++at) {
      if (clauses_.quote_start(at) || words_[at].mark == ':') {
        right.frame = Frame::quotation;
        right.sure = std::max<std::uint8_t>(entry.quotation, 8);
        right.addressee = Range{n, words_[at - 1].mark == ',' ? at - 1 : at};
        const std::uint32_t from = words_[at].mark == ':' ? at + 1 : at;
        right.content = {from, content_end(from, i)};
        return from < end_;
      }
      if (text_.in_speech(at)) break;
      const bool to = words_[at].lower == "to" && at + 1 < end_ && !clauses_.nounish(at + 1);
      if (clause_word(at, entry.kind, "tell") || to ||
          (words_[at].is(kSubject) && !words_[at].is(kRelative))) {
        right.frame = to ? Frame::infinitive : Frame::clause;
        right.sure = entry.addressee;
        right.addressee = clauses_.phrase_at(n, false);
        right.content = {at, content_end(at, i)};
        return true;
      }
      if (words_[at].mark == ',' && !clauses_.quote_start(at + 1 < end_ ? at + 1 : at)) break;
      if (clauses_.finite_verb(at)) break;
    }
    // "told reporters the talks were over": the hearer, then a clause.
    auto hearer = clauses_.phrase_at(n, false);
    if (!hearer) return false;
    if (words_[n].is(kObject | kHearer)) {
      hearer = Range{n, n + 1};
    } else {
      for (std::uint32_t at = n + 1; at < hearer->last; ++at) {
        if (words_[at].is(kDeterminer | kPossessive) || (words_[at - 1].is(kHearer))) {
          hearer->last = at;
          break;
        }
      }
    }
    std::uint32_t next = clauses_.skip_time(hearer->last);
    if (next < end_ && (words_[next].lower == "about" || words_[next].lower == "of")) {
      right.addressee = hearer;
      right.frame = Frame::preposition;
      right.sure = 6;
      right.content = {next + 1, content_end(next + 1, i)};
      return next + 1 < end_;
    }
    if (next < end_ && words_[next].letter && !words_[next].is(kPreposition | kConjunction)) {
      right.addressee = hearer;
      right.frame = Frame::clause;
      right.sure = entry.addressee;
      right.content = {next, content_end(next, i)};
      return true;
    }
    right.addressee = hearer;
    right.open_end = true;
    right.sure = entry.after;
    right.after = next;
    return true;
  }

  void read_complement(std::uint32_t n, std::uint32_t i, const CueEntry& entry,
                       std::string_view lemma, Right& right) const {
    const auto take = [&](Frame frame, std::uint8_t sure, std::uint32_t from) {
      right.frame = frame;
      right.sure = sure;
      right.content = {from,
                       content_end(from, i, frame == Frame::object || frame == Frame::infinitive)};
    };
    right.after = n;
    if (n >= end_) {
      right.open_end = true;
      right.sure = entry.after;
      return;
    }
    if (clauses_.quote_start(n)) return take(Frame::quotation, entry.quotation, n);
    const Word& word = words_[n];
    if ((word.mark == ',' || word.mark == ':') && n + 1 < end_ && clauses_.quote_start(n + 1)) {
      return take(Frame::quotation, entry.quotation, n + 1);
    }
    if (word.mark == ':' && n + 1 < end_) {
      return take(Frame::clause, std::min<std::uint8_t>(entry.clause, entry.quotation), n + 1);
    }
    if (word.mark == ',' && n + 1 < end_ && words_[n + 1].lower == "that") {
      return take(Frame::clause, entry.clause, n + 1);
    }
    if (clause_word(n, entry.kind, lemma)) {
      const bool that = word.lower == "that" || word.lower == "whether";
      return take(that ? Frame::clause : Frame::question,
                  that ? entry.clause : std::max<std::uint8_t>(entry.clause, entry.object), n);
    }
    if (word.lower == "to") {
      const bool verb_follows =
          n + 1 < end_ && !words_[n + 1].is(kDeterminer | kPossessive) && !words_[n + 1].upper;
      if (verb_follows) return take(Frame::infinitive, entry.infinitive, n);
      right.open_end = true;
      right.sure = entry.after;
      return;
    }
    if (!word.letter && word.mark != '"' && word.lower != "$") {
      right.open_end = true;
      right.sure = entry.after;
      return;
    }
    if (word.is(kSubject) && !word.is(kRelative)) return take(Frame::clause, entry.clause, n);
    if (word.is(kPreposition | kConjunction | kSubordinate) && !clauses_.nounish(n)) {
      right.open_end = true;
      right.sure = entry.after;
      return;
    }
    const bool clause = clauses_.finite_between(n, end_) && entry.clause > 0;
    if (clause && entry.clause >= entry.object) return take(Frame::clause, entry.clause, n);
    take(Frame::object, clause ? std::max(entry.clause, entry.object) : entry.object, n);
  }

  // --- where what is said ends -----------------------------------------------------------------

  /// Words after a comma that begin a thought of the writer's own.
  bool contrast(std::uint32_t i, bool phrase) const {
    const std::string& word = words_[i].lower;
    if (word == "although" || word == "though") return true;
    if (!phrase) return false;
    return word == "but" || word == "while" || word == "as" || word == "with" || word == "even" ||
           word == "yet" || word == "so" || word == "because" || word == "where" ||
           word == "after" || word == "before" || word == "when" || word == "just" ||
           words_[i].is(kSubject);
  }

  /// `phrase`: what is said is a noun phrase or an infinitive, no clause; it ends sooner.
  std::uint32_t content_end(std::uint32_t from, std::uint32_t cue, bool phrase = false) const {
    const std::uint32_t end = content_end_by_words(from, cue, phrase);
    if (!text_.analysis->has_syntax || text_.in_speech(from)) return end;
    // A cue inside another clause governs less than the rest of the sentence.
    const std::uint32_t governed = words_[cue].subtree_last;
    if (governed < from + 2 || governed >= end) return end;
    if (governed < end && words_[governed].quote != kNoQuote) return end;
    return governed;
  }

  std::uint32_t content_end_by_words(std::uint32_t from, std::uint32_t cue, bool phrase) const {
    const bool bounded = subordinate_start(cue) || in_relative(cue);
    for (std::uint32_t i = from; i < end_; ++i) {
      if (text_.in_speech(i)) {
        i = clauses_.after_quote(i) - 1;
        continue;
      }
      const Word& word = words_[i];
      if (word.mark == ';') return i;
      if (word.mark == ',' && i > from + 1) {
        if (bounded) return i;
        if (i + 1 < end_ && contrast(i + 1, phrase)) return i;
        if (i + 2 < end_ && words_[i + 1].lower == "according") return i;
        if (i + 1 < end_ && new_attribution(i + 1)) return i;
      }
      if ((word.lower == "and" || word.lower == "but") && i > from + 1 && i + 1 < end_ &&
          same_subject_verb(i + 1, cue)) {
        return words_[i - 1].mark == ',' ? i - 1 : i;
      }
      if (word.lower == "according" && i + 1 < end_ && words_[i + 1].lower == "to" && i > from) {
        return i;
      }
    }
    return end_;
  }

  /// After a comma: ", but Smith said", ", he added", ", saying that", ", while Jones denied".
  bool new_attribution(std::uint32_t i) const {
    std::uint32_t at = i;
    if (words_[at].is(kConjunction) || words_[at].lower == "while" ||
        words_[at].lower == "although" || words_[at].lower == "though") {
      ++at;
    }
    at = clauses_.skip_adverbs(at);
    if (at >= end_) return false;
    VerbLemma lemma;
    const CueEntry* entry = entry_of(at, lemma);
    if (entry != nullptr && lemma.form == VerbForm::gerund && at == i &&
        (entry->clause >= 8 || entry->object >= 7) && !words_[at].upper) {
      return true;
    }
    const auto subject = clauses_.phrase_at(at, true);
    if (!subject) return false;
    at = clauses_.skip_adverbs(subject->last);
    while (at < end_ && words_[at].is(kAuxiliary | kModal)) ++at;
    at = clauses_.skip_adverbs(at);
    if (at >= end_ || text_.in_speech(at)) return false;
    entry = entry_of(at, lemma);
    return entry != nullptr && entry->kind == CueClass::speech && entry->clause >= 8 &&
           verbal(at, lemma) && lemma.form != VerbForm::gerund;
  }

  /// "said A and |urged| B": a cue of the same form as the cue before it, without a subject.
  bool same_subject_verb(std::uint32_t i, std::uint32_t cue) const {
    const std::uint32_t at = clauses_.skip_adverbs(i);
    if (at >= end_ || text_.in_speech(at) || words_[at].upper) return false;
    VerbLemma mine;
    VerbLemma other;
    if (entry_of(at, mine) == nullptr || !verbal(at, mine)) return false;
    entry_of(cue, other);
    const bool past = [](VerbForm form) {
      return form == VerbForm::past || form == VerbForm::past_participle;
    }(mine.form);
    if (mine.form == VerbForm::base) return false;
    return mine.form == other.form || (past && other.form == VerbForm::past);
  }

  /// "When he said …, the talks …": the unit opens with a subordinate clause that holds the cue.
  bool subordinate_start(std::uint32_t cue) const {
    std::uint32_t first = unit_.first;
    if (words_[first].is(kConjunction) && first + 1 < unit_.last) ++first;
    if (!words_[first].is(kSubordinate) || words_[first].lower == "since") return false;
    for (std::uint32_t i = first; i < cue; ++i) {
      if (words_[i].mark == ',') return false;
    }
    return true;
  }

  /// ", who said …, did …"
  bool in_relative(std::uint32_t cue) const {
    const std::uint32_t start = clauses_.group_start(cue);
    if (start <= unit_.first + 1) return false;
    return words_[start - 1].is(kRelative) && words_[start - 2].mark == ',';
  }

  // --- what stands before the cue --------------------------------------------------------------

  struct Left {
    std::optional<Range> subject;
    std::optional<Range> antecedent;
    bool shared = false;
    bool relative = false;
  };

  Left subject_of(std::uint32_t i, const VerbLemma& lemma) const {
    Left left;
    std::uint32_t start = clauses_.group_start(i);
    if (lemma.form == VerbForm::gerund || (start < i && words_[start].lower == "to")) {
      left.shared = true;
      left.subject = shared_subject(i);
      return left;
    }
    if (start > unit_.first && words_[start - 1].is(kRelative)) {
      left.relative = true;
      std::uint32_t end = start - 1;
      if (end > unit_.first && words_[end - 1].mark == ',') --end;
      left.subject = Range{start - 1, start};
      left.antecedent = clauses_.phrase_before(end, unit_.first);
      return left;
    }
    std::uint32_t end = start;
    if (end > unit_.first && words_[end - 1].mark == ',') {
      if (const auto before = before_apposition(end - 1)) {
        end = *before;
      } else {
        left.shared = true;
        left.subject = shared_subject(i);
        return left;
      }
    }
    if (end > unit_.first && (words_[end - 1].lower == "and" || words_[end - 1].lower == "but")) {
      left.shared = true;
      left.subject = shared_subject(i);
      return left;
    }
    left.subject = clauses_.phrase_before(end, unit_.first);
    if (!left.subject) {
      left.shared = true;
      left.subject = shared_subject(i);
    }
    return left;
  }

  /// Where word order gave no subject of the verb's own, the parse may.
  void use_parse(std::uint32_t i, Left& left) const {
    const auto parsed = clauses_.parsed_subject(i);
    if (!parsed || words_[parsed->first].is(kRelative)) return;
    left.subject = parsed;
  }

  /// "Smith, the minister, said": the end of "Smith"; nothing where the commas hold no apposition.
  std::optional<std::uint32_t> before_apposition(std::uint32_t second) const {
    const std::uint32_t floor =
        second - unit_.first > kMaxSubjectWords ? second - kMaxSubjectWords : unit_.first;
    std::uint32_t commas = 0;
    for (std::uint32_t i = second; i-- > floor + 0;) {
      if (text_.in_speech(i)) return std::nullopt;
      if (words_[i].mark != ',') continue;
      if (i == unit_.first) return std::nullopt;
      const Word& inner = words_[i + 1];
      const bool opens = inner.is(kDeterminer | kRelative) || clauses_.nounish(i + 1) ||
                         inner.lower == "speaking" || inner.lower == "citing" ||
                         inner.lower.ends_with("ing") || inner.is(kPreposition) ||
                         words_[i + 1].lower.ends_with("ed");
      if (!opens) return std::nullopt;
      const bool relative = inner.is(kRelative);
      if (!relative && clauses_.finite_between(i + 1, second)) return std::nullopt;
      if (clauses_.nounish(i - 1)) {
        // "Ohio, said" after "Dayton ," : a place name's own comma; go one further.
        if (++commas < 2 && second - i <= 3 && words_[i - 1].upper && i > floor + 3) {
          const auto further = further_comma(i, floor);
          if (further) return further;
        }
        return i;
      }
      return std::nullopt;
    }
    return std::nullopt;
  }

  std::optional<std::uint32_t> further_comma(std::uint32_t from, std::uint32_t floor) const {
    for (std::uint32_t i = from; i-- > floor + 1;) {
      if (words_[i].mark != ',') {
        if (text_.in_speech(i) || clauses_.finite_verb(i)) return std::nullopt;
        continue;
      }
      if (clauses_.nounish(i - 1) && words_[i + 1].is(kDeterminer)) return i;
      return std::nullopt;
    }
    return std::nullopt;
  }

  /// Subject of an earlier verb of the unit, for "and added", "saying", "to deny".
  std::optional<Range> shared_subject(std::uint32_t i) const {
    for (auto it = out_.rbegin(); it != out_.rend(); ++it) {
      if (it->subject && it->cue.last <= i && it->frame != Frame::source) return it->subject;
    }
    for (std::uint32_t at = unit_.first; at < i; ++at) {
      if (text_.in_speech(at) || !clauses_.finite_verb(at)) continue;
      std::uint32_t end = clauses_.group_start(at);
      if (end > unit_.first && words_[end - 1].mark == ',') {
        if (const auto before = before_apposition(end - 1)) end = *before;
      }
      if (end > unit_.first && words_[end - 1].is(kRelative)) {
        --end;
        if (end > unit_.first && words_[end - 1].mark == ',') --end;
      }
      if (const auto subject = clauses_.phrase_before(end, unit_.first)) return subject;
    }
    return std::nullopt;
  }

  /// What is said before ", he said": from the unit's start to the comma; nothing where none.
  std::optional<Range> content_before(std::uint32_t subject_first) const {
    if (subject_first <= unit_.first + 1) return std::nullopt;
    std::uint32_t last = subject_first;
    const Word& before = words_[last - 1];
    const bool quote = before.quote != kNoQuote;
    if (!quote) {
      if (before.mark != ',' && before.mark != '-' && before.mark != '?') return std::nullopt;
      --last;
    }
    std::uint32_t first = unit_.first;
    for (const Candidate& candidate : out_) {  // another's part of the unit
      for (const Range& part : candidate.content) {
        if (part.last < last && part.last > first && candidate.frame != Frame::object) {
          first = std::max(first, part.last);
        }
      }
    }
    while (first < last && (words_[first].mark == ',' || words_[first].mark == ';')) ++first;
    if (quote) {
      // Words before the quotation belong to what is said if they lead into it without a comma.
      const std::uint32_t start = text_.quotes[before.quote].words.first;
      if (start > first &&
          (start - first <= 2 || words_[start - 1].mark == ',' || words_[start - 1].mark == ':')) {
        first = start;
      }
    } else if (!clauses_.finite_between(first, last) && last - first < 4) {
      return std::nullopt;
    }
    return first < last ? std::optional<Range>(Range{first, last}) : std::nullopt;
  }

  // --- the four kinds of cues ------------------------------------------------------------------

  bool verb(std::uint32_t i) {
    VerbLemma lemma;
    const CueEntry* entry = entry_of(i, lemma);
    if (entry == nullptr || !verbal(i, lemma)) return false;
    Candidate candidate;
    candidate.kind = entry->kind;
    candidate.head = i;
    const std::uint32_t start = clauses_.group_start(i);
    bool be = false;
    for (std::uint32_t at = start; at < i; ++at) {
      candidate.negated = candidate.negated || words_[at].lower == "not" ||
                          words_[at].lower == "n't" || words_[at].lower == "never";
      candidate.modal = candidate.modal || words_[at].is(kModal);
      candidate.infinite = candidate.infinite || words_[at].lower == "to";
      if (words_[at].is(kBe)) be = true;
    }
    candidate.infinite = candidate.infinite || lemma.form == VerbForm::gerund;
    candidate.passive =
        be && (lemma.form == VerbForm::past || lemma.form == VerbForm::past_participle);
    candidate.conditional = subordinate_start(i);
    Right right = right_of(i, *entry, lemma.lemma);
    candidate.cue = {std::min(start, i), right.cue_end};
    candidate.addressee = right.addressee;
    candidate.frame = right.frame;
    candidate.sure = right.sure;
    // "…," said Smith
    const bool before_mark =
        i > unit_.first && (words_[i - 1].mark == ',' || words_[i - 1].quote != kNoQuote);
    if (before_mark && start == i && entry->after >= 7 && i + 1 < end_ &&
        lemma.form != VerbForm::gerund && inverted(i, candidate)) {
      out_.push_back(std::move(candidate));
      return true;
    }
    Left left = subject_of(i, lemma);
    if (left.shared || !left.subject) use_parse(i, left);
    candidate.subject = left.subject;
    candidate.antecedent = left.antecedent;
    candidate.shared = left.shared;
    candidate.relative = left.relative;
    if (candidate.passive) passive_subject(candidate, right);
    const std::uint32_t subject_first =
        left.subject && !left.shared && !left.relative ? left.subject->first : start;
    const bool speech_after = entry->after > 0 && !left.shared && !left.relative;
    if (right.open_end || right.sure == 0 || (right.frame == Frame::object && entry->after >= 8)) {
      if (!speech_after || !take_before(subject_first, right.after, *entry, candidate)) {
        if (right.open_end || right.sure == 0) {
          pending(candidate, *entry);
          return true;
        }
        candidate.content = {right.content};
      }
    } else if (speech_after && right.frame == Frame::quotation && subject_first > unit_.first &&
               words_[subject_first - 1].quote != kNoQuote) {
      // "A," he said, "b."
      if (const auto before = content_before(subject_first)) candidate.content.push_back(*before);
      candidate.content.push_back(right.content);
    } else {
      candidate.content = {right.content};
    }
    finish(candidate);
    return true;
  }

  /// "He said:" at the end of a unit: what is said comes in the next.
  void pending(Candidate& candidate, const CueEntry& entry) {
    const bool colon = unit_.last > end_ && words_[end_].mark == ':';
    if (!colon || entry.quotation < 6 || end_ - candidate.cue.last > kMaxGap) return;
    candidate.frame = Frame::quotation;
    candidate.sure = entry.quotation;
    candidate.content.clear();
    candidate.quoted = true;
    out_.push_back(std::move(candidate));
  }

  /// "…," said Smith, the minister. True where the candidate was filled.
  bool inverted(std::uint32_t i, Candidate& candidate) {
    const auto subject = clauses_.phrase_at(i + 1, true);
    if (!subject || subject->last - subject->first > 25) return false;
    if (subject->last < end_ && clauses_.finite_verb(subject->last) &&
        words_[i - 1].quote == kNoQuote) {
      return false;
    }
    const auto before = content_before(i);
    if (!before) return false;
    candidate.subject = subject;
    candidate.frame = Frame::after;
    candidate.sure = 9;
    candidate.content = {*before};
    second_part(subject->last, candidate);
    candidate.cue = {i, i + 1};
    mark_quoted(candidate);
    return true;
  }

  bool take_before(std::uint32_t subject_first, std::uint32_t after, const CueEntry& entry,
                   Candidate& candidate) {
    const auto before = content_before(subject_first);
    if (!before) return false;
    candidate.frame = Frame::after;
    candidate.content = {*before};
    candidate.sure = words_[subject_first - 1].quote != kNoQuote ? entry.quotation : entry.after;
    second_part(std::max(after, candidate.cue.last), candidate);
    return true;
  }

  /// "A, he said, b": what follows the cue's comma goes on with what was said.
  void second_part(std::uint32_t from, Candidate& candidate) const {
    const std::uint32_t stop = std::min(end_, from + kMaxGap);
    for (std::uint32_t i = from; i < stop; ++i) {
      if (clauses_.quote_start(i)) {
        candidate.content.push_back({i, clauses_.after_quote(i)});
        return;
      }
      if (words_[i].mark == ',' || words_[i].mark == '-') {
        if (i + 1 >= end_) return;
        if (clauses_.quote_start(i + 1)) {
          candidate.content.push_back({i + 1, clauses_.after_quote(i + 1)});
        } else if (i <= from + 1 && !text_.in_speech(candidate.content.front().last - 1) &&
                   candidate.content.front().first == unit_.first && !candidate.quoted &&
                   !new_attribution(i + 1) && !words_[i + 1].lower.ends_with("ing") &&
                   !words_[i + 1].is(kRelative | kConjunction | kSubordinate | kDeterminer)) {
          candidate.content.push_back({i + 1, end_});
        }
        return;
      }
    }
  }

  void passive_subject(Candidate& candidate, const Right& right) const {
    // The one who is accused is not the one who accuses: "by Smith", or nobody.
    const bool holds_by = candidate.frame == Frame::preposition && right.cue_end > 0 &&
                          words_[right.cue_end - 1].lower == "by";
    if (holds_by) {
      candidate.content = {};
      return;
    }
    candidate.subject.reset();
    for (std::uint32_t i = right.cue_end; i < std::min(end_, right.cue_end + kMaxGap); ++i) {
      if (text_.in_speech(i)) break;
      if (words_[i].lower == "by") {
        candidate.subject = clauses_.phrase_at(i + 1, false);
        break;
      }
    }
  }

  void finish(Candidate& candidate) {
    std::erase_if(candidate.content, [](const Range& range) { return range.empty(); });
    if (candidate.content.empty() || candidate.sure == 0) return;
    mark_quoted(candidate);
    out_.push_back(std::move(candidate));
  }

  void mark_quoted(Candidate& candidate) const {
    for (const Range& part : candidate.content) {
      for (std::uint32_t i = part.first; i < part.last && !candidate.quoted; ++i) {
        candidate.quoted = text_.in_speech(i);
      }
    }
    if (candidate.subject) {
      const std::string& word = words_[candidate.subject->first].lower;
      candidate.first_person = word == "i" || word == "we" || word == "you";
    }
  }

  void according(std::uint32_t i) {
    Candidate candidate;
    candidate.kind = CueClass::according;
    candidate.head = i;
    candidate.frame = Frame::source;
    candidate.sure = 9;
    candidate.cue = {i, i + 2};
    candidate.subject = clauses_.phrase_at(i + 2, true);
    if (!candidate.subject) return;
    std::uint32_t after = candidate.subject->last;
    const bool first =
        i == unit_.first || (i == unit_.first + 1 && words_[unit_.first].is(kConjunction));
    if (first) {
      while (after < end_ && words_[after].mark != ',') ++after;
      if (after + 1 >= end_) return;
      candidate.content = {{after + 1, end_}};
    } else {
      std::uint32_t last = words_[i - 1].mark == ',' ? i - 1 : i;
      candidate.content = {{unit_.first, last}};
      if (after + 2 < end_ && words_[after].mark == ',' && words_[i - 1].mark == ',' &&
          !clauses_.finite_between(unit_.first, last)) {
        candidate.content.push_back({after + 1, end_});
      }
    }
    finish(candidate);
  }

  bool noun(std::uint32_t i) {
    if (text_.analysis->has_tags && words_[i].upos != Upos::noun) return false;
    const CueEntry* entry = resources_.noun(noun_lemma(words_[i].lower));
    if (entry == nullptr || i + 1 >= end_) return false;
    Candidate candidate;
    candidate.kind = CueClass::noun;
    candidate.head = i;
    candidate.cue = {i, i + 1};
    const Word& next = words_[i + 1];
    if (next.lower == "that" && i + 2 < end_) {
      candidate.frame = Frame::clause;
      candidate.sure = entry->clause;
      candidate.content = {{i + 1, content_end(i + 1, i)}};
    } else if (next.lower == "to" && entry->infinitive > 0 && i + 2 < end_) {
      candidate.frame = Frame::infinitive;
      candidate.sure = entry->infinitive;
      candidate.content = {{i + 1, content_end(i + 1, i)}};
    } else if (const std::uint8_t sure = entry->preposition(next.lower); sure > 0 && i + 2 < end_) {
      candidate.frame = Frame::preposition;
      candidate.sure = sure;
      candidate.cue.last = i + 2;
      candidate.content = {{i + 2, content_end(i + 2, i)}};
    } else {
      return false;
    }
    // "Smith's claim", "his belief"
    std::uint32_t at = i;
    while (at > unit_.first && (clauses_.nounish(at - 1) && words_[at - 1].lower != "'s" &&
                                !words_[at - 1].is(kPossessive | kDeterminer))) {
      --at;
    }
    if (at > unit_.first && words_[at - 1].lower == "'s") {
      candidate.subject = clauses_.phrase_before(at - 1, unit_.first);
    } else if (at > unit_.first && words_[at - 1].is(kPossessive)) {
      candidate.subject = Range{at - 1, at};
    } else {
      candidate.shared = true;
      candidate.subject = shared_subject(i);
    }
    finish(candidate);
    return true;
  }

  void adjective(std::uint32_t i) {
    const CueEntry* entry = resources_.adjective(words_[i].lower);
    if (entry == nullptr || i + 1 >= end_ || i == unit_.first) return;
    // Only after a verb: "is confident that".
    const std::uint32_t before = clauses_.group_start(i);
    bool be = false;
    for (std::uint32_t at = before; at < i; ++at) be = be || words_[at].is(kBe);
    const std::string& verb = words_[i - 1].lower;
    const bool copula = be || verb == "seemed" || verb == "seems" || verb == "feels" ||
                        verb == "made" || verb == "makes" || verb == "remains" ||
                        verb == "became" || verb == "it";
    if (!copula) return;
    Candidate candidate;
    candidate.kind = CueClass::adjective;
    candidate.head = i;
    candidate.cue = {before, i + 1};
    const Word& next = words_[i + 1];
    if (next.lower == "that" || (next.is(kSubject) && entry->clause > 0)) {
      candidate.frame = Frame::clause;
      candidate.sure = entry->clause;
      candidate.content = {{i + 1, content_end(i + 1, i)}};
    } else if (next.lower == "to" && entry->infinitive > 0) {
      candidate.frame = Frame::infinitive;
      candidate.sure = entry->infinitive;
      candidate.content = {{i + 1, content_end(i + 1, i)}};
    } else if (const std::uint8_t sure = entry->preposition(next.lower); sure > 0 && i + 2 < end_) {
      candidate.frame = Frame::preposition;
      candidate.sure = sure;
      candidate.cue.last = i + 2;
      candidate.content = {{i + 2, content_end(i + 2, i)}};
    } else {
      return;
    }
    candidate.subject = clauses_.phrase_before(before, unit_.first);
    if (candidate.subject && words_[candidate.subject->first].lower == "it") return;
    finish(candidate);
  }

  /// "“We were never asked.” — Ida Brandt": true where the unit is a signed quotation.
  bool signature() {
    if (title_ || !clauses_.quote_start(unit_.first)) return false;
    std::uint32_t at = unit_.first;
    while (at < unit_.last && text_.in_speech(at)) at = clauses_.after_quote(at);
    if (at + 1 >= unit_.last || words_[at].mark != '-') return false;
    const auto name = clauses_.phrase_at(at + 1, true);
    constexpr std::uint32_t kMaxSignature = 8;
    if (!name || !words_[name->first].upper || name->last - name->first > kMaxSignature)
      return false;
    if (name->last < end_ && words_[name->last].mark != ',') return false;
    Candidate candidate;
    candidate.frame = Frame::after;
    candidate.sure = 9;
    candidate.cue = {at, at + 1};
    candidate.head = at;
    candidate.subject = name;
    candidate.content = {{unit_.first, at}};
    out_.clear();
    finish(candidate);
    return true;
  }

  /// "BRANDT: We were never asked.": a transcript's turn.
  void transcript() {
    constexpr std::uint32_t kMaxTurnName = 4;
    if (title_ || unit_.last - unit_.first < 4) return;
    std::uint32_t first = unit_.first;
    if (words_[first].mark == '"') ++first;
    std::uint32_t at = first;
    while (at < unit_.last && at - first <= kMaxTurnName && all_capitals(at)) ++at;
    if (at == first || at + 2 >= unit_.last || words_[at].mark != ':') return;
    Candidate candidate;
    candidate.frame = Frame::quotation;
    candidate.sure = 9;
    candidate.cue = {at, at + 1};
    candidate.head = at;
    candidate.subject = Range{first, at};
    candidate.content = {{at + 1, unit_.last}};
    candidate.quoted = true;
    out_.clear();  // whatever the turn's words say is inside it
    out_.push_back(std::move(candidate));
  }

  bool all_capitals(std::uint32_t i) const {
    const std::string_view word = text_.analysis->text(words_[i].span);
    return word.size() >= 2 && std::all_of(word.begin(), word.end(), [](char c) {
             return (c >= 'A' && c <= 'Z') || c == '.' || c == '-' || c == '\'';
           });
  }

  /// Titles: "Talks will go on: Minister", "Minister: 'Talks will go on'".
  void headline() {
    for (std::uint32_t i = unit_.first + 1; i + 1 < unit_.last; ++i) {
      if (text_.in_speech(i) || words_[i].mark != ':') continue;
      Candidate candidate;
      candidate.frame = Frame::colon;
      candidate.sure = 7;
      candidate.cue = {i, i + 1};
      candidate.head = i;
      const auto before = clauses_.phrase_before(i, unit_.first);
      const auto after = clauses_.phrase_at(i + 1, false);
      const bool name_after = after && after->last == unit_.last &&
                              after->last - after->first <= 4 && words_[after->last - 1].upper;
      if (name_after) {
        candidate.subject = after;
        candidate.content = {{unit_.first, i}};
      } else if (before && before->first == unit_.first && i - unit_.first <= 4 &&
                 clauses_.quote_start(i + 1)) {
        candidate.subject = before;
        candidate.content = {{i + 1, unit_.last}};
      } else {
        continue;
      }
      // What the words between say is inside this; only the headline's speaker says it.
      out_.clear();
      finish(candidate);
      return;
    }
  }

  const Words& text_;
  const std::vector<Word>& words_;
  Clauses clauses_;
  Range unit_;
  bool title_;
  const StatementResources& resources_;
  std::uint32_t end_;
  std::vector<Candidate> out_;
};

}  // namespace

std::vector<Candidate> candidates(const Words& text, const Unit& unit,
                                  const StatementResources& resources) {
  return Finder(text, unit, resources).all();
}

}  // namespace newsloom::annotate
