#include "newsloom/stages/extract/html_page.h"

#include "newsloom/core/html/dom.h"
#include "newsloom/core/text/encoding.h"
#include "newsloom/core/text/normalize.h"
#include "newsloom/stages/extract/article_dates.h"
#include "newsloom/stages/extract/body.h"
#include "newsloom/stages/extract/bylines.h"
#include "newsloom/stages/extract/headline.h"
#include "newsloom/stages/extract/names.h"
#include "newsloom/stages/extract/page_kind.h"
#include "newsloom/stages/extract/resources.h"

namespace newsloom::extract {
namespace {

Extraction rejected(RejectReason reason, std::string detail) {
  Extraction out;
  out.rejection = Rejection{reason, std::move(detail)};
  return out;
}

std::optional<std::string> known(std::string_view text) {
  if (text.empty()) return std::nullopt;
  return std::string(text);
}

// "https://www.news.example.com/a" → "example": what sites are often named like.
std::string host_label(std::string_view url) {
  const std::size_t scheme = url.find("://");
  if (scheme == std::string_view::npos) return {};
  std::string_view host = url.substr(scheme + 3);
  host = host.substr(0, host.find_first_of("/:?#"));
  std::vector<std::string_view> labels;
  while (!host.empty()) {
    const std::size_t dot = std::min(host.find('.'), host.size());
    labels.push_back(host.substr(0, dot));
    host.remove_prefix(std::min(host.size(), dot + 1));
  }
  if (labels.size() < 2) return {};
  std::size_t at = labels.size() - 2;
  if (labels[at].size() <= 3 && at > 0 && labels[at - 1] != "www") --at;  // example.co.uk
  return std::string(labels[at]);
}

std::string site_name(const PageFacts& facts) {
  if (const std::string_view name = facts.meta("og:site_name"); !name.empty()) {
    return std::string(name);
  }
  if (!facts.linked.empty() && !facts.linked.front().publisher.empty()) {
    return facts.linked.front().publisher;
  }
  if (!facts.site_name.empty()) return facts.site_name;
  return std::string(facts.meta("application-name"));
}

std::optional<std::string> publisher_of(const Capture& capture, const PageFacts& facts) {
  if (capture.publisher) return capture.publisher;
  for (const LinkedArticle& article : facts.linked) {
    if (!article.publisher.empty()) return article.publisher;
  }
  return known(site_name(facts));
}

std::optional<std::string> section_of(const PageFacts& facts) {
  if (!facts.linked.empty() && !facts.linked.front().section.empty()) {
    return facts.linked.front().section;
  }
  return known(facts.meta("article:section"));
}

}  // namespace

Extraction html_articles(const Capture& capture, const Resources& resources) {
  if (is_binary(capture.body)) return rejected(RejectReason::not_text, "binary data");
  const ResourceData& data = resources.data();
  auto document = html::parse(to_utf8(capture.body, capture.content_type, true).utf8);
  if (!document) return rejected(RejectReason::too_large, document.error().what);
  const PageFacts facts = facts_of(*document, capture.url);
  const Page page = cut(std::move(*document), data.cues);
  const std::string hinted = hinted_headline(facts);
  const FeatureTable table = features_of(page, hints_of(facts, hinted), data.cues, data.words);
  std::vector<std::size_t> body = body_blocks(page, table, data.judge.judge(page, table));
  const PageView view{facts, page, table, body, capture.url};
  Extraction out;
  out.rejection = rejection_of(view);
  if (out.rejection) return out;
  Article article;
  article.id = capture.id;
  article.capture = capture.id;
  article.url = known(capture.url);
  article.kind = is_live(view) ? ArticleKind::live : ArticleKind::article;
  article.text = joined_text(page, body);
  const std::string site = site_name(facts);
  const Headline headline = headline_of(facts, page, body, site, host_label(capture.url));
  article.title = headline.text;
  const Zones zones = zones_of(page, table, headline.block, body);
  article.authors = authors_of(facts, page, zones, site);
  const ArticleDates dates = dates_of(facts, page, zones, capture.url, capture.fetched_at);
  article.published = dates.published;
  article.modified = dates.modified;
  article.publisher = publisher_of(capture, facts);
  article.language = language_of(facts, article.text, data.languages);
  article.section = section_of(facts);
  article.canonical_url = known(facts.canonical.empty() ? capture.url : facts.canonical);
  article.fetched_at = capture.fetched_at;
  out.articles.push_back(std::move(article));
  return out;
}

std::string plain_text_of(std::string_view html, const Resources& resources) {
  auto document = html::parse(html);
  if (!document) return {};
  const Page page = cut(std::move(*document), resources.data().cues);
  std::vector<std::size_t> all(page.blocks.size());
  for (std::size_t i = 0; i < all.size(); ++i) all[i] = i;
  return joined_text(page, all);
}

}  // namespace newsloom::extract
