#pragma once
// Cuts a parsed page into blocks: the pieces of text between two block-level tags, in reading
// order. Body, headline, byline and related parts are all found by looking at blocks.

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "newsloom/core/html/dom.h"
#include "newsloom/stages/extract/cues.h"

namespace newsloom::extract {

/// Blocks of one page; text behind the last one is left out.
inline constexpr std::size_t kMaxBlocks = 20'000;

enum class BlockKind : std::uint8_t {
  paragraph,
  heading,
  list_item,
  table_row,
  caption,
  quote,
  preformatted,
  term,
  loose,
};

struct Block {
  html::NodeId element = 0;  ///< the innermost block-level element around it
  html::NodeId first = 0;    ///< its first text node
  std::uint32_t begin = 0;   ///< in Page::text
  std::uint32_t end = 0;
  std::uint32_t link_bytes = 0;  ///< of its text, inside <a>
  std::uint32_t bold_bytes = 0;
  std::uint32_t italic_bytes = 0;
  std::uint16_t links = 0;
  std::uint16_t breaks = 0;  ///< <br> inside
  BlockKind kind = BlockKind::loose;
  std::uint8_t level = 0;  ///< of a heading
  bool hidden = false;     ///< an element around it is not shown

  [[nodiscard]] std::uint32_t size() const { return end - begin; }
};

struct Page {
  html::Document document;
  std::string text;  ///< of all blocks, white space squeezed
  std::vector<Block> blocks;
  std::vector<std::uint64_t> cues;  ///< ClassCue bits of each node

  [[nodiscard]] std::string_view text_of(const Block& block) const {
    return std::string_view(text).substr(block.begin, block.size());
  }
};

/// Appends text with every run of white space as one space; zero-width and control characters are
/// left out. A space at the start is dropped where `out` (from `from` on) is empty or ends in one.
void append_squeezed(std::string& out, std::string_view text, std::size_t from);

[[nodiscard]] Page cut(html::Document document, const Cues& cues);

/// True where the element starts a new line of text.
[[nodiscard]] bool is_block_level(const html::Node& node);
/// True where nothing below is text to read: scripts, forms' controls, drawings.
[[nodiscard]] bool is_skipped(const html::Node& node);

}  // namespace newsloom::extract
