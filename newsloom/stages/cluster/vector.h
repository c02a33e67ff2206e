#pragma once
// The weighted terms of an article, and of a story: how they are built and compared.

#include <array>
#include <cstdint>
#include <memory>
#include <span>
#include <vector>

#include "newsloom/core/bulk.h"

namespace newsloom::cluster {

/// One weighted term of an article that is being decided on; see Kept for those of the window.
struct Weighted {
  std::uint32_t key = 0;
  std::uint16_t weight = 0;  ///< of its group's unit vector, in 1/65535
  std::uint8_t rarity = 0;   ///< 16 × inverse document frequency when the article came
  std::uint8_t title = 0;    ///< 1: stands in the title

  friend bool operator==(const Weighted&, const Weighted&) = default;
};

/// Words are one group; names, phrases and numbers the other. Each is a unit vector.
enum class Group : std::uint8_t { words, names };
[[nodiscard]] constexpr Group group_of(std::uint32_t key) {
  return (key & 3U) == 0 ? Group::words : Group::names;
}

inline constexpr std::size_t kMaxWords = 60;
inline constexpr std::size_t kMaxNames = 30;

/// One term before it is weighted.
struct Candidate {
  std::uint32_t key = 0;
  float weight = 0;
  float idf = 0;
  bool title = false;
};
/// The heaviest terms of each group, by key, each group scaled to length 1.
[[nodiscard]] std::vector<Weighted> unit_vector(std::vector<Candidate> candidates);

/// The same terms as the window keeps them: 5 bytes each, because a window holds millions of
/// articles. Weights are kept as 255ths of the square root, so that small ones keep their digits.
class Kept {
 public:
  struct Term {
    std::uint32_t key = 0;
    float weight = 0;
    float rarity = 0;
    bool title = false;
  };

  Kept() = default;
  explicit Kept(std::span<const Weighted> terms);
  [[nodiscard]] std::size_t size() const { return block_ ? block_[0] >> 1U : 0; }
  [[nodiscard]] std::uint32_t key(std::size_t i) const {  ///< ascending
    const std::uint8_t* at = bytes() + kKeyBytes * i;
    return static_cast<std::uint32_t>(at[0] | at[1] << 8U | at[2] << 16U);
  }
  [[nodiscard]] Term at(std::size_t i) const;
  [[nodiscard]] bool has_names() const { return block_ && (block_[0] & 1U) != 0; }
  /// As they were, but for the rounding.
  [[nodiscard]] std::vector<Weighted> terms() const;
  void prefetch() const;
  /// The heaviest terms as the index posts them: number of the term and its weight in 255ths.
  [[nodiscard]] std::vector<std::pair<std::uint8_t, std::uint8_t>> heaviest(
      std::size_t count) const;

  void save(BulkWriter& out) const;
  void load(BulkReader& in);

 private:
  static constexpr std::size_t kKeyBytes = 3;
  [[nodiscard]] const std::uint8_t* bytes() const { return block_.get() + 1; }

  // Count and flag, keys, weights, rarities with the title's bit: one block of memory.
  std::unique_ptr<std::uint8_t[]> block_;
};

/// Finds the terms of one article by key: few probes, no branches on what is not there.
class Lookup {
 public:
  static constexpr std::uint32_t kNothing = 0xFFFF;

  Lookup() = default;
  template <class Range>  // of anything with a `key`
  explicit Lookup(const Range& terms) {
    reset(terms.size());
    for (const auto& term : terms) add(term.key);
  }
  /// The number of the term, or kNothing.
  [[nodiscard]] std::uint32_t find(std::uint32_t key) const {
    if (slots_.empty()) return kNothing;
    std::size_t i = home(key);
    while (slots_[i].key != key && slots_[i].number != kNothing) i = (i + 1) & mask_;
    return slots_[i].number;
  }
  /// The number of the term, which is new where it equals size() before the call.
  std::uint32_t add(std::uint32_t key);
  [[nodiscard]] std::size_t size() const { return size_; }
  void reset(std::size_t expected);

 private:
  void grow();
  struct Slot {
    std::uint32_t key = 0;
    std::uint32_t number = kNothing;
  };
  [[nodiscard]] std::size_t home(std::uint32_t key) const {
    return (key * 0x9E3779B97F4A7C15ULL) >> shift_;
  }
  std::vector<Slot> slots_;
  std::size_t mask_ = 0;
  std::size_t size_ = 0;
  unsigned shift_ = 63;
};

/// What two sets of terms have in common.
struct Likeness {
  float words = 0;  ///< cosine, 0 to 1
  float names = 0;  ///< cosine, 0 to 1
  float title = 0;  ///< share of the first one's title terms, weighted, in the other's titles
  float title_in_body = 0;  ///< the same anywhere in the other
  float rare = 0;           ///< how many rare terms both have, weighted by rarity
  float numbers = 0;        ///< numbers that both have
  float phrases = 0;
  float core = 0;          ///< share of what most of a story's articles have, weighted by rarity
  bool has_names = false;  ///< both have names
};

[[nodiscard]] Likeness likeness(std::span<const Weighted> a, std::span<const Weighted> b);

/// An article's terms made ready for many comparisons.
struct Vector {
  std::vector<Weighted> terms;  ///< by key
  Lookup lookup;                ///< into `terms`
  bool has_names = false;

  Vector() = default;
  explicit Vector(std::vector<Weighted> from);
  /// The number of the term, or Lookup::kNothing, which most terms of other articles are: one bit
  /// tells it.
  [[nodiscard]] std::uint32_t find(std::uint32_t key) const {
    const std::size_t bit = (key >> 2U) % kBits;
    if ((bits_[bit / 64] >> (bit % 64) & 1U) == 0) return Lookup::kNothing;
    return lookup.find(key);
  }

 private:
  static constexpr std::size_t kBits = 4096;
  std::array<std::uint64_t, kBits / 64> bits_{};
};

[[nodiscard]] Likeness likeness(const Vector& a, const Kept& b);
/// The cosines alone, words and names as one number: enough to rank neighbours.
[[nodiscard]] float rank(const Vector& a, const Kept& b);

/// What is known of the sum of a story's voices without the sum itself.
struct Norms {
  float words = 0;  ///< Euclidean length
  float names = 0;
  float core = 0;  ///< rarity of all terms that most articles have
};

/// A story's terms: sums over its voices.
struct Summed {
  std::uint32_t key = 0;
  float weight = 0;
  std::uint16_t voices = 0;  ///< in how many articles
  std::uint8_t rarity = 0;   ///< like Weighted::rarity
  bool title = false;        ///< in one title at least
};

/// Stories with more voices keep their sum; of others it is taken from the voices when needed.
inline constexpr std::uint32_t kFewVoices = 6;

/// The terms of a story with many voices, kept small.
class Centroid {
 public:
  static constexpr std::size_t kMaxTerms = 160;

  void add(const Kept& terms);
  [[nodiscard]] Likeness likeness_of(const Vector& article) const;
  /// The story as if it were one article.
  [[nodiscard]] std::vector<Weighted> as_article() const;
  [[nodiscard]] const std::vector<Summed>& terms() const { return terms_; }
  [[nodiscard]] const Norms& norms() const { return norms_; }

  void save(BulkWriter& out) const;
  void load(BulkReader& in);

 private:
  [[nodiscard]] bool is_core(const Summed& term) const;
  void trim();

  std::vector<Summed> terms_;  // by key
  Norms norms_;
  std::uint32_t voices_ = 0;
};

/// The same as Centroid::likeness_of, from the voices themselves: for stories with few.
[[nodiscard]] Likeness likeness(const Vector& a, std::span<const Kept* const> voices,
                                const Norms& norms);

}  // namespace newsloom::cluster
