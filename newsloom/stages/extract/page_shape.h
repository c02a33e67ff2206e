#pragma once
// What the features of a block need to know of its whole page: words, headline, paragraphs before
// and after, blocks that look alike.

#include <cstdint>
#include <unordered_map>
#include <utility>
#include <vector>

#include "newsloom/stages/extract/features.h"
#include "newsloom/stages/extract/outline.h"
#include "newsloom/stages/extract/run_set.h"

namespace newsloom::extract {

struct PageShape {
  /// Blocks whose element, its parent and its grandparent look alike: cards of a list, or the
  /// paragraphs of one article.
  struct Group {
    std::uint32_t blocks = 0;
    std::uint32_t words = 0;
    std::uint32_t bytes = 0;
    std::uint32_t link_bytes = 0;
  };

  Outline outline;
  RunSet body_runs;                        ///< of the hinted article body
  RunSet lead_runs;                        ///< of the description
  std::vector<std::uint32_t> words;        ///< hashes, block after block
  std::vector<std::size_t> word_begin;     ///< of each block, and one past
  std::vector<std::uint32_t> title_words;  ///< of the hinted headline, sorted
  std::vector<float> title_shares;         ///< share of a block's words that stand in the headline
  std::vector<std::uint32_t> all_copies;   ///< blocks with the same text
  std::vector<long> long_before;           ///< the nearest paragraph before each block; -1: none
  std::vector<long> long_after;
  std::vector<long> heading_before;
  std::vector<std::uint32_t> signatures;            ///< of each block, equal within a group
  std::unordered_map<std::uint32_t, Group> groups;  ///< by signature
  std::vector<long> rivals;                         ///< headings like the headline's so far
  std::vector<html::NodeId> article_ends;           ///< of all <article>, sorted
  long title = -1;                                  ///< the block that shows the headline

  [[nodiscard]] std::pair<const std::uint32_t*, std::size_t> words_of(std::size_t block) const {
    return {words.data() + word_begin[block], word_begin[block + 1] - word_begin[block]};
  }
};

/// Reads the page; the counts of each block's text and `body_match` go to `table`.
[[nodiscard]] PageShape shape_of(const Page& page, const Hints& hints, const Cues& cues,
                                 const FunctionWords& function_words, FeatureTable& table);

}  // namespace newsloom::extract
