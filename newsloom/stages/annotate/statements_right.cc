// What follows a verb of speech: complement, addressee, and where what is said ends.

#include <algorithm>

#include "newsloom/stages/annotate/statements_finder.h"

namespace newsloom::annotate {

bool CueFinder::clause_word(std::uint32_t i, CueClass kind, std::string_view lemma) const {
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
std::uint32_t CueFinder::skip_gap(std::uint32_t i, CueClass kind) const {
  if (kind != CueClass::speech && kind != CueClass::promise && kind != CueClass::deny &&
      kind != CueClass::demand) {
    return clauses_.skip_time(i);
  }
  const std::uint32_t time = clauses_.skip_time(i);
  std::uint32_t at = time;
  if (at >= end_ || !words_[at].is(kPreposition)) return at;
  const std::uint32_t stop = std::min(end_, at + kMaxComplementGap);
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

Right CueFinder::right_of(std::uint32_t i, const CueEntry& entry, std::string_view lemma) const {
  Right right;
  right.cue_end = entry.phrasal ? i + 2 : i + 1;
  std::uint32_t n = clauses_.skip_adverbs(right.cue_end);
  // "stressed, however, that"
  if (n + 3 < end_ && words_[n].mark == ',' && words_[n + 1].is(kAdverb) &&
      words_[n + 2].mark == ',' && words_[n + 3].lower == "that") {
    n += 3;
  }
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
bool CueFinder::read_addressee(std::uint32_t n, std::uint32_t i, const CueEntry& entry,
                               Right& right) const {
  if (clause_word(n, entry.kind, "tell")) return false;
  std::uint32_t limit = std::min(end_, n + kMaxComplementGap);
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

void CueFinder::read_complement(std::uint32_t n, std::uint32_t i, const CueEntry& entry,
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

/// Words after a comma that begin a thought of the writer's own.
bool CueFinder::contrast(std::uint32_t i, bool phrase) const {
  const std::string& word = words_[i].lower;
  if (word == "although" || word == "though") return true;
  if (!phrase) return false;
  return word == "but" || word == "while" || word == "as" || word == "with" || word == "even" ||
         word == "yet" || word == "so" || word == "because" || word == "where" || word == "after" ||
         word == "before" || word == "when" || word == "just" || words_[i].is(kSubject);
}

/// `phrase`: what is said is a noun phrase or an infinitive, no clause; it ends sooner.
std::uint32_t CueFinder::content_end(std::uint32_t from, std::uint32_t cue, bool phrase) const {
  const std::uint32_t end = content_end_by_words(from, cue, phrase);
  if (!text_.analysis->has_syntax || text_.in_speech(from)) return end;
  // A cue inside another clause governs less than the rest of the sentence.
  const std::uint32_t governed = words_[cue].subtree_last;
  if (governed < from + 2 || governed >= end) return end;
  if (governed < end && words_[governed].quote != kNoQuote) return end;
  return governed;
}

std::uint32_t CueFinder::content_end_by_words(std::uint32_t from, std::uint32_t cue,
                                              bool phrase) const {
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
bool CueFinder::new_attribution(std::uint32_t i) const {
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
bool CueFinder::same_subject_verb(std::uint32_t i, std::uint32_t cue) const {
  const std::uint32_t at = clauses_.skip_adverbs(i);
  if (at >= end_ || text_.in_speech(at) || words_[at].upper) return false;
  VerbLemma mine;
  VerbLemma other;
  if (entry_of(at, mine) == nullptr || !verbal(at, mine)) return false;
  (void)entry_of(cue, other);
  const bool past = [](VerbForm form) {
    return form == VerbForm::past || form == VerbForm::past_participle;
  }(mine.form);
  if (mine.form == VerbForm::base) return false;
  return mine.form == other.form || (past && other.form == VerbForm::past);
}

}  // namespace newsloom::annotate
