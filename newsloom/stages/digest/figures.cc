#include "newsloom/stages/digest/figures.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <map>
#include <set>

#include "newsloom/core/text/normalize.h"
#include "newsloom/stages/digest/figures_compare.h"

namespace newsloom::digest {
namespace {

/// Ranges wider than this (high / low) are not compared.
constexpr double kVague = 2.5;
constexpr std::int64_t kSameTimeSeconds = 3 * 3600;

bool same_time(const Account& a, const Account& b) {
  if (a.seconds && b.seconds) return std::abs(*a.seconds - *b.seconds) < kSameTimeSeconds;
  if (a.day && b.day) return *a.day == *b.day;
  return false;  // not known to be of one time
}

/// Indices of one group; the first stands for it.
using Members = std::vector<std::uint32_t>;

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
