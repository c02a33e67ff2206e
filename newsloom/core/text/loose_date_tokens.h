#pragma once
// Cuts a date text into numbers, words and punctuation.

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace newsloom::dates {

struct Token {
  enum class Kind : std::uint8_t { number, word, sign };

  Kind kind = Kind::sign;
  char32_t sign = 0;       ///< of a sign: ':' '/' '+' …; dashes are all '-'
  std::int64_t value = 0;  ///< of a number
  int digits = 0;          ///< of a number, leading zeros counted
  std::string key;         ///< of a word: word_key()
  bool space_before = false;
  bool used = false;  ///< taken for a part of the date

  [[nodiscard]] bool is_number() const { return kind == Kind::number; }
  [[nodiscard]] bool is_word() const { return kind == Kind::word; }
  [[nodiscard]] bool is_sign(char32_t c) const { return kind == Kind::sign && sign == c; }
};

/// Digits of any script count; each Han character is a word of its own, but 上午 and 午後 …;
/// weekdays in Han (星期三, 水曜日, (水)) are left out. "p.m." is one word.
[[nodiscard]] std::vector<Token> tokens_of(std::string_view text);

}  // namespace newsloom::dates
