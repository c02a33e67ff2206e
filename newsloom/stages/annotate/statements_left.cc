// Who says it: the subject of a verb of speech, and what is said before it.

#include <algorithm>

#include "newsloom/stages/annotate/statements_finder.h"

namespace newsloom::annotate {

/// "When he said …, the talks …": the unit opens with a subordinate clause that holds the cue.
bool CueFinder::subordinate_start(std::uint32_t cue) const {
  std::uint32_t first = unit_.first;
  if (words_[first].is(kConjunction) && first + 1 < unit_.last) ++first;
  if (!words_[first].is(kSubordinate) || words_[first].lower == "since") return false;
  for (std::uint32_t i = first; i < cue; ++i) {
    if (words_[i].mark == ',') return false;
  }
  return true;
}

/// ", who said …, did …"
bool CueFinder::in_relative(std::uint32_t cue) const {
  const std::uint32_t start = clauses_.group_start(cue);
  if (start <= unit_.first + 1) return false;
  return words_[start - 1].is(kRelative) && words_[start - 2].mark == ',';
}

/// "Reyk, |on Tuesday| disputed", "the minister |on Wednesday| said": the word before the day.
std::uint32_t CueFinder::before_day(std::uint32_t end) const {
  constexpr std::uint32_t kRoom = 3;
  if (end < unit_.first + kRoom || !words_[end - 1].is(kWeekday)) return end;
  if (words_[end - 2].lower != "on") return end;
  end -= 2;
  return words_[end - 1].mark == ',' && end > unit_.first + 1 ? end - 1 : end;
}

CueFinder::Left CueFinder::subject_of(std::uint32_t i, const VerbLemma& lemma) const {
  Left left;
  const std::uint32_t start = before_day(clauses_.group_start(i));
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
  // "The mayor, Tomas Reyk, on Tuesday said": one subject.
  if (left.subject && start + kDayWords <= i && left.subject->first > unit_.first + 1 &&
      words_[left.subject->first - 1].mark == ',') {
    const auto title = clauses_.phrase_before(left.subject->first - 1, unit_.first);
    if (title && title->first == unit_.first) left.subject->first = title->first;
  }
  if (!left.subject) {
    left.shared = true;
    left.subject = shared_subject(i);
  }
  return left;
}

/// Where word order gave no subject of the verb's own, the parse may.
void CueFinder::use_parse(std::uint32_t i, Left& left) const {
  const auto parsed = clauses_.parsed_subject(i);
  if (!parsed || words_[parsed->first].is(kRelative)) return;
  left.subject = parsed;
}

/// "Smith, the minister, said": the end of "Smith"; nothing where the commas hold no apposition.
std::optional<std::uint32_t> CueFinder::before_apposition(std::uint32_t second) const {
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

std::optional<std::uint32_t> CueFinder::further_comma(std::uint32_t from,
                                                      std::uint32_t floor) const {
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
std::optional<Range> CueFinder::shared_subject(std::uint32_t i) const {
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

/// The first word behind the comma or quotation before `word`, where no verb stands between.
std::optional<std::uint32_t> CueFinder::behind_comma(std::uint32_t word) const {
  constexpr std::uint32_t kRoom = 6;
  for (std::uint32_t at = word; at > unit_.first + 1 && word - at < kRoom; --at) {
    const Word& before = words_[at - 1];
    if (before.mark == ',' || before.quote != kNoQuote) {
      return at < word && clauses_.nounish(at) ? std::optional(at) : std::nullopt;
    }
    if (before.mark != 0 || clauses_.finite_verb(at - 1) || before.is(kSubject | kRelative)) {
      return std::nullopt;
    }
  }
  return std::nullopt;
}

/// What is said before ", he said": from the unit's start to the comma; nothing where none.
std::optional<Range> CueFinder::content_before(std::uint32_t subject_first) const {
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

}  // namespace newsloom::annotate
