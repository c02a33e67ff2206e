#include "newsloom/stages/digest/figures.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <map>
#include <set>

#include "newsloom/core/text/normalize.h"

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
/// Ranges wider than this (high / low) are not compared.
/// Beyond these days another number is news, not another opinion.
constexpr std::int64_t kSameCountDays = 2;
constexpr double kVague = 2.5;
constexpr std::int64_t kSameTimeSeconds = 3 * 3600;

bool same_time(const Account& a, const Account& b) {
  if (a.seconds && b.seconds) return std::abs(*a.seconds - *b.seconds) < kSameTimeSeconds;
  if (a.day && b.day) return *a.day == *b.day;
  return false;  // not known to be of one time
}

/// A day that an undated account took over from the other one tells nothing of their order.
bool times_known(const Account& a, const Account& b) {
  if (a.day && b.day) return true;
  return a.anchor() && b.anchor() && *a.anchor() != *b.anchor();
}

/// Ranges meet as written (1), once per-side is doubled (2 or 0.5), or not at all (0).
double meeting_ratio(const Quantity& a, const Quantity& b) {
  if (a.range.overlaps(b.range)) return 1;
  const auto doubled = [](const Interval& r) { return Interval{r.low * 2, r.high * 2}; };
  if (a.two_sides && b.scope != Scope::each && doubled(a.range).overlaps(b.range)) return 2;
  if (b.two_sides && a.scope != Scope::each && doubled(b.range).overlaps(a.range)) return 0.5;
  return 0;
}

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

/// Indices of one group; the first stands for it.
using Members = std::vector<std::uint32_t>;

/// Numbers of this kind grow while the news goes on.
bool grows(Deed deed) {
  return deed == Deed::dead || deed == Deed::injured || deed == Deed::missing ||
         deed == Deed::displaced || deed == Deed::detained;
}

/// Two parties count one thing that does not grow: police and organisers, owner and coastguard.
bool two_counts(const Quantity& a, const Quantity& b) {
  if (a.speaker.empty() || b.speaker.empty() || a.speaker == b.speaker) return false;
  if (grows(a.deed)) return false;
  if (a.account == b.account) return true;
  if (!times_known(*a.account, *b.account)) return false;
  return std::abs(*a.account->anchor() - *b.account->anchor()) <= kSameCountDays;
}

/// One account hardly gives two numbers for one thing: of "97 % of the votes" and "34 % of the
/// vote" the one stays that is more like what the other accounts tell. The others leave the group.
Members without_rivals(const std::vector<Quantity>& all, Members& group, const View& view) {
  const auto likeness = [&](std::uint32_t at) {
    double sum = 0;
    for (const std::uint32_t other : group) {
      if (all[other].account == all[at].account) continue;
      const Comparison with = compared(all[at], all[other], view);
      if (with.relation == Relation::same_thing) sum += with.sameness;
    }
    return sum;
  };
  const auto rivals = [&](std::uint32_t i, std::uint32_t j) {
    const Quantity& a = all[i];
    const Quantity& b = all[j];
    return a.account == b.account && !two_counts(a, b) && meeting_ratio(a, b) == 0;
  };
  Members out;
  for (std::size_t i = 0; i < group.size(); ++i) {
    const auto other = std::find_if(group.begin() + static_cast<std::ptrdiff_t>(i) + 1, group.end(),
                                    [&](std::uint32_t j) { return rivals(group[i], j); });
    if (other == group.end()) continue;
    const bool keep = likeness(group[i]) >= likeness(*other);
    const auto loser = keep ? other : group.begin() + static_cast<std::ptrdiff_t>(i);
    out.push_back(*loser);
    group.erase(loser);
    i = static_cast<std::size_t>(-1);  // from the start: the others may have rivals, too
  }
  return out;
}

std::vector<Members> same_things(const std::vector<Quantity>& all, const Members& bucket,
                                 const View& view) {
  std::vector<Members> groups;
  for (const std::uint32_t at : bucket) {
    Members* home = nullptr;
    double best = 0;
    for (Members& group : groups) {
      // Most members must fit: figures chain into nonsense otherwise. Of several groups the likest.
      std::size_t fitting = 0;
      double likeness = 0;
      for (const std::uint32_t other : group) {
        const Comparison with = compared(all[at], all[other], view);
        if (with.relation != Relation::same_thing) continue;
        ++fitting;
        likeness += with.sameness;
      }
      if (fitting == 0 || fitting * 2 < group.size()) continue;
      likeness /= static_cast<double>(fitting);
      if (home == nullptr || likeness > best) home = &group, best = likeness;
    }
    if (home == nullptr) home = &groups.emplace_back();
    home->push_back(at);
  }
  const std::size_t count = groups.size();
  for (std::size_t i = 0; i < count; ++i) {
    if (!all[groups[i].front()].measured) continue;
    for (const std::uint32_t lost : without_rivals(all, groups[i], view)) groups.push_back({lost});
  }
  return groups;
}

/// "About 40", "at least 40" and "40" agree; "less than 40" says something else.
FigureChange caution(const Quantity& q) {
  const FigureChange change = q.figure->change;
  return change == FigureChange::less ? change : FigureChange::equal;
}

struct Judged {
  Verdict verdict = Verdict::single;
  std::string reason;
};

std::size_t families_of(const std::vector<Quantity>& all, const Members& members) {
  std::set<std::uint32_t> families;
  for (const std::uint32_t m : members) families.insert(all[m].account->family);
  return families.size();
}

std::string shown(const Quantity& q) {
  std::string out = squeezed(text_of(q.account->article(), q.figure->span));
  if (q.two_sides && out.find("each") == std::string::npos) out += " (each side)";
  return "\"" + out + "\"";
}

Judged judged(const std::vector<Quantity>& all, const Members& members) {
  if (families_of(all, members) < 2) return {Verdict::single, "one independent source"};
  const Quantity& first = all[members.front()];
  bool equal = true;
  const Quantity* clash_a = nullptr;
  const Quantity* clash_b = nullptr;
  bool clash_same_time = false;
  const Quantity* other = nullptr;
  for (std::size_t i = 0; i < members.size(); ++i) {
    for (std::size_t j = i + 1; j < members.size(); ++j) {
      const Quantity& a = all[members[i]];
      const Quantity& b = all[members[j]];
      const double ratio = meeting_ratio(a, b);
      if (a.value != b.value || ratio != 1 || caution(a) != caution(b)) equal = false;
      if (ratio == 0 && (a.account->family != b.account->family || two_counts(a, b))) {
        const bool now = same_time(*a.account, *b.account) || two_counts(a, b);
        if (clash_a == nullptr || (now && !clash_same_time)) {
          clash_a = &a, clash_b = &b, clash_same_time = now;
        }
      }
      if (other == nullptr && (a.value != b.value || ratio != 1)) other = &b;
    }
  }
  if (clash_a != nullptr && clash_same_time) {
    return {Verdict::conflict, fmt::format("{} and {}: the same thing at the same time, and the "
                                           "ranges do not meet",
                                           shown(*clash_a), shown(*clash_b))};
  }
  // Of a toll the larger number is the later one, whenever it was told.
  const bool toll = clash_a != nullptr && clash_a->deed == clash_b->deed && grows(clash_a->deed) &&
                    clash_a->deed != Deed::missing;
  if (clash_a != nullptr && !toll && !times_known(*clash_a->account, *clash_b->account)) {
    return {Verdict::different_things, fmt::format("{} and {}: not known to be of one time",
                                                   shown(*clash_a), shown(*clash_b))};
  }
  if (clash_a != nullptr) {
    const bool swap = times_known(*clash_a->account, *clash_b->account)
                          ? clash_a->account->anchor() > clash_b->account->anchor()
                          : clash_a->value > clash_b->value;
    return {Verdict::update_over_time,
            fmt::format("first {}, later {}", shown(swap ? *clash_b : *clash_a),
                        shown(swap ? *clash_a : *clash_b))};
  }
  if (equal) return {Verdict::agree, "the same number in every account"};
  if (other != nullptr && other->value != first.value) {
    const double ratio = meeting_ratio(first, *other);
    const std::string how = ratio == 1 ? "within what the wording allows"
                                       : "once the count for each side is taken twice";
    return {Verdict::agree_after_normalisation,
            fmt::format("{} and {} agree {}", shown(first), shown(*other), how)};
  }
  return {Verdict::agree_after_normalisation, "the same number, said with different caution"};
}

/// Per-side counts become totals where another member gives the total.
double normalised(const Quantity& q, const std::vector<Quantity>& all, const Members& members) {
  for (const std::uint32_t m : members) {
    if (meeting_ratio(q, all[m]) == 2) return q.value * 2;
  }
  for (const std::uint32_t m : members) {
    for (const std::uint32_t n : members) {
      const bool per_side = meeting_ratio(all[m], all[n]) == 2;
      if (per_side && q.range.overlaps(all[m].range) && !q.range.overlaps(all[n].range)) {
        return q.value * 2;
      }
    }
  }
  return q.value;
}

FigureGroup group_of(const std::vector<Quantity>& all, const Members& members, Judged judgement,
                     const View& view) {
  FigureGroup out;
  out.verdict = judgement.verdict;
  out.reason = std::move(judgement.reason);
  float confidence = 1;
  for (const std::uint32_t m : members) {
    const Quantity& q = all[m];
    if (q.counted.size() > out.counted.size()) out.counted = q.counted;
    if (!out.unit && q.measured) out.unit = q.bucket;
    Figure figure = *q.figure;
    if (!figure.attributed_to && !q.speaker.empty()) figure.attributed_to = q.speaker;
    const bool converted = out.verdict == Verdict::agree_after_normalisation;
    out.values.push_back({view.evidence(*q.account, q.figure->span), std::move(figure),
                          converted ? normalised(q, all, members) : q.value});
    confidence = std::min(confidence, q.figure->confidence);
  }
  if (out.counted.empty()) out.counted = all[members.front()].bucket;
  if (!out.unit) out.unit = all[members.front()].bucket;
  out.confidence = confidence;
  return out;
}

/// What is left of a bucket after its groups: counts that are alike only in their noun.
void add_rest(const std::vector<Quantity>& all, const Members& rest, const View& view,
              std::vector<FigureGroup>& out) {
  if (rest.empty()) return;
  const bool measured = all[rest.front()].measured;  // "30 days" and "4 days" invite no comparison
  std::string reason;
  for (std::size_t i = 1; i < rest.size() && reason.empty() && !measured; ++i) {
    if (all[rest[0]].value == all[rest[i]].value) continue;
    reason = compared(all[rest[0]], all[rest[i]], view).reason;
  }
  if (reason.empty()) {
    for (const std::uint32_t m : rest) {
      out.push_back(group_of(all, {m}, {Verdict::single, "one independent source"}, view));
    }
    return;
  }
  out.push_back(
      group_of(all, rest, {Verdict::different_things, "not the same count: " + reason}, view));
}

/// "Hundreds of jobs" agrees with anything.
bool is_vague(const Quantity& q) { return q.range.low <= 0 || q.range.high > q.range.low * kVague; }

bool worth_first(const FigureGroup& a, const FigureGroup& b) {
  const auto rank = [](const FigureGroup& g) {
    if (g.verdict == Verdict::single) return 2;
    return g.verdict == Verdict::different_things ? 1 : 0;
  };
  if (rank(a) != rank(b)) return rank(a) < rank(b);
  return a.values.size() > b.values.size();
}

}  // namespace

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

std::vector<FigureGroup> figure_groups(const View& view) {
  std::vector<Quantity> all;
  std::vector<std::string> order;
  std::map<std::string, Members> buckets;
  for (const Account& account : view.accounts) {
    for (const Figure& figure : account.notes().figures) {
      if (all.size() >= kMaxFigures) break;
      auto quantity = quantity_of(view, account, figure);
      if (!quantity || is_vague(*quantity)) continue;
      Members& bucket = buckets[quantity->bucket];
      if (bucket.empty()) order.push_back(quantity->bucket);
      if (bucket.size() >= kMaxFiguresInBucket) continue;
      bucket.push_back(static_cast<std::uint32_t>(all.size()));
      all.push_back(std::move(*quantity));
    }
  }
  std::vector<FigureGroup> out;
  for (const std::string& name : order) {
    Members rest;
    for (const Members& group : same_things(all, buckets[name], view)) {
      if (families_of(all, group) < 2) {
        rest.insert(rest.end(), group.begin(), group.end());
      } else {
        out.push_back(group_of(all, group, judged(all, group), view));
      }
    }
    std::sort(rest.begin(), rest.end());
    add_rest(all, rest, view, out);
  }
  std::stable_sort(out.begin(), out.end(), worth_first);
  if (out.size() > kMaxFigureGroups) out.resize(kMaxFigureGroups);
  return out;
}

}  // namespace newsloom::digest
