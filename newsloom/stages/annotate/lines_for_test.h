#pragma once
// For tests and fuzz targets only: what an annotator is given when every line is one sentence.

#include <cstdint>
#include <string>

#include "newsloom/stages/annotate/analysis.h"

namespace newsloom::annotate {

/// `published` may be empty.
[[nodiscard]] inline Article article_of(const std::string& text, const std::string& published) {
  Article article;
  article.text = text;
  if (!published.empty()) article.published = parse_timestamp(published);
  return article;
}

/// One sentence for each line that is not empty. Looks at `article`, which must outlive it.
[[nodiscard]] inline Analysis lines_of(const Article& article, const std::string& language) {
  Analysis analysis;
  analysis.article = &article;
  analysis.language = language;
  std::uint32_t begin = 0;
  for (std::uint32_t i = 0; i <= article.text.size(); ++i) {
    if (i < article.text.size() && article.text[i] != '\n') continue;
    if (i > begin) {
      Sentence sentence;
      sentence.span = {begin, i, Field::text};
      analysis.sentences.push_back(sentence);
    }
    begin = i + 1;
  }
  return analysis;
}

}  // namespace newsloom::annotate
