#include "newsloom/stages/cluster/counts.h"

#include <algorithm>
#include <cmath>

namespace newsloom::cluster {
namespace {

std::size_t cell(std::uint32_t key, std::uint64_t prime) {
  return static_cast<std::size_t>((key * prime) >> (64U - Counts::kBits));
}
constexpr std::uint64_t kFirst = 0x9E3779B97F4A7C15ULL;
constexpr std::uint64_t kSecond = 0xC2B2AE3D27D4EB4FULL;

// A table that is still mostly empty is told by its full cells.
void save_cells(const std::vector<float>& cells, BulkWriter& out) {
  const auto full =
      cells.size() - static_cast<std::size_t>(std::count(cells.begin(), cells.end(), 0.0F));
  const bool few = full * 2 < cells.size();
  out.flag(few);
  if (!few) return out.numbers(cells);
  out.number<std::uint64_t>(full);
  for (std::uint32_t i = 0; i < cells.size(); ++i) {
    if (cells[i] == 0) continue;
    out.number(i);
    out.number(cells[i]);
  }
}

void load_cells(BulkReader& in, std::vector<float>& cells) {
  constexpr std::size_t kCells = std::size_t{1} << Counts::kBits;
  if (in.flag()) {
    cells.assign(kCells, 0);
    const std::size_t full = in.count(sizeof(std::uint32_t) + sizeof(float));
    for (std::size_t i = 0; i < full && in.ok(); ++i) {
      const auto at = in.below<std::uint32_t>(kCells, 0);
      cells[at] = in.number<float>();
      if (cells[at] < 0) in.stop();
    }
    return;
  }
  in.numbers(cells);
  const bool counted =
      std::all_of(cells.begin(), cells.end(), [](float c) { return std::isfinite(c) && c >= 0; });
  if (!counted || (!cells.empty() && cells.size() != kCells)) in.stop();
}

}  // namespace

float Counts::of(std::uint32_t key) const {
  if (first_.empty()) return 0;
  return std::min(first_[cell(key, kFirst)], second_[cell(key, kSecond)]);
}

void Counts::prefetch(std::uint32_t key) const {
  if (first_.empty()) return;
  __builtin_prefetch(&first_[cell(key, kFirst)], 1);
  __builtin_prefetch(&second_[cell(key, kSecond)], 1);
}

void Counts::add(std::uint32_t key, float amount) {
  if (first_.empty()) {
    first_.resize(std::size_t{1} << kBits);
    second_.resize(std::size_t{1} << kBits);
  }
  first_[cell(key, kFirst)] += amount;
  second_[cell(key, kSecond)] += amount;
}

void Counts::scale(float factor) {
  for (float& cell : first_) cell *= factor;
  for (float& cell : second_) cell *= factor;
}

void Counts::save(BulkWriter& out) const {
  save_cells(first_, out);
  save_cells(second_, out);
}

void Counts::load(BulkReader& in) {
  load_cells(in, first_);
  load_cells(in, second_);
  if (first_.size() != second_.size()) in.stop();
}

}  // namespace newsloom::cluster
