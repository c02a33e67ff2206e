#pragma once
// Boosted decision trees over numbers: the judge of blocks. Trained by tools/train_blocks, kept as
// text in data/extract/. Source: J. Friedman, "Greedy function approximation", 2001.

#include <cstddef>
#include <cstdint>
#include <string_view>
#include <vector>

#include "newsloom/core/result.h"

namespace newsloom::extract {

class Forest {
 public:
  static constexpr std::size_t kMaxNodes = 1'000'000;

  struct Node {
    std::int32_t feature = -1;  ///< -1: a leaf
    float value = 0;            ///< threshold (left where x <= value), or the leaf's score
    std::uint32_t left = 0;     ///< the right child follows the left one
  };

  /// "features N", "base B", then for each tree "tree M" and M lines "feature value left".
  /// Errors: corrupt.
  [[nodiscard]] static Result<Forest> parse(std::string_view file);

  Forest() = default;
  Forest(std::vector<Node> nodes, std::vector<std::uint32_t> roots, float base,
         std::size_t features)
      : nodes_(std::move(nodes)), roots_(std::move(roots)), base_(base), features_(features) {}

  /// After this many trees a row below kGivenUp is not looked at further.
  static constexpr std::size_t kCheckAfter = 40;
  static constexpr float kGivenUp = -4.0F;

  /// The probability of each row; a row has features() numbers.
  [[nodiscard]] std::vector<float> probabilities(const float* rows, std::size_t count) const;
  [[nodiscard]] std::size_t features() const { return features_; }
  [[nodiscard]] const std::vector<Node>& nodes() const { return nodes_; }
  [[nodiscard]] const std::vector<std::uint32_t>& roots() const { return roots_; }
  [[nodiscard]] float base() const { return base_; }

 private:
  std::vector<Node> nodes_;
  std::vector<std::uint32_t> roots_;
  float base_ = 0;
  std::size_t features_ = 0;
};

}  // namespace newsloom::extract
