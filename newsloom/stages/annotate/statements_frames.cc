// Cues that are no verbs: according to, nouns, adjectives, headlines, signatures, transcripts.

#include <algorithm>

#include "newsloom/stages/annotate/statements_finder.h"

namespace newsloom::annotate {

void CueFinder::according(std::uint32_t i) {
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

/// "As the mayor said earlier, the pier is safe.": true where the unit has that form.
bool CueFinder::as_told() {
  constexpr std::uint32_t kRoom = 24;
  const std::uint32_t first = unit_.first;
  if (title_ || first + 4 >= end_ || words_[first].lower != "as") return false;
  const auto subject = clauses_.phrase_at(first + 1, true);
  if (!subject) return false;
  std::uint32_t at = clauses_.skip_adverbs(subject->last);
  while (at < end_ && words_[at].is(kHave)) ++at;
  at = clauses_.skip_adverbs(at);
  if (at >= end_ || text_.in_speech(at)) return false;
  VerbLemma lemma;
  const CueEntry* entry = entry_of(at, lemma);
  if (entry == nullptr || entry->kind != CueClass::speech || entry->clause < 8) return false;
  if (!verbal(at, lemma) || lemma.form == VerbForm::gerund) return false;
  std::uint32_t comma = at + 1;
  while (comma < std::min(end_, at + kRoom) && words_[comma].mark != ',') {
    if (clauses_.finite_verb(comma) || text_.in_speech(comma)) return false;
    ++comma;
  }
  if (comma + 2 >= end_ || words_[comma].mark != ',') return false;
  if (!clauses_.finite_between(comma + 1, end_)) return false;
  Candidate candidate;
  candidate.kind = CueClass::according;
  candidate.frame = Frame::source;
  candidate.sure = 9;
  candidate.head = at;
  candidate.cue = {at, at + 1};
  candidate.subject = subject;
  candidate.content = {{comma + 1, end_}};
  finish(candidate);
  return true;
}

bool CueFinder::noun(std::uint32_t i) {
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

void CueFinder::adjective(std::uint32_t i) {
  const CueEntry* entry = resources_.adjective(words_[i].lower);
  if (entry == nullptr || i + 1 >= end_ || i == unit_.first) return;
  // Only after a verb: "is confident that".
  const std::uint32_t before = clauses_.group_start(i);
  bool be = false;
  for (std::uint32_t at = before; at < i; ++at) be = be || words_[at].is(kBe);
  const std::string& verb = words_[i - 1].lower;
  const bool copula = be || verb == "seemed" || verb == "seems" || verb == "feels" ||
                      verb == "made" || verb == "makes" || verb == "remains" || verb == "became" ||
                      verb == "it";
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
bool CueFinder::signature() {
  if (title_ || !clauses_.quote_start(unit_.first)) return false;
  std::uint32_t at = unit_.first;
  while (at < unit_.last && text_.in_speech(at)) at = clauses_.after_quote(at);
  if (at + 1 >= unit_.last || words_[at].mark != '-') return false;
  const auto name = clauses_.phrase_at(at + 1, true);
  constexpr std::uint32_t kMaxSignature = 8;
  if (!name || !words_[name->first].upper || name->last - name->first > kMaxSignature) return false;
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
void CueFinder::transcript() {
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

bool CueFinder::all_capitals(std::uint32_t i) const {
  const std::string_view word = text_.analysis->text(words_[i].span);
  return word.size() >= 2 && std::all_of(word.begin(), word.end(), [](char c) {
           return (c >= 'A' && c <= 'Z') || c == '.' || c == '-' || c == '\'';
         });
}

/// Titles: "Talks will go on: Minister", "Minister: 'Talks will go on'".
void CueFinder::headline() {
  for (std::uint32_t i = unit_.first + 1; i + 1 < unit_.last; ++i) {
    if (text_.in_speech(i) || words_[i].mark != ':') continue;
    Candidate candidate;
    candidate.frame = Frame::colon;
    candidate.sure = 7;
    candidate.cue = {i, i + 1};
    candidate.head = i;
    const auto before = clauses_.phrase_before(i, unit_.first);
    const auto after = clauses_.phrase_at(i + 1, false);
    const bool name_after = after && after->last == unit_.last && after->last - after->first <= 4 &&
                            words_[after->last - 1].upper;
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

}  // namespace newsloom::annotate
