#pragma once
// Quotations of a text: where quotation marks open and close, in the conventions of many languages.
// Tells apostrophes from single quotation marks and knows quotations that run over paragraphs.

#include <cstdint>
#include <string_view>
#include <vector>

#include "newsloom/core/span.h"

namespace newsloom::annotate {

/// One outermost quotation. Quotations inside it are not listed.
struct Quote {
  Span outer;              ///< with its marks
  Span inner;              ///< without
  bool single = false;     ///< marked by single marks
  bool continues = false;  ///< no closing mark: the next paragraph goes on with an opening mark
};

/// A quotation longer than this is taken for an unbalanced mark.
inline constexpr std::uint32_t kMaxQuoteBytes = 6000;

/// Quotations in order of appearance; an unbalanced mark gives none.
///
/// Units:      spans are bytes into `text`, with `field`.
/// Complexity: O(bytes). Paragraphs end at a line break.
[[nodiscard]] std::vector<Quote> quotes_of(std::string_view text, Field field);

}  // namespace newsloom::annotate
