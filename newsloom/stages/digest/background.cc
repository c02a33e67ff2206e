// Discrepancies in the background that accounts give: "the first talks in three years", "for the
// first time since March 2022".
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <map>

#include "newsloom/core/text/normalize.h"
#include "newsloom/stages/digest/differences.h"
#include "newsloom/stages/digest/words.h"

namespace newsloom::digest {
namespace {

constexpr std::size_t kMaxClaims = 500;
/// Words between the superlative and "since", "in" or "for".
constexpr std::size_t kReach = 14;
/// Words of the clause after "since" that stand for its time.
constexpr std::size_t kClauseWords = 9;
constexpr double kSameThing = 0.2;
constexpr std::size_t kMaxEvidence = 10;

constexpr auto kSuperlatives = std::to_array<std::string_view>({
    "first",     "biggest",   "largest",    "worst",    "deadliest", "highest",  "lowest",
    "longest",   "strongest", "heaviest",   "steepest", "fastest",   "hottest",  "coldest",
    "driest",    "wettest",   "smallest",   "erste",    "ersten",    "erstmals", "größte",
    "schwerste", "höchste",   "niedrigste", "längste",
});
constexpr auto kLinks = std::to_array<std::string_view>({"since", "in", "for", "seit"});

template <std::size_t N>
bool among(const std::array<std::string_view, N>& list, std::string_view word) {
  return std::find(list.begin(), list.end(), word) != list.end();
}

/// "The first talks in three years": a claim that nothing like it was before some time.
struct Claim {
  const Account* account = nullptr;
  std::uint32_t sentence = 0;
  std::string superlative;
  std::string anchor;  ///< "in three years", as written
  Terms anchor_terms;  ///< with the values of its dates
  Terms things;        ///< words between superlative and anchor
  Terms rest;          ///< the whole sentence
};

/// The time after a link: a date or duration that begins within a few words of it.
const DateExpr* time_after(const Account& account, Span sentence, std::uint32_t at,
                           std::uint32_t limit) {
  for (const DateExpr& date : account.notes().dates) {
    if (!sentence.contains(date.span) || date.span.end <= at) continue;
    if (date.span.begin <= limit) return &date;
  }
  return nullptr;
}

std::optional<Claim> claim_of(const View& view, const Account& account, std::uint32_t number) {
  const Span sentence = account.sentences[number].span;
  const std::string_view text = text_of(account.article(), sentence);
  const std::vector<Span> words = word_spans(text.substr(0, 1500), sentence.field);
  std::vector<std::string> lowered;
  for (const Span& w : words) lowered.push_back(lower(text.substr(w.begin, w.size())));
  for (std::size_t i = 0; i < words.size(); ++i) {
    if (!among(kSuperlatives, lowered[i])) continue;
    for (std::size_t j = i + 1; j < std::min(words.size(), i + kReach); ++j) {
      if (!among(kLinks, lowered[j])) continue;
      const std::size_t last = std::min(words.size() - 1, j + kClauseWords);
      const std::uint32_t near = sentence.begin + words[std::min(words.size() - 1, j + 3)].end;
      const std::uint32_t far = sentence.begin + words[last].end;
      const bool since = lowered[j] == "since" || lowered[j] == "seit";
      const std::uint32_t at = sentence.begin + words[j].begin;
      const DateExpr* time = time_after(account, sentence, at, since ? far : near);
      if (time == nullptr && !since) continue;
      // "first … in Istanbul" is no claim of time; "for" and "in" need a duration.
      if (!since && time->type != DateType::duration) continue;
      Claim out;
      out.account = &account;
      out.sentence = number;
      out.superlative = lowered[i];
      const std::uint32_t end = time != nullptr ? time->span.end : far;
      const Span anchor{at, std::max(end, at), sentence.field};
      out.anchor = squeezed(text_of(account.article(), anchor));
      out.anchor_terms = view.terms_of(account, anchor);
      out.things = view.terms_of(account, {sentence.begin + words[i].end, at, sentence.field});
      out.rest = without(account.sentences[number].terms, out.anchor_terms);
      return out;
    }
  }
  return std::nullopt;
}

bool same_thing(const Claim& a, const Claim& b, const View& view) {
  if (a.superlative != b.superlative) return false;
  const Overlap whole = overlap(a.rest, b.rest, view.lexicon);
  const Overlap near = overlap(a.things, b.rest, view.lexicon);
  const Overlap back = overlap(b.things, a.rest, view.lexicon);
  const bool actors = whole.count > whole.words;
  return actors && (near.words > 0 || back.words > 0) && whole.containment >= kSameThing;
}

bool differs(const Claim& a, const Claim& b) {
  return folded(a.anchor) != folded(b.anchor) && a.anchor_terms != b.anchor_terms;
}

}  // namespace

void add_background_differences(const View& view, std::vector<Difference>& out) {
  std::vector<Claim> claims;
  for (const Account& account : view.accounts) {
    for (std::uint32_t i = 0; i < account.sentences.size() && !account.copy; ++i) {
      if (claims.size() >= kMaxClaims) break;
      if (auto claim = claim_of(view, account, i)) claims.push_back(std::move(*claim));
    }
  }
  std::vector<bool> used(claims.size(), false);
  for (std::size_t i = 0; i < claims.size(); ++i) {
    if (used[i]) continue;
    Difference difference{DifferenceKind::discrepancy, {}, {}, {}, 0.6F};
    const auto evidence_of = [&](const Claim& c) {
      return Evidence{c.account->article().id, c.account->sentences[c.sentence].span};
    };
    for (std::size_t j = i + 1; j < claims.size(); ++j) {
      if (used[j] || claims[i].account->family == claims[j].account->family) continue;
      if (!same_thing(claims[i], claims[j], view) || !differs(claims[i], claims[j])) continue;
      used[j] = true;
      if (difference.evidence.empty()) {
        difference.evidence.push_back(evidence_of(claims[i]));
        difference.reason = fmt::format("\"{} … {}\"", claims[i].superlative, claims[i].anchor);
      }
      if (difference.evidence.size() >= kMaxEvidence) continue;
      difference.evidence.push_back(evidence_of(claims[j]));
      difference.reason += fmt::format(", \"{} … {}\"", claims[j].superlative, claims[j].anchor);
    }
    if (difference.evidence.empty()) continue;
    const Claim& first = claims[i];
    difference.about =
        clipped(text_of(first.account->article(), first.account->sentences[first.sentence].span));
    difference.reason = "accounts measure back to different times: " + difference.reason;
    out.push_back(std::move(difference));
  }
}

}  // namespace newsloom::digest
