#include "newsloom/stages/cluster/id_table.h"

namespace newsloom::cluster {
namespace {

constexpr std::size_t kFirstCapacity = 1U << 10U;
constexpr std::size_t kLoad = 80;  // of 100

}  // namespace

std::uint64_t hash_of_id(std::string_view id) {
  std::uint64_t hash = 0x9ae16a3b2f90404fULL ^ id.size();
  for (const char c : id) {
    hash = (hash ^ static_cast<unsigned char>(c)) * 0x9E3779B97F4A7C15ULL;
    hash ^= hash >> 29U;
  }
  hash = (hash ^ (hash >> 32U)) * 0xd6e8feb86659fd93ULL;
  hash ^= hash >> 32U;
  return hash == 0 ? 1 : hash;
}

std::size_t IdTable::slot_of(std::uint64_t hash) const {
  std::size_t i = static_cast<std::size_t>(hash) & (table_.size() - 1);
  while (table_[i].hash != 0 && table_[i].hash != hash) i = (i + 1) & (table_.size() - 1);
  return i;
}

IdTable::Place* IdTable::find(std::uint64_t hash) {
  if (table_.empty()) return nullptr;
  Entry& entry = table_[slot_of(hash)];
  return entry.hash == hash ? &entry.place : nullptr;
}

const IdTable::Place* IdTable::find(std::uint64_t hash) const {
  if (table_.empty()) return nullptr;
  const Entry& entry = table_[slot_of(hash)];
  return entry.hash == hash ? &entry.place : nullptr;
}

void IdTable::add(std::uint64_t hash, Place place) {
  if (table_.empty() || (used_ + 1) * 100 > table_.size() * kLoad) {
    std::vector<Entry> old(table_.empty() ? kFirstCapacity : table_.size() * 2);
    old.swap(table_);
    for (const Entry& entry : old) {
      if (entry.hash != 0) table_[slot_of(entry.hash)] = entry;
    }
  }
  Entry& entry = table_[slot_of(hash)];
  if (entry.hash == hash) return;
  entry = {hash, place};
  ++used_;
}

}  // namespace newsloom::cluster
