#include "newsloom/stages/extract/outline.h"

#include <algorithm>

namespace newsloom::extract {
namespace {

using html::Node;
using html::NodeId;
using html::Tag;

constexpr std::uint32_t kParagraphWords = 10;
constexpr float kParagraphLinks = 0.35F;
constexpr std::uint32_t kMaxWords = 80;  // of one block, for the score of its container
constexpr float kMainShare = 0.75F;

bool reads_like_text(const Block& block, const TextStats& stats) {
  if (stats.words < kParagraphWords || block.hidden) return false;
  if (static_cast<float>(block.link_bytes) > kParagraphLinks * static_cast<float>(block.size())) {
    return false;
  }
  return stats.sentences > 0 || stats.ends_sentence || stats.words > 40;
}

void count(Outline& outline, const Page& page, const std::vector<TextStats>& stats) {
  Outline::Sums sums;
  outline.before.push_back(sums);
  for (std::size_t i = 0; i < page.blocks.size(); ++i) {
    const Block& block = page.blocks[i];
    outline.paragraph.push_back(reads_like_text(block, stats[i]));
    ++sums.blocks;
    sums.words += stats[i].words;
    sums.bytes += block.size();
    sums.link_bytes += block.link_bytes;
    if (outline.paragraph.back()) sums.paragraph_words += stats[i].words;
    outline.before.push_back(sums);
  }
  const std::size_t nodes = page.document.nodes().size();
  outline.block_at.assign(nodes + 1, 0);
  std::uint32_t block = 0;
  for (std::size_t id = 0; id <= nodes; ++id) {
    while (block < page.blocks.size() && page.blocks[block].first < id) ++block;
    outline.block_at[id] = block;
  }
}

// Paragraphs speak for their parent, and less for the elements around it. Source of the idea:
// Arc90 Readability, 2009.
void find_best(Outline& outline, const Page& page, const std::vector<TextStats>& stats) {
  std::vector<float> score(page.document.nodes().size(), 0);
  for (std::size_t i = 0; i < page.blocks.size(); ++i) {
    if (!outline.paragraph[i]) continue;
    auto weight = static_cast<float>(std::min(stats[i].words, kMaxWords));
    NodeId id = page.blocks[i].element;
    for (int level = 0; level < 4 && id != html::kNone; ++level) {
      score[id] += level == 0 ? weight * 0.3F : weight;
      if (level > 0) weight *= 0.5F;
      id = page.document.at(id).parent;
    }
  }
  float best = 0;
  for (NodeId id = 0; id < score.size(); ++id) {
    if (score[id] <= best) continue;
    const Outline::Sums sums = outline.sums(id);
    const float links =
        sums.bytes == 0 ? 0 : static_cast<float>(sums.link_bytes) / static_cast<float>(sums.bytes);
    if (score[id] * (1 - links) > best) {
      best = score[id] * (1 - links);
      outline.best = id;
    }
  }
}

void find_main(Outline& outline, const Page& page) {
  NodeId id = 0;
  for (bool found = true; found;) {
    found = false;
    outline.main = id;
    for (NodeId child = page.document.at(id).first_child; child != html::kNone;
         child = page.document.at(child).next_sibling) {
      if (page.document.at(child).tag != Tag::none && outline.share(child) >= kMainShare) {
        id = child;
        found = true;
        break;
      }
    }
  }
}

void find_article(Outline& outline, const Page& page) {
  std::uint32_t most = 0;
  for (NodeId id = 0; id < page.document.nodes().size(); ++id) {
    if (page.document.at(id).tag != Tag::article) continue;
    ++outline.articles;
    const std::uint32_t words = outline.sums(id).paragraph_words;
    if (words > most) {
      most = words;
      outline.article = id;
    }
  }
}

}  // namespace

Outline::Sums Outline::sums(NodeId id) const {
  const std::uint32_t lo = block_at[id];
  const std::uint32_t hi = block_at[page->document.at(id).end];
  const Sums& a = before[lo];
  const Sums& b = before[hi];
  return {lo,
          hi - lo,
          b.words - a.words,
          b.paragraph_words - a.paragraph_words,
          b.bytes - a.bytes,
          b.link_bytes - a.link_bytes};
}

float Outline::share(NodeId id) const {
  const std::uint32_t all = before.back().paragraph_words;
  return all == 0 ? 0 : static_cast<float>(sums(id).paragraph_words) / static_cast<float>(all);
}

long Outline::levels_to(NodeId from, NodeId target) const {
  const Node& goal = page->document.at(target);
  if (from >= target && from < goal.end) return 0;
  long levels = 0;
  for (NodeId id = from; id != html::kNone; id = page->document.at(id).parent) {
    if (id <= target && target < page->document.at(id).end) break;
    ++levels;
  }
  return levels;
}

Outline outline_of(const Page& page, const std::vector<TextStats>& stats) {
  Outline outline;
  outline.page = &page;
  count(outline, page, stats);
  find_best(outline, page, stats);
  find_main(outline, page);
  find_article(outline, page);
  const Outline::Sums best = outline.sums(outline.best);
  outline.first_paragraph = best.first;
  outline.last_paragraph = best.first;
  bool seen = false;
  for (std::size_t i = best.first; i < best.first + best.blocks; ++i) {
    if (!outline.paragraph[i]) continue;
    if (!seen) outline.first_paragraph = i;
    seen = true;
    outline.last_paragraph = i;
  }
  return outline;
}

}  // namespace newsloom::extract
