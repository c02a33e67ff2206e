#pragma once
// Words of a text, for comparing texts with each other: folded, hashed, with the few facts about
// their place that match and cluster use. Not for showing and not for grammar (annotate has its
// own).

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace newsloom {

/// One word, or, in scripts that set no spaces (Chinese, Japanese, Thai, Lao, Khmer, Burmese), one
/// pair of neighbouring characters.
struct Word {
  std::uint32_t begin = 0;  ///< bytes into the text
  std::uint32_t end = 0;
  std::uint64_t hash = 0;    ///< of the case-folded characters; equal words, equal hashes
  bool capital = false;      ///< begins with an upper-case letter
  bool all_capital = false;  ///< has two letters or more, all upper-case
  bool number = false;       ///< begins with a digit; "1,000" is one word and equals "1000"
  bool first = false;     ///< begins a line, or follows the end of a sentence or a quotation mark
  bool unspaced = false;  ///< a pair of characters of a script without spaces
};

/// Reads the words of a text in order. Letters with their marks and digits make words; all else
/// parts them. An English possessive ('s) is left out. Words longer than kMaxWordBytes are cut
/// there and go on as another word, so that one endless token costs no more than text.
///
/// Complexity: O(bytes); ASCII takes a fast path, eight bytes at a time. Ill-formed UTF-8 parts
/// words.
class WordReader {
 public:
  static constexpr std::uint32_t kMaxWordBytes = 256;

  explicit WordReader(std::string_view text) : text_(text) {}
  /// False at the end of the text.
  bool next(Word& word);

 private:
  bool next_slow(Word& word);
  bool read_number(Word& word);
  bool read_unspaced(Word& word, std::size_t next);
  void end_word(std::size_t at);
  void skip_possessive();

  std::string_view text_;
  std::size_t at_ = 0;
  bool first_ = true;
};

/// The folded characters of a word, without the separators of a number.
[[nodiscard]] std::string folded_word(std::string_view text, const Word& word);

/// The hash that WordReader gives a word that is folded already: hash_of_word("kyiv").
[[nodiscard]] std::uint64_t hash_of_word(std::string_view folded);

}  // namespace newsloom
