#include "newsloom/stages/digest/figures_compare.h"

#include <algorithm>
#include <cmath>

namespace newsloom::digest {
namespace {

/// How much speaks for two figures counting one thing, and how much is asked for.
constexpr double kForSameDeed = 2;
constexpr double kForContext = 4;  ///< times the containment of the sentences
constexpr double kForNear = 2;     ///< times that of the words around the numbers
constexpr double kForPlace = 1;
constexpr double kForDay = 1;
constexpr double kForAgreement = 1.5;
constexpr double kForExact = 1;
constexpr double kForCloseness = 0.6;  ///< not the same number, but almost
constexpr double kClose = 1.25;        ///< larger / smaller
constexpr double kForModifiers = 1;    ///< times their Jaccard
constexpr double kEnoughAgreeing = 2;
constexpr double kEnoughAgreeingVague = 2.6;  ///< "people", kilometres: many things are counted so
constexpr double kEnoughDiffering = 3.2;
constexpr double kContextDiffering = 0.22;
constexpr double kContextPinned = 0.12;  ///< with one deed on one day or at one place
constexpr double kContextOverPlace = 0.45;
/// One thing is hardly counted twice with results this far apart (larger / smaller).
constexpr double kFarApart = 20;
/// Beyond these days another number is news, not another opinion.
constexpr std::int64_t kSameCountDays = 2;

bool disjoint(const Terms& a, const Terms& b) {
  return !a.empty() && !b.empty() && shared(a, b).empty();
}

/// Two digits or more: the same number twice is hardly chance.
bool tells_much(const Quantity& q) {
  const double value = q.figure->value.value_or(0);
  double digits = std::fabs(value);
  while (digits >= 100 && std::fmod(digits, 10) == 0) digits /= 10;
  return digits > 10 && std::fmod(digits, 10) != 0;
}

/// "87 percent of those who took part", "87 percent voted".
bool is_ballot(const Quantity& q) {
  return q.bucket == "percent" && (q.deed == Deed::voted || q.deed == Deed::attended);
}

/// Not the same number, but almost.
bool almost(const Quantity& a, const Quantity& b) {
  const double small = std::min(a.value, b.value);
  return small > 0 && std::max(a.value, b.value) <= small * kClose;
}

/// What tells two figures apart for certain; empty where nothing does.
std::string told_apart(const Quantity& a, const Quantity& b, const Overlap& context, bool meet) {
  if (!a.party.empty() && !b.party.empty() && a.party != b.party) return "of different parties";
  const bool ballots = is_ballot(a) && is_ballot(b);
  if (a.deed != b.deed && a.deed != Deed::none && b.deed != Deed::none && !ballots) {
    return "different things happened to what is counted";
  }
  if (!meet && a.deed != b.deed && !(almost(a, b) && !shared(a.holders, b.holders).empty()))
    return "the sentences tell of different things";
  if (a.figure->part_of.has_value() != b.figure->part_of.has_value()) {
    return "one is a part of a larger figure";
  }
  if ((a.scope == Scope::per_time) != (b.scope == Scope::per_time)) return "one is a rate";
  const bool close = context.containment >= kContextOverPlace;
  const bool exact = tells_much(a) && a.value == b.value;
  if (disjoint(a.places, b.places) && !(close && meet) && !exact) return "different places";
  if (disjoint(a.days, b.days) && !exact && !(close && !shared(a.places, b.places).empty())) {
    return "different days";
  }
  if (!meet && std::max(a.value, b.value) > std::min(a.value, b.value) * kFarApart) {
    return "numbers of another size";
  }
  if (!meet && !a.speaker_party.empty() && !b.speaker_party.empty() &&
      a.speaker_party != b.speaker_party && !close) {
    return "counted by different parties";
  }
  return {};
}

double sameness_of(const Quantity& a, const Quantity& b, const Overlap& context, bool meet,
                   const View& view) {
  double sum = context.containment * kForContext;
  if (a.deed == b.deed && a.deed != Deed::none) sum += kForSameDeed;
  if (!shared(a.places, b.places).empty()) sum += kForPlace;
  if (!shared(a.days, b.days).empty()) sum += kForDay;
  sum += overlap(a.near, b.near, view.lexicon).containment * kForNear;
  if (meet) sum += kForAgreement;
  if (!meet && almost(a, b)) sum += kForCloseness;
  if (a.value == b.value && tells_much(a) && (context.words > 0 || a.bucket != "people")) {
    sum += kForExact;
  }
  return sum + overlap(a.modifiers, b.modifiers, view.lexicon).jaccard * kForModifiers;
}

}  // namespace

/// A day that an undated account took over from the other one tells nothing of their order.
bool times_known(const Account& a, const Account& b) {
  if (a.day && b.day) return true;
  return a.anchor() && b.anchor() && *a.anchor() != *b.anchor();
}

double meeting_ratio(const Quantity& a, const Quantity& b) {
  if (a.range.overlaps(b.range)) return 1;
  const auto doubled = [](const Interval& r) { return Interval{r.low * 2, r.high * 2}; };
  if (a.two_sides && b.scope != Scope::each && doubled(a.range).overlaps(b.range)) return 2;
  if (b.two_sides && a.scope != Scope::each && doubled(b.range).overlaps(a.range)) return 0.5;
  return 0;
}

bool grows(Deed deed) {
  return deed == Deed::dead || deed == Deed::injured || deed == Deed::missing ||
         deed == Deed::displaced || deed == Deed::detained;
}

bool two_counts(const Quantity& a, const Quantity& b) {
  if (a.speaker.empty() || b.speaker.empty() || a.speaker == b.speaker) return false;
  if (grows(a.deed)) return false;
  if (a.account == b.account) return true;
  if (!times_known(*a.account, *b.account)) return false;
  return std::abs(*a.account->anchor() - *b.account->anchor()) <= kSameCountDays;
}

Comparison compared(const Quantity& a, const Quantity& b, const View& view) {
  const double ratio = meeting_ratio(a, b);
  const bool meet = ratio != 0;
  const Overlap context = overlap(a.context, b.context, view.lexicon);
  Comparison out;
  out.ratio = meet ? ratio : 1;
  out.reason = told_apart(a, b, context, meet);
  if (!out.reason.empty()) return out;
  const double sum = sameness_of(a, b, context, meet, view);
  out.sameness = sum;
  const double near = overlap(a.near, b.near, view.lexicon).containment;
  if (meet) {
    const bool vague = a.measured || a.bucket == "people";
    const double enough = vague ? kEnoughAgreeingVague : kEnoughAgreeing;
    if (sum >= enough) {
      out.relation = Relation::same_thing;
    } else {
      out.reason = "the sentences tell of different things";
    }
    return out;
  }
  const double pinned =
      a.deed == b.deed && a.deed != Deed::none &&
              (!shared(a.days, b.days).empty() || !shared(a.places, b.places).empty())
          ? kContextPinned
          : kContextDiffering;
  if (a.account == b.account && !two_counts(a, b)) {
    out.reason = "one account gives both";
  } else if (disjoint(a.holders, b.holders)) {
    out.reason = "counts of different actors";
  } else if (a.measured && a.state_speaks && b.state_speaks && a.speaker != b.speaker) {
    out.reason = "what two sides want";  // "Norvik asks for 40 metres, Estmark offers 25"
  } else if (sum < kEnoughDiffering || std::max(context.containment, near) < pinned) {
    out.reason = "the sentences tell of different things";
  } else {
    out.relation = Relation::same_thing;
  }
  return out;
}

}  // namespace newsloom::digest
