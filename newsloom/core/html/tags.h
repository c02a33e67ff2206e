#pragma once
// What the tree builder must know of each tag. Source: WHATWG HTML standard, 13.1.2 and 13.2.6.

#include <cstdint>
#include <string_view>

#include "newsloom/core/html/dom.h"

namespace newsloom::html {

/// Properties of a tag, as bits.
enum TagTrait : std::uint16_t {
  kVoid = 1,        ///< never has content: <br>
  kRaw = 2,         ///< content is text up to the end tag, no references: <script>
  kRawDecoded = 4,  ///< content is text up to the end tag, references undone: <title>
  kSpecial = 8,     ///< an unknown end tag does not look past it
  kScope = 16,      ///< an end tag inside does not reach elements outside: <td>
  kClosesParagraph = 32,
  kHeading = 64,
  kInHead = 128,  ///< stays in the head
  kFormatting = 256,
  kBreaksForeign = 512,  ///< ends <svg> and <math>
};

[[nodiscard]] Tag tag_of(std::string_view lower_case_name);
[[nodiscard]] std::string_view name_of(Tag tag);
[[nodiscard]] std::uint16_t traits_of(Tag tag);
[[nodiscard]] inline bool has(Tag tag, std::uint16_t traits) {
  return (traits_of(tag) & traits) != 0;
}

}  // namespace newsloom::html
