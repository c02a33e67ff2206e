#include "newsloom/stages/annotate/statements_cues.h"

#include <algorithm>

#include "newsloom/stages/annotate/statements_finder.h"

namespace newsloom::annotate {

CueFinder::CueFinder(const Words& text, const Unit& unit, const StatementResources& resources)
    : text_(text),
      words_(text.words),
      clauses_(text, unit),
      unit_(unit.words),
      title_(unit.title),
      resources_(resources),
      end_(clauses_.unit_end()) {}

std::vector<Candidate> CueFinder::all() {
  const std::uint32_t told = as_told() ? out_.front().cue.last : unit_.first;
  for (std::uint32_t i = told; i < unit_.last && out_.size() < kMaxCandidates; ++i) {
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

const CueEntry* CueFinder::entry_of(std::uint32_t i, VerbLemma& lemma) const {
  lemma = verb_lemma(words_[i].lower);
  const CueEntry* entry = resources_.verb(lemma.lemma);
  if (entry == nullptr && !lemma.with_e.empty()) {
    entry = resources_.verb(lemma.with_e);
    if (entry != nullptr) lemma.lemma = lemma.with_e;
  }
  // "ruled out", "brushed off"
  const bool particle =
      i + 1 < unit_.last && (words_[i + 1].is(kPreposition) || words_[i + 1].lower == "back" ||
                             words_[i + 1].lower == "away" || words_[i + 1].lower == "aside");
  if (particle) {
    const std::string second = " " + words_[i + 1].lower;
    const CueEntry* phrasal = resources_.verb(lemma.lemma + second);
    if (phrasal == nullptr && !lemma.with_e.empty())
      phrasal = resources_.verb(lemma.with_e + second);
    if (phrasal != nullptr) return phrasal;
  }
  return entry;
}

bool CueFinder::verbal(std::uint32_t i, const VerbLemma& lemma) const {
  const Word& word = words_[i];
  if (text_.analysis->has_tags) {
    if (word.upos == Upos::verb) return true;
    // Tagged as a participle adjective or noun: only clear verb surroundings overrule it.
    if (word.lower == "said" || word.lower == "says" || word.lower == "told") return true;
    return lemma.form == VerbForm::past && i > unit_.first && i + 1 < end_ &&
           clauses_.nounish(i - 1) && !words_[i - 1].is(kDeterminer | kPossessive) &&
           (words_[i + 1].is(kDeterminer | kPossessive | kSubject) ||
            words_[i + 1].lower == "that");
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

bool CueFinder::verb(std::uint32_t i) {
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
  // "without saying what": nothing is said.
  if (lemma.form == VerbForm::gerund && start > unit_.first &&
      words_[start - 1].lower == "without") {
    return true;
  }
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
  // "It is believed that …": nobody's words, but what the writer thinks.
  const bool nobody = candidate.passive && left.subject &&
                      words_[left.subject->first].lower == "it" && candidate.kind != CueClass::deny;
  if (candidate.passive) passive_subject(candidate, right);
  candidate.nobody = nobody && !candidate.subject;
  const std::uint32_t subject_first =
      left.subject && !left.shared && !left.relative ? left.subject->first : start;
  const bool speech_after = entry->after > 0 && !left.shared && !left.relative;
  // "“…,” Brandt wrote on her page": what is quoted is said, not what follows.
  const bool quoted_before = right.frame == Frame::preposition && entry->after >= 7 &&
                             subject_first > unit_.first &&
                             words_[subject_first - 1].quote != kNoQuote;
  if (right.open_end || right.sure == 0 || quoted_before ||
      (right.frame == Frame::object && entry->after >= 8)) {
    bool taken = speech_after && take_before(subject_first, right.after, *entry, candidate);
    if (!taken && speech_after && left.subject) {
      // "…, two people |present at the meeting| said": to the comma, whatever the tags are.
      if (const auto first = behind_comma(subject_first)) {
        taken = take_before(*first, right.after, *entry, candidate);
        if (taken) candidate.subject = Range{*first, left.subject->last};
      }
    }
    if (!taken) {
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
void CueFinder::pending(Candidate& candidate, const CueEntry& entry) {
  const bool colon = unit_.last > end_ && words_[end_].mark == ':';
  if (!colon || entry.quotation < 6 || end_ - candidate.cue.last > kMaxComplementGap) return;
  candidate.frame = Frame::quotation;
  candidate.sure = entry.quotation;
  candidate.content.clear();
  candidate.quoted = true;
  out_.push_back(std::move(candidate));
}

/// "…," said Smith, the minister. True where the candidate was filled.
bool CueFinder::inverted(std::uint32_t i, Candidate& candidate) {
  const auto subject = clauses_.phrase_at(i + 1, true);
  if (!subject || subject->last - subject->first > 25) return false;
  if (subject->last < end_ && clauses_.finite_verb(subject->last) &&
      words_[i - 1].quote == kNoQuote) {
    return false;
  }
  // "Lohm, who led the talks, told the court that …": the comma closes what is said of him.
  if (words_[i - 1].mark == ',' && words_[i - 1].quote == kNoQuote) {
    const auto named = before_apposition(i - 1);
    if (named && !clauses_.finite_between(unit_.first, *named)) return false;
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

bool CueFinder::take_before(std::uint32_t subject_first, std::uint32_t after, const CueEntry& entry,
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
void CueFinder::second_part(std::uint32_t from, Candidate& candidate) const {
  const std::uint32_t stop = std::min(end_, from + kMaxComplementGap);
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

void CueFinder::passive_subject(Candidate& candidate, const Right& right) const {
  // The one who is accused is not the one who accuses: "by Smith", or nobody.
  const bool holds_by = candidate.frame == Frame::preposition && right.cue_end > 0 &&
                        words_[right.cue_end - 1].lower == "by";
  if (holds_by) {
    candidate.content = {};
    return;
  }
  candidate.subject.reset();
  for (std::uint32_t i = right.cue_end; i < std::min(end_, right.cue_end + kMaxComplementGap);
       ++i) {
    if (text_.in_speech(i)) break;
    if (words_[i].lower == "by") {
      candidate.subject = clauses_.phrase_at(i + 1, false);
      break;
    }
  }
}

void CueFinder::finish(Candidate& candidate) {
  std::erase_if(candidate.content, [](const Range& range) { return range.empty(); });
  if (candidate.content.empty() || candidate.sure == 0) return;
  mark_quoted(candidate);
  out_.push_back(std::move(candidate));
}

void CueFinder::mark_quoted(Candidate& candidate) const {
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

std::vector<Candidate> candidates(const Words& text, const Unit& unit,
                                  const StatementResources& resources) {
  return CueFinder(text, unit, resources).all();
}

}  // namespace newsloom::annotate
