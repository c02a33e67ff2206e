#pragma once
// Normal forms of text. Source: Unicode Standard Annex 15 (NFC), via ICU.

#include <string>
#include <string_view>

namespace newsloom {

/// UTF-8 in NFC; ill-formed bytes become U+FFFD. ASCII passes through at memory speed.
[[nodiscard]] std::string nfc(std::string_view text);

/// Lower case (full Unicode case folding), for comparing: "STRASSE" = "Straße".
[[nodiscard]] std::string folded(std::string_view text);

/// folded(), accents taken off and other scripts written in Latin letters: "Зеленський" →
/// "zelenskij". For comparing names over languages; slow (ICU transliteration), so not for bodies.
[[nodiscard]] std::string latin_key(std::string_view text);

/// Any run of white space (also no-break and ideographic) becomes one space; ends are cut.
[[nodiscard]] std::string squeezed(std::string_view text);

}  // namespace newsloom
