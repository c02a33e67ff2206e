#pragma once
// HTML of feeds made harmless: known elements and attributes only, nothing that runs, frames or
// loads styles; relative addresses made absolute; every element closed.

#include <string>
#include <string_view>

namespace newsloom::decode {

/// Elements nested deeper lose their tags, not their text.
inline constexpr std::size_t kMaxCleanDepth = 256;

/// Never fails. `base` may be empty: relative addresses stay then. Linear.
[[nodiscard]] std::string cleaned_html(std::string_view html, std::string_view base);

/// Appends `text` with & < > " written as references.
[[nodiscard]] std::string escaped_html(std::string_view text);

/// The text of a piece of HTML: tags taken off, references undone.
[[nodiscard]] std::string text_of_html(std::string_view html);

}  // namespace newsloom::decode
