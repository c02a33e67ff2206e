#pragma once
// The weighted terms of an article, and of a story: how they are built and compared.

#include <array>
#include <cstdint>
#include <span>
#include <vector>

namespace newsloom::cluster {

/// One weighted term: 8 bytes, because a window holds millions.
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

/// A story's terms: sums over its voices.
struct Summed {
  std::uint32_t key = 0;
  float weight = 0;
  float title = 0;   ///< in how many titles
  float voices = 0;  ///< in how many articles
  float rarity = 0;
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

/// The terms of a story, kept small.
class Centroid {
 public:
  static constexpr std::size_t kMaxTerms = 160;

  void add(std::span<const Weighted> terms);
  void add(const Centroid& other);
  [[nodiscard]] Likeness likeness_of(std::span<const Weighted> article) const;
  /// The story as if it were one article.
  [[nodiscard]] std::vector<Weighted> as_article() const;
  [[nodiscard]] bool has(std::uint32_t key) const;
  [[nodiscard]] std::size_t size() const { return terms_.size(); }
  void clear() { *this = Centroid(); }

 private:
  void trim();
  [[nodiscard]] bool is_core(const Summed& term) const;

  std::vector<Summed> terms_;  // by key
  float words_length_ = 0;     // Euclidean
  float names_length_ = 0;
  float voices_ = 0;
  float core_ = 0;  // rarity of all terms that most articles have
};

}  // namespace newsloom::cluster
