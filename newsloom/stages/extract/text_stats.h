#pragma once
// Counts of one block's text: what furniture and sentences differ in, whatever the language.

#include <array>
#include <cstdint>
#include <string_view>
#include <vector>

namespace newsloom::extract {

struct TextStats {
  std::uint32_t words = 0;  ///< runs of letters and digits; two signs of Han or kana make one
  std::uint32_t letters = 0;
  std::uint32_t upper_words = 0;    ///< start with an upper-case letter
  std::uint32_t capital_words = 0;  ///< of two or more letters, all upper case (ASCII)
  std::uint32_t digits = 0;
  std::uint32_t function_words = 0;  ///< "the", "und", "de" …
  std::uint32_t sentences = 0;       ///< marks that end one, before a space or the end
  std::uint32_t commas = 0;
  std::uint32_t separators = 0;  ///< | · » › • /
  std::uint32_t questions = 0;
  char32_t first = 0;
  bool starts_lower = false;
  bool starts_quote = false;
  bool ends_sentence = false;  ///< also before a closing quotation mark or bracket
  bool ends_colon = false;
  bool ends_ellipsis = false;
};

/// Function words of many languages, as a table of hashes.
class FunctionWords {
 public:
  explicit FunctionWords(std::string_view file);
  [[nodiscard]] bool contains(std::uint32_t hash) const {
    for (std::size_t slot = hash % slots_.size(); slots_[slot] != 0;
         slot = (slot + 1) % slots_.size()) {
      if (slots_[slot] == hash) return true;
    }
    return false;
  }

 private:
  std::vector<std::uint32_t> slots_;
};

/// The hash of a word: FNV-1a over bytes, ASCII in lower case. Never 0.
[[nodiscard]] std::uint32_t word_hash(std::string_view word);

/// Counts, and appends the hash of each word to `hashes` where given.
[[nodiscard]] TextStats stats_of(std::string_view text, const FunctionWords& function_words,
                                 std::vector<std::uint32_t>* hashes);

}  // namespace newsloom::extract
