#include "newsloom/stages/match/postings.h"

#include <algorithm>

namespace newsloom::match {
namespace {

constexpr std::size_t kFirstCapacity = 16;  // of each table
constexpr std::size_t kLoad = 80;           // of 100
constexpr std::size_t kGrowth = 3;          // a table grows by one part of so many

}  // namespace

Postings::Postings() {
  for (Table& table : tables_) table.entries.resize(kFirstCapacity);
}

void Postings::prefetch(std::uint32_t hash) const {
  const std::uint64_t at = spread(hash);
  const std::vector<Entry>& entries = table_of(at).entries;
  __builtin_prefetch(&entries[home(within(at), entries.size())]);
}

std::uint32_t Postings::find(std::uint32_t hash, std::uint32_t* articles) const {
  std::uint32_t found = 0;
  each(hash, [&](std::uint32_t article) {
    articles[found++] = article;
    return found < kMaxPostings;
  });
  return found;
}

std::uint32_t Postings::count(std::uint32_t hash) const {
  std::uint32_t found = 0;
  each(hash, [&](std::uint32_t) { return ++found < kMaxPostings; });
  return found;
}

std::size_t Postings::size() const {
  std::size_t all = 0;
  for (const Table& table : tables_) all += table.used;
  return all;
}

bool Postings::insert(std::uint32_t hash, std::uint32_t article) {
  const std::uint64_t at = spread(hash);
  Table& table = tables_[table_number(at)];
  table.make_room(1);
  return table.place({hash, article + 1}, within(at));
}

void Postings::Table::make_room(std::size_t more) {
  if ((used + more) * 100 <= entries.size() * kLoad) return;
  const std::size_t grown = entries.size() + entries.size() / kGrowth + 1;
  remake(std::max(grown, (used + more) * 100 / kLoad + 1), [](const Entry&) { return true; });
}

void Postings::reserve(std::size_t entries) {
  const std::size_t each = entries / tables_.size() * 100 / kLoad;
  for (Table& table : tables_) {
    // A little more than its part, since the parts are not equal.
    const std::size_t wanted = each + each / 16;
    if (wanted > table.entries.size()) table.remake(wanted, [](const Entry&) { return true; });
  }
}

bool Postings::Table::place(Entry entry, std::uint32_t within) {
  std::uint32_t same = 0;
  std::size_t i = home(within, entries.size());
  while (entries[i].article_plus_1 != 0) {
    if (entries[i].hash == entry.hash && ++same == kMaxPostings) return false;
    if (++i == entries.size()) i = 0;
  }
  entries[i] = entry;
  ++used;
  return true;
}

}  // namespace newsloom::match
