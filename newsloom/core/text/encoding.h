#pragma once
// Bytes of a page or feed → UTF-8. Finds the charset as browsers do (byte order mark, HTTP header,
// declaration in the document) and, where none is given or it is plainly wrong, from the bytes.
// Sources: WHATWG Encoding Standard (labels), HTML Standard 13.2.3.2 (prescan), XML 1.0 appendix F.

#include <cstddef>
#include <string>
#include <string_view>

namespace newsloom {

/// A declaration is looked for in the first bytes only (the HTML Standard says 1024; pages with
/// long comments or scripts before their <meta> are common).
inline constexpr std::size_t kMaxPrescanBytes = 16U << 10U;
/// The detector looks at this many bytes around the first one that is not ASCII.
inline constexpr std::size_t kMaxDetectBytes = 256U << 10U;

struct DecodedText {
  std::string utf8;         ///< well-formed UTF-8 without a byte order mark
  std::string encoding;     ///< WHATWG name in lower case: "utf-8", "windows-1252", "gb18030"
  bool had_errors = false;  ///< something was not valid in `encoding` and became U+FFFD

  friend bool operator==(const DecodedText&, const DecodedText&) = default;
};

/// Never fails. `content_type_header` is the value of the HTTP header, or empty. `is_html` looks
/// for <meta charset>; an XML declaration is respected for both. Valid UTF-8 with letters beyond
/// ASCII is read as UTF-8 even where a one-byte charset is declared: such a text is hardly ever
/// anything else.
[[nodiscard]] DecodedText to_utf8(std::string_view bytes, std::string_view content_type_header,
                                  bool is_html);

/// The WHATWG name of a label ("latin1" → "windows-1252"), or an empty view. A few charsets beyond
/// the standard are known (ibm855, utf-32, hz-gb-2312 …).
[[nodiscard]] std::string_view encoding_of_label(std::string_view label);

/// The charset parameter of a Content-Type header, as written; empty where there is none.
[[nodiscard]] std::string_view charset_parameter(std::string_view content_type);

/// What the document says of itself in its first bytes: XML declaration or (`is_html`) <meta>.
/// A WHATWG name, or an empty view. UTF-16 in a <meta> means UTF-8 (HTML Standard).
[[nodiscard]] std::string_view declared_encoding(std::string_view bytes, bool is_html);

/// Guesses from the bytes alone. "utf-8" for plain ASCII; "windows-1252" where nothing fits better.
[[nodiscard]] std::string detected_encoding(std::string_view bytes);

}  // namespace newsloom
