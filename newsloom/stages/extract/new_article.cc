#include "newsloom/stages/extract/new_article.h"

#include "newsloom/stages/extract/canonical_url.h"

namespace newsloom::extract {

Article new_article(const Capture& capture, int part) {
  Article article;
  article.id = part == 0 ? capture.id : capture.id + "#" + std::to_string(part);
  article.capture = capture.id;
  article.part = part;
  article.fetched_at = capture.fetched_at;
  if (part > 0) {
    article.kind = ArticleKind::teaser;
    return article;
  }
  article.publisher = capture.publisher;
  if (!capture.url.empty()) {
    article.url = capture.url;
    article.canonical_url = canonical_url(capture.url);
  }
  return article;
}

}  // namespace newsloom::extract
