#include "newsloom/stages/extract/forest.h"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <numeric>
#include <string>

namespace newsloom::extract {
namespace {

// Reads words from a text; all numbers in the "C" form, whatever the locale.
struct Words {
  std::string_view rest;

  std::string_view next() {
    while (!rest.empty() && (rest.front() == ' ' || rest.front() == '\n')) rest.remove_prefix(1);
    std::size_t size = 0;
    while (size < rest.size() && rest[size] != ' ' && rest[size] != '\n') ++size;
    const std::string_view word = rest.substr(0, size);
    rest.remove_prefix(size);
    return word;
  }
  template <class Number>
  bool number(Number& out) {
    const std::string_view word = next();
    const auto result = std::from_chars(word.data(), word.data() + word.size(), out);
    return result.ec == std::errc() && result.ptr == word.data() + word.size();
  }
};

}  // namespace

Result<Forest> Forest::parse(std::string_view file) {
  Words words{file};
  Forest forest;
  if (words.next() != "features" || !words.number(forest.features_) || words.next() != "base" ||
      !words.number(forest.base_)) {
    return fail(Errc::corrupt, "no head of a forest");
  }
  for (std::string_view word = words.next(); word == "tree"; word = words.next()) {
    std::uint32_t count = 0;
    if (!words.number(count) || count == 0 || forest.nodes_.size() + count > kMaxNodes) {
      return fail(Errc::corrupt, "size of a tree");
    }
    const auto root = static_cast<std::uint32_t>(forest.nodes_.size());
    forest.roots_.push_back(root);
    for (std::uint32_t i = 0; i < count; ++i) {
      Node node;
      if (!words.number(node.feature) || !words.number(node.value) || !words.number(node.left)) {
        return fail(Errc::corrupt, "node of a tree");
      }
      const bool leaf = node.feature < 0;
      // Children stand behind their parent: no circles.
      if (!leaf && (static_cast<std::size_t>(node.feature) >= forest.features_ || node.left <= i ||
                    node.left + 1 >= count)) {
        return fail(Errc::corrupt, "node of a tree");
      }
      node.left += root;
      forest.nodes_.push_back(node);
    }
  }
  if (forest.roots_.empty()) return fail(Errc::corrupt, "no trees");
  return forest;
}

// Tree after tree over all rows: a tree stays in the nearest cache, and rows do not wait for each
// other. Rows that are plainly furniture after some trees are left out of the rest.
std::vector<float> Forest::probabilities(const float* rows, std::size_t count) const {
  std::vector<float> scores(count, base_);
  std::vector<std::uint32_t> open(count);
  std::iota(open.begin(), open.end(), 0U);
  for (std::size_t t = 0; t < roots_.size(); ++t) {
    if (t == kCheckAfter) {
      const auto hopeless = [&](std::uint32_t row) { return scores[row] < kGivenUp; };
      open.erase(std::remove_if(open.begin(), open.end(), hopeless), open.end());
    }
    const Node* const nodes = nodes_.data();
    for (const std::uint32_t row : open) {
      const float* const x = rows + row * features_;
      const Node* node = nodes + roots_[t];
      while (node->feature >= 0) {
        node = nodes + node->left + static_cast<std::uint32_t>(!(x[node->feature] <= node->value));
      }
      scores[row] += node->value;
    }
  }
  for (float& score : scores) score = 1.0F / (1.0F + std::exp(-score));
  return scores;
}

}  // namespace newsloom::extract
