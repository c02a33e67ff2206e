#pragma once
// Character references of HTML ("&eacute;", "&#8217;"): what they stand for.
// Source: WHATWG HTML standard, 13.2.5.72 to 13.2.5.80 and the table of 13.5.

#include <string>
#include <string_view>

namespace newsloom::html {

/// Appends `text` to `out` with every character reference undone. In an attribute value a named
/// reference without semicolon stays as it is before "=" or a letter or digit, as browsers do
/// ("?a=1&copy=2").
void append_decoded(std::string& out, std::string_view text, bool in_attribute);

/// The same as a new text.
[[nodiscard]] std::string decoded(std::string_view text);

/// The other way round, for text and for attribute values in double quotes: & < > and ".
void append_escaped(std::string& out, std::string_view text);

}  // namespace newsloom::html
