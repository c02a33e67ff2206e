#pragma once
// Where on the page the paragraphs are: sums over elements, and the elements that hold most of
// them.

#include <cstdint>
#include <vector>

#include "newsloom/stages/extract/blocks.h"
#include "newsloom/stages/extract/text_stats.h"

namespace newsloom::extract {

struct Outline {
  struct Sums {
    std::uint32_t first = 0;  ///< block
    std::uint32_t blocks = 0;
    std::uint32_t words = 0;
    std::uint32_t paragraph_words = 0;
    std::uint32_t bytes = 0;
    std::uint32_t link_bytes = 0;
  };

  std::vector<bool> paragraph;  ///< of each block: reads like running text
  html::NodeId best = 0;        ///< scores highest as a container of paragraphs
  html::NodeId main = 0;  ///< the innermost element with three quarters of all paragraph words
  html::NodeId article = html::kNone;  ///< the <article> with most paragraph words
  std::size_t articles = 0;            ///< <article> elements
  std::size_t first_paragraph = 0;     ///< first and last paragraph inside `best`
  std::size_t last_paragraph = 0;

  /// Of all blocks inside an element.
  [[nodiscard]] Sums sums(html::NodeId id) const;
  /// Share of the page's paragraph words inside an element.
  [[nodiscard]] float share(html::NodeId id) const;
  /// Levels to climb from `from` until the element holds `target`; 0 where it is inside `target`.
  [[nodiscard]] long levels_to(html::NodeId from, html::NodeId target) const;

  const Page* page = nullptr;           ///< must live as long
  std::vector<std::uint32_t> block_at;  ///< of each node, and one past: blocks that start before
  std::vector<Sums> before;             ///< sums over all blocks before each
};

[[nodiscard]] Outline outline_of(const Page& page, const std::vector<TextStats>& stats);

}  // namespace newsloom::extract
