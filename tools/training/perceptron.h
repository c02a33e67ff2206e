#pragma once
// Averaged perceptron over sparse features; writes the file that LinearModel reads.
// Deterministic: no threads, and a fixed generator for the order of examples.

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <cstdio>
#include <string>
#include <unordered_map>
#include <vector>

#include "tools/training/model_file.h"

namespace newsloom::training {

class Perceptron {
 public:
  /// `min_count`: see count().
  explicit Perceptron(std::vector<std::string> labels, std::uint8_t min_count = 2)
      : min_count_(min_count),
        labels_(std::move(labels)),
        stride_((labels_.size() + 15) / 16 * 16),
        slots_(1U << 16) {}

  [[nodiscard]] std::size_t classes() const { return labels_.size(); }

  void score(const std::uint32_t* keys, std::size_t count, std::vector<float>& scores) const {
    scores.assign(stride_, 0.0F);
    for (std::size_t i = 0; i < count; ++i) {
      const std::uint32_t row = find(keys[i]);
      if (row == kNone) continue;
      const float* weights = &weights_[row * stride_];
      for (std::size_t c = 0; c < stride_; ++c) scores[c] += weights[c];
    }
  }

  /// Counts features before training; once called, only features met min_count times are learned.
  void count(const std::uint32_t* keys, std::size_t n) {
    for (std::size_t i = 0; i < n; ++i) {
      std::uint8_t& met = counts_[keys[i]];
      if (met < 255) ++met;
    }
  }

  /// Call once for each example, before update().
  void step() { ++steps_; }

  void update(const std::uint32_t* keys, std::size_t count, std::size_t good, std::size_t bad) {
    for (std::size_t i = 0; i < count; ++i) {
      if (is_rare(keys[i])) continue;
      const std::size_t row = find_or_add(keys[i]) * stride_;
      change(row + good, 1.0F);
      change(row + bad, -1.0F);
    }
  }

  void add(std::uint32_t key, std::size_t at, float by) {
    change(find_or_add(key) * stride_ + at, by);
  }

  /// Averaged, as small integers; weights that round to 0 and empty rows are left out.
  [[nodiscard]] std::string file(float scale) const {
    std::vector<Slot> rows;
    for (const Slot& slot : slots_) {
      if (slot.key != 0) rows.push_back(slot);
    }
    std::sort(rows.begin(), rows.end(), [](const Slot& a, const Slot& b) { return a.key < b.key; });
    ModelFile out(labels_);
    for (const Slot& slot : rows) {
      std::vector<std::pair<std::size_t, long>> row;
      for (std::size_t c = 0; c < labels_.size(); ++c) {
        const std::size_t at = slot.row * stride_ + c;
        const double mean = weights_[at] - totals_[at] / static_cast<double>(steps_);
        const long value = std::clamp(std::lround(mean * scale), -127L, 127L);
        if (value != 0) row.emplace_back(c, value);
      }
      out.add(slot.key, row);
    }
    return out.bytes();
  }

 private:
  struct Slot {
    std::uint32_t key = 0;
    std::uint32_t row = 0;
  };

  static constexpr std::uint32_t kNone = 0xFFFFFFFF;

  [[nodiscard]] bool is_rare(std::uint32_t key) const {
    if (counts_.empty()) return false;
    const auto found = counts_.find(key);
    return found == counts_.end() || found->second < min_count_;
  }
  void change(std::size_t at, float by) {
    weights_[at] += by;
    totals_[at] += by * static_cast<double>(steps_);
  }
  [[nodiscard]] std::uint32_t find(std::uint32_t key) const {
    std::size_t at = key & (slots_.size() - 1);
    while (slots_[at].key != 0 && slots_[at].key != key) at = (at + 1) & (slots_.size() - 1);
    return slots_[at].key == 0 ? kNone : slots_[at].row;
  }
  std::uint32_t find_or_add(std::uint32_t key) {
    if (const std::uint32_t row = find(key); row != kNone) return row;
    if ((rows_ + 1) * 2 > slots_.size()) grow();
    place({key, rows_});
    weights_.resize((rows_ + std::size_t{1}) * stride_);
    totals_.resize((rows_ + std::size_t{1}) * stride_);
    return rows_++;
  }
  void place(Slot slot) {
    std::size_t at = slot.key & (slots_.size() - 1);
    while (slots_[at].key != 0) at = (at + 1) & (slots_.size() - 1);
    slots_[at] = slot;
  }
  void grow() {
    std::vector<Slot> old(slots_.size() * 2);
    old.swap(slots_);
    for (const Slot& slot : old) {
      if (slot.key != 0) place(slot);
    }
  }
  std::uint8_t min_count_;
  std::vector<std::string> labels_;
  std::size_t stride_;
  std::uint32_t rows_ = 0;
  std::uint64_t steps_ = 0;
  std::vector<Slot> slots_;
  std::vector<float> weights_;
  std::vector<double> totals_;
  std::unordered_map<std::uint32_t, std::uint8_t> counts_;
};

/// A fixed order of 0..n-1, another for each seed.
inline std::vector<std::size_t> shuffled(std::size_t n, std::uint64_t seed) {
  std::vector<std::size_t> order(n);
  for (std::size_t i = 0; i < n; ++i) order[i] = i;
  std::uint64_t state = seed * 0x9E3779B97F4A7C15ULL + 1;
  for (std::size_t i = n; i > 1; --i) {
    state ^= state << 13;
    state ^= state >> 7;
    state ^= state << 17;
    std::swap(order[i - 1], order[state % i]);
  }
  return order;
}

}  // namespace newsloom::training
