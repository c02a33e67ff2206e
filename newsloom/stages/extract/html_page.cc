#include "newsloom/stages/extract/html_page.h"

#include "newsloom/core/html/dom.h"
#include "newsloom/core/text/encoding.h"
#include "newsloom/core/text/normalize.h"
#include "newsloom/core/url.h"
#include "newsloom/stages/extract/article_dates.h"
#include "newsloom/stages/extract/body.h"
#include "newsloom/stages/extract/bylines.h"
#include "newsloom/stages/extract/canonical_url.h"
#include "newsloom/stages/extract/furniture.h"
#include "newsloom/stages/extract/headline.h"
#include "newsloom/stages/extract/names.h"
#include "newsloom/stages/extract/new_article.h"
#include "newsloom/stages/extract/page_kind.h"
#include "newsloom/stages/extract/resources.h"
#include "newsloom/stages/extract/side_boxes.h"
#include "newsloom/stages/extract/standfirst.h"
#include "newsloom/stages/extract/teasers.h"

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

constexpr std::size_t kMinStatedBody = 600;  // bytes

// The text of an articleBody, which may hold tags: lines are paragraphs.
std::string paragraphs_of(const std::string& body) {
  std::string out;
  std::string_view rest = body;
  while (!rest.empty()) {
    const std::size_t end = std::min(rest.find('\n'), rest.size());
    const std::string line = clean_text(rest.substr(0, end));
    rest.remove_prefix(std::min(rest.size(), end + 1));
    if (line.empty()) continue;
    if (!out.empty()) out.append("\n\n");
    out.append(line);
  }
  return out;
}

// "Ferry fire off Skarrow Head | Skarrow Herald": the last piece, where it fits the host.
std::string site_in_title(std::string_view title, std::string_view host) {
  for (const std::string_view bar : {" | ", " - ", " – ", " — ", " · ", " :: "}) {
    const std::size_t at = title.rfind(bar);
    if (at == std::string_view::npos) continue;
    const std::string_view last = title.substr(at + bar.size());
    if (!host.empty() && same_site(last, host)) return std::string(last);
  }
  return {};
}

// Everything read of one page, and the article being put together.
class PageReader {
 public:
  PageReader(const Capture& capture, const ResourceData& data, html::Document document)
      : capture_(capture),
        data_(data),
        facts_(facts_of(document, capture.url)),
        page_(cut(std::move(document), data.cues)),
        hinted_(hinted_headline(facts_)),
        table_(features_of(page_, hints_of(facts_, hinted_), data.cues, data.words)),
        site_(site_name(facts_)) {
    if (site_.empty()) site_ = site_in_title(facts_.html_title, host_label(capture.url));
  }

  Extraction read() {
    body_ = body_blocks(page_, table_,
                        data_.judge.probabilities(table_.values.data(), page_.blocks.size()));
    headline_ = headline_of(facts_, page_, body_, site_, host_label(capture_.url));
    teasers_ = teasers_of(page_, table_, headline_.block, capture_.fetched_at);
    body_ = without_furniture(page_, table_, headline_.block, std::move(body_), teasers_);
    body_ = without_side_boxes(page_, table_, headline_.block, body_);
    const PageView view{facts_, page_, table_, body_, capture_.url};
    Extraction out;
    out.rejection = rejection_of(view);
    if (out.rejection) return out;
    out.articles.push_back(main_article(is_live(view)));
    for (std::size_t i = 0; i < teasers_.size(); ++i) {
      out.articles.push_back(part(teasers_[i], static_cast<int>(i) + 1));
    }
    return out;
  }

 private:
  Article main_article(bool live) {
    Article article = new_article(capture_, 0);
    article.kind = live ? ArticleKind::live : ArticleKind::article;
    article.title = headline_.text;
    const Zones zones = zones_of(page_, table_, headline_.block, body_);
    article.authors = authors_of(facts_, page_, zones, site_);
    body_ = without_author_notes(page_, table_, article.authors, std::move(body_));
    article.text = joined_text(page_, body_);
    if (std::string stated = hidden_body(article.text); !stated.empty()) {
      article.text = std::move(stated);
    }
    article.standfirst = standfirst_of(facts_, page_, table_, headline_, body_, article.text);
    const ArticleDates dates = dates_of(facts_, page_, zones, capture_.url, capture_.fetched_at);
    article.published = dates.published;
    article.modified = dates.modified;
    article.publisher = publisher();
    article.language = language_of(facts_, article.text, data_.languages);
    article.section = section_of(facts_);
    article.canonical_url = known(canonical_of_page(capture_.url, facts_.base_url,
                                                    {facts_.canonical, facts_.meta("og:url")}));
    return article;
  }

  // Some pages show only the start of the text that JSON-LD holds. Its body is believed where it is
  // much longer and the start stands in it.
  std::string hidden_body(const std::string& shown) const {
    if (facts_.linked.empty()) return {};
    std::string stated = paragraphs_of(facts_.linked.front().body);
    if (stated.size() < kMinStatedBody || stated.size() < shown.size() * 2) return {};
    const std::size_t probe = shown.find_first_not_of(" \n");
    if (probe == std::string::npos) return stated;
    const std::string start =
        shown.substr(probe, std::min(shown.find('\n', probe), std::size_t{60}));
    return stated.find(start) != std::string::npos ? stated : std::string();
  }

  // On a page that announces other publishers' articles, the one named at the headline.
  std::optional<std::string> publisher() const {
    if (!teasers_.empty() && !capture_.publisher) {
      const std::size_t first = body_.empty() ? page_.blocks.size() : body_.front();
      if (std::string source = source_near(page_, headline_.block, first); !source.empty()) {
        return source;
      }
    }
    std::optional<std::string> stated = publisher_of(capture_, facts_);
    return stated ? stated : known(site_);
  }

  Article part(const Teaser& teaser, int number) const {
    Article article = new_article(capture_, number);
    article.title = teaser.title;
    const std::string base =
        facts_.base_url.empty() ? capture_.url : resolved_url(capture_.url, facts_.base_url);
    if (const std::string url = resolved_url(base, teaser.url);
        !teaser.url.empty() && is_web_url(url)) {
      article.url = url;
      article.canonical_url = canonical_url(url);
    }
    article.text = teaser.text;
    article.publisher = teaser.publisher;
    article.published = teaser.published;
    article.language = language_of(facts_, teaser.text, data_.languages);
    return article;
  }

  const Capture& capture_;
  const ResourceData& data_;
  PageFacts facts_;
  Page page_;
  std::string hinted_;
  FeatureTable table_;
  std::string site_;
  std::vector<std::size_t> body_;
  Headline headline_;
  std::vector<Teaser> teasers_;
};

}  // namespace

Extraction html_articles(const Capture& capture, const Resources& resources) {
  if (is_binary(capture.body)) return rejected(RejectReason::not_text, "binary data");
  auto document = html::parse(to_utf8(capture.body, capture.content_type, true).utf8);
  if (!document) return rejected(RejectReason::too_large, document.error().what);
  return PageReader(capture, resources.data(), std::move(*document)).read();
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
