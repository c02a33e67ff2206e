#pragma once
// Trains boosted trees (logistic loss, histograms, leaf-wise growth) on weighted rows.
// Sources: Friedman 2001; G. Ke et al., "LightGBM", 2017.

#include <cstdint>
#include <vector>

#include "newsloom/stages/extract/forest.h"

namespace newsloom::train {

/// Rows as bytes: each column cut into at most 64 bins, column after column.
struct Binned {
  std::size_t rows = 0;
  std::size_t columns = 0;
  std::vector<std::vector<float>> edges;  ///< upper edge of each bin but the last
  std::vector<std::uint8_t> bins;         ///< column * rows + row
};

[[nodiscard]] Binned binned(const std::vector<const float*>& rows, std::size_t columns);

struct Options {
  int trees = 180;
  int leaves = 20;
  double rate = 0.1;
  double row_share = 0.5;
  double column_share = 0.4;
  double l2 = 2.0;
  double min_weight = 0.5;           ///< sum of row weights in a leaf
  std::vector<std::size_t> dropped;  ///< columns not to use
};

[[nodiscard]] extract::Forest train(const Binned& data, const std::vector<std::uint8_t>& labels,
                                    const std::vector<float>& weights, const Options& options);

/// The text form that Forest::parse reads.
[[nodiscard]] std::string written(const extract::Forest& forest);

/// Total gain by column of the last training, most useful first: for the report.
[[nodiscard]] std::vector<std::pair<std::size_t, std::size_t>> splits_by_column(
    const extract::Forest& forest);

}  // namespace newsloom::train
