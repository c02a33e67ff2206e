#include "newsloom/stages/cluster/postings.h"

#include <algorithm>
#include <array>
#include <bit>

namespace newsloom::cluster {
namespace {

constexpr std::size_t kFirstCapacity = 1U << 12U;
constexpr std::size_t kLoad = 80;  // of 100

// A reference has its highest bit set where it names a slice; then two bits of level and the number
// of the slice in the level's pool. A posting: the member's number and eight bits of weight.
constexpr std::uint32_t kIsSlice = 1U << 31U;
constexpr unsigned kLevelShift = 29;
constexpr std::uint32_t kNumber = (1U << kLevelShift) - 1;

// Words of a slice. From the second level on the first two are the slice before it and how many
// postings stand in those before.
constexpr std::array<std::uint32_t, 3> kWords = {4, 16, 64};
constexpr std::array<std::uint32_t, 3> kHeader = {0, 2, 2};

unsigned level_of(std::uint32_t ref) { return (ref >> kLevelShift) & 3U; }
std::size_t offset_of(std::uint32_t ref) {
  return static_cast<std::size_t>(ref & kNumber) * kWords.at(level_of(ref));
}
Postings::Posting unpacked(std::uint32_t packed) {
  return {packed >> 8U, static_cast<std::uint8_t>(packed & 0xFFU)};
}
std::uint32_t packed_of(const Postings::Posting& posting) {
  return posting.member << 8U | std::max<std::uint32_t>(posting.weight, 1);
}

}  // namespace

Postings::Postings() : pools_(kWords.size()) { rehash(kFirstCapacity); }

std::size_t Postings::home(std::uint32_t key) const {
  return static_cast<std::size_t>((key * 0x9E3779B97F4A7C15ULL) >> shift_);
}

void Postings::prefetch(std::uint32_t key) const { __builtin_prefetch(&table_[home(key)]); }

const Postings::Entry* Postings::find(std::uint32_t key) const {
  for (std::size_t i = home(key); table_[i].ref != 0; i = (i + 1) & (table_.size() - 1)) {
    if (table_[i].key == key) return &table_[i];
  }
  return nullptr;
}

Postings::Entry& Postings::found_or_new(std::uint32_t key) {
  if ((used_ + 1) * 100 > table_.size() * kLoad) rehash(table_.size() * 2);
  std::size_t i = home(key);
  for (; table_[i].ref != 0; i = (i + 1) & (table_.size() - 1)) {
    if (table_[i].key == key) return table_[i];
  }
  table_[i].key = key;
  ++used_;
  return table_[i];
}

void Postings::rehash(std::size_t capacity) {
  std::vector<Entry> old(capacity);
  old.swap(table_);
  shift_ = 64U - static_cast<unsigned>(std::countr_zero(capacity));
  for (const Entry& entry : old) {
    if (entry.ref == 0) continue;
    std::size_t i = home(entry.key);
    while (table_[i].ref != 0) i = (i + 1) & (table_.size() - 1);
    table_[i] = entry;
  }
}

std::uint32_t Postings::new_slice(unsigned level, std::uint32_t before, std::uint32_t count) {
  std::vector<std::uint32_t>& pool = pools_.at(level);
  const auto number = static_cast<std::uint32_t>(pool.size() / kWords.at(level));
  pool.resize(pool.size() + kWords.at(level));
  if (level > 0) {
    pool[pool.size() - kWords.at(level)] = before;
    pool[pool.size() - kWords.at(level) + 1] = count;
  }
  return kIsSlice | level << kLevelShift | number;
}

void Postings::push(Entry& entry, std::uint32_t packed) {
  if (entry.ref == 0) {
    entry.ref = packed;
    return;
  }
  if ((entry.ref & kIsSlice) == 0) {
    const std::uint32_t first = entry.ref;
    entry.ref = new_slice(0, 0, 0);
    pools_[0][offset_of(entry.ref)] = first;
  }
  const unsigned level = level_of(entry.ref);
  std::uint32_t* words = &pools_.at(level)[offset_of(entry.ref)];
  for (std::uint32_t i = kHeader.at(level); i < kWords.at(level); ++i) {
    if (words[i] != 0) continue;
    words[i] = packed;
    return;
  }
  const std::uint32_t count = (level > 0 ? words[1] : 0) + kWords.at(level) - kHeader.at(level);
  const auto next = std::min<unsigned>(level + 1, static_cast<unsigned>(kWords.size()) - 1);
  entry.ref = new_slice(next, entry.ref, count);
  pools_.at(next)[offset_of(entry.ref) + kHeader.at(next)] = packed;
}

void Postings::add(std::uint32_t key, Posting posting) {
  push(found_or_new(key), packed_of(posting));
}

std::size_t Postings::count(std::uint32_t key) const {
  const Entry* entry = find(key);
  if (entry == nullptr) return 0;
  if ((entry->ref & kIsSlice) == 0) return 1;
  const unsigned level = level_of(entry->ref);
  const std::uint32_t* words = &pools_.at(level)[offset_of(entry->ref)];
  std::size_t count = level > 0 ? words[1] : 0;
  for (std::uint32_t i = kHeader.at(level); i < kWords.at(level) && words[i] != 0; ++i) ++count;
  return count;
}

void Postings::newest(std::uint32_t key, std::size_t limit, std::vector<Posting>& out) const {
  const Entry* entry = find(key);
  if (entry == nullptr) return;
  std::uint32_t ref = entry->ref;
  if ((ref & kIsSlice) == 0) {
    if (limit > 0) out.push_back(unpacked(ref));
    return;
  }
  while (ref != 0) {
    const unsigned level = level_of(ref);
    const std::uint32_t* words = &pools_.at(level)[offset_of(ref)];
    for (std::uint32_t i = kWords.at(level); i > kHeader.at(level); --i) {
      if (words[i - 1] == 0) continue;
      if (limit-- == 0) return;
      out.push_back(unpacked(words[i - 1]));
    }
    ref = level > 0 ? words[0] : 0;
  }
}

void Postings::renumber(const std::vector<std::uint32_t>& numbers, std::uint32_t gone) {
  Postings fresh;
  std::vector<Posting> all;
  for (const Entry& entry : table_) {
    if (entry.ref == 0) continue;
    all.clear();
    newest(entry.key, kMaxMembers, all);
    std::reverse(all.begin(), all.end());
    for (const Posting& posting : all) {
      if (numbers[posting.member] == gone) continue;
      fresh.add(entry.key, {numbers[posting.member], posting.weight});
    }
  }
  *this = std::move(fresh);
}

void Postings::save(BulkWriter& out) const {
  out.number<std::uint64_t>(table_.size());
  out.number<std::uint64_t>(used_);
  for (std::uint32_t i = 0; i < table_.size(); ++i) {
    if (table_[i].ref == 0) continue;
    out.number(i);
    out.number(table_[i].key);
    out.number(table_[i].ref);
  }
  for (const auto& pool : pools_) out.numbers(pool);
}

void Postings::load(BulkReader& in, std::size_t members) {
  const auto capacity = in.number<std::uint64_t>();
  used_ = in.count(3 * sizeof(std::uint32_t));
  const bool grown = capacity > kFirstCapacity;
  if (!std::has_single_bit(capacity) || capacity < kFirstCapacity ||
      used_ * 100 > capacity * kLoad || (grown && used_ * 200 + 200 < capacity * kLoad)) {
    in.stop();
    return;
  }
  table_.assign(static_cast<std::size_t>(capacity), Entry{});
  shift_ = 64U - static_cast<unsigned>(std::countr_zero(capacity));
  for (std::size_t left = used_; left > 0; --left) {
    const auto slot = in.below<std::uint32_t>(capacity, 0);
    Entry& entry = table_[slot];
    if (entry.ref != 0) in.stop();
    entry.key = in.number<std::uint32_t>();
    entry.ref = in.number<std::uint32_t>();
    if (entry.ref == 0) in.stop();
    if (!in.ok()) break;
  }
  for (auto& pool : pools_) in.numbers(pool);
  if (in.ok() && !is_sound(members)) in.stop();
  if (!in.ok()) *this = Postings();
}

// One posting of a member that there is, or a slice that there is.
bool Postings::holds(std::uint32_t ref, std::size_t members) const {
  if ((ref & kIsSlice) == 0) return ref >> 8U < members;
  const unsigned level = level_of(ref);
  return level < kWords.size() && offset_of(ref) < pools_.at(level).size();
}

// Every walk ends: a table has room, and a slice comes after the one that it names as before.
bool Postings::is_sound(std::size_t members) const {
  for (const Entry& entry : table_) {
    if (entry.ref != 0 && !holds(entry.ref, members)) return false;
  }
  for (unsigned level = 0; level < kWords.size(); ++level) {
    const std::vector<std::uint32_t>& pool = pools_.at(level);
    if (pool.size() % kWords.at(level) != 0) return false;
    for (std::size_t begin = 0; begin < pool.size(); begin += kWords.at(level)) {
      for (std::uint32_t i = kHeader.at(level); i < kWords.at(level); ++i) {
        const std::uint32_t packed = pool[begin + i];
        if ((packed & kIsSlice) != 0 || packed >> 8U >= std::max<std::size_t>(members, 1))
          return false;
      }
      if (level == 0) continue;
      const std::uint32_t before = pool[begin];
      if ((before & kIsSlice) == 0 || !holds(before, members) || level_of(before) > level)
        return false;
      if (level_of(before) == level && offset_of(before) >= begin) return false;
    }
  }
  return true;
}

}  // namespace newsloom::cluster
