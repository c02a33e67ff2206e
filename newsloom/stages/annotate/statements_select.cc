#include "newsloom/stages/annotate/statements_select.h"

#include <algorithm>

#include "newsloom/stages/annotate/statements.h"
#include "newsloom/stages/annotate/statements_score.h"

namespace newsloom::annotate {
namespace {

bool covers(const Candidate& outer, const Candidate& inner) {
  return std::any_of(outer.content.begin(), outer.content.end(), [&](const Range& part) {
    return part.first <= inner.cue.first && inner.cue.last <= part.last;
  });
}

/// "The pier is closed, the mayor said.": sure enough for any reader, whatever its length and
/// place; a little less so with "announced" or "warned".
double plain_report(const Candidate& candidate) {
  constexpr std::uint8_t kSurest = 9;
  constexpr std::uint8_t kSure = 8;
  constexpr double kSaid = 0.6;
  constexpr double kAnnounced = 0.55;
  const bool plain = candidate.kind == CueClass::speech && candidate.frame == Frame::after &&
                     candidate.subject && !candidate.nested && !candidate.negated &&
                     !candidate.modal && !candidate.first_person;
  if (!plain || candidate.sure < kSure) return 0;
  return candidate.sure == kSurest ? kSaid : kAnnounced;
}

std::uint32_t size_of(const Candidate& candidate) {
  std::uint32_t size = 0;
  for (const Range& part : candidate.content) size += part.last - part.first;
  return size;
}

}  // namespace

std::vector<Candidate> scored(const Words& text, const Unit& unit,
                              const StatementResources& resources) {
  std::vector<Candidate> found = candidates(text, unit, resources);
  // Largest first: what is kept marks the cues inside it as nested.
  std::vector<std::size_t> order(found.size());
  for (std::size_t i = 0; i < order.size(); ++i) order[i] = i;
  std::stable_sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) {
    return size_of(found[a]) > size_of(found[b]);
  });
  std::vector<std::size_t> kept;
  for (const std::size_t i : order) {
    Candidate& candidate = found[i];
    candidate.nested = std::any_of(kept.begin(), kept.end(),
                                   [&](std::size_t k) { return covers(found[k], candidate); });
    // A colon or a dash is no verb: the model knows nothing about it.
    constexpr double kByLayout = 0.8;
    candidate.score = text.words[candidate.head].letter
                          ? score_of(features_of(candidate, text), resources)
                          : kByLayout;
    candidate.score = std::max(candidate.score, plain_report(candidate));
    if (candidate.score >= static_cast<double>(kMinConfidence)) kept.push_back(i);
  }
  return found;
}

std::vector<Candidate> chosen(const Words& text, const Unit& unit,
                              const StatementResources& resources) {
  std::vector<Candidate> found = scored(text, unit, resources);
  std::erase_if(found, [](const Candidate& candidate) {
    return candidate.nobody || candidate.score < static_cast<double>(kMinConfidence);
  });
  return found;
}

std::optional<Range> first_subject(const Words& text, const Unit& unit) {
  const Clauses clauses(text, unit);
  for (std::uint32_t i = unit.words.first; i < unit.words.last; ++i) {
    if (text.in_speech(i) || !clauses.finite_verb(i)) continue;
    if (auto subject = clauses.phrase_before(clauses.group_start(i), unit.words.first)) {
      return subject;
    }
  }
  return std::nullopt;
}

}  // namespace newsloom::annotate
