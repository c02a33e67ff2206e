#include "boosting.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <numeric>
#include <random>
#include <string>

#include <fmt/format.h>

namespace newsloom::train {
namespace {

constexpr std::size_t kBins = 64;

struct Cell {
  double gradient = 0;
  double hessian = 0;
  double weight = 0;
};

using Histogram = std::vector<Cell>;  // kBins cells for each column of the tree

struct Split {
  double gain = 0;
  std::size_t column = 0;  // index into the tree's columns
  std::size_t bin = 0;
};

struct Leaf {
  std::vector<std::uint32_t> rows;
  Histogram histogram;
  Split split;
  std::uint32_t node = 0;
};

class Tree {
 public:
  Tree(const Binned& data, const std::vector<std::size_t>& columns,
       const std::vector<float>& gradients, const std::vector<float>& hessians,
       const std::vector<float>& weights, const Options& options)
      : data_(data),
        columns_(columns),
        gradients_(gradients),
        hessians_(hessians),
        weights_(weights),
        options_(options) {}

  std::vector<extract::Forest::Node> grow(std::vector<std::uint32_t> rows) {
    nodes_.emplace_back();
    Leaf root;
    root.rows = std::move(rows);
    fill(root);
    find_split(root);
    std::vector<Leaf> leaves;
    leaves.push_back(std::move(root));
    while (static_cast<int>(leaves.size()) < options_.leaves) {
      std::size_t best = 0;
      for (std::size_t i = 1; i < leaves.size(); ++i) {
        if (leaves[i].split.gain > leaves[best].split.gain) best = i;
      }
      if (leaves[best].split.gain <= 1e-6) break;
      Leaf right = divide(leaves[best]);
      leaves.push_back(std::move(right));
    }
    for (const Leaf& leaf : leaves) nodes_[leaf.node].value = value_of(leaf);
    return nodes_;
  }

 private:
  void fill(Leaf& leaf) const {
    leaf.histogram.assign(columns_.size() * kBins, {});
    for (std::size_t c = 0; c < columns_.size(); ++c) {
      const std::uint8_t* bins = data_.bins.data() + columns_[c] * data_.rows;
      Cell* cells = leaf.histogram.data() + c * kBins;
      for (const std::uint32_t row : leaf.rows) {
        Cell& cell = cells[bins[row]];
        cell.gradient += gradients_[row];
        cell.hessian += hessians_[row];
        cell.weight += weights_[row];
      }
    }
  }

  Cell total(const Leaf& leaf) const {
    Cell sum;
    for (std::size_t bin = 0; bin < kBins; ++bin) {
      sum.gradient += leaf.histogram[bin].gradient;
      sum.hessian += leaf.histogram[bin].hessian;
      sum.weight += leaf.histogram[bin].weight;
    }
    return sum;
  }

  double score(const Cell& cell) const {
    return cell.gradient * cell.gradient / (cell.hessian + options_.l2);
  }

  void find_split(Leaf& leaf) const {
    const Cell all = total(leaf);
    leaf.split = {};
    for (std::size_t c = 0; c < columns_.size(); ++c) {
      Cell left;
      const std::size_t count = data_.edges[columns_[c]].size();
      for (std::size_t bin = 0; bin < count; ++bin) {
        const Cell& cell = leaf.histogram[c * kBins + bin];
        left.gradient += cell.gradient;
        left.hessian += cell.hessian;
        left.weight += cell.weight;
        const Cell right{all.gradient - left.gradient, all.hessian - left.hessian,
                         all.weight - left.weight};
        if (left.weight < options_.min_weight || right.weight < options_.min_weight) continue;
        const double gain = score(left) + score(right) - score(all);
        if (gain > leaf.split.gain) leaf.split = {gain, c, bin};
      }
    }
  }

  // Splits the leaf in two; the given one becomes the left part, the right one is returned.
  Leaf divide(Leaf& leaf) {
    const std::size_t column = columns_[leaf.split.column];
    const std::uint8_t* bins = data_.bins.data() + column * data_.rows;
    const auto left_node = static_cast<std::uint32_t>(nodes_.size());
    extract::Forest::Node& node = nodes_[leaf.node];
    node.feature = static_cast<std::int32_t>(column);
    node.value = data_.edges[column][leaf.split.bin];
    node.left = left_node;
    nodes_.resize(nodes_.size() + 2);
    Leaf left;
    Leaf right;
    for (const std::uint32_t row : leaf.rows) {
      (bins[row] <= leaf.split.bin ? left : right).rows.push_back(row);
    }
    left.node = left_node;
    right.node = left_node + 1;
    Leaf& small = left.rows.size() < right.rows.size() ? left : right;
    Leaf& large = left.rows.size() < right.rows.size() ? right : left;
    fill(small);
    large.histogram = std::move(leaf.histogram);
    for (std::size_t i = 0; i < large.histogram.size(); ++i) {
      large.histogram[i].gradient -= small.histogram[i].gradient;
      large.histogram[i].hessian -= small.histogram[i].hessian;
      large.histogram[i].weight -= small.histogram[i].weight;
    }
    find_split(left);
    find_split(right);
    leaf = std::move(left);
    return right;
  }

  float value_of(const Leaf& leaf) const {
    double gradient = 0;
    double hessian = 0;
    for (const std::uint32_t row : leaf.rows) {
      gradient += gradients_[row];
      hessian += hessians_[row];
    }
    return static_cast<float>(-options_.rate * gradient / (hessian + options_.l2));
  }

  const Binned& data_;
  const std::vector<std::size_t>& columns_;
  const std::vector<float>& gradients_;
  const std::vector<float>& hessians_;
  const std::vector<float>& weights_;
  const Options& options_;
  std::vector<extract::Forest::Node> nodes_;
};

std::size_t leaf_of(const std::vector<extract::Forest::Node>& nodes, const Binned& data,
                    const std::vector<std::vector<std::uint8_t>>& split_bins, std::size_t row) {
  std::size_t at = 0;
  while (nodes[at].feature >= 0) {
    const auto column = static_cast<std::size_t>(nodes[at].feature);
    const bool left = data.bins[column * data.rows + row] <= split_bins[0][at];
    at = nodes[at].left + (left ? 0U : 1U);
  }
  return at;
}

}  // namespace

Binned binned(const std::vector<const float*>& rows, std::size_t columns) {
  Binned out;
  out.rows = rows.size();
  out.columns = columns;
  out.bins.resize(rows.size() * columns);
  std::vector<float> values;
  for (std::size_t c = 0; c < columns; ++c) {
    values.clear();
    for (std::size_t r = 0; r < rows.size(); r += 1 + rows.size() / 50000) {
      values.push_back(rows[r][c]);
    }
    std::sort(values.begin(), values.end());
    std::vector<float> distinct = values;
    distinct.erase(std::unique(distinct.begin(), distinct.end()), distinct.end());
    std::vector<float> edges;
    if (distinct.size() <= kBins) {
      for (std::size_t i = 0; i + 1 < distinct.size(); ++i) {
        edges.push_back((distinct[i] + distinct[i + 1]) / 2);
      }
    } else {
      for (std::size_t b = 1; b < kBins; ++b) {
        const float edge = values[values.size() * b / kBins];
        if (edges.empty() || edge > edges.back()) edges.push_back(edge);
      }
    }
    for (std::size_t r = 0; r < rows.size(); ++r) {
      out.bins[c * rows.size() + r] = static_cast<std::uint8_t>(
          std::lower_bound(edges.begin(), edges.end(), rows[r][c]) - edges.begin());
    }
    out.edges.push_back(std::move(edges));
  }
  return out;
}

extract::Forest train(const Binned& data, const std::vector<std::uint8_t>& labels,
                      const std::vector<float>& weights, const Options& options) {
  std::mt19937 random(20250601);
  double positive = 0;
  double all = 0;
  for (std::size_t i = 0; i < data.rows; ++i) {
    all += weights[i];
    positive += labels[i] != 0 ? weights[i] : 0;
  }
  const auto base = static_cast<float>(std::log(positive / (all - positive)));
  std::vector<float> scores(data.rows, base);
  std::vector<float> gradients(data.rows);
  std::vector<float> hessians(data.rows);
  std::vector<extract::Forest::Node> nodes;
  std::vector<std::uint32_t> roots;
  std::vector<std::size_t> all_columns(data.columns);
  std::iota(all_columns.begin(), all_columns.end(), 0);
  for (const std::size_t column : options.dropped) {
    all_columns.erase(std::remove(all_columns.begin(), all_columns.end(), column),
                      all_columns.end());
  }
  for (int t = 0; t < options.trees; ++t) {
    std::vector<std::uint32_t> rows;
    for (std::size_t i = 0; i < data.rows; ++i) {
      const float p = 1.0F / (1.0F + std::exp(-scores[i]));
      gradients[i] = weights[i] * (p - static_cast<float>(labels[i]));
      hessians[i] = weights[i] * p * (1 - p);
      if (weights[i] > 0 && static_cast<double>(random() % 1000) < options.row_share * 1000) {
        rows.push_back(static_cast<std::uint32_t>(i));
      }
    }
    std::vector<std::size_t> columns = all_columns;
    for (std::size_t i = 0; i + 1 < columns.size(); ++i) {
      std::swap(columns[i], columns[i + random() % (columns.size() - i)]);
    }
    columns.resize(
        static_cast<std::size_t>(static_cast<double>(columns.size()) * options.column_share));
    std::sort(columns.begin(), columns.end());
    Tree tree(data, columns, gradients, hessians, weights, options);
    const std::vector<extract::Forest::Node> grown = tree.grow(std::move(rows));
    std::vector<std::vector<std::uint8_t>> split_bins(1, std::vector<std::uint8_t>(grown.size()));
    for (std::size_t n = 0; n < grown.size(); ++n) {
      if (grown[n].feature < 0) continue;
      const auto& edges = data.edges[static_cast<std::size_t>(grown[n].feature)];
      split_bins[0][n] = static_cast<std::uint8_t>(
          std::lower_bound(edges.begin(), edges.end(), grown[n].value) - edges.begin());
    }
    for (std::size_t i = 0; i < data.rows; ++i) {
      scores[i] += grown[leaf_of(grown, data, split_bins, i)].value;
    }
    const auto root = static_cast<std::uint32_t>(nodes.size());
    roots.push_back(root);
    for (extract::Forest::Node node : grown) {
      node.left += root;
      nodes.push_back(node);
    }
  }
  return {std::move(nodes), std::move(roots), base, data.columns};
}

std::string written(const extract::Forest& forest) {
  std::string out = fmt::format("features {}\nbase {:.6g}\n", forest.features(), forest.base());
  for (std::size_t t = 0; t < forest.roots().size(); ++t) {
    const std::size_t begin = forest.roots()[t];
    const std::size_t end =
        t + 1 < forest.roots().size() ? forest.roots()[t + 1] : forest.nodes().size();
    out += fmt::format("tree {}\n", end - begin);
    for (std::size_t n = begin; n < end; ++n) {
      const extract::Forest::Node& node = forest.nodes()[n];
      const bool leaf = node.feature < 0;
      out += fmt::format("{} {:.5g} {}\n", node.feature, node.value, leaf ? 0 : node.left - begin);
    }
  }
  return out;
}

std::vector<std::pair<std::size_t, std::size_t>> splits_by_column(const extract::Forest& forest) {
  std::map<std::size_t, std::size_t> counts;
  for (const extract::Forest::Node& node : forest.nodes()) {
    if (node.feature >= 0) ++counts[static_cast<std::size_t>(node.feature)];
  }
  std::vector<std::pair<std::size_t, std::size_t>> out(counts.begin(), counts.end());
  std::stable_sort(out.begin(), out.end(),
                   [](const auto& a, const auto& b) { return a.second > b.second; });
  return out;
}

}  // namespace newsloom::train
