#include "newsloom/stages/annotate/statements_clauses.h"

#include <algorithm>

#include "newsloom/stages/annotate/lemma.h"

namespace newsloom::annotate {

bool Clauses::nounish(std::uint32_t i) const {
  const Word& word = words_[i];
  if (text_.in_speech(i)) return false;
  if (text_.analysis->has_tags) {
    switch (word.upos) {
      case Upos::noun:
      case Upos::propn:
      case Upos::num:
      case Upos::adj:
      case Upos::det:
      case Upos::sym: return true;
      case Upos::pron: return word.is(kPossessive);
      case Upos::part: return word.lower == "'s" || word.lower == "'";
      case Upos::punct: return word.mark == '"' && !word.letter;
      case Upos::x: return word.letter;
      default:
        // "the |commission|", whatever the tagger takes it for.
        if (word.is(kPersonNoun | kOrgNoun)) {
          const bool described = i > unit_.first && (words_[i - 1].is(kDeterminer | kPossessive) ||
                                                     words_[i - 1].upos == Upos::adj);
          if (described || (word.upos != Upos::verb && word.is(kPersonNoun))) return true;
        }
        return word.upper && i != unit_.first && !word.is(kModal | kAuxiliary | kPreposition);
    }
  }
  if (!word.letter) return word.mark == '"' || word.lower == "$" || word.lower == "&";
  if (word.lower == "'s") return true;
  if (word.is(kDeterminer | kPossessive)) return true;
  if (word.is(kAuxiliary | kModal | kSubject | kPreposition | kConjunction | kComplement |
              kSubordinate | kQuestion | kNegation | kAdverb)) {
    return word.upper && word.is(kTitle);
  }
  return word.upper || (!word.lower.ends_with("ly") && !word.lower.ends_with("ed"));
}

bool Clauses::finite_verb(std::uint32_t i) const {
  const Word& word = words_[i];
  if (word.is(kModal)) return true;
  if (word.is(kBe | kHave) && word.lower != "be" && word.lower != "been" && word.lower != "being" &&
      word.lower != "having" && word.lower != "'s") {
    return true;
  }
  if (word.lower == "do" || word.lower == "does" || word.lower == "did") return true;
  if (text_.analysis->has_tags) {
    if (word.upos == Upos::aux) return true;
    if (word.upos != Upos::verb) return false;
    const VerbLemma lemma = verb_lemma(word.lower);
    if (lemma.form == VerbForm::gerund) return false;
    if (lemma.form == VerbForm::base && i > unit_.first && words_[i - 1].lower == "to")
      return false;
    return true;
  }
  if (word.upper) return false;
  const VerbLemma lemma = verb_lemma(word.lower);
  return lemma.form == VerbForm::past;
}

bool Clauses::finite_between(std::uint32_t from, std::uint32_t to) const {
  for (std::uint32_t i = from; i < std::min(to, unit_.last); ++i) {
    if (text_.in_speech(i)) continue;
    if (words_[i].mark == ';') return false;
    // "the man who …" has a finite verb of its own.
    if (words_[i].is(kRelative) || words_[i].lower == "that") return false;
    if (finite_verb(i)) {
      // A participle after its noun ("talks held in Spain") is not finite where nothing precedes.
      return i > from;
    }
  }
  return false;
}

std::uint32_t Clauses::unit_end() const {
  std::uint32_t end = unit_.last;
  while (
      end > unit_.first && !text_.in_speech(end - 1) &&
      (words_[end - 1].mark == '.' || words_[end - 1].mark == ';' || words_[end - 1].mark == ':')) {
    --end;
  }
  return end;
}

std::optional<Range> Clauses::parsed_subject(std::uint32_t i) const {
  if (!text_.analysis->has_syntax) return std::nullopt;
  constexpr int kMaxSteps = 4;
  std::uint32_t verb = i;
  for (int step = 0; step < kMaxSteps; ++step) {
    const std::uint32_t low =
        std::max(unit_.first, verb > kMaxSubjectWords ? verb - kMaxSubjectWords : 0);
    for (std::uint32_t at = verb; at-- > low;) {
      const Word& word = words_[at];
      if (word.head != verb) continue;
      if (word.deprel != Deprel::nsubj && word.deprel != Deprel::nsubj_pass) continue;
      std::uint32_t last = at + 1;
      // To the end of "minister of defence", not of ", who …".
      while (last < word.subtree_last && last < verb && words_[last].mark != ',' &&
             !words_[last].is(kRelative) && words_[last].mark != '(') {
        ++last;
      }
      std::uint32_t first = std::max(word.subtree_first, low);
      while (first + 1 < last && words_[first].mark != 0) ++first;
      return Range{first, last};
    }
    const Word& word = words_[verb];
    const bool shares =
        word.deprel == Deprel::conj || word.deprel == Deprel::xcomp || word.deprel == Deprel::advcl;
    if (!shares || word.head >= words_.size() || word.head < unit_.first ||
        word.head >= unit_.last) {
      return std::nullopt;
    }
    verb = word.head;
  }
  return std::nullopt;
}

std::uint32_t Clauses::skip_adverbs(std::uint32_t i) const {
  while (i < unit_.last && !text_.in_speech(i) &&
         (words_[i].is(kAdverb) ||
          (words_[i].lower.size() > 4 && words_[i].lower.ends_with("ly") && !words_[i].upper)) &&
         !words_[i].is(kComplement)) {
    ++i;
  }
  return i;
}

std::uint32_t Clauses::skip_time(std::uint32_t i) const {
  std::uint32_t at = i;
  if (at < unit_.last && words_[at].mark == ',') ++at;
  if (at < unit_.last && words_[at].is(kPreposition)) ++at;
  if (at < unit_.last &&
      (words_[at].lower == "the" || words_[at].lower == "a" || words_[at].lower == "early" ||
       words_[at].lower == "late" || words_[at].lower == "this" || words_[at].lower == "mid")) {
    ++at;
  }
  bool time = false;
  while (at < unit_.last && (words_[at].is(kWeekday | kMonth | kTime) ||
                             (words_[at].lower[0] >= '0' && words_[at].lower[0] <= '9' &&
                              words_[at].lower.size() <= 4))) {
    time = time || words_[at].is(kWeekday | kMonth | kTime);
    ++at;
  }
  return time ? at : i;
}

std::uint32_t Clauses::group_start(std::uint32_t i) const {
  std::uint32_t at = i;
  while (at > unit_.first && words_[at - 1].quote == words_[i].quote &&
         (words_[at - 1].is(kAuxiliary | kModal | kNegation | kAdverb) ||
          words_[at - 1].lower == "to" ||
          (words_[at - 1].lower.ends_with("ly") && !words_[at - 1].upper)) &&
         !words_[at - 1].is(kTime) && words_[at - 1].lower != "'s" && i - at < 8) {
    --at;
  }
  // "'s" is "is" or "has" before a participle, but a possessive before a noun: a group of its own.
  if (at > unit_.first && words_[at - 1].lower == "'s" && at > unit_.first + 1 &&
      words_[at - 2].is(kSubject)) {
    --at;
  }
  return at;
}

std::optional<Range> Clauses::phrase_before(std::uint32_t end, std::uint32_t low) const {
  if (end <= low) return std::nullopt;
  std::uint32_t at = end;  // the phrase is [at, end)
  if (words_[end - 1].is(kSubject) && !text_.in_speech(end - 1)) return Range{end - 1, end};
  const std::uint32_t floor = end - low > kMaxSubjectWords ? end - kMaxSubjectWords : low;
  while (at > floor) {
    const std::uint32_t i = at - 1;
    const Word& word = words_[i];
    if (text_.in_speech(i)) break;
    if (nounish(i) || word.mark == '-') {
      --at;
      continue;
    }
    if (word.mark == ')') {  // "Smith (R-Utah)"
      std::uint32_t open = i;
      while (open > floor && words_[open].mark != '(' && i - open < 10) --open;
      if (words_[open].mark == '(' && open > floor) {
        at = open;
        continue;
      }
      break;
    }
    // "one of |them|"
    if (at == end && word.is(kObject) && i > floor + 1 && words_[i - 1].lower == "of" &&
        nounish(i - 2)) {
      at = i - 1;
      continue;
    }
    if (at == end) break;
    // "a |subdued| Mr Brandt"
    if (i > floor && words_[i - 1].is(kDeterminer) && !word.upper &&
        (word.lower.ends_with("ed") || word.lower.ends_with("ing"))) {
      --at;
      continue;
    }
    const bool before_noun = i > floor && (nounish(i - 1) || words_[i - 1].mark == ')');
    const bool links = word.is(kPreposition) && word.lower != "as" && word.lower != "than" &&
                       word.lower != "like" && word.lower != "since" && word.lower != "after" &&
                       word.lower != "before" && word.lower != "until" && word.upos != Upos::sconj;
    if (links && before_noun && !words_[i - 1].is(kTime | kWeekday | kMonth)) {
      --at;
      continue;
    }
    if ((word.lower == "and" || word.lower == "&") && before_noun && i - 1 > floor) {
      --at;
      continue;
    }
    break;
  }
  // Not "In a speech Smith", but "Smith": a phrase begins with a noun, not a preposition.
  while (at < end && (words_[at].is(kPreposition | kConjunction) || words_[at].mark == '-')) ++at;
  return at < end ? std::optional<Range>(Range{at, end}) : std::nullopt;
}

std::optional<Range> Clauses::phrase_at(std::uint32_t begin, bool long_form) const {
  std::uint32_t at = begin;
  if (begin >= unit_.last || text_.in_speech(begin)) return std::nullopt;
  if (words_[begin].is(kSubject | kObject) && !words_[begin].is(kPossessive)) {
    return Range{begin, begin + 1};
  }
  const std::uint32_t stop = std::min(unit_.last, begin + kMaxSubjectWords);
  while (at < stop) {
    const Word& word = words_[at];
    if (text_.in_speech(at)) break;
    // "state-run": a hyphen holds its words together.
    const bool hyphened = at > begin && words_[at - 1].mark == '-' && word.letter &&
                          words_[at - 1].span.end == word.span.begin;
    if (nounish(at) || word.mark == '-' || hyphened) {
      ++at;
      continue;
    }
    const bool noun_follows = at + 1 < stop && nounish(at + 1);
    if (at > begin && noun_follows &&
        (word.lower == "of" || word.lower == "and" || (long_form && word.is(kPreposition)))) {
      ++at;
      continue;
    }
    if (long_form && word.mark == '(' && at > begin) {
      std::uint32_t close = at;
      while (close + 1 < stop && words_[close].mark != ')' && close - at < 10) ++close;
      if (words_[close].mark == ')') {
        at = close + 1;
        continue;
      }
    }
    break;
  }
  return at > begin ? std::optional<Range>(Range{begin, at}) : std::nullopt;
}

}  // namespace newsloom::annotate
