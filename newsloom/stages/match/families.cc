#include "newsloom/stages/match/families.h"

#include <algorithm>
#include <array>
#include <map>

namespace newsloom::match {
namespace {

constexpr std::int64_t kSameTime = 600;  // seconds; clocks and days are not finer

std::string family_id(std::uint64_t name) {
  std::string id = std::to_string(name);
  id.insert(id.begin(), 'f');
  return id;
}

}  // namespace

std::uint32_t Families::root(std::uint32_t number) const {
  while (rows_[number].parent != number) number = rows_[number].parent;
  return number;
}

std::uint32_t Families::add(Row row, std::uint32_t copy_of, const Verdict& verdict) {
  const auto number = static_cast<std::uint32_t>(rows_.size());
  row.name = ++arrivals_;
  row.parent = number;
  if (copy_of != kNobody) {
    row.parent = root(copy_of);
    row.link = copy_of;
    row.overlap = static_cast<float>(verdict.overlap);
    row.relation = verdict.relation;
    row.strength = row.overlap * rows_[copy_of].strength;
  }
  rows_.push_back(std::move(row));
  return number;
}

void Families::join(std::uint32_t a, std::uint32_t b, const Verdict& verdict) {
  Row& older = rows_[std::min(a, b)];
  Row& newer = rows_[std::max(a, b)];
  older.name = std::min(older.name, newer.name);
  newer.parent = std::min(a, b);
  newer.link = std::min(a, b);
  newer.overlap = static_cast<float>(verdict.overlap);
  newer.relation = verdict.relation;
  newer.strength = newer.overlap;
}

Copy Families::at_arrival(std::uint32_t number) const {
  const Row& row = rows_[number];
  Copy copy;
  copy.article = row.id;
  copy.family = family_id(rows_[root(number)].name);
  if (row.link != kNobody) {
    copy.copy_of = rows_[row.link].id;
    copy.relation = row.relation;
    copy.overlap = row.overlap;
  }
  return copy;
}

std::uint32_t Families::origin(const std::vector<std::uint32_t>& members) const {
  std::array<std::uint32_t, 256> votes{};
  for (const std::uint32_t member : members) ++votes.at(rows_[member].credit.credited);
  votes[0] = 0;
  const auto agency =
      static_cast<std::uint8_t>(std::max_element(votes.begin(), votes.end()) - votes.begin());
  const auto earlier = [this, agency](std::uint32_t a, std::uint32_t b) {
    const Row& x = rows_[a];
    const Row& y = rows_[b];
    const bool x_agency = agency != 0 && x.credit.publisher == agency;
    const bool y_agency = agency != 0 && y.credit.publisher == agency;
    if (x_agency != y_agency) return x_agency;
    // Rounded down, so that the order stays an order.
    if (x.time / kSameTime != y.time / kSameTime) return x.time < y.time;
    if (x.shingle_count != y.shingle_count) return x.shingle_count > y.shingle_count;
    return a < b;
  };
  return *std::min_element(members.begin(), members.end(), earlier);
}

std::vector<Copy> Families::copies(const Compare& compare, const Wanted& wanted) const {
  std::map<std::uint32_t, std::vector<std::uint32_t>> families;
  for (std::uint32_t i = 0; i < rows_.size(); ++i) {
    if (rows_[i].live && wanted(rows_[i])) families[root(i)];
  }
  if (families.empty()) return {};
  for (std::uint32_t i = 0; i < rows_.size(); ++i) {
    if (!rows_[i].live) continue;
    const auto family = families.find(root(i));
    if (family != families.end()) family->second.push_back(i);
  }
  std::map<std::uint32_t, std::uint32_t> origins;
  for (const auto& [first, members] : families) origins[first] = origin(members);
  std::vector<Copy> out;
  for (std::uint32_t i = 0; i < rows_.size(); ++i) {
    if (!rows_[i].live || !wanted(rows_[i])) continue;
    const std::uint32_t first = root(i);
    const std::uint32_t from = origins[first];
    Copy copy = at_arrival(i);
    const std::uint32_t link = rows_[i].link;
    const bool link_stands =
        link != kNobody && rows_[link].live && rows_[link].time <= rows_[i].time;
    if (i == from) {
      copy.copy_of.reset();
      copy.relation = CopyRelation::none;
      copy.overlap = 0;
    } else if (!link_stands) {
      const Verdict verdict = compare(rows_[i], rows_[from]);
      copy.copy_of = rows_[from].id;
      // Two carriers of one text may each hold another half of it.
      copy.relation =
          verdict.relation == CopyRelation::none ? CopyRelation::excerpt : verdict.relation;
      copy.overlap = verdict.overlap;
    }
    out.push_back(std::move(copy));
  }
  return out;
}

void Families::save(BulkWriter& out) const {
  out.number<std::uint64_t>(arrivals_);
  out.number<std::uint64_t>(rows_.size());
  for (const Row& row : rows_) {
    out.text(row.id);
    out.number(row.time);
    out.number(row.name);
    out.number(row.exact);
    out.number(row.outlet);
    out.number(row.sketch_size);
    out.number(row.shingle_count);
    out.number(row.parent);
    out.number(row.link);
    out.number(row.overlap);
    out.number(row.strength);
    out.number(static_cast<std::uint8_t>(row.relation));
    out.flag(row.live);
    out.number(row.credit.credited);
    out.number(row.credit.publisher);
    for (const std::uint64_t part : row.posted) out.number(part);
  }
}

void Families::load(BulkReader& in) {
  constexpr std::size_t kLeastRow = 80;  // bytes
  constexpr auto kLastRelation = static_cast<std::uint8_t>(CopyRelation::update);
  arrivals_ = in.number<std::uint64_t>();
  rows_.resize(in.count(kLeastRow));
  std::size_t sketch = 0;
  for (std::uint32_t i = 0; i < rows_.size() && in.ok(); ++i) {
    Row& row = rows_[i];
    in.text(row.id);
    row.time = in.time();
    row.name = in.number<std::uint64_t>();
    row.exact = in.number<std::uint64_t>();
    row.outlet = in.number<std::uint64_t>();
    row.sketch_size = in.number<std::uint32_t>();
    row.shingle_count = in.number<std::uint32_t>();
    row.parent = in.below<std::uint32_t>(i + 1, kNobody);  // so that every way up ends
    row.link = in.below<std::uint32_t>(rows_.size(), kNobody);
    row.overlap = in.number<float>();
    row.strength = in.number<float>();
    const auto relation = in.number<std::uint8_t>();
    row.relation = static_cast<CopyRelation>(std::min(relation, kLastRelation));
    row.live = in.flag();
    row.credit.credited = in.number<std::uint8_t>();
    row.credit.publisher = in.number<std::uint8_t>();
    for (std::uint64_t& part : row.posted) part = in.number<std::uint64_t>();
    row.sketch = sketch;
    sketch += row.sketch_size;
    if (row.parent == kNobody || relation > kLastRelation) in.stop();
  }
  if (!in.ok()) rows_.clear();
}

std::vector<std::uint32_t> Families::compact() {
  std::vector<std::uint32_t> renumbered(rows_.size(), kNobody);
  std::vector<std::uint32_t> heads(rows_.size(), kNobody);  // of each old root: its first live row
  std::uint32_t next = 0;
  for (std::uint32_t i = 0; i < rows_.size(); ++i) {
    if (!rows_[i].live) continue;
    renumbered[i] = next++;
    const std::uint32_t first = root(i);
    if (heads[first] == kNobody) heads[first] = i;
  }
  std::vector<Row> kept;
  kept.reserve(next);
  for (std::uint32_t i = 0; i < rows_.size(); ++i) {
    if (!rows_[i].live) continue;
    Row row = rows_[i];
    const std::uint32_t first = root(i);
    row.parent = renumbered[heads[first]];
    if (heads[first] == i) row.name = rows_[first].name;
    if (row.link != kNobody) row.link = renumbered[row.link];
    kept.push_back(std::move(row));
  }
  rows_ = std::move(kept);
  return renumbered;
}

}  // namespace newsloom::match
