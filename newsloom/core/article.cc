#include "newsloom/core/article.h"

#include <algorithm>

#include "newsloom/core/text/normalize.h"
#include "newsloom/core/url.h"

namespace newsloom {
namespace {

/// The beginning of a text, cut between words.
std::string first_words(std::string_view text) {
  std::string words = squeezed(text.substr(0, std::min(text.size(), 2 * kMaxArticleNameBytes)));
  if (words.size() <= kMaxArticleNameBytes) return words;
  const std::size_t space = words.rfind(' ', kMaxArticleNameBytes);
  if (space == std::string::npos) return {};
  words.resize(space);
  return words + "…";
}

}  // namespace

std::string display_name(const Article& article) {
  if (article.publisher && !article.publisher->empty()) return *article.publisher;
  const auto& url = article.url ? article.url : article.canonical_url;
  if (url && is_web_url(*url)) {
    if (const std::string host = url_parts(*url).host; !host.empty()) return host;
  }
  const bool titled = article.title && !article.title->empty();
  const std::string words = first_words(titled ? *article.title : article.text);
  return words.empty() ? article.id : "\"" + words + "\"";
}

}  // namespace newsloom
