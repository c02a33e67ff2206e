#pragma once
// Families: which articles carry one text, and where that text most likely comes from.

#include <array>
#include <cstdint>
#include <functional>
#include <string>
#include <vector>

#include "newsloom/core/bulk.h"
#include "newsloom/core/story.h"
#include "newsloom/stages/match/judge.h"
#include "newsloom/stages/match/origin.h"
#include "newsloom/stages/match/sketch.h"

namespace newsloom::match {

inline constexpr std::uint32_t kNobody = 0xFFFFFFFF;

/// Which shingles of a sketch the index of shingles has for its article, a bit each.
using Posted = std::array<std::uint64_t, (kShingles + 63) / 64>;

/// One article of the index.
struct Row {
  std::string id;
  std::int64_t time = 0;     ///< seconds since 1970; of the newest before it where none is known
  std::uint64_t name = 0;    ///< the family's, at its root: its first article's place in the stream
  std::uint64_t exact = 0;   ///< Fingerprint::exact
  std::uint64_t outlet = 0;  ///< hash of the publisher's name; 0: not known
  std::size_t sketch = 0;    ///< where its sketch begins
  std::uint32_t sketch_size = 0;
  std::uint32_t shingle_count = 0;
  std::uint32_t parent = 0;      ///< union-find; the root has itself
  std::uint32_t link = kNobody;  ///< the article that it was found to be a copy of
  float overlap = 0;
  float strength = 1;  ///< product of the overlaps from here to the family's first text
  CopyRelation relation = CopyRelation::none;
  bool live = true;
  Credit credit;
  Posted posted{};
};

class Families {
 public:
  [[nodiscard]] std::size_t size() const { return rows_.size(); }
  [[nodiscard]] const Row& row(std::uint32_t number) const { return rows_[number]; }
  [[nodiscard]] Row& row(std::uint32_t number) { return rows_[number]; }

  /// Adds an article, to the family of `copy_of` or to a new one (kNobody). Returns its number.
  std::uint32_t add(Row row, std::uint32_t copy_of, const Verdict& verdict);
  /// Makes one family of two, given their roots; the older one's name stays.
  void join(std::uint32_t a, std::uint32_t b, const Verdict& verdict);
  /// The article that stands for the whole family.
  [[nodiscard]] std::uint32_t root(std::uint32_t number) const;

  /// What was known of an article when it came.
  [[nodiscard]] Copy at_arrival(std::uint32_t number) const;
  /// What is known now, of every live article that is wanted, in order of arrival. The origin of a
  /// family is the outlet that the others credit, else the earliest, among equals the most
  /// complete.
  using Compare = std::function<Verdict(const Row&, const Row&)>;
  using Wanted = std::function<bool(const Row&)>;
  [[nodiscard]] std::vector<Copy> copies(const Compare& compare, const Wanted& wanted) const;

  /// Drops the rows that are not live. Returns the new number of every old one, or kNobody.
  std::vector<std::uint32_t> compact();

  void save(BulkWriter& out) const;
  /// Into an empty one. Where sketches begin is counted up from their sizes.
  void load(BulkReader& in);

 private:
  [[nodiscard]] std::uint32_t origin(const std::vector<std::uint32_t>& members) const;

  std::vector<Row> rows_;
  std::uint64_t arrivals_ = 0;
};

}  // namespace newsloom::match
