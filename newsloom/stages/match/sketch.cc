#include "newsloom/stages/match/sketch.h"

#include <algorithm>
#include <limits>

namespace newsloom::match {
namespace {

constexpr std::uint32_t kAll = std::numeric_limits<std::uint32_t>::max();

std::uint32_t limit_of(std::span<const std::uint32_t> sample, std::size_t capacity) {
  return sample.size() < capacity ? kAll : sample.back();
}

bool ascends(std::span<const std::uint32_t> sample) {
  return std::adjacent_find(sample.begin(), sample.end(), std::greater_equal<>()) == sample.end();
}

/// Calls visit(hash, in a, in b) for every hash of either sample up to `limit`.
template <class Visit>
void walk(std::span<const std::uint32_t> a, std::span<const std::uint32_t> b, std::uint32_t limit,
          const Visit& visit) {
  std::size_t i = 0;
  std::size_t j = 0;
  const auto live = [limit](std::span<const std::uint32_t> s, std::size_t k) {
    return k < s.size() && s[k] <= limit;
  };
  while (live(a, i) || live(b, j)) {
    const bool has_a = live(a, i) && (!live(b, j) || a[i] <= b[j]);
    const bool has_b = live(b, j) && (!live(a, i) || b[j] <= a[i]);
    visit(has_a ? a[i] : b[j], has_a, has_b);
    i += has_a ? 1 : 0;
    j += has_b ? 1 : 0;
  }
}

}  // namespace

std::vector<std::uint32_t> pack_sketch(std::span<const std::uint32_t> shingles,
                                       std::span<const std::uint32_t> keys) {
  std::vector<std::uint32_t> out;
  out.reserve(1 + shingles.size() + keys.size());
  out.push_back(static_cast<std::uint32_t>(shingles.size() | (keys.size() << 16U)));
  out.insert(out.end(), shingles.begin(), shingles.end());
  out.insert(out.end(), keys.begin(), keys.end());
  return out;
}

SketchView view_of(std::span<const std::uint32_t> sketch) {
  SketchView view;
  if (sketch.empty()) return view;
  const std::size_t shingles = sketch[0] & 0xFFFFU;
  const std::size_t keys = sketch[0] >> 16U;
  if (shingles > kShingles || keys > kKeys || sketch.size() != 1 + shingles + keys) return view;
  view.shingles = sketch.subspan(1, shingles);
  view.keys = sketch.subspan(1 + shingles, keys);
  if (!ascends(view.shingles) || !ascends(view.keys)) return SketchView{};
  view.shingle_limit = limit_of(view.shingles, kShingles);
  view.key_limit = limit_of(view.keys, kKeys);
  return view;
}

Overlap overlap(const SketchView& a, const SketchView& b,
                const std::function<double(std::uint32_t)>& weight) {
  Overlap out;
  double of_a = 0;
  double of_b = 0;
  walk(a.shingles, b.shingles, std::min(a.shingle_limit, b.shingle_limit),
       [&](std::uint32_t hash, bool has_a, bool has_b) {
         const double w = weight(hash);
         if (has_a) of_a += w;
         if (has_b) of_b += w;
         if (has_a && has_b) {
           out.shared_weight += w;
           ++out.shared;
         }
       });
  if (of_a > 0) out.a_in_b = out.shared_weight / of_a;
  if (of_b > 0) out.b_in_a = out.shared_weight / of_b;
  walk(a.keys, b.keys, std::min(a.key_limit, b.key_limit),
       [&](std::uint32_t hash, bool has_a, bool has_b) {
         Shared& part = (hash & 1U) != 0 ? out.numbers : out.names;
         part.of_a += has_a ? 1 : 0;
         part.of_b += has_b ? 1 : 0;
         part.both += has_a && has_b ? 1 : 0;
       });
  return out;
}

}  // namespace newsloom::match
