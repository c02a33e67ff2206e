#include "newsloom/stages/extract/plain_text.h"

#include <algorithm>
#include <string>
#include <vector>

#include "newsloom/core/text/encoding.h"
#include "newsloom/core/text/normalize.h"
#include "newsloom/core/text/utf8.h"
#include "newsloom/stages/extract/new_article.h"
#include "newsloom/stages/extract/plain_lines.h"
#include "newsloom/stages/extract/plain_main.h"
#include "newsloom/stages/extract/plain_teasers.h"
#include "newsloom/stages/extract/plain_times.h"

namespace newsloom::extract {
namespace {

constexpr std::size_t kIndexHeadings = 8;

bool is_control(char c) {
  const auto b = static_cast<unsigned char>(c);
  return b < 9 || (b > 13 && b < 32 && b != 0x1B);
}

bool is_binary(std::string_view text) {
  const std::string_view head = text.substr(0, 4096);
  const auto control = std::count_if(head.begin(), head.end(), is_control);
  std::size_t replaced = 0;
  for (std::size_t at = head.find("\xEF\xBF\xBD"); at != std::string_view::npos;
       at = head.find("\xEF\xBF\xBD", at + 3)) {
    ++replaced;
  }
  return static_cast<std::size_t>(control) * 50 > head.size() || replaced * 10 > head.size();
}

// "date 2025-05-28 …" that some crawlers write in front of everything.
std::optional<Timestamp> take_crawler_date(std::string& utf8) {
  const std::size_t first = utf8.find_first_not_of(" \t\r\n");
  if (first == std::string::npos || utf8.compare(first, 5, "date ") != 0) return std::nullopt;
  const auto day = parse_day(std::string_view(utf8).substr(first + 5, 10));
  if (!day) return std::nullopt;
  utf8.erase(0, first + 15);
  return timestamp_of(*day);
}

Rejection rejection_of(const std::vector<PlainLine>& lines) {
  std::size_t headings = 0;
  std::uint64_t cues = 0;
  std::uint32_t words = 0;
  for (const PlainLine& line : lines) {
    headings += line.kind == LineKind::heading && line.words >= kPlainTitleWords ? 1U : 0U;
    cues |= line.cues;
    words += line.words;
  }
  if ((cues & (bit(TextCue::consent) | bit(TextCue::cookie))) != 0 && words < 400) {
    return {RejectReason::consent_wall, "asks for consent, no article"};
  }
  if (headings >= kIndexHeadings) {
    return {RejectReason::index_page, std::to_string(headings) + " headings, no body"};
  }
  if ((cues & (bit(TextCue::paywall) | bit(TextCue::login))) != 0) {
    return {RejectReason::paywall_stub, "asks to subscribe, no body"};
  }
  return {RejectReason::empty, words == 0 ? "no words" : "no text of an article"};
}

// Many headings, each with at most a sentence or two: a section front.
bool is_index(const std::vector<PlainLine>& lines) {
  std::size_t items = 0;
  std::size_t paragraphs = 0;
  std::size_t longest = 0;
  std::size_t run = 0;
  for (std::size_t i = 0; i < lines.size(); ++i) {
    if (lines[i].kind == LineKind::prose) {
      ++paragraphs;
      longest = std::max(longest, ++run);
    } else {
      run = 0;
    }
    const bool title = lines[i].kind == LineKind::heading && lines[i].words >= kPlainTitleWords;
    items += title ? 1U : 0U;
  }
  return items >= kIndexHeadings && longest <= 2 && items * 2 > paragraphs;
}

Article teaser_article(const Capture& capture, PlainTeaser teaser, int part,
                       const ResourceData& resources) {
  Article article = new_article(capture, part);
  article.title = std::move(teaser.title);
  for (const std::string& paragraph : teaser.paragraphs) {
    article.text += (article.text.empty() ? "" : "\n\n") + paragraph;
  }
  if (!teaser.publisher.empty()) article.publisher = std::move(teaser.publisher);
  article.published = teaser.date;
  if (!article.published && teaser.seconds_ago && capture.fetched_at) {
    article.published = time_before(*capture.fetched_at, *teaser.seconds_ago);
  }
  article.language = resources.languages.guess(article.text);
  return article;
}

Extraction rejected(Rejection rejection) {
  Extraction out;
  out.rejection = std::move(rejection);
  return out;
}

}  // namespace

Extraction plain_text_articles(const Capture& capture, const Resources& resources) {
  if (capture.body.size() > kMaxPlainBytes) {
    return rejected({RejectReason::too_large, "longer than " + std::to_string(kMaxPlainBytes)});
  }
  std::string utf8 = nfc(to_utf8(capture.body, capture.content_type, false).utf8);
  if (is_binary(utf8)) return rejected({RejectReason::not_text, "control characters"});
  const std::optional<Timestamp> crawler_date = take_crawler_date(utf8);
  const std::vector<PlainLine> lines = plain_lines(utf8, resources.data());
  const std::size_t begin = teasers_begin(lines);

  Article article = new_article(capture, 0);
  const std::uint32_t words = read_main(lines, begin, article);
  if (words < kPlainArticleWords || is_index(lines)) return rejected(rejection_of(lines));
  if (capture.known.title) article.title = capture.known.title;
  if (!article.published) article.published = crawler_date;
  article.language = capture.known.language ? capture.known.language
                                            : resources.data().languages.guess(article.text);

  Extraction out;
  out.articles.push_back(std::move(article));
  std::vector<PlainTeaser> teasers = plain_teasers(lines, begin);
  if (teasers.size() > kMaxTeasers) teasers.resize(kMaxTeasers);
  for (PlainTeaser& teaser : teasers) {
    const int part = static_cast<int>(out.articles.size());
    out.articles.push_back(teaser_article(capture, std::move(teaser), part, resources.data()));
  }
  return out;
}

}  // namespace newsloom::extract
