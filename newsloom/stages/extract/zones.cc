#include "newsloom/stages/extract/zones.h"

#include <algorithm>

namespace newsloom::extract {

Zones zones_of(const Page& page, const FeatureTable& table, std::size_t title,
               std::vector<std::size_t> body) {
  Zones zones;
  zones.title = title;
  zones.body = std::move(body);
  const std::size_t count = page.blocks.size();
  std::vector<bool> in_body(count, false);
  for (const std::size_t i : zones.body) in_body[i] = table.stats[i].words > 15;
  const std::size_t first_body = zones.body.empty() ? count : zones.body.front();
  const std::size_t start = title != kNoBlock ? title : first_body;
  // Three long paragraphs end the head, or many blocks.
  std::size_t paragraphs = 0;
  for (std::size_t i = title != kNoBlock ? title + 1 : first_body;
       i < count && zones.head.size() < kMaxHeadBlocks && paragraphs < 3; ++i) {
    if (in_body[i]) {
      ++paragraphs;
    } else {
      zones.head.push_back(i);
    }
  }
  for (std::size_t n = 1; n <= kMaxHeadBlocks / 2 && n <= start; ++n) {
    zones.head.push_back(start - n);
  }
  zones.near = zones.head.size();
  if (!zones.body.empty()) {
    const std::size_t last = zones.body.back();
    for (std::size_t i = last + 1; i < std::min(count, last + 1 + kMaxTailBlocks); ++i) {
      zones.head.push_back(i);
    }
    zones.head.push_back(last);
  }
  if (title != kNoBlock) zones.head.push_back(title);
  return zones;
}

}  // namespace newsloom::extract
