#include "newsloom/stages/annotate/statements_chain.h"

#include <algorithm>
#include <array>
#include <string_view>

#include "newsloom/stages/annotate/statements_clauses.h"

namespace newsloom::annotate {
namespace {

/// Words between the noun and its "that".
constexpr std::uint32_t kMaxReporter = 14;
/// Words before the verb of the claim.
constexpr std::uint32_t kMaxSpeaker = 14;
/// A claim of fewer words says too little.
constexpr std::uint32_t kMinContent = 3;

constexpr auto kClaimNouns = std::to_array<std::string_view>({
    "report",     "reports",     "claim",       "claims",      "allegation", "allegations",
    "suggestion", "suggestions", "accusation",  "accusations", "assertion",  "assertions",
    "story",      "stories",     "article",     "articles",    "rumour",     "rumours",
    "rumor",      "rumors",      "speculation", "charge",      "charges",
});

constexpr auto kTold = std::to_array<std::string_view>({"told", "informed", "assured", "warned"});
constexpr auto kSaid = std::to_array<std::string_view>(
    {"said", "admitted", "claimed", "promised", "agreed", "stated"});

template <std::size_t N>
bool one_of(const std::array<std::string_view, N>& list, std::string_view word) {
  return std::find(list.begin(), list.end(), word) != list.end();
}

/// The name before the noun or after "in", "by", "from": "a |Daily Echo| report", "claims by
/// |Lena|".
std::optional<Range> reporter_of(const Words& text, Range before, Range after) {
  const auto& words = text.words;
  for (std::uint32_t i = after.first; i + 1 < after.last; ++i) {
    const std::string& word = words[i].lower;
    if (word != "in" && word != "by" && word != "from" && word != "of") continue;
    std::uint32_t end = i + 1;
    while (end < after.last && words[end].mark == 0) ++end;
    return Range{i + 1, end};
  }
  std::uint32_t first = before.first;
  while (first < before.last && !words[first].upper) ++first;
  if (first == before.last) return std::nullopt;
  return Range{first, before.last};
}

/// "told |his ministry| the yard would close": ends where the next phrase begins.
std::optional<Range> hearer_at(const Clauses& clauses, const std::vector<Word>& words,
                               std::uint32_t first) {
  auto phrase = clauses.phrase_at(first, false);
  if (!phrase) return std::nullopt;
  for (std::uint32_t i = first + 1; i < phrase->last; ++i) {
    const bool fresh = words[i].is(kDeterminer | kPossessive | kSubject) ||
                       (words[i].upper && !words[i - 1].upper && words[i - 1].lower != "the");
    if (!fresh) continue;
    phrase->last = i;
    break;
  }
  return phrase;
}

}  // namespace

std::optional<DisputedClaim> told_claim(const Words& text, const Unit& unit, Range whole) {
  const auto& words = text.words;
  const Clauses clauses(text, unit);
  DisputedClaim out;
  out.whole = whole;
  const std::uint32_t end = std::min(whole.last, whole.first + kMaxSpeaker);
  for (std::uint32_t verb = whole.first + 1; verb < end; ++verb) {
    if (words[verb - 1].mark != 0) return std::nullopt;  // another clause
    const bool told = one_of(kTold, words[verb].lower);
    if (!told && !one_of(kSaid, words[verb].lower)) continue;
    out.speaker = Range{whole.first, std::max(whole.first + 1, clauses.group_start(verb))};
    Range rest{verb + 1, whole.last};
    if (told && rest.first < rest.last) {
      out.addressee = hearer_at(clauses, words, rest.first);
      // "told |European leaders| after his call that …"
      std::uint32_t next = out.addressee ? out.addressee->last : rest.first + 1;
      const std::uint32_t limit = std::min(rest.last, next + kMaxReporter);
      for (std::uint32_t i = next; i < limit; ++i) {
        if (words[i].lower != "that") continue;
        next = i;
        break;
      }
      rest.first = next;
    }
    if (rest.first < rest.last && words[rest.first].lower == "that") ++rest.first;
    if (rest.last < rest.first + kMinContent) return std::nullopt;
    out.content = rest;
    return out;
  }
  return std::nullopt;
}

std::optional<DisputedClaim> disputed_claim(const Words& text, const Unit& unit, Range content) {
  const auto& words = text.words;
  constexpr std::uint32_t kNounReach = 6;
  std::uint32_t noun = content.first;
  const std::uint32_t stop = std::min(content.last, content.first + kNounReach);
  while (noun < stop && !one_of(kClaimNouns, words[noun].lower)) ++noun;
  if (noun >= stop) return std::nullopt;
  std::uint32_t that = noun + 1;
  const std::uint32_t limit = std::min(content.last, noun + kMaxReporter);
  while (that < limit && words[that].lower != "that") ++that;
  if (that >= limit) return std::nullopt;
  DisputedClaim out;
  out.reporter = reporter_of(text, {content.first, noun}, {noun + 1, that});
  out.whole = {that + 1, content.last};
  out.content = out.whole;
  if (const auto told = told_claim(text, unit, out.whole)) {
    out.speaker = told->speaker;
    out.addressee = told->addressee;
    out.content = told->content;
  }
  if (out.content.last < out.content.first + kMinContent) return std::nullopt;
  return out;
}

}  // namespace newsloom::annotate
