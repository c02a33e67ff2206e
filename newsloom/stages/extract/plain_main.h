#pragma once
// The main article of a plain-text capture: its title, byline, dates and body among the lines.

#include <cstdint>
#include <vector>

#include "newsloom/core/article.h"
#include "newsloom/stages/extract/plain_lines.h"

namespace newsloom::extract {

inline constexpr std::uint32_t kPlainArticleWords = 40;  ///< fewer are no article
inline constexpr std::uint32_t kPlainTitleWords = 4;     ///< fewer are rather a label or a name

/// Reads what stands before line `end` into `article`. Returns the words of the body.
[[nodiscard]] std::uint32_t read_main(std::vector<PlainLine> lines, std::size_t end,
                                      Article& article);

}  // namespace newsloom::extract
