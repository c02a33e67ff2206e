#pragma once
// Statements in languages without the English patterns: quotations with a verb of speech and a
// speaker beside them. Less is found; nothing is guessed.

#include <vector>

#include "newsloom/core/annotations.h"
#include "newsloom/stages/annotate/statements_lexicon.h"
#include "newsloom/stages/annotate/statements_words.h"

namespace newsloom::annotate {

[[nodiscard]] std::vector<Statement> simple_statements(const Words& text, const Annotations& so_far,
                                                       const StatementResources& resources);

}  // namespace newsloom::annotate
