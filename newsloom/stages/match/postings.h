#pragma once
// Postings: which articles hold a shingle. One flat table of 8-byte entries, because the window may
// hold millions of articles and every look-up is a walk through cold memory.

#include <cstddef>
#include <cstdint>
#include <vector>

namespace newsloom::match {

/// A multimap from shingle hash to article number, open addressing with linear probing; the entries
/// of one hash lie in one run, in order of insertion.
/// Complexity: look-up and insertion O(1) expected; a hash has at most kMaxPostings entries.
class Postings {
 public:
  /// A shingle in so many families is a common phrase or furniture: more need not be known.
  static constexpr std::uint32_t kMaxPostings = 12;

  Postings();

  /// Brings the table's line for `hash` on its way from memory.
  void prefetch(std::uint32_t hash) const;
  /// The articles with this shingle, at most kMaxPostings; returns how many.
  std::uint32_t find(std::uint32_t hash, std::uint32_t* articles) const;
  [[nodiscard]] std::uint32_t count(std::uint32_t hash) const;
  /// Does nothing where the hash has kMaxPostings entries.
  void insert(std::uint32_t hash, std::uint32_t article);
  static constexpr std::uint32_t kGone = 0xFFFFFFFF;
  /// Gives every entry the number renumbered(article), and drops those that get kGone.
  template <class Renumbered>
  void renumber(const Renumbered& renumbered);
  [[nodiscard]] std::size_t size() const { return used_; }

 private:
  struct Entry {
    std::uint32_t hash = 0;
    std::uint32_t article_plus_1 = 0;  // 0: free
  };

  [[nodiscard]] std::size_t home(std::uint32_t hash) const;
  void place(Entry entry);
  void rebuild(std::size_t capacity, std::vector<Entry> old);

  std::vector<Entry> table_;
  std::size_t used_ = 0;
  unsigned shift_ = 0;
};

template <class Renumbered>
void Postings::renumber(const Renumbered& renumbered) {
  std::vector<Entry> old;
  old.swap(table_);
  for (Entry& entry : old) {
    if (entry.article_plus_1 != 0) entry.article_plus_1 = renumbered(entry.article_plus_1 - 1) + 1;
  }
  const std::size_t capacity = old.size();
  rebuild(capacity, std::move(old));
}

}  // namespace newsloom::match
