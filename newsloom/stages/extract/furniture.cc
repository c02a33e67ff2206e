#include "newsloom/stages/extract/furniture.h"

#include <algorithm>

#include "newsloom/core/text/loose_date.h"
#include "newsloom/stages/extract/credits.h"

namespace newsloom::extract {
namespace {

using html::Node;
using html::NodeId;
using html::Tag;

constexpr std::size_t kMaxBylineBytes = 140;
constexpr std::uint32_t kMaxNoteWords = 70;
constexpr std::uint32_t kMaxStockWords = 25;
constexpr std::uint32_t kMaxCaptionWords = 60;
constexpr std::size_t kLastBlocks = 3;

// An ancestor with `cue` that stands behind the headline and does not hold it.
bool inside(const Page& page, std::size_t i, ClassCue cue, NodeId title) {
  for (NodeId id = page.blocks[i].element; id != html::kNone; id = page.document.at(id).parent) {
    const Node& node = page.document.at(id);
    if (node.tag == Tag::body || node.tag == Tag::html) return false;
    if (title != html::kNone && id <= title && title < node.end) return false;
    if (id > title && (page.cues[id] & bit(cue)) != 0) return true;
  }
  return false;
}

bool in_caption(const Page& page, std::size_t i) {
  NodeId id = page.document.at(page.blocks[i].first).parent;
  for (int level = 0; level < 5 && id != html::kNone; ++level) {
    if (page.document.at(id).tag == Tag::figcaption) return true;
    id = page.document.at(id).parent;
  }
  return false;
}

// A line with who and when, and nothing else.
bool is_byline(const Page& page, const FeatureTable& table, std::size_t i) {
  if (page.blocks[i].size() > kMaxBylineBytes || table.stats[i].words > 16) return false;
  constexpr std::uint64_t kWho = bit(TextCue::byline) | bit(TextCue::date);
  constexpr std::uint64_t kWhere =
      bit(ClassCue::author) | bit(ClassCue::meta) | bit(ClassCue::date);
  if ((table.text_cues[i] & kWho) == 0) return false;
  const bool named = (table.class_cues[i] & kWhere) != 0;
  const bool short_by = (table.text_cues[i] & bit(TextCue::byline)) != 0 &&
                        table.stats[i].words <= 5 && !table.stats[i].ends_sentence;
  return named || short_by || (table.stats[i].digits >= 5 && !table.stats[i].ends_sentence);
}

// A byline, or nothing but a date: "3 March 2025".
bool is_head_line(const Page& page, const FeatureTable& table, std::size_t i) {
  if (is_byline(page, table, i)) return true;
  const std::string_view text = page.text_of(page.blocks[i]);
  return text.size() <= 40 && table.stats[i].digits >= 4 && loose_date(text).has_value();
}

// Markup that a page shows as text: an embedded post that was escaped once too often.
bool is_escaped_markup(const Page& page, std::size_t i) {
  if (page.blocks[i].kind == BlockKind::preformatted) return false;
  const std::string_view text = page.text_of(page.blocks[i]);
  std::size_t inside = 0;
  for (std::size_t at = text.find('<'); at != std::string_view::npos; at = text.find('<', at + 1)) {
    const std::size_t end = text.find('>', at);
    if (end == std::string_view::npos) break;
    inside += end + 1 - at;
    at = end;
  }
  return inside * 3 >= text.size();
}

// The text of a picture with its credit, outside any <figcaption>.
bool is_caption(const Page& page, const FeatureTable& table, std::size_t i) {
  return table.stats[i].words <= kMaxCaptionWords && ends_in_credit(page.text_of(page.blocks[i]));
}

// "Read more: …" that is one link; "© 2025 …"; a word about a video in a box for videos.
bool is_stock_line(const Page& page, const FeatureTable& table, std::size_t i) {
  const Block& block = page.blocks[i];
  const std::uint64_t text = table.text_cues[i];
  const std::uint64_t box = table.class_cues[i];
  const bool linked = block.link_bytes * 10 > block.size() * 8;
  const std::uint32_t words = table.stats[i].words;
  if (words > kMaxStockWords) return false;
  if (linked && (text & (bit(TextCue::related) | bit(TextCue::continue_))) != 0) return true;
  if ((text & bit(TextCue::copyright)) != 0 &&
      page.text_of(block).find("\xC2\xA9") != std::string_view::npos) {
    return true;
  }
  return (text & bit(TextCue::app)) != 0 && (box & bit(ClassCue::video)) != 0;
}

}  // namespace

std::vector<std::size_t> without_furniture(const Page& page, const FeatureTable& table,
                                           std::size_t title, std::vector<std::size_t> body,
                                           const std::vector<Teaser>& teasers) {
  const NodeId title_node = title < page.blocks.size() ? page.blocks[title].first : html::kNone;
  std::vector<std::size_t> kept;
  for (std::size_t n = 0; n < body.size(); ++n) {
    const std::size_t i = body[n];
    const auto in_teaser = [&](const Teaser& teaser) {
      return i >= teaser.first_block && i < teaser.end_block;
    };
    if (std::any_of(teasers.begin(), teasers.end(), in_teaser)) continue;
    if (title_node != html::kNone && inside(page, i, ClassCue::comment, title_node)) continue;
    if (in_caption(page, i) || is_stock_line(page, table, i)) continue;
    if (is_escaped_markup(page, i) || is_caption(page, table, i)) continue;
    if (kept.size() < kLastBlocks && is_head_line(page, table, i)) continue;
    kept.push_back(i);
  }
  // Everything was furniture by its names: then the names mean something else here.
  return kept.empty() && teasers.empty() ? body : kept;
}

std::vector<std::size_t> without_author_notes(const Page& page, const FeatureTable& table,
                                              const std::vector<std::string>& authors,
                                              std::vector<std::size_t> body) {
  constexpr std::uint64_t kNote =
      bit(TextCue::bio) | bit(TextCue::contact) | bit(TextCue::newsletter);
  const auto is_note = [&](std::size_t i) {
    const std::string_view text = page.text_of(page.blocks[i]);
    if (table.stats[i].words > kMaxNoteWords || (table.text_cues[i] & kNote) == 0) return false;
    return std::any_of(authors.begin(), authors.end(), [&](const std::string& name) {
      return text.substr(0, name.size()) == name;
    });
  };
  for (std::size_t n = 0; n < kLastBlocks && body.size() > 1; ++n) {
    if (!is_note(body.back())) break;
    body.pop_back();
  }
  return body;
}

}  // namespace newsloom::extract
