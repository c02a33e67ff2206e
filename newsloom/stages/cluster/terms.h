#pragma once
// Terms: what cluster compares of an article. Stems of words, capitalised names and their pairs,
// numbers; each with how often and how prominently the article uses it.

#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>
#include <unordered_set>
#include <vector>

#include "newsloom/core/item.h"
#include "newsloom/core/text/stem.h"
#include "newsloom/core/text/words.h"
#include "newsloom/stages/cluster/vector.h"

namespace newsloom::cluster {

enum class TermKind : std::uint8_t { word, name, phrase, number };

/// The two lowest bits of a term's key tell its kind. 24 bits are enough to tell the terms of two
/// articles apart (one pair in five hundred shares a key by chance), and a window holds millions.
inline constexpr unsigned kKeyBits = 24;
[[nodiscard]] constexpr std::uint32_t term_key(std::uint64_t hash, TermKind kind) {
  return (static_cast<std::uint32_t>(hash >> (64U - kKeyBits)) & ~3U) |
         static_cast<std::uint32_t>(kind);
}
[[nodiscard]] constexpr TermKind kind_of(std::uint32_t key) {
  return static_cast<TermKind>(key & 3U);
}

inline constexpr std::string_view kStopWordsFile = "cluster/stop_words.tsv";
/// Small words of each language, by hash.
using StopWords = std::unordered_map<std::string, std::unordered_set<std::uint64_t>>;
/// Lines "en<TAB>the of and".
[[nodiscard]] StopWords read_stop_words(std::string_view file);

/// From words to keys in one language: drops stop words, stems the others, and remembers, since
/// stemming is most of the cost of an article. Not for several threads at once.
class WordKeys {
 public:
  static constexpr std::size_t kRemembered = 1U << 17U;    ///< words, where many articles are read
  static constexpr std::size_t kOfOneArticle = 1U << 10U;  ///< the same for a single one
  static constexpr std::uint32_t kNone = 3;                ///< no word's key: a stop word

  /// `remembered`: words, a power of two.
  WordKeys(std::string_view language, const StopWords& stop_words,
           std::size_t remembered = kRemembered);
  [[nodiscard]] std::uint32_t key(std::string_view text, const Word& word);
  /// Brings what is remembered of the word on its way from memory.
  void prefetch(const Word& word) const {
    if (!known_.empty()) __builtin_prefetch(&known_[word.hash & (remembered_ - 1)]);
  }

 private:
  Stemmer stemmer_;
  std::size_t remembered_;
  const std::unordered_set<std::uint64_t>* stop_ = nullptr;
  struct Known {
    std::uint32_t tag = 0;  // the highest bits of the hash
    std::uint32_t key = kNone;
  };
  std::vector<Known> known_;  // by the hash's lowest bits; a newer word takes an older one's place
};

inline constexpr std::size_t kMaxBodyWords = 800;
inline constexpr std::size_t kMaxTitleWords = 60;

/// An article's terms in order of their first use, and where each stands.
struct Terms {
  std::vector<Term> list;
  Lookup lookup;
};

/// Complexity: O(words read), at most kMaxBodyWords of the text.
[[nodiscard]] Terms terms_of(const Item& item, WordKeys& keys);

/// The first part of the article's language: its own, else as detected; "" where unknown.
[[nodiscard]] std::string language_of(const Item& item);

}  // namespace newsloom::cluster
