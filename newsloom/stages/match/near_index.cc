// The index of the window: candidates by shared shingles, verdicts on stored sketches, families.
#include <algorithm>
#include <array>
#include <bit>
#include <limits>
#include <unordered_map>

#include "newsloom/core/text/normalize.h"
#include "newsloom/core/text/words.h"
#include "newsloom/stages/match/families.h"
#include "newsloom/stages/match/judge.h"
#include "newsloom/stages/match/match.h"
#include "newsloom/stages/match/postings.h"
#include "newsloom/stages/match/sketch.h"

namespace newsloom::match {
namespace {

constexpr std::size_t kMaxVerified = 8;       // candidates compared sketch by sketch
constexpr std::uint32_t kCommonFamilies = 8;  // a shingle in more gives no candidates
constexpr std::uint32_t kMinHits = 2;
constexpr double kMinHitShare = 0.2;    // of the smaller sample; below, no weights can make a copy
constexpr double kMinStrength = 0.5;    // through other copies, to the first text of the family
constexpr double kBothToJoin = 0.7;     // of each text, to join two families
constexpr std::uint32_t kMinEqual = 6;  // shingles; shorter equal texts are "Read more", not news
constexpr std::int64_t kForgetStep = 3600;
constexpr std::size_t kMinCompaction = 1024;
constexpr std::size_t kMaxPublisherBytes = 200;

struct Found {
  std::uint32_t row = kNobody;
  Verdict verdict;
};

// Where the new article's shingles stand already: found once, used for candidates, weights and
// for deciding what to post.
struct Hits {
  std::array<std::array<std::uint32_t, Postings::kMaxPostings>, kShingles> rows;
  std::array<std::uint32_t, kShingles> counts{};
};

}  // namespace

struct NearIndex::State {
  Families families;
  std::vector<std::uint32_t> sketches;
  std::unordered_map<std::uint64_t, std::uint32_t> exact;
  Postings postings;
  std::int64_t clock = 0;
  std::int64_t horizon = std::numeric_limits<std::int64_t>::min();
  std::size_t dead = 0;

  [[nodiscard]] SketchView sketch_of(const Row& row) const {
    return view_of(std::span(sketches).subspan(row.sketch, row.sketch_size));
  }
  void look_up(const SketchView& sketch, Hits& hits) const;
  [[nodiscard]] std::vector<std::uint32_t> candidates(const SketchView& sketch,
                                                      const Hits& hits) const;
  [[nodiscard]] Verdict compare(const Row& a, const SketchView& sketch, const Row& b) const;
  [[nodiscard]] Found best(const Row& row, const SketchView& sketch, const Hits& hits,
                           std::vector<std::uint32_t>& same) const;
  void join(std::uint32_t number, const std::vector<std::uint32_t>& same);
  void post(std::uint32_t number, const SketchView& sketch, const Hits& hits);
  [[nodiscard]] std::vector<Copy> copies(const Families::Wanted& wanted) const;
  void compact();
  [[nodiscard]] bool fits_together() const;
  void post_all();
};

void NearIndex::State::look_up(const SketchView& sketch, Hits& hits) const {
  for (const std::uint32_t hash : sketch.shingles) postings.prefetch(hash);
  for (std::size_t i = 0; i < sketch.shingles.size(); ++i) {
    std::uint32_t* found = hits.rows.at(i).data();
    const std::uint32_t n = postings.find(sketch.shingles[i], found);
    const auto* end = std::remove_if(found, found + n,
                                     [this](std::uint32_t row) { return !families.row(row).live; });
    hits.counts.at(i) = static_cast<std::uint32_t>(end - found);
  }
}

// The earlier articles that share the most shingles with the new one, best first.
std::vector<std::uint32_t> NearIndex::State::candidates(const SketchView& sketch,
                                                        const Hits& hits) const {
  std::vector<std::uint32_t> all;
  for (std::size_t i = 0; i < sketch.shingles.size(); ++i) {
    if (hits.counts.at(i) > kCommonFamilies) continue;
    all.insert(all.end(), hits.rows.at(i).begin(), hits.rows.at(i).begin() + hits.counts.at(i));
  }
  std::sort(all.begin(), all.end());
  std::vector<std::pair<std::uint32_t, std::uint32_t>> by_hits;  // hits, article
  for (std::size_t i = 0; i < all.size();) {
    std::size_t j = i;
    while (j < all.size() && all[j] == all[i]) ++j;
    if (j - i >= kMinHits) by_hits.emplace_back(static_cast<std::uint32_t>(j - i), all[i]);
    i = j;
  }
  const auto order = [](const auto& a, const auto& b) {
    return a.first != b.first ? a.first > b.first : a.second < b.second;
  };
  const std::size_t keep = std::min(by_hits.size(), kMaxVerified);
  std::partial_sort(by_hits.begin(), by_hits.begin() + static_cast<std::ptrdiff_t>(keep),
                    by_hits.end(), order);
  by_hits.resize(keep);
  std::vector<std::uint32_t> out;
  out.reserve(by_hits.size());
  for (const auto& [n, article] : by_hits) out.push_back(article);
  return out;
}

Verdict NearIndex::State::compare(const Row& a, const SketchView& sketch, const Row& b) const {
  const SketchView other = sketch_of(b);
  const Overlap plain = overlap(sketch, other, [](std::uint32_t) { return 1.0; });
  if (std::max(plain.a_in_b, plain.b_in_a) < kMinHitShare) return {};
  const Overlap shared = overlap(
      sketch, other, [this](std::uint32_t hash) { return weight_of(postings.count(hash)); });
  const bool same_outlet = a.outlet != 0 && a.outlet == b.outlet;
  return judge(shared, {a.shingle_count, b.shingle_count, same_outlet});
}

/// `same` gets the articles that are clearly the same text, whatever family they are in.
Found NearIndex::State::best(const Row& row, const SketchView& sketch, const Hits& hits,
                             std::vector<std::uint32_t>& same) const {
  if (row.exact != 0 && row.shingle_count >= kMinEqual) {
    const auto equal = exact.find(row.exact);
    if (equal != exact.end() && families.row(equal->second).live) {
      return {equal->second, {CopyRelation::exact, 1, 1}};
    }
  }
  Found found;
  double top = 0;
  for (const std::uint32_t candidate : candidates(sketch, hits)) {
    const Row& other = families.row(candidate);
    const Verdict verdict = compare(row, sketch, other);
    if (verdict.relation == CopyRelation::none) continue;
    // No chaining: what is half like a text that is half like the family's is another text.
    const double strength = verdict.overlap * static_cast<double>(other.strength);
    if (other.link != kNobody && strength < kMinStrength) continue;
    if (verdict.relation == CopyRelation::near && verdict.both >= kBothToJoin) {
      same.push_back(candidate);
    }
    const double rank = strength + 0.5 * verdict.both;
    if (rank > top) {
      top = rank;
      found = {candidate, verdict};
    }
  }
  return found;
}

// A text that is plainly the same as members of two families shows that they are one, where their
// first texts agree.
void NearIndex::State::join(std::uint32_t number, const std::vector<std::uint32_t>& same) {
  for (const std::uint32_t other : same) {
    const std::uint32_t a = families.root(number);
    const std::uint32_t b = families.root(other);
    if (a == b) continue;
    const Row& first = families.row(a);
    const Verdict verdict = compare(first, sketch_of(first), families.row(b));
    if (verdict.relation != CopyRelation::none) families.join(a, b, verdict);
  }
}

// A family posts a shingle once, so that the number of postings counts families: a wire text with
// a hundred carriers stays rare, a line under every article of an outlet does not.
void NearIndex::State::post(std::uint32_t number, const SketchView& sketch, const Hits& hits) {
  const std::uint32_t family = families.root(number);
  for (std::size_t i = 0; i < sketch.shingles.size(); ++i) {
    const auto begin = hits.rows.at(i).begin();
    const bool there = std::any_of(begin, begin + hits.counts.at(i),
                                   [&](std::uint32_t row) { return families.root(row) == family; });
    if (there || !postings.insert(sketch.shingles[i], number)) continue;
    families.row(number).posted.at(i / 64) |= std::uint64_t{1} << (i % 64);
  }
}

void NearIndex::State::compact() {
  const std::vector<std::uint32_t> renumbered = families.compact();
  std::vector<std::uint32_t> kept;
  for (std::uint32_t i = 0; i < families.size(); ++i) {
    Row& row = families.row(i);
    const auto begin = sketches.begin() + static_cast<std::ptrdiff_t>(row.sketch);
    row.sketch = kept.size();
    kept.insert(kept.end(), begin, begin + row.sketch_size);
  }
  sketches = std::move(kept);
  postings.renumber([&](std::uint32_t row) { return renumbered[row]; });
  exact.clear();
  for (std::uint32_t i = 0; i < families.size(); ++i) {
    if (families.row(i).exact != 0) exact.try_emplace(families.row(i).exact, i);
  }
  dead = 0;
}

// Entries of one hash stand in the order of their articles: so they are posted again in that order.
void NearIndex::State::post_all() {
  std::size_t count = 0;
  for (std::uint32_t number = 0; number < families.size(); ++number) {
    Row& row = families.row(number);
    const std::size_t size = sketch_of(row).shingles.size();
    for (std::size_t i = 0; i < row.posted.size(); ++i) {
      std::uint64_t& part = row.posted.at(i);
      const std::size_t here = size > i * 64 ? size - i * 64 : 0;
      if (here < 64) part &= (std::uint64_t{1} << here) - 1;
      count += static_cast<std::size_t>(std::popcount(part));
    }
  }
  postings.reserve(count);
  constexpr std::uint32_t kTogether = 20000;  // articles
  std::vector<Postings::Posting> scratch;
  for (std::uint32_t begin = 0; begin < families.size(); begin += kTogether) {
    const auto end =
        static_cast<std::uint32_t>(std::min<std::size_t>(families.size(), begin + kTogether));
    const auto each = [&](const auto& visit) {
      for (std::uint32_t number = begin; number < end; ++number) {
        const Row& row = families.row(number);
        const std::uint32_t* hashes = sketches.data() + row.sketch + 1;  // behind the counts
        for (std::uint64_t part : row.posted) {
          for (; part != 0; part &= part - 1) {
            visit(Postings::Posting{hashes[std::countr_zero(part)], number});
          }
          hashes += 64;
        }
      }
    };
    postings.insert_all(each, scratch);
  }
}

bool NearIndex::State::fits_together() const {
  std::size_t sketch = 0;
  std::size_t gone = 0;
  for (std::uint32_t i = 0; i < families.size(); ++i) {
    const Row& row = families.row(i);
    sketch += row.sketch_size;
    gone += row.live ? 0 : 1;
  }
  return sketch == sketches.size() && gone == dead;
}

std::vector<Copy> NearIndex::State::copies(const Families::Wanted& wanted) const {
  return families.copies([this](const Row& a, const Row& b) { return compare(a, sketch_of(a), b); },
                         wanted);
}

NearIndex::NearIndex() : state_(std::make_unique<State>()) {}
NearIndex::~NearIndex() = default;
NearIndex::NearIndex(NearIndex&&) noexcept = default;
NearIndex& NearIndex::operator=(NearIndex&&) noexcept = default;

std::size_t NearIndex::size() const { return state_->families.size() - state_->dead; }

Copy NearIndex::add(const Article& article, const Fingerprint& fingerprint) {
  State& s = *state_;
  Row row;
  row.id = article.id;
  const auto time = time_of(article);
  s.clock = time ? std::max(s.clock, time->seconds) : s.clock;
  row.time = time ? time->seconds : s.clock;
  row.exact = fingerprint.exact;
  row.shingle_count = fingerprint.shingle_count;
  row.sketch = s.sketches.size();
  row.sketch_size = static_cast<std::uint32_t>(fingerprint.sketch.size());
  row.credit = credit_of(article);
  if (article.publisher) {
    row.outlet = hash_of_word(folded(article.publisher->substr(0, kMaxPublisherBytes)));
  }
  const SketchView sketch = view_of(fingerprint.sketch);
  Hits hits;
  s.look_up(sketch, hits);
  std::vector<std::uint32_t> same;
  const Found found = s.best(row, sketch, hits, same);
  const std::uint64_t exact = row.exact;
  s.sketches.insert(s.sketches.end(), fingerprint.sketch.begin(), fingerprint.sketch.end());
  const std::uint32_t number = s.families.add(std::move(row), found.row, found.verdict);
  s.join(number, same);
  s.post(number, sketch, hits);
  if (exact != 0) {
    const auto [entry, is_new] = s.exact.try_emplace(exact, number);
    if (!is_new && !s.families.row(entry->second).live) entry->second = number;
  }
  return s.families.at_arrival(number);
}

std::vector<Copy> NearIndex::forget_before(std::int64_t horizon) {
  State& s = *state_;
  if (s.horizon != std::numeric_limits<std::int64_t>::min() && horizon < s.horizon + kForgetStep) {
    return {};
  }
  s.horizon = horizon;
  std::vector<Copy> last = s.copies([horizon](const Row& row) { return row.time < horizon; });
  s.dead = 0;
  for (std::uint32_t i = 0; i < s.families.size(); ++i) {
    Row& row = s.families.row(i);
    row.live = row.live && row.time >= horizon;
    s.dead += row.live ? 0 : 1;
  }
  if (s.dead >= kMinCompaction && s.dead * 2 >= s.families.size()) s.compact();
  return last;
}

std::vector<Copy> NearIndex::copies() const {
  return state_->copies([](const Row&) { return true; });
}

void NearIndex::save(BulkWriter& out) const {
  const State& s = *state_;
  s.families.save(out);
  out.numbers(s.sketches);
  for (std::uint32_t i = 0; i < s.families.size(); ++i) {
    const Row& row = s.families.row(i);
    const auto exact = s.exact.find(row.exact);
    out.flag(exact != s.exact.end() && exact->second == i);
  }
  out.number(s.clock);
  const bool forgot = s.horizon != std::numeric_limits<std::int64_t>::min();
  out.flag(forgot);
  if (forgot) out.number(s.horizon);
  out.number<std::uint64_t>(s.dead);
}

Result<NearIndex> NearIndex::load(BulkReader& in) {
  NearIndex index;
  State& s = *index.state_;
  s.families.load(in);
  in.numbers(s.sketches);
  for (std::uint32_t i = 0; i < s.families.size() && in.ok(); ++i) {
    if (in.flag()) s.exact.try_emplace(s.families.row(i).exact, i);
  }
  s.clock = in.time();
  if (in.flag()) s.horizon = in.time();
  s.dead = static_cast<std::size_t>(in.number<std::uint64_t>());
  if (in.ok() && !s.fits_together()) in.stop();
  if (!in.ok()) return tl::unexpected<Error>(in.finish().error());
  s.post_all();
  return index;
}

}  // namespace newsloom::match
