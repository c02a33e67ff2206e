#pragma once
// Postings: which articles of the window have a term, newest first. Most terms stand in one
// article, some in thousands: the one posting of a rare term lies in the table itself, further ones
// in slices that grow. 4 bytes a posting, 8 bytes a term.
// Source of the slices: Busch et al., "Earlybird: Real-Time Search at Twitter", 2012.

#include <cstddef>
#include <cstdint>
#include <vector>

#include "newsloom/core/bulk.h"

namespace newsloom::cluster {

class Postings {
 public:
  /// Member numbers must stay below this: with a weight and a flag they fill 32 bits.
  static constexpr std::uint32_t kMaxMembers = 1U << 23U;

  struct Posting {
    std::uint32_t member = 0;
    std::uint8_t weight = 0;  ///< of the term in the article, at least 1
  };

  Postings();
  void add(std::uint32_t key, Posting posting);
  /// Brings the table's line for `key` on its way from memory.
  void prefetch(std::uint32_t key) const;
  /// How many postings the term has.
  [[nodiscard]] std::size_t count(std::uint32_t key) const;
  /// Appends the newest postings of the term, newest first, at most `limit`.
  void newest(std::uint32_t key, std::size_t limit, std::vector<Posting>& out) const;
  /// Gives every member the number numbers[member], and drops those that get `gone`.
  void renumber(const std::vector<std::uint32_t>& numbers, std::uint32_t gone);
  [[nodiscard]] std::size_t terms() const { return used_; }

  void save(BulkWriter& out) const;
  /// In the place of what there is. Postings must be of so many members.
  void load(BulkReader& in, std::size_t members);

 private:
  struct Entry {
    std::uint32_t key = 0;
    std::uint32_t ref = 0;  // 0: free; one posting; or a slice
  };
  [[nodiscard]] std::size_t home(std::uint32_t key) const;
  [[nodiscard]] const Entry* find(std::uint32_t key) const;
  Entry& found_or_new(std::uint32_t key);
  void rehash(std::size_t capacity);
  void push(Entry& entry, std::uint32_t packed);
  [[nodiscard]] bool holds(std::uint32_t ref, std::size_t members) const;
  [[nodiscard]] bool is_sound(std::size_t members) const;
  std::uint32_t new_slice(unsigned level, std::uint32_t before, std::uint32_t count);

  std::vector<Entry> table_;
  std::size_t used_ = 0;
  unsigned shift_ = 0;
  std::vector<std::vector<std::uint32_t>> pools_;  // of each level
};

}  // namespace newsloom::cluster
