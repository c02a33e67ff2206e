#include "newsloom/pipeline/revisions.h"

#include <algorithm>

#include "newsloom/core/url.h"
#include "newsloom/stages/digest/changes.h"
#include "newsloom/stages/extract/canonical_url.h"

namespace newsloom {
namespace {

constexpr std::string_view kMadeBy = "revisions/1";

// A page that names its outlet's front page as its address says nothing about itself.
bool is_front_page(const std::string& url) {
  const UrlParts parts = url_parts(url);
  return (parts.path.empty() || parts.path == "/") && !parts.has_query;
}

}  // namespace

std::string version_key(const Capture& capture, const Article& article) {
  std::string url =
      extract::canonical_url(article.canonical_url.value_or(article.url.value_or("")));
  if (url.empty() || is_front_page(url)) return {};
  if (const std::size_t scheme = url.find("://"); scheme != std::string::npos) {
    url.erase(0, scheme + 3);  // http and https lead to one page
  }
  if (article.kind == ArticleKind::teaser) {
    return capture.url.empty() ? std::string() : "teaser " + capture.url + " " + url;
  }
  return (capture.kind == CaptureKind::feed_entry ? "entry " : "page ") + url;
}

Revisions::Revisions(const std::vector<Revision>& known) {
  for (const Revision& revision : known) learn(revision, {});
}

std::string Revisions::article_of(const std::string& item) const {
  const auto found = articles_.find(item);
  return found == articles_.end() ? item : found->second;
}

void Revisions::learn(const Revision& revision, const std::string& capture) {
  articles_[revision.item] = revision.article;
  Known& known = known_[revision.article];
  if (!revision.seen_again) {
    known.newest = revision.item;
    known.number = revision.number;
  }
  known.capture = capture;
}

Result<std::vector<Revision>> Revisions::decide(const ItemPtr& item,
                                                const std::vector<std::string>& earlier,
                                                const Load& load) {
  const Article& article = item->article;
  ItemPtr before;
  std::string id;
  // The newest first; a text that is there already word for word before one that is only alike.
  for (auto at = earlier.rbegin(); at != earlier.rend(); ++at) {
    const std::string candidate = article_of(*at);
    const auto known = known_.find(candidate);
    if (known != known_.end() && known->second.capture == article.capture) continue;
    NL_TRY(ItemPtr newest, load(known == known_.end() ? candidate : known->second.newest));
    const bool equal = newest->article.text == article.text;
    if (!equal && (before || !digest::same_article(newest->article, article))) continue;
    before = std::move(newest);
    id = candidate;
    if (equal) break;
  }
  std::vector<Revision> out;
  if (!before) return out;
  if (!known_.contains(id)) {
    NL_TRY(const ItemPtr first, load(id));
    out.push_back({id, 1, id, first->article.fetched_at, false, {}});
    learn(out.back(), first->article.capture);
  }
  Revision revision{id, known_[id].number, article.id, article.fetched_at, false, {}};
  revision.changes = digest::changes(*before, *item);
  revision.seen_again = revision.changes.none();
  if (!revision.seen_again) ++revision.number;
  learn(revision, article.capture);
  out.push_back(std::move(revision));
  return out;
}

std::vector<StoryDelta> deltas_of(const std::vector<Revision>& revisions, const std::string& story,
                                  std::int64_t at) {
  if (revisions.empty() || revisions.back().seen_again) return {};
  const Revision& revision = revisions.back();
  StoryDelta delta;
  delta.kind = DeltaKind::revise;
  delta.story = story;
  delta.articles = {revision.article};
  delta.because.note =
      "revision " + std::to_string(revision.number) + ": " + summary_of(revision.changes);
  delta.at = revision.captured_at ? std::max(at, revision.captured_at->seconds) : at;
  delta.made_by = kMadeBy;
  return {std::move(delta)};
}

}  // namespace newsloom
