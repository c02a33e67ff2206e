#include "newsloom/stages/extract/page_kind.h"

#include <algorithm>

namespace newsloom::extract {
namespace {

constexpr std::size_t kSniffBytes = 1024;
constexpr std::uint32_t kStubWords = 60;  // that a paywall lets through
constexpr std::uint32_t kVeryFewWords = 45;
constexpr std::uint32_t kLongBlock = 30;  // words of a real paragraph
constexpr std::size_t kIndexLinks = 10;   // linked headlines of a front page
constexpr std::uint32_t kHeadlineWords = 4;

struct Counts {
  std::uint32_t body_words = 0;
  std::uint32_t consent_words = 0;    ///< in paragraphs that speak of consent
  std::uint32_t paragraph_words = 0;  ///< of the whole page
  std::size_t headlines = 0;          ///< blocks that are one link of several words
  std::uint32_t headline_words = 0;
  std::size_t consent_blocks = 0;
  std::size_t paywall_blocks = 0;
  std::uint32_t longest = 0;             ///< words of the longest block of the body
  std::uint32_t paywall_body_words = 0;  ///< of the body, in blocks that sell it
};

Counts count(const PageView& view) {
  Counts counts;
  const std::vector<Block>& blocks = view.page.blocks;
  for (std::size_t i = 0; i < blocks.size(); ++i) {
    const TextStats& stats = view.table.stats[i];
    const bool linked = blocks[i].link_bytes * 10 > blocks[i].size() * 8;
    const bool consent = (view.table.text_cues[i] & bit(TextCue::consent)) != 0;
    if (!linked && stats.words >= 8) {
      counts.paragraph_words += stats.words;
      if (consent) counts.consent_words += stats.words;
    }
    if (consent) ++counts.consent_blocks;
    if (linked && stats.words >= kHeadlineWords) {
      ++counts.headlines;
      counts.headline_words += stats.words;
    }
    const bool wall = (view.table.class_cues[i] & bit(ClassCue::paywall)) != 0;
    if ((view.table.text_cues[i] & bit(TextCue::paywall)) != 0 || (wall && stats.words > 3)) {
      ++counts.paywall_blocks;
    }
  }
  for (const std::size_t i : view.body) {
    if (blocks[i].link_bytes * 10 > blocks[i].size() * 8) continue;
    counts.longest = std::max(counts.longest, view.table.stats[i].words);
    counts.body_words += view.table.stats[i].words;
    if ((view.table.text_cues[i] & (bit(TextCue::paywall) | bit(TextCue::newsletter))) != 0) {
      counts.paywall_body_words += view.table.stats[i].words;
    }
  }
  return counts;
}

// The path of an address, without query: "/" for the front page.
std::string_view path_of(std::string_view url) {
  const std::size_t scheme = url.find("://");
  if (scheme == std::string_view::npos) return {};
  url.remove_prefix(scheme + 3);
  const std::size_t slash = url.find('/');
  if (slash == std::string_view::npos) return "/";
  url.remove_prefix(slash);
  return url.substr(0, url.find_first_of("?#"));
}

bool ends_open(const PageView& view) {
  return !view.body.empty() && view.table.stats[view.body.back()].ends_ellipsis;
}

}  // namespace

bool is_binary(std::string_view bytes) {
  for (const std::string_view magic :
       {std::string_view("\x89PNG"), std::string_view("\xFF\xD8\xFF"), std::string_view("GIF8"),
        std::string_view("%PDF-"), std::string_view("PK\x03\x04"), std::string_view("\x1F\x8B"),
        std::string_view("RIFF"), std::string_view("\x28\xB5\x2F\xFD"), std::string_view("BM6"),
        std::string_view("\x7F"
                         "ELF"),
        std::string_view("OggS"), std::string_view("wOF2"), std::string_view("wOFF"),
        std::string_view("ID3")}) {
    if (bytes.substr(0, magic.size()) == magic) return true;
  }
  const std::string_view start = bytes.substr(0, kSniffBytes);
  if (start.size() >= 2 &&
      ((start[0] == '\xFF' && start[1] == '\xFE') || (start[0] == '\xFE' && start[1] == '\xFF'))) {
    return false;  // UTF-16
  }
  std::size_t controls = 0;
  std::size_t zeros = 0;
  for (const char c : start) {
    if (c == 0) ++zeros;
    if (static_cast<unsigned char>(c) < 9 || (c > 13 && c < 27) || (c > 27 && c < 32)) ++controls;
  }
  // Half zeros: UTF-16 without a mark.
  if (zeros * 5 > start.size() * 2 && controls == zeros) return false;
  return controls * 20 > start.size();
}

std::optional<Rejection> rejection_of(const PageView& view) {
  const Counts counts = count(view);
  const auto body = std::to_string(counts.body_words);
  if (view.page.blocks.empty()) return Rejection{RejectReason::empty, "no text"};
  const bool consent_url = view.url.find("://consent.") != std::string_view::npos ||
                           view.url.find("/consent") != std::string_view::npos;
  if (counts.consent_words * 2 > counts.paragraph_words &&
      (counts.consent_blocks >= 2 || consent_url) &&
      counts.body_words < counts.consent_words + kVeryFewWords) {
    return Rejection{RejectReason::consent_wall,
                     std::to_string(counts.consent_blocks) + " paragraphs ask for consent"};
  }
  const bool not_free = !view.facts.linked.empty() && view.facts.linked.front().not_free;
  const std::uint32_t own = counts.body_words - counts.paywall_body_words;
  if (counts.paywall_blocks >= 2 && (not_free || ends_open(view)) &&
      own < (ends_open(view) ? kStubWords : kVeryFewWords)) {
    return Rejection{RejectReason::paywall_stub,
                     std::to_string(own) + " words, then an offer to subscribe"};
  }
  const std::string_view path = path_of(view.url);
  const bool front = path == "/" || path == "/index.html" || path == "/index.php";
  const bool is_article = !view.facts.linked.empty() || view.facts.meta("og:type") == "article";
  const std::size_t links = is_article && !front ? kIndexLinks * 3 : kIndexLinks;
  const bool no_body = counts.body_words < kVeryFewWords || (front && counts.longest < kLongBlock);
  if (counts.headlines >= links && no_body && counts.headline_words > counts.body_words) {
    return Rejection{
        RejectReason::index_page,
        std::to_string(counts.headlines) + " links to articles, a body of " + body + " words"};
  }
  if (view.body.empty()) return Rejection{RejectReason::empty, "no body found"};
  return std::nullopt;
}

bool is_live(const PageView& view) {
  for (const LinkedArticle& article : view.facts.linked) {
    if (article.type == "LiveBlogPosting" && article.updates >= 2) return true;
  }
  std::size_t entries = 0;
  const html::Document& document = view.page.document;
  for (html::NodeId id = 0; id < document.nodes().size(); ++id) {
    const html::Node& node = document.at(id);
    if ((view.page.cues[id] & bit(ClassCue::live)) == 0) continue;
    if (node.tag == html::Tag::article || node.tag == html::Tag::li) ++entries;
  }
  const bool named = view.url.find("/live") != std::string_view::npos ||
                     view.url.find("liveblog") != std::string_view::npos ||
                     view.url.find("liveticker") != std::string_view::npos;
  return named && entries >= 3;
}

}  // namespace newsloom::extract
