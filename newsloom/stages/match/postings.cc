#include "newsloom/stages/match/postings.h"

#include <bit>
#include <utility>

namespace newsloom::match {
namespace {

constexpr std::size_t kFirstCapacity = 1U << 12U;

}  // namespace

Postings::Postings() { rebuild(kFirstCapacity, {}); }

std::size_t Postings::home(std::uint32_t hash) const {
  // Sampled hashes are small numbers, so they are spread again (Fibonacci hashing).
  return static_cast<std::size_t>((hash * 0x9E3779B97F4A7C15ULL) >> shift_);
}

void Postings::prefetch(std::uint32_t hash) const { __builtin_prefetch(&table_[home(hash)]); }

std::uint32_t Postings::find(std::uint32_t hash, std::uint32_t* articles) const {
  std::uint32_t found = 0;
  for (std::size_t i = home(hash); table_[i].article_plus_1 != 0;
       i = (i + 1) & (table_.size() - 1)) {
    if (table_[i].hash != hash) continue;
    articles[found++] = table_[i].article_plus_1 - 1;
    if (found == kMaxPostings) break;
  }
  return found;
}

std::uint32_t Postings::count(std::uint32_t hash) const {
  std::uint32_t found = 0;
  for (std::size_t i = home(hash); table_[i].article_plus_1 != 0;
       i = (i + 1) & (table_.size() - 1)) {
    if (table_[i].hash == hash && ++found == kMaxPostings) break;
  }
  return found;
}

void Postings::insert(std::uint32_t hash, std::uint32_t article) {
  if ((used_ + 1) * 10 > table_.size() * 7) {
    std::vector<Entry> old;
    old.swap(table_);
    const std::size_t capacity = old.size() * 2;
    rebuild(capacity, std::move(old));
  }
  place(Entry{hash, article + 1});
}

void Postings::place(Entry entry) {
  std::uint32_t same = 0;
  std::size_t i = home(entry.hash);
  for (; table_[i].article_plus_1 != 0; i = (i + 1) & (table_.size() - 1)) {
    if (table_[i].hash == entry.hash && ++same == kMaxPostings) return;
  }
  table_[i] = entry;
  ++used_;
}

void Postings::rebuild(std::size_t capacity, std::vector<Entry> old) {
  table_.assign(capacity, Entry{});
  shift_ = 64U - static_cast<unsigned>(std::countr_zero(capacity));
  used_ = 0;
  for (const Entry& entry : old) {
    if (entry.article_plus_1 != 0) place(entry);
  }
}

}  // namespace newsloom::match
