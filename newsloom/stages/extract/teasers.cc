#include "newsloom/stages/extract/teasers.h"

#include <algorithm>
#include <string_view>

#include "newsloom/core/text/loose_date.h"
#include "newsloom/core/text/normalize.h"
#include "newsloom/stages/extract/article_dates.h"
#include "newsloom/stages/extract/body.h"

namespace newsloom::extract {
namespace {

using html::Node;
using html::NodeId;
using html::Tag;

constexpr std::size_t kMaxCardBlocks = 8;
constexpr std::size_t kMaxPublisherBytes = 60;
constexpr std::size_t kMaxLineBytes = 120;
constexpr std::uint32_t kTitleWords = 3;
constexpr std::uint32_t kTextWords = 6;

struct Range {
  std::size_t first = 0;
  std::size_t end = 0;
};

// Blocks are in document order: those of an element are a range.
Range blocks_in(const Page& page, NodeId id) {
  const auto before = [](const Block& block, NodeId node) { return block.first < node; };
  const auto first = std::lower_bound(page.blocks.begin(), page.blocks.end(), id, before);
  const auto end = std::lower_bound(first, page.blocks.end(), page.document.at(id).end, before);
  return {static_cast<std::size_t>(first - page.blocks.begin()),
          static_cast<std::size_t>(end - page.blocks.begin())};
}

bool may_be_card(const Page& page, NodeId id) {
  const Node& node = page.document.at(id);
  if (node.tag == Tag::article || node.tag == Tag::li) return true;
  constexpr std::uint64_t kCards =
      bit(ClassCue::card) | bit(ClassCue::promo) | bit(ClassCue::related);
  return (node.tag == Tag::div || node.tag == Tag::section || node.tag == Tag::a ||
          node.tag == Tag::other) &&
         (page.cues[id] & kCards) != 0;
}

std::string plain(const Page& page, NodeId id) {
  std::string out;
  append_squeezed(out, page.document.inner_text(id), 0);
  while (!out.empty() && out.back() == ' ') out.pop_back();
  return nfc(out);
}

std::string named_publisher(const Page& page, NodeId from, NodeId end) {
  for (NodeId id = from; id < end; ++id) {
    if (page.document.at(id).tag == Tag::none || (page.cues[id] & bit(ClassCue::publisher)) == 0) {
      continue;
    }
    std::string name = plain(page, id);
    const bool digits =
        std::any_of(name.begin(), name.end(), [](char c) { return c >= '0' && c <= '9'; });
    if (name.size() >= 2 && name.size() <= kMaxPublisherBytes && !digits) return name;
  }
  return {};
}

std::optional<Timestamp> time_in(std::string_view text, const std::optional<Timestamp>& fetched) {
  if (fetched) {
    if (auto time = relative_time(text, *fetched)) return time;
  }
  return text.size() <= kMaxLooseDateBytes ? loose_date(text) : std::nullopt;
}

// "Lenna Tribune · 3 hours ago" → both halves.
void read_line(std::string_view line, const std::optional<Timestamp>& fetched, Teaser& teaser) {
  if (line.size() > kMaxLineBytes) return;
  std::vector<std::string> pieces = {std::string(line)};
  for (const std::string_view bar : {"·", "•", "|", " - ", " – ", " — ", "\n"}) {
    std::vector<std::string> next;
    for (const std::string& piece : pieces) {
      std::size_t at = 0;
      while (true) {
        const std::size_t found = piece.find(bar, at);
        next.push_back(squeezed(piece.substr(at, found == std::string::npos ? found : found - at)));
        if (found == std::string::npos) break;
        at = found + bar.size();
      }
    }
    pieces = std::move(next);
  }
  std::string other;
  bool timed = false;
  for (const std::string& piece : pieces) {
    if (piece.empty()) continue;
    const auto time = time_in(piece, fetched);
    if (time) {
      if (!teaser.published) teaser.published = time;
      timed = true;
    } else if (other.empty()) {
      other = piece;
    }
  }
  if (timed && pieces.size() >= 2 && teaser.publisher.empty() && !other.empty() &&
      other.size() <= kMaxPublisherBytes) {
    teaser.publisher = other;
  }
}

std::optional<Timestamp> marked_time(const Page& page, NodeId from, NodeId end) {
  for (NodeId id = from; id < end; ++id) {
    if (page.document.at(id).tag != Tag::time) continue;
    if (auto time = parse_timestamp(page.document.attribute(page.document.at(id), "datetime"))) {
      return time;
    }
  }
  return std::nullopt;
}

// The address that the card leads to.
std::string link_in(const Page& page, NodeId from, NodeId end) {
  for (NodeId id = from; id < end; ++id) {
    if (page.document.at(id).tag != Tag::a) continue;
    const std::string_view href = page.document.attribute(page.document.at(id), "href");
    if (href.size() > 1 && href.front() != '#') return std::string(href);
  }
  return {};
}

std::optional<Teaser> card(const Page& page, const FeatureTable& table, NodeId id,
                           const std::optional<Timestamp>& fetched) {
  const Range range = blocks_in(page, id);
  if (range.end - range.first < 2 || range.end - range.first > kMaxCardBlocks) return std::nullopt;
  const NodeId end = page.document.at(id).end;
  Teaser teaser;
  teaser.first_block = range.first;
  teaser.end_block = range.end;
  std::size_t titles = 0;
  std::vector<std::size_t> texts;
  teaser.publisher = named_publisher(page, id + 1, end);
  teaser.published = marked_time(page, id, end);
  for (std::size_t i = range.first; i < range.end; ++i) {
    const Block& block = page.blocks[i];
    const bool linked = block.link_bytes * 10 > block.size() * 8;
    if (table.stats[i].words >= kTitleWords && linked) {
      ++titles;
      if (teaser.title.empty()) teaser.title = nfc(squeezed(page.text_of(block)));
      continue;
    }
    if (!linked && table.stats[i].words >= kTextWords && table.stats[i].ends_sentence) {
      texts.push_back(i);
    } else {
      read_line(page.text_of(block), fetched, teaser);
      if (!teaser.published) teaser.published = time_in(page.text_of(block), fetched);
    }
  }
  teaser.text = joined_text(page, texts);
  teaser.url = link_in(page, id, end);
  if (titles != 1 || teaser.publisher.empty() || teaser.url.empty()) return std::nullopt;
  if (!teaser.published && teaser.text.empty()) return std::nullopt;
  // The time may stand in the same line as the name of the publisher.
  for (std::size_t i = range.first; i < range.end && !teaser.published; ++i) {
    Teaser line;
    read_line(page.text_of(page.blocks[i]), fetched, line);
    teaser.published = line.published;
  }
  return teaser;
}

}  // namespace

std::vector<Teaser> teasers_of(const Page& page, const FeatureTable& table, std::size_t title,
                               const std::optional<Timestamp>& fetched) {
  std::vector<Teaser> teasers;
  const NodeId title_node = title < page.blocks.size() ? page.blocks[title].first : html::kNone;
  const std::size_t count = page.document.nodes().size();
  for (NodeId id = 0; id < count && teasers.size() < kMaxCards; ++id) {
    const Node& node = page.document.at(id);
    if (node.tag == Tag::none || !may_be_card(page, id)) continue;
    if (title_node != html::kNone && id <= title_node && title_node < node.end) continue;
    if (auto teaser = card(page, table, id, fetched)) {
      teasers.push_back(std::move(*teaser));
      id = node.end - 1;
    }
  }
  return teasers;
}

std::string source_near(const Page& page, std::size_t title, std::size_t first_body) {
  if (title >= page.blocks.size() || first_body <= title) return {};
  for (std::size_t i = title + 1; i < std::min(first_body, page.blocks.size()); ++i) {
    const NodeId id = page.blocks[i].element;
    std::string name = named_publisher(page, id, page.document.at(id).end);
    if (!name.empty()) return name;
  }
  return {};
}

}  // namespace newsloom::extract
