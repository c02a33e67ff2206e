#pragma once
// Resources::Parts: what each annotator has loaded. A new annotator adds one member here and one
// line in load() in annotate.cc.

#include "newsloom/stages/annotate/abbreviations.h"
#include "newsloom/stages/annotate/annotate.h"
#include "newsloom/stages/annotate/dates.h"
#include "newsloom/stages/annotate/events_lexicon.h"
#include "newsloom/stages/annotate/figures.h"
#include "newsloom/stages/annotate/names.h"
#include "newsloom/stages/annotate/parser.h"
#include "newsloom/stages/annotate/statements_lexicon.h"
#include "newsloom/stages/annotate/tagger.h"

namespace newsloom::annotate {

struct Resources::Parts {
  SentenceResources sentences;
  TaggerModel tagger_en;
  StatementResources statements;
  DateResources dates;
  ParserModel parser_en;
  EventResources events;
  FigureResources figures;
  NameResources names;
};

}  // namespace newsloom::annotate
