#include "newsloom/stages/annotate/analyse.h"

#include <algorithm>

#include "newsloom/core/text/utf8.h"
#include "newsloom/stages/annotate/language.h"
#include "newsloom/stages/annotate/sentences.h"
#include "newsloom/stages/annotate/tokens.h"

namespace newsloom::annotate {
namespace {

// Adds tokens and sentences of one field.
void add_field(Analysis& analysis, std::string_view text, Field field, const SentenceRules& rules) {
  std::size_t size = std::min(text.size(), kMaxFieldBytes);
  while (!is_boundary(text, size)) --size;
  text = text.substr(0, size);
  const TokenStyle style = token_style_of(analysis.language);
  std::uint32_t number = 0;
  for (Stretch stretch : paragraphs(text)) {
    stretch.field = field;
    const auto first = static_cast<std::uint32_t>(analysis.tokens.size());
    tokenize(stretch, style, rules, analysis.tokens);
    const std::uint32_t paragraph = field == Field::title        ? kTitleParagraph
                                    : field == Field::standfirst ? kStandfirstParagraph
                                                                 : number++;
    split_sentences({text, first, paragraph}, analysis.tokens, rules, analysis.sentences);
  }
}

}  // namespace

Analysis analyse(const Article& article, const Resources::Parts& parts) {
  Analysis analysis;
  analysis.article = &article;
  analysis.language = base_language(language_of(article));
  analysis.tokens.reserve(article.text.size() / 5 + 16);
  const SentenceRules& rules = parts.sentences.of(analysis.language);
  if (article.title) {
    add_field(analysis, *article.title, Field::title, rules);
    for (Sentence& sentence : analysis.sentences) sentence.heading = true;
  }
  if (article.standfirst) add_field(analysis, *article.standfirst, Field::standfirst, rules);
  add_field(analysis, article.text, Field::text, rules);
  analysis.words.reserve(analysis.tokens.size());
  for (const Token& token : analysis.tokens) {
    analysis.words.push_back(word_info(analysis.text(token)));
  }
  if (analysis.language == "en") {
    tag(analysis, parts.tagger_en);
    parse(analysis, parts.parser_en);
  }
  return analysis;
}

}  // namespace newsloom::annotate
