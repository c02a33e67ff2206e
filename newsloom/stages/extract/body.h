#pragma once
// From judged blocks to the text of an article.

#include <cstddef>
#include <string>
#include <vector>

#include "newsloom/stages/extract/blocks.h"
#include "newsloom/stages/extract/features.h"

namespace newsloom::extract {

/// Blocks that make the body, in reading order; none stands twice.
[[nodiscard]] std::vector<std::size_t> body_blocks(const Page& page, const FeatureTable& table,
                                                   const std::vector<float>& judgement);

/// The text of blocks: NFC, paragraphs split by an empty line. A line break that ends a whole
/// sentence makes a paragraph.
[[nodiscard]] std::string joined_text(const Page& page, const std::vector<std::size_t>& blocks);

}  // namespace newsloom::extract
