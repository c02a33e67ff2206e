#include "newsloom/stages/extract/standfirst.h"

#include <algorithm>
#include <cctype>

#include "newsloom/core/text/normalize.h"
#include "newsloom/stages/extract/body.h"

namespace newsloom::extract {
namespace {

// So many bytes tell two summaries apart; descriptions for machines are often cut.
constexpr std::size_t kSameStart = 40;

bool same_start(std::string_view shown, std::string_view stated) {
  if (stated.empty()) return false;
  const std::string a = folded(shown);
  const std::string b = folded(stated);
  const std::size_t size = std::min({a.size(), b.size(), kSameStart});
  return size >= kSameStart / 2 && a.compare(0, size, b, 0, size) == 0;
}

// Letters and digits alone: "Goats return: how" says what "Goats return how" says.
std::string letters_of(std::string_view text) {
  std::string out = folded(text);
  std::erase_if(out, [](char c) {
    return static_cast<unsigned char>(c) < 0x80 && std::isalnum(static_cast<unsigned char>(c)) == 0;
  });
  return out;
}

// "Published on 13 May 2026 at 15:44".
bool is_time_line(const TextStats& stats) {
  constexpr std::uint32_t kWords = 12;
  constexpr std::uint32_t kDigits = 6;
  return stats.words <= kWords && stats.digits >= kDigits;
}

// A line that may sum up: words to read, no byline, label, credit or link.
bool may_sum_up(const Page& page, const FeatureTable& table, std::size_t i) {
  const Block& block = page.blocks[i];
  const TextStats& stats = table.stats[i];
  if (block.hidden || block.kind == BlockKind::caption || block.kind == BlockKind::table_row) {
    return false;
  }
  if (stats.words < kMinStandfirstWords || stats.words > kMaxStandfirstWords) return false;
  if (is_time_line(stats)) return false;
  if (block.link_bytes * 2 > block.size()) return false;
  constexpr std::uint64_t kOtherText =
      bit(TextCue::related) | bit(TextCue::ad) | bit(TextCue::share) | bit(TextCue::newsletter) |
      bit(TextCue::comment) | bit(TextCue::copyright) | bit(TextCue::credit) | bit(TextCue::bio) |
      bit(TextCue::byline) | bit(TextCue::cookie) | bit(TextCue::paywall) | bit(TextCue::nav) |
      bit(TextCue::login) | bit(TextCue::app) | bit(TextCue::consent);
  constexpr std::uint64_t kOtherBox =
      bit(ClassCue::ad) | bit(ClassCue::related) | bit(ClassCue::share) | bit(ClassCue::comment) |
      bit(ClassCue::newsletter) | bit(ClassCue::nav) | bit(ClassCue::footer) |
      bit(ClassCue::sidebar) | bit(ClassCue::caption) | bit(ClassCue::author) |
      bit(ClassCue::tags) | bit(ClassCue::cookie) | bit(ClassCue::popup) | bit(ClassCue::paywall) |
      bit(ClassCue::promo) | bit(ClassCue::hidden) | bit(ClassCue::social) | bit(ClassCue::toc);
  return (table.text_cues[i] & kOtherText) == 0 && (table.class_cues[i] & kOtherBox) == 0;
}

}  // namespace

std::optional<std::string> standfirst_of(const PageFacts& facts, const Page& page,
                                         const FeatureTable& table, const Headline& headline,
                                         const std::vector<std::size_t>& body,
                                         const std::string& text) {
  if (headline.block >= page.blocks.size() || body.empty()) return std::nullopt;
  const std::size_t end = std::min(body.front(), headline.block + 1 + kMaxStandfirstDistance);
  const std::string title = letters_of(headline.text.value_or(""));
  const std::string_view linked = facts.linked.empty()
                                      ? std::string_view()
                                      : std::string_view(facts.linked.front().description);
  std::vector<std::size_t> lines;
  for (std::size_t i = headline.block + 1; i < end && lines.size() < kMaxStandfirstLines; ++i) {
    if (!may_sum_up(page, table, i)) continue;
    const Block& block = page.blocks[i];
    const std::string_view shown = page.text_of(block);
    const bool named = (table.class_cues[i] & bit(ClassCue::lead)) != 0;
    const bool heading = block.kind == BlockKind::heading && i == headline.block + 1;
    const bool stated = same_start(shown, facts.meta("og:description")) ||
                        same_start(shown, facts.meta("description")) || same_start(shown, linked);
    if (!named && !heading && !stated) continue;
    const std::string letters = letters_of(shown);
    if (!title.empty() &&
        (title.find(letters) != std::string::npos || letters.find(title) != std::string::npos)) {
      continue;
    }
    if (text.find(shown) != std::string::npos) continue;
    lines.push_back(i);
  }
  std::string joined = joined_text(page, lines);
  if (joined.empty()) return std::nullopt;
  return joined;
}

}  // namespace newsloom::extract
