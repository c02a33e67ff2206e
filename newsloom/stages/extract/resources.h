#pragma once
// What Resources holds; only this stage looks inside.

#include "newsloom/stages/extract/cues.h"
#include "newsloom/stages/extract/extract.h"
#include "newsloom/stages/extract/forest.h"
#include "newsloom/stages/extract/page_language.h"
#include "newsloom/stages/extract/text_stats.h"

namespace newsloom::extract {

struct ResourceData {
  Cues cues;
  FunctionWords words;
  LanguageGuess languages;
  Forest judge;  ///< of blocks: how likely each belongs to the body
};

}  // namespace newsloom::extract
