#include "newsloom/stages/match/judge.h"

#include <algorithm>

namespace newsloom::match {
namespace {

constexpr double kCopy = 0.48;  // of the smaller text's rare shingles
// Two pages of one outlet may share more than half: its furniture is not known to be common before
// several pages were read.
constexpr double kCopyOfSameOutlet = 0.6;
constexpr double kNearlyAll = 0.85;
constexpr double kMinSharedWeight = 5;
constexpr double kExcerptRatio = 0.7;  // sizes further apart than this: an excerpt

double share(const Shared& keys) {
  const std::uint32_t smaller = std::min(keys.of_a, keys.of_b);
  return smaller == 0 ? 1 : static_cast<double>(keys.both) / smaller;
}

// One form filled in twice (earnings, weather, results): the sentences are equal, what they are
// about is not.
bool is_template(const Overlap& o, double most) {
  const bool names_known = std::min(o.names.of_a, o.names.of_b) >= 3;
  const bool numbers_known = std::min(o.numbers.of_a, o.numbers.of_b) >= 4;
  if (names_known && share(o.names) < 0.5 && most < 0.9) return true;
  return numbers_known && share(o.numbers) < 0.4 && most < kNearlyAll;
}

}  // namespace

double weight_of(std::uint32_t families) {
  if (families <= 1) return 1;
  return 1.0 / static_cast<double>(families);
}

Verdict judge(const Overlap& o, const Sizes& sizes) {
  Verdict out;
  const double most = std::max(o.a_in_b, o.b_in_a);
  const double least = std::min(o.a_in_b, o.b_in_a);
  const std::uint32_t smaller = std::min(sizes.a, sizes.b);
  const std::uint32_t larger = std::max(sizes.a, sizes.b);
  if (smaller < kMinShingles || o.shared_weight < kMinSharedWeight) return out;
  if (most < kCopy || is_template(o, most)) return out;
  if (sizes.same_outlet && least < kCopyOfSameOutlet) return out;
  out.overlap = most;
  out.both = least;
  const bool alike = static_cast<double>(smaller) >= kExcerptRatio * static_cast<double>(larger);
  if (most >= kNearlyAll) {
    out.relation = alike ? CopyRelation::near : CopyRelation::excerpt;
  } else {
    out.relation = alike ? CopyRelation::update : CopyRelation::excerpt;
  }
  return out;
}

}  // namespace newsloom::match
