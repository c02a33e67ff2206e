#include "newsloom/stages/annotate/statements_details.h"

#include <algorithm>

namespace newsloom::annotate {
namespace {

/// How far from its cue a channel or a date may stand, in words.
constexpr std::uint32_t kMaxDistance = 14;

bool inside(const Candidate& candidate, std::uint32_t i) {
  return std::any_of(candidate.content.begin(), candidate.content.end(),
                     [i](const Range& part) { return part.first <= i && i < part.last; });
}

/// Words around the cue which are no part of what is said: [first, last).
Range surroundings(const Candidate& candidate, const Unit& unit) {
  Range around = candidate.cue;
  while (around.last < unit.words.last && around.last - candidate.cue.last < kMaxDistance &&
         !inside(candidate, around.last)) {
    ++around.last;
  }
  while (around.first > unit.words.first && candidate.cue.first - around.first < 2 * kMaxDistance &&
         !inside(candidate, around.first - 1)) {
    --around.first;
  }
  return around;
}

}  // namespace

std::optional<std::string> addressee_of(const Candidate& candidate, const Words& text) {
  if (!candidate.addressee || candidate.addressee->empty()) return std::nullopt;
  return std::string(text.analysis->text(text.span(*candidate.addressee)));
}

std::optional<std::string> channel_of(const Candidate& candidate, const Words& text,
                                      const Unit& unit) {
  const Range around = surroundings(candidate, unit);
  const std::uint32_t first = candidate.frame == Frame::source && candidate.subject
                                  ? candidate.subject->first
                                  : around.first;
  const std::uint32_t last =
      candidate.frame == Frame::source && candidate.subject ? candidate.subject->last : around.last;
  for (std::uint32_t i = first; i < last; ++i) {
    const Word& word = text.words[i];
    if (!word.is(kChannel) || text.in_speech(i)) continue;
    // "in a statement", "on Telegram", "at a news conference", "issued a statement".
    std::uint32_t start = i;
    while (start > unit.words.first && i - start < 5 &&
           !text.words[start - 1].is(kPreposition | kAuxiliary) && text.words[start - 1].letter) {
      --start;
      if (text.words[start].is(kDeterminer | kPossessive)) break;
    }
    std::uint32_t before = start;
    if (before > unit.words.first) --before;
    const bool prepositional = text.words[before].is(kPreposition);
    const bool issued =
        text.words[before].lower == "issued" || text.words[before].lower == "released";
    const bool in_source = candidate.frame == Frame::source;
    if (!prepositional && !issued && !in_source) continue;
    std::uint32_t end = i + 1;
    while (end < last && text.words[end].is(kChannel)) ++end;
    if (text.words[start].is(kDeterminer | kPossessive) && start < i) ++start;
    if (in_source) start = i;
    return std::string(text.analysis->text(text.span({start, end})));
  }
  return std::nullopt;
}

std::optional<std::string> said_on(const Candidate& candidate, const Words& text, const Unit& unit,
                                   const std::vector<DateExpr>& dates) {
  const Range around = surroundings(candidate, unit);
  if (around.empty()) return std::nullopt;
  const Span span = text.span(around);
  const Span from{span.begin, span.begin, span.field};
  auto at = std::lower_bound(dates.begin(), dates.end(), from,
                             [](const DateExpr& date, const Span& s) { return date.span < s; });
  for (; at != dates.end() && at->span.field == span.field && at->span.end <= span.end; ++at) {
    if (at->type != DateType::date && at->type != DateType::time) continue;
    if (at->value.empty() || at->value.ends_with("_REF")) continue;
    return at->value;
  }
  return std::nullopt;
}

}  // namespace newsloom::annotate
