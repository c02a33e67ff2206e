#include "newsloom/stages/annotate/dates_frame.h"

#include <algorithm>
#include <array>
#include <string>
#include <string_view>

#include "newsloom/core/text/normalize.h"
#include "newsloom/stages/annotate/plan_words.h"

namespace newsloom::annotate {
namespace {

/// Words from a day back to the verb that calls something for it.
constexpr std::uint32_t kReach = 9;
/// Words from "Sunday's" to its noun.
constexpr std::uint32_t kNounReach = 4;

constexpr TenseCues kPast{kFrameWeight, 0, 0, 0, 0};
constexpr TenseCues kFuture{0, kFrameWeight, 0, 0, 0};
constexpr TenseCues kWish{0, 0, 0, kFrameWeight, 0};
constexpr TenseCues kNearer{0, 0, 0, 0, kFrameWeight};

/// "called off the trip planned for Friday"
constexpr auto kGivesUp = std::to_array<std::string_view>({"called", "calls", "missed", "skipped"});

/// "put off until September": what is deferred lies ahead, though it was deferred in the past.
constexpr auto kDeferred = std::to_array<std::string_view>({
    "put",     "postponed", "postpone",  "postpones", "delayed",  "delay",   "delays",
    "pushed",  "adjourned", "adjourns",  "deferred",  "extended", "extends", "extend",
    "remain",  "remains",   "stay",      "stays",     "remanded", "banned",  "barred",
    "closed",  "shut",      "suspended", "cancelled", "canceled", "halted",  "grounded",
    "moved",   "shelved",   "sealed",    "blocked",   "bans",     "wait",    "waits",
    "prolong", "prolonged", "booked",    "scrapped",  "scraps",
});

/// "declared a day of mourning for Friday"
constexpr auto kCalling = std::to_array<std::string_view>({
    "declared",  "declares", "declare",   "announced", "announces", "announce",   "called",
    "calls",     "call",     "scheduled", "schedules", "planned",   "plans",      "set",
    "sets",      "ordered",  "orders",    "convened",  "convenes",  "summoned",   "summons",
    "invited",   "invites",  "booked",    "organised", "organized", "fixed",      "proposed",
    "proposes",  "forecast", "forecasts", "predicted", "predicts",  "warned",     "warns",
    "preparing", "prepares", "prepared",  "issued",    "planning",  "proclaimed", "decreed",
});

/// "asked for a debate on Wednesday": the day of either.
constexpr auto kAsking = std::to_array<std::string_view>({
    "asked",
    "asks",
    "called",
    "calls",
    "calling",
    "demanded",
    "demands",
    "requested",
    "requests",
    "proposed",
    "proposes",
    "announced",
    "announces",
    "planned",
    "plans",
    "scheduled",
});

/// "invited both sides to talks on Tuesday"
constexpr auto kInviting =
    std::to_array<std::string_view>({"invited", "invites", "summoned", "summons", "convened"});

constexpr auto kBeginning =
    std::to_array<std::string_view>({"starting", "beginning", "effective", "commencing"});

/// Nouns of what is known beforehand: "Sunday's vote" may lie ahead, "Sunday's crash" does not.
constexpr auto kScheduled = std::to_array<std::string_view>({
    "march",     "rally",   "meeting",  "meetings",   "summit",      "vote",         "election",
    "elections", "ballot",  "polls",    "poll",       "referendum",  "talks",        "match",
    "game",      "final",   "race",     "hearing",    "debate",      "strike",       "strikes",
    "walkout",   "protest", "protests", "parade",     "launch",      "concert",      "deadline",
    "session",   "fair",    "festival", "ceremony",   "funeral",     "inauguration", "conference",
    "visit",     "trip",    "trial",    "opening",    "runoff",      "run-off",      "congress",
    "service",   "show",    "event",    "tournament", "celebration", "celebrations", "speech",
    "address",   "budget",  "flight",   "auction",    "round",       "semi-final",   "derby",
    "marathon",  "wedding", "sitting",  "verdict",    "ruling",      "decision",     "announcement",
});

class Frame {
 public:
  Frame(const Analysis& analysis, const Sentence& sentence, Span date)
      : analysis_(analysis), sentence_(sentence), first_(sentence.last), last_(sentence.last) {
    for (std::uint32_t i = sentence.first; i < sentence.last; ++i) {
      if (!date.overlaps(analysis.tokens[i].span)) continue;
      first_ = std::min(first_, i);
      last_ = i + 1;
    }
  }

  TenseCues cues() const {
    if (first_ >= sentence_.last) return {};
    if (word(last_) == "'s" || word(last_) == "’s" || word(last_) == "'" || word(last_) == "’") {
      return possessive();
    }
    std::uint32_t before = first_;  // behind "on", "for the"
    for (const std::string_view small : {"early", "late", "the", "this"}) {
      if (before > sentence_.first && word(before - 1) == small) --before;
    }
    const std::string preposition = word_before(before, 1);
    const std::string verb = word_before(before, 2);
    if (one_of(kBeginning, word(first_))) return was_before(first_) ? TenseCues{} : kFuture;
    if (one_of(kBeginning, preposition)) return was_before(before - 1) ? TenseCues{} : kFuture;
    if (preposition == "until" || preposition == "till" || preposition == "til") {
      return verb_before(before - 1, kDeferred) ? kFuture : TenseCues{};
    }
    if (preposition == "on" && (verb == "price" || verb == "close") &&
        (verb == "close" || word_before(before, 3) == "closing")) {
      return kPast;
    }
    const bool target = preposition == "for" || preposition == "to" || preposition == "on" ||
                        preposition == "by" || preposition == "in" || preposition == "at";
    if (target && one_of(kArranged, verb)) return arranged(before - 2);
    if (preposition == "to" || preposition == "for") {
      if (deferred_to(before - 1)) return kFuture;
    }
    if (preposition == "for" && verb_before(before - 1, kCalling)) return kFuture;
    if (preposition == "on" && verb_before(before - 1, kInviting)) return kFuture;
    if (preposition == "on" && verb_before(before - 1, kAsking)) return kWish;
    return {};
  }

 private:
  std::string word(std::uint32_t i) const {
    return i >= sentence_.first && i < sentence_.last ? folded(analysis_.text(analysis_.tokens[i]))
                                                      : std::string();
  }
  std::string word_before(std::uint32_t i, std::uint32_t n) const {
    return i >= sentence_.first + n ? word(i - n) : std::string();
  }

  /// "was", "had" just before word i.
  bool was_before(std::uint32_t i) const {
    const std::string one = word_before(i, 1);
    return one == "was" || one == "were" || one == "had" || word_before(i, 2) == "had";
  }

  /// "a trip planned for Friday" lies ahead; "had been planned for Friday" and "cancelled a trip
  /// planned for Friday" can be both: there the nearer day is meant.
  TenseCues arranged(std::uint32_t participle) const {
    for (std::uint32_t n = 1; n <= 3; ++n) {
      const std::string helper = word_before(participle, n);
      const bool past = helper == "had" || helper == "was" || helper == "were";
      if (past) return kNearer;
    }
    if (verb_before(participle, kCallsOff) || verb_before(participle, kGivesUp)) return kNearer;
    return kFuture;
  }

  /// "postponed to January", "pushed back to Monday", "put back to Tuesday".
  bool deferred_to(std::uint32_t preposition) const {
    for (std::uint32_t n = 1; n <= 2; ++n) {
      const std::string verb = word_before(preposition, n);
      if (verb == "postponed" || verb == "pushed" || verb == "delayed" || verb == "moved" ||
          verb == "put" || verb == "adjourned" || verb == "deferred" || verb == "brought") {
        return n == 1 || word(preposition - 1) == "back" || word(preposition - 1) == "forward";
      }
    }
    return false;
  }

  /// A verb of the list before word i, in the same clause, and not "had put off".
  template <std::size_t N>
  bool verb_before(std::uint32_t i, const std::array<std::string_view, N>& list) const {
    for (std::uint32_t n = 1; n <= kReach && i >= sentence_.first + n; ++n) {
      const std::string at = word(i - n);
      if (at == "," || at == ";" || at == ":" || at == "that" || at == "\"") return false;
      if (!one_of(list, at)) continue;
      const Upos upos = analysis_.tokens[i - n].upos;
      if (analysis_.has_tags && upos != Upos::verb && upos != Upos::adj) continue;
      return word_before(i - n, 1) != "had" && word_before(i - n, 2) != "had";
    }
    return false;
  }

  TenseCues possessive() const {
    const std::string one = word_before(first_, 1);
    const std::string two = word_before(first_, 2);
    if (one == "before" || (one == "of" && two == "ahead")) return kFuture;
    if (one == "after" || one == "following" || one == "since" || (one == "of" && two == "wake")) {
      return kPast;
    }
    for (std::uint32_t i = last_; i < std::min(sentence_.last, last_ + 1 + kNounReach); ++i) {
      const std::string noun = word(i);
      if (one_of(kScheduled, noun)) return {};
      if (noun == "," || noun == ".") break;
    }
    return one == "this" ? TenseCues{} : kPast;
  }

  const Analysis& analysis_;
  const Sentence& sentence_;
  std::uint32_t first_;  ///< of the date
  std::uint32_t last_;
};

}  // namespace

TenseCues frame_cues(const Analysis& analysis, const Sentence& sentence, Span date) {
  if (analysis.language != "en" || analysis.tokens.empty()) return {};
  return Frame(analysis, sentence, date).cues();
}

}  // namespace newsloom::annotate
