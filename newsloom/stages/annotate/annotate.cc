#include "newsloom/stages/annotate/annotate.h"

#include "newsloom/stages/annotate/analyse.h"
#include "newsloom/stages/annotate/dates.h"
#include "newsloom/stages/annotate/events.h"
#include "newsloom/stages/annotate/resources.h"
#include "newsloom/stages/annotate/statements.h"

namespace newsloom::annotate {

Result<Resources> Resources::load(const DataSource& data) {
  auto parts = std::make_shared<Parts>();
  NL_TRY(parts->sentences, load_sentence_resources(data));
  NL_TRY(parts->tagger_en, load_tagger(data));
  NL_TRY(parts->statements, StatementResources::load(data));
  NL_TRY(parts->dates, DateResources::load(data));
  NL_TRY(parts->parser_en, load_parser(data));
  NL_TRY(parts->events, EventResources::load(data));
  NL_TRY(parts->figures, FigureResources::load(data));
  NL_TRY(parts->names, NameResources::load(data));
  Resources out;
  out.parts_ = std::move(parts);
  return out;
}

Annotations annotate(const Article& article, const Resources& resources) {
  const Resources::Parts& parts = resources.parts();
  const Analysis analysis = analyse(article, parts);
  Annotations out;
  out.article = article.id;
  out.language = article.language;
  if (!out.language && analysis.language != "und") out.language = analysis.language;
  out.sentences.reserve(analysis.sentences.size());
  for (const Sentence& sentence : analysis.sentences) out.sentences.push_back(sentence.span);
  // The annotators, in this order; later ones may read what earlier ones found.
  out.names = names(analysis, parts.names);
  out.dates = dates(analysis, parts.dates);
  if (!article.published) out.written_on = written_on(analysis, parts.dates);
  out.figures = figures(analysis, out, parts.figures);
  const Words text = words_of(analysis, parts.statements);  // both read it
  out.statements = statements(text, out, parts.statements);
  set_quoted_dates(article, out);
  out.events = events(text, out, parts.events);
  return out;
}

}  // namespace newsloom::annotate
