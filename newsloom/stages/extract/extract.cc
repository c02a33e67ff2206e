#include "newsloom/stages/extract/extract.h"

#include "newsloom/core/text/normalize.h"
#include "newsloom/stages/extract/features.h"
#include "newsloom/stages/extract/html_page.h"
#include "newsloom/stages/extract/new_article.h"
#include "newsloom/stages/extract/plain_text.h"
#include "newsloom/stages/extract/resources.h"

namespace newsloom::extract {
namespace {

// What stands in `known`, for captures that are no page.
Article given(const Capture& capture, std::string text) {
  Article article = new_article(capture, 0);
  if (capture.known.title) article.title = nfc(*capture.known.title);
  article.text = std::move(text);
  article.authors = capture.known.authors;
  article.published = capture.known.published;
  article.modified = capture.known.modified;
  article.language = capture.known.language;
  return article;
}

Extraction one(Article article) {
  Extraction out;
  if (article.text.empty() && !article.title) {
    out.rejection = Rejection{RejectReason::empty, "no text and no title"};
  } else {
    out.articles.push_back(std::move(article));
  }
  return out;
}

}  // namespace

Result<Resources> Resources::load(const DataSource& data) {
  const auto words = data("extract/function_words.txt");
  const auto blocks = data("extract/blocks.txt");
  if (!words || !blocks) return fail(Errc::not_found, "no data", "extract/");
  NL_TRY(Cues cues, Cues::load(data));
  NL_TRY(Forest judge, Forest::parse(*blocks));
  if (judge.features() != feature_count()) {
    return fail(Errc::corrupt, "the judge of blocks counts other features", "extract/");
  }
  Resources resources;
  resources.data_ = std::make_shared<const ResourceData>(ResourceData{
      std::move(cues), FunctionWords(*words), LanguageGuess(*words), std::move(judge)});
  return resources;
}

Extraction articles(const Capture& capture, const Resources& resources) {
  switch (capture.kind) {
    case CaptureKind::html: return html_articles(capture, resources);
    case CaptureKind::feed_entry:
      return one(given(capture, plain_text_of(capture.body, resources)));
    case CaptureKind::article: return one(given(capture, nfc(capture.body)));
    case CaptureKind::text: return plain_text_articles(capture, resources);
  }
  return {};
}

}  // namespace newsloom::extract
