#include "newsloom/stages/annotate/chars.h"

#include <unicode/uchar.h>
#include <unicode/uscript.h>

namespace newsloom::annotate {
namespace {

bool is_unspaced(char32_t c) {
  if (c < 0x0E00) return false;
  if (c >= 0xAC00 && c <= 0xD7AF) return false;  // Hangul: Korean has spaces
  UErrorCode status = U_ZERO_ERROR;
  switch (uscript_getScript(static_cast<UChar32>(c), &status)) {
    case USCRIPT_HAN:
    case USCRIPT_HIRAGANA:
    case USCRIPT_KATAKANA:
    case USCRIPT_THAI:
    case USCRIPT_LAO:
    case USCRIPT_KHMER:
    case USCRIPT_MYANMAR: return true;
    default: return c == 0x30FC;  // the long mark of Katakana is of script Common
  }
}

bool is_joiner(char32_t c) {
  return c == 0x00AD || (c >= 0x200B && c <= 0x200D) || c == 0x2060 || c == 0xFEFF;
}

}  // namespace

CharClass wide_char_class(char32_t c) {
  const auto point = static_cast<UChar32>(c);
  if (is_joiner(c)) return CharClass::letter;
  switch (u_charType(point)) {
    case U_LOWERCASE_LETTER: return CharClass::lower;
    case U_UPPERCASE_LETTER:
    case U_TITLECASE_LETTER: return CharClass::upper;
    case U_DECIMAL_DIGIT_NUMBER: return CharClass::digit;
    case U_MODIFIER_LETTER:
    case U_OTHER_LETTER:
    case U_NON_SPACING_MARK:
    case U_COMBINING_SPACING_MARK:
    case U_ENCLOSING_MARK: return is_unspaced(c) ? CharClass::unspaced : CharClass::letter;
    default: break;
  }
  return u_isUWhiteSpace(point) != 0 ? CharClass::space : CharClass::symbol;
}

bool is_quote(char32_t c) {
  switch (c) {
    case '"':
    case '\'':
    case '`':
    case 0xAB:
    case 0xBB:
    case 0x300C:
    case 0x300D:
    case 0x300E:
    case 0x300F: return true;
    default: return (c >= 0x2018 && c <= 0x201F) || c == 0x2039 || c == 0x203A;
  }
}

bool is_opening(char32_t c) {
  switch (c) {
    case '(':
    case '[':
    case '{':
    case 0xAB:
    case 0xBF:  // inverted question mark
    case 0xA1:
    case 0x2018:
    case 0x201A:
    case 0x201C:
    case 0x201E:
    case 0x2039:
    case 0x300A:
    case 0x300C:
    case 0x300E:
    case 0xFF08: return true;
    default: return false;
  }
}

bool is_closing(char32_t c) {
  switch (c) {
    case ')':
    case ']':
    case '}':
    case '"':
    case '\'':
    case 0xBB:
    case 0xAB:  // »German«
    case 0x2019:
    case 0x201C:  // „German“
    case 0x201D:
    case 0x203A:
    case 0x300B:
    case 0x300D:
    case 0x300F:
    case 0xFF09: return true;
    default: return false;
  }
}

}  // namespace newsloom::annotate
