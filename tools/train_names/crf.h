#pragma once
// A conditional random field over name labels, trained by AdaGrad with dual averaging and an L1
// term, which leaves few weights. Deterministic.
// Sources: Lafferty et al. 2001; Duchi et al. 2011 (AdaGrad, RDA); Gimpel and Smith 2010
// (softmax-margin).

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdint>
#include <string>
#include <unordered_map>
#include <vector>

#include "newsloom/stages/annotate/names_model.h"
#include "tools/training/model_file.h"

namespace newsloom::training {

class NameCrf {
 public:
  static constexpr std::size_t kLabels = annotate::kNameLabels;
  static constexpr std::size_t kStride = 32;  // a row: sums of gradients, then of their squares
  static constexpr std::size_t kPad = 24;     // kLabels rounded up, for vectors
  using Row = std::array<float, kPad>;

  struct Settings {
    float rate = 0.1F;
    float l1 = 4e-6F;  // for each example seen
  };

  explicit NameCrf(Settings settings) : settings_(settings) {}

  void count(std::uint32_t key) {
    std::uint8_t& met = counts_[key];
    if (met < 255) ++met;
  }
  /// Rows for keys met min_count times; others are never learned.
  void freeze(std::uint8_t min_count) {
    for (const auto& [key, met] : counts_) {
      if (met >= min_count) index_.emplace(key, static_cast<std::uint32_t>(index_.size()));
    }
    counts_.clear();
    gradients_.assign(index_.size() * kPad, 0.0F);
    squares_.assign(index_.size() * kPad, 1e-3F);
  }
  /// kNone where it is not learned.
  [[nodiscard]] std::uint32_t row_of(std::uint32_t key) const {
    const auto found = index_.find(key);
    return found == index_.end() ? kNone : found->second;
  }
  static constexpr std::uint32_t kNone = 0xFFFFFFFF;

  void add_to(std::uint32_t row, Row& scores) const {
    const float* g = &gradients_[row * kPad];
    const float* s = &squares_[row * kPad];
    const float limit = settings_.l1 * steps_;
    for (std::size_t y = 0; y < kPad; ++y) {
      const float size = std::max(std::fabs(g[y]) - limit, 0.0F);
      scores[y] += std::copysign(settings_.rate * size / std::sqrt(s[y]), -g[y]);
    }
  }
  void step() { steps_ += 1; }
  void update(std::uint32_t row, const Row& gradient) {
    float* g = &gradients_[row * kPad];
    float* s = &squares_[row * kPad];
    for (std::size_t y = 0; y < kPad; ++y) {
      g[y] += gradient[y];
      s[y] += gradient[y] * gradient[y];
    }
  }

  [[nodiscard]] std::string file(const std::vector<std::string>& labels, float scale) const {
    std::vector<std::pair<std::uint32_t, std::uint32_t>> rows(index_.begin(), index_.end());
    std::sort(rows.begin(), rows.end());
    ModelFile out(labels);
    for (const auto& [key, row] : rows) {
      Row weights{};
      add_to(row, weights);
      std::vector<std::pair<std::size_t, long>> kept;
      for (std::size_t y = 0; y < kLabels; ++y) {
        const long value = std::clamp(std::lround(weights[y] * scale), -127L, 127L);
        if (value != 0) kept.emplace_back(y, value);
      }
      // A row of the smallest weights alone changes next to nothing.
      const bool tells = std::any_of(
          kept.begin(), kept.end(), [](const auto& weight) { return std::abs(weight.second) > 1; });
      if (tells) out.add(key, kept);
    }
    return out.bytes();
  }

 private:
  Settings settings_;
  float steps_ = 0;
  std::unordered_map<std::uint32_t, std::uint8_t> counts_;
  std::unordered_map<std::uint32_t, std::uint32_t> index_;
  std::vector<float> gradients_;
  std::vector<float> squares_;
};

/// Probabilities of each label of each token, and of each pair of neighbours (summed), by
/// forward-backward; `scores`: emissions, one row a token; `transitions`: [before][after], the last
/// row is the edge.
class NameLattice {
 public:
  static constexpr std::size_t kLabels = NameCrf::kLabels;
  using Row = NameCrf::Row;
  using Transitions = std::array<Row, kLabels + 1>;

  void run(const std::vector<Row>& scores, const Transitions& transitions) {
    const std::size_t size = scores.size();
    static const auto kAllowed = [] {
      std::array<Row, kLabels + 1> table{};
      for (std::size_t a = 0; a <= kLabels; ++a) {
        for (std::size_t b = 0; b < kLabels; ++b) {
          table[a][b] = annotate::may_follow(a, b) ? 1.0F : 0.0F;
        }
      }
      return table;
    }();
    Transitions weight{};
    for (std::size_t a = 0; a <= kLabels; ++a) {
      for (std::size_t b = 0; b < kLabels; ++b) {
        weight[a][b] = kAllowed[a][b] * std::exp(transitions[a][b]);
      }
    }
    emission_.assign(size, Row{});
    for (std::size_t i = 0; i < size; ++i) {
      const float top = *std::max_element(scores[i].begin(), scores[i].begin() + kLabels);
      for (std::size_t y = 0; y < kLabels; ++y) emission_[i][y] = std::exp(scores[i][y] - top);
    }
    forward_.assign(size, Row{});
    backward_.assign(size, Row{});
    scale_.assign(size, 0.0F);
    for (std::size_t i = 0; i < size; ++i) {
      Row& now = forward_[i];
      if (i == 0) {
        now = weight[kLabels];
      } else {
        for (std::size_t a = 0; a < kLabels; ++a) {
          for (std::size_t b = 0; b < NameCrf::kPad; ++b) {
            now[b] += forward_[i - 1][a] * weight[a][b];
          }
        }
      }
      float sum = 1e-30F;
      for (std::size_t y = 0; y < kLabels; ++y) {
        now[y] *= emission_[i][y];
        if (i + 1 == size && !annotate::may_follow(y, kLabels)) now[y] = 0;
        sum += now[y];
      }
      scale_[i] = sum;
      for (std::size_t y = 0; y < kLabels; ++y) now[y] /= sum;
    }
    for (std::size_t y = 0; y < kLabels; ++y) {
      backward_[size - 1][y] = annotate::may_follow(y, kLabels) ? 1.0F : 0.0F;
    }
    for (std::size_t i = size - 1; i-- > 0;) {
      Row after{};
      for (std::size_t b = 0; b < kLabels; ++b) {
        after[b] = backward_[i + 1][b] * emission_[i + 1][b] / scale_[i + 1];
      }
      for (std::size_t a = 0; a < kLabels; ++a) {
        float sum = 0;
        for (std::size_t b = 0; b < kLabels; ++b) sum += weight[a][b] * after[b];
        backward_[i][a] = sum;
      }
    }
    pairs_ = {};
    for (std::size_t i = 0; i < size; ++i) {
      if (i == 0) {
        for (std::size_t y = 0; y < kLabels; ++y) pairs_[kLabels][y] += label(0, y);
        continue;
      }
      for (std::size_t a = 0; a < kLabels; ++a) {
        for (std::size_t b = 0; b < kLabels; ++b) {
          pairs_[a][b] +=
              forward_[i - 1][a] * weight[a][b] * emission_[i][b] * backward_[i][b] / scale_[i];
        }
      }
    }
  }
  [[nodiscard]] float label(std::size_t i, std::size_t y) const {
    return forward_[i][y] * backward_[i][y];
  }
  [[nodiscard]] const Transitions& pairs() const { return pairs_; }

 private:
  std::vector<Row> emission_;
  std::vector<Row> forward_;
  std::vector<Row> backward_;
  std::vector<float> scale_;
  Transitions pairs_{};
};

}  // namespace newsloom::training
