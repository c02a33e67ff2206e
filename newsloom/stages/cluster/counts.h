#pragma once
// How many articles have a term: a table of fixed size for any number of terms.

#include <cstddef>
#include <cstdint>
#include <vector>

#include "newsloom/core/bulk.h"

namespace newsloom::cluster {

/// Two cells for each term, of which the smaller one counts, so that only terms that share both
/// with others count too much. Empty until the first addition.
/// Source: Cormode and Muthukrishnan, "An improved data stream summary: the count-min sketch",
/// 2005.
class Counts {
 public:
  static constexpr unsigned kBits = 20;

  [[nodiscard]] bool empty() const { return first_.empty(); }
  [[nodiscard]] float of(std::uint32_t key) const;
  /// Brings the term's cells on their way from memory.
  void prefetch(std::uint32_t key) const;
  void add(std::uint32_t key, float amount);
  void scale(float factor);

  void save(BulkWriter& out) const;
  void load(BulkReader& in);

 private:
  std::vector<float> first_;
  std::vector<float> second_;
};

}  // namespace newsloom::cluster
