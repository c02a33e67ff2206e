#include "newsloom/stages/extract/headline.h"

namespace newsloom::extract {

std::string hinted_headline(const PageFacts& facts) {
  if (!facts.linked.empty() && !facts.linked.front().headline.empty()) {
    return facts.linked.front().headline;
  }
  for (const char* name : {"og:title", "twitter:title", "dc.title", "headline", "title"}) {
    if (const std::string_view title = facts.meta(name); !title.empty()) return std::string(title);
  }
  return facts.html_title;
}

Hints hints_of(const PageFacts& facts, const std::string& headline) {
  Hints hints;
  hints.headline = headline;
  hints.description = facts.meta("og:description");
  if (hints.description.empty()) hints.description = facts.meta("description");
  if (!facts.linked.empty()) hints.article_body = facts.linked.front().body;
  return hints;
}

}  // namespace newsloom::extract
