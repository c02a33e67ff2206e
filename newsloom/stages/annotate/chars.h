#pragma once
// Classes of characters for tokens and sentences: one table look-up for ASCII, ICU for the rest.
// Source: Unicode 15, General_Category and Script.

#include <array>
#include <cstdint>
#include <string_view>

#include "newsloom/core/text/utf8.h"

namespace newsloom::annotate {

enum class CharClass : std::uint8_t {
  space,
  lower,
  upper,
  letter,  ///< without case: Arabic, Hebrew, Devanagari; marks and joiners count here too
  digit,
  unspaced,  ///< scripts written without spaces between words: Han, Kana, Thai, Lao, Khmer, Myanmar
  symbol,    ///< everything else
};

/// For code points from 0x80 on.
[[nodiscard]] CharClass wide_char_class(char32_t c);

namespace detail {
constexpr std::array<CharClass, 128> ascii_classes() {
  std::array<CharClass, 128> table{};
  for (std::size_t i = 0; i < table.size(); ++i) {
    table[i] = i <= ' '               ? CharClass::space
               : i >= 'a' && i <= 'z' ? CharClass::lower
               : i >= 'A' && i <= 'Z' ? CharClass::upper
               : i >= '0' && i <= '9' ? CharClass::digit
                                      : CharClass::symbol;
  }
  return table;
}
inline constexpr std::array<CharClass, 128> kAsciiClasses = ascii_classes();
}  // namespace detail

/// A character of a text with its class and where the next one begins.
struct Char {
  char32_t value = 0;
  std::size_t next = 0;
  CharClass kind = CharClass::symbol;
};

[[nodiscard]] inline Char char_at(std::string_view text, std::size_t at) {
  const auto byte = static_cast<unsigned char>(text[at]);
  if (byte < 0x80) return {byte, at + 1, detail::kAsciiClasses[byte]};
  const CodePoint point = code_point_at(text, at);
  return {point.value, point.next, wide_char_class(point.value)};
}

[[nodiscard]] constexpr bool is_letter(CharClass kind) {
  return kind == CharClass::lower || kind == CharClass::upper || kind == CharClass::letter;
}
[[nodiscard]] constexpr bool is_word(CharClass kind) {
  return is_letter(kind) || kind == CharClass::digit;
}
[[nodiscard]] constexpr bool is_apostrophe(char32_t c) { return c == '\'' || c == 0x2019; }
[[nodiscard]] constexpr bool is_hyphen(char32_t c) {
  return c == '-' || c == 0x2010 || c == 0x2011;
}

/// Quotation marks of all languages; the straight ones and ' too.
[[nodiscard]] bool is_quote(char32_t c);
[[nodiscard]] bool is_opening(char32_t c);  ///< brackets and marks that only open
[[nodiscard]] bool is_closing(char32_t c);  ///< brackets and marks that (also) close

}  // namespace newsloom::annotate
