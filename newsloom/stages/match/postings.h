#pragma once
// Postings: which articles hold a shingle. Flat tables of 8-byte entries, because the window may
// hold millions of articles and every look-up is a walk through cold memory. Many tables, each of
// which grows by itself: growing never holds everything twice, and never stops the stream for long.

#include <array>
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
  /// False, and nothing done, where the hash has kMaxPostings entries.
  bool insert(std::uint32_t hash, std::uint32_t article);
  /// Makes room for so many entries at once.
  void reserve(std::size_t entries);
  struct Posting {
    std::uint32_t hash = 0;
    std::uint32_t article = 0;
  };
  /// Inserts postings that were in such an index before: none is there yet, and none too many.
  /// each(visit) is called twice and calls visit(Posting) for all, in order. Table by table, so
  /// that a table's memory is near while it is filled.
  template <class Each>
  void insert_all(const Each& each, std::vector<Posting>& scratch);
  static constexpr std::uint32_t kGone = 0xFFFFFFFF;
  /// Gives every entry the number renumbered(article), and drops those that get kGone.
  template <class Renumbered>
  void renumber(const Renumbered& renumbered);
  [[nodiscard]] std::size_t size() const;

 private:
  struct Entry {
    std::uint32_t hash = 0;
    std::uint32_t article_plus_1 = 0;  // 0: free
  };
  struct Table {
    std::vector<Entry> entries;
    std::size_t used = 0;

    bool place(Entry entry, std::uint32_t within);
    void append(Entry entry, std::uint32_t within) {
      std::size_t i = home(within, entries.size());
      while (entries[i].article_plus_1 != 0) {
        if (++i == entries.size()) i = 0;
      }
      entries[i] = entry;
      ++used;
    }
    void make_room(std::size_t more);
    /// With other room, and of the entries those that keep() lets stay, changed by it.
    template <class Keep>
    void remake(std::size_t capacity, const Keep& keep);
  };
  static constexpr unsigned kTableBits = 8;

  // Sampled hashes are small numbers, so they are spread again (Fibonacci hashing): the highest
  // bits choose the table, the next 32 the place in it.
  static std::uint64_t spread(std::uint32_t hash) { return hash * 0x9E3779B97F4A7C15ULL; }
  static std::uint32_t within(std::uint64_t spread) {
    return static_cast<std::uint32_t>(spread << kTableBits >> 32U);
  }
  static std::size_t home(std::uint32_t within, std::size_t capacity) {
    return static_cast<std::size_t>((within * static_cast<std::uint64_t>(capacity)) >> 32U);
  }
  static std::size_t table_number(std::uint64_t spread) { return spread >> (64U - kTableBits); }
  [[nodiscard]] const Table& table_of(std::uint64_t spread) const {
    return tables_[table_number(spread)];
  }
  /// Calls visit(article) for the entries of the hash while it returns true.
  template <class Visit>
  void each(std::uint32_t hash, const Visit& visit) const;

  std::array<Table, 1U << kTableBits> tables_;
};

template <class Each>
void Postings::insert_all(const Each& each, std::vector<Posting>& scratch) {
  std::array<std::size_t, (1U << kTableBits) + 1> begin{};
  each([&begin](const Posting& one) { ++begin[table_number(spread(one.hash)) + 1]; });
  for (std::size_t i = 1; i < begin.size(); ++i) begin[i] += begin[i - 1];
  scratch.resize(begin.back());
  each([&](const Posting& one) { scratch[begin[table_number(spread(one.hash))]++] = one; });
  std::size_t from = 0;  // begin[i] is now where the next table's begin
  for (std::size_t i = 0; i < tables_.size(); ++i) {
    Table& table = tables_[i];
    table.make_room(begin[i] - from);
    for (; from < begin[i]; ++from) {
      const Posting& one = scratch[from];
      table.append({one.hash, one.article + 1}, within(spread(one.hash)));
    }
  }
}

template <class Visit>
void Postings::each(std::uint32_t hash, const Visit& visit) const {
  const std::uint64_t at = spread(hash);
  const std::vector<Entry>& entries = table_of(at).entries;
  for (std::size_t i = home(within(at), entries.size()); entries[i].article_plus_1 != 0;) {
    if (entries[i].hash == hash && !visit(entries[i].article_plus_1 - 1)) return;
    if (++i == entries.size()) i = 0;
  }
}

template <class Keep>
void Postings::Table::remake(std::size_t capacity, const Keep& keep) {
  Table fresh;
  fresh.entries.resize(capacity);
  // From behind a free place on, so that a run that goes over the end keeps its order.
  std::size_t first = 0;
  while (entries[first].article_plus_1 != 0) ++first;
  for (std::size_t k = first; k < first + entries.size(); ++k) {
    Entry entry = entries[k < entries.size() ? k : k - entries.size()];
    if (entry.article_plus_1 == 0 || !keep(entry)) continue;
    fresh.place(entry, Postings::within(Postings::spread(entry.hash)));
  }
  *this = std::move(fresh);
}

template <class Renumbered>
void Postings::renumber(const Renumbered& renumbered) {
  for (Table& table : tables_) {
    table.remake(table.entries.size(), [&](Entry& entry) {
      const std::uint32_t article = renumbered(entry.article_plus_1 - 1);
      entry.article_plus_1 = article + 1;
      return article != kGone;
    });
  }
}

}  // namespace newsloom::match
