// When two sayings are one statement: speakers that can be one, days that fit, words that are
// shared.

#include <algorithm>

#include "newsloom/stages/digest/voices.h"

namespace newsloom::digest {
namespace {

constexpr std::size_t kMinShared = 3;
/// Of a short report, and of one that is a word or two ("she will appeal").
constexpr std::size_t kShortReport = 5;
constexpr std::size_t kMinSharedShort = 2;
constexpr std::size_t kBareReport = 2;
constexpr double kBareJaccard = 0.2;
/// Two quotes of one utterance share most of their words.
constexpr double kDirectJaccard = 0.38;
constexpr double kDirectContainment = 0.8;
constexpr std::size_t kDirectMinShared = 4;
constexpr double kTranslatedJaccard = 0.26;
constexpr double kTranslatedContainment = 0.4;
constexpr double kEqualJaccard = 0.9;
constexpr double kOppositeJaccard = 0.6;
/// A report in other words keeps names, days and the rare words of what was said.
constexpr double kIndirectContainment = 0.55;
constexpr double kIndirectJaccard = 0.28;
/// Beside a shared day both speak of one occasion: less agreement is enough.
constexpr double kSameDayContainment = 0.42;
constexpr double kSameDayJaccard = 0.2;
/// "Moscow suggests …" and its minister's words need closer agreement.
constexpr double kPartyPenalty = 0.12;
/// A pronoun or a fitting title is nearly a name.
constexpr double kMaybePenalty = 0.02;
/// Where a sentence was said is often dated by the paper's own day.
constexpr std::int64_t kSaidOnSlackDays = 1;

/// One of them quotes words that the other quotes, too.
bool quote_alike(const Saying& a, const Saying& b) {
  const auto holds = [](const std::string& whole, const std::string& part) {
    return part.size() <= whole.size() && whole.find(part) != std::string::npos;
  };
  for (const std::string& one : a.quoted) {
    for (const std::string& other : b.quoted) {
      if (holds(one, other) || holds(other, one)) return true;
    }
  }
  return false;
}

bool days_fit(const Saying& a, const Saying& b) {
  if (!a.said_on || !b.said_on) return true;
  return a.said_on->first <= b.said_on->last + kSaidOnSlackDays &&
         b.said_on->first <= a.said_on->last + kSaidOnSlackDays;
}

/// "Its foreign minister" can be "Foreign Minister Radim Vossk": all words of the description are
/// among the titles that the story gives the person.
bool describes(const Saying& description, const Saying& person) {
  if (description.speaker != kNoName || description.titles.empty()) return false;
  if (!description.party.empty() && !person.party.empty() && description.party != person.party) {
    return false;
  }
  return std::includes(person.titles.begin(), person.titles.end(), description.titles.begin(),
                       description.titles.end()) &&
         person.speaker_key != description.speaker_key;
}

/// How far the speakers can be one.
enum Fit { kDifferent, kParty, kMaybe, kSame };

/// kParty: one speaks for the other; kMaybe: a pronoun, or a title that fits.
Fit speakers_fit(const Saying& a, const Saying& b) {
  if (a.speaker != kNoName && a.speaker == b.speaker) return kSame;
  const bool both_known = a.speaker != kNoName && b.speaker != kNoName;
  if (!both_known && !a.speaker_key.empty() && a.speaker_key == b.speaker_key) return kSame;
  if (a.unnamed || b.unnamed || describes(a, b) || describes(b, a)) return kMaybe;
  if (a.party.empty() || a.party != b.party) return kDifferent;
  if (a.collective && b.collective) return kParty;
  return a.collective || b.collective ? kParty : kDifferent;
}

/// "She will appeal" and "her client was innocent and would appeal": a report of a word or two, all
/// of which the other has.
double bare_sameness(const Terms& a, const Terms& b, const View& view) {
  const std::size_t shorter = std::min(a.size(), b.size());
  if (shorter == 0 || shorter > kBareReport) return 0;
  const Overlap common = overlap(a, b, view.lexicon);
  if (common.count < shorter || common.words == 0 || common.jaccard < kBareJaccard) return 0;
  return 0.4 + common.jaccard * 0.4;
}

double bare_sameness(const Saying& a, const Saying& b, const View& view) {
  double best = bare_sameness(a.content, b.content, view);
  for (const Terms& piece : a.pieces) best = std::max(best, bare_sameness(piece, b.content, view));
  for (const Terms& piece : b.pieces) best = std::max(best, bare_sameness(a.content, piece, view));
  return best;
}

/// "Next week" and "on Monday, June 2": one holds the other.
bool days_meet(const Saying& a, const Saying& b) {
  for (const DayRange& x : a.days) {
    for (const DayRange& y : b.days) {
      if (x.first <= y.first && y.last <= x.last) return true;
      if (y.first <= x.first && x.last <= y.last) return true;
    }
  }
  return false;
}

}  // namespace

double sameness(const Saying& a, const Saying& b, const View& view) {
  const Fit speakers = speakers_fit(a, b);
  if (speakers == kDifferent) return 0;
  // "Denied that he was told" is "said he was not told", and the opposite of "said he was told".
  const bool denied = a.statement->denied != b.statement->denied;
  const bool opposed = denied == (a.negated == b.negated);
  if (denied && opposed) return 0;
  if (speakers == kSame && quote_alike(a, b)) return 1;
  const Overlap common = overlap(a.content, b.content, view.lexicon);
  if (common.count >= 2 && common.jaccard >= kEqualJaccard && !opposed) return 1;
  // "Will" and "will not" in else equal words are opposites; in other words a "not" proves little.
  if (opposed && common.jaccard >= kOppositeJaccard) return 0;
  const bool direct =
      a.statement->kind == StatementKind::direct && b.statement->kind == StatementKind::direct;
  const bool quote = common.count >= kDirectMinShared && common.containment >= kDirectContainment &&
                     common.jaccard >= kDirectJaccard;
  if (quote) return 0.5 + common.jaccard / 2;
  if (!days_fit(a, b)) return 0;
  if (direct) {
    // Short quotes have few words to share.
    const std::size_t shorter = std::min(a.content.size(), b.content.size());
    const std::size_t wanted = std::clamp<std::size_t>((shorter + 1) / 2, 2, kDirectMinShared);
    // Two translations of one speaker's words: many are shared, few are the same.
    const bool translated = speakers == kSame && common.count >= kDirectMinShared && !opposed &&
                            common.jaccard >= kTranslatedJaccard &&
                            common.containment >= kTranslatedContainment;
    const bool enough = translated || (common.count >= wanted && common.jaccard >= kDirectJaccard &&
                                       common.containment >= kIndirectContainment);
    return enough ? 0.4 + common.jaccard / 2 : 0;
  }
  const std::size_t shorter = std::min(a.content.size(), b.content.size());
  const bool brief = speakers == kSame && shorter <= kShortReport && !opposed && common.words > 0;
  if (brief && a.account != b.account) {
    if (const double bare = bare_sameness(a, b, view); bare > 0) return bare;
  }
  const bool meet = !common.day && days_meet(a, b);
  const bool day = common.day || meet;
  if (common.count + (meet ? 1 : 0) < (brief ? kMinSharedShort : kMinShared)) return 0;
  const double penalty = speakers == kParty   ? kPartyPenalty
                         : speakers == kMaybe ? kMaybePenalty
                                              : 0;
  const double containment = (day ? kSameDayContainment : kIndirectContainment) + penalty;
  const double jaccard = (day ? kSameDayJaccard : kIndirectJaccard) + penalty / 2;
  if (common.containment < containment || common.jaccard < jaccard) return 0;
  return 0.4 + common.containment * 0.4 + common.jaccard * 0.2;
}

}  // namespace newsloom::digest
