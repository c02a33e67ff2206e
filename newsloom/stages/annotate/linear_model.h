#pragma once
// Linear models: hashed features, a row of small weights for each, scores by adding rows.
// Made by the nl_train_* tools as an averaged perceptron; used by tagger, parser and names.
// Source: Freund and Schapire 1999; Collins 2002 (averaging).

#include <array>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "newsloom/core/result.h"
#include "newsloom/stages/annotate/huge_pages.h"

namespace newsloom::annotate {

/// A feature's key: its template and its values mixed. 0 is no key.
[[nodiscard]] constexpr std::uint32_t feature(std::uint32_t what, std::uint32_t a,
                                              std::uint32_t b = 0, std::uint32_t c = 0) {
  std::uint64_t h = (std::uint64_t{what} << 32 | a) * 0x9E3779B97F4A7C15ULL;
  h ^= h >> 29;
  h = (h + (std::uint64_t{b} << 32 | c)) * 0xBF58476D1CE4E5B9ULL;
  h ^= h >> 32;
  h *= 0x94D049BB133111EBULL;
  const auto key = static_cast<std::uint32_t>(h >> 32);
  return key == 0 ? 1 : key;
}

/// Immutable, shared by threads.
/// File: "NLM1", classes, their labels, rows sorted by key: key (as difference), count, then
/// (class, weight) pairs; numbers as LEB128.
class LinearModel {
 public:
  /// Errors: corrupt.
  [[nodiscard]] static Result<LinearModel> parse(std::string_view bytes, std::string_view where);

  [[nodiscard]] const std::vector<std::string>& labels() const { return labels_; }
  [[nodiscard]] std::size_t classes() const { return labels_.size(); }
  /// Size of the arrays that score() fills: classes(), rounded up.
  [[nodiscard]] std::size_t stride() const { return stride_; }

  /// scores[class] = sum of the weights of `keys`; at most kMaxFeatures keys count.
  void score(const std::uint32_t* keys, std::size_t count, std::int16_t* scores) const;

  /// The class with the highest score; the first of equals.
  [[nodiscard]] std::size_t best(const std::uint32_t* keys, std::size_t count) const;

  static constexpr std::size_t kMaxClasses = 128;
  static constexpr std::size_t kMaxFeatures = 200;  // 200 * 127 fits into int16
  static constexpr std::size_t kMaxRows = std::size_t{1} << 22;

 private:
  // A cache line of slots: a look-up reads one line, seldom the next. Key 0 is an empty slot.
  // `rows`: the row in weights_; with at most kInlineClasses the weights themselves.
  static constexpr std::size_t kSlots = 8;
  struct alignas(64) Line {
    std::array<std::uint32_t, kSlots> keys{};
    std::array<std::uint32_t, kSlots> rows{};
  };
  static constexpr std::size_t kSlotsUsed = 5;   // of a mean line
  static constexpr std::size_t kFilterBits = 4;  // for each row
  static constexpr std::size_t kInlineClasses = 4;
  [[nodiscard]] bool is_inline() const { return labels_.size() <= kInlineClasses; }
  void score_inline(const std::uint32_t* keys, std::size_t count, std::int16_t* scores) const;
  void insert(std::uint32_t key, std::uint32_t row);
  [[nodiscard]] std::size_t line_of(std::uint32_t key) const {
    return static_cast<std::size_t>(std::uint64_t{key} * lines_.size() >> 32);
  }
  // True where the key has a row, which is then in `row`.
  bool find(std::uint32_t key, std::uint32_t& row) const;
  // The keys that may have a row, their lines asked for; `out` has room for one more than count.
  std::size_t likely(const std::uint32_t* keys, std::size_t count, std::uint32_t* out) const;

  std::vector<std::string> labels_;
  std::size_t stride_ = 0;
  std::vector<Line, HugePages<Line>> lines_;
  std::vector<std::int8_t, HugePages<std::int8_t>> weights_;
  // A bit for each range of keys: most features of a text have no row, and need no line.
  std::vector<std::uint64_t, HugePages<std::uint64_t>> filter_;
  int filter_shift_ = 0;
};

}  // namespace newsloom::annotate
