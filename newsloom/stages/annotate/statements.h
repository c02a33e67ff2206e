#pragma once
// Statements: who said, thinks, wants, promises or denies what, in the article's own words.
// Direct, mixed and indirect speech; headline forms; speakers resolved to names of the article.
// See docs/annotators/statements.md.

#include <vector>

#include "newsloom/core/annotations.h"
#include "newsloom/stages/annotate/statements_lexicon.h"
#include "newsloom/stages/annotate/statements_words.h"

namespace newsloom::annotate {

/// Statements by place. Below kMinConfidence nothing is given.
///
/// Input:      `text` is words_of the analysis; `so_far` has names and dates; without them speakers
/// stay as written. Units:      spans are bytes; content lies in span, quotes in content.
/// Complexity: O(words): work on one sentence is bounded (kMaxUnitWords, kMaxCandidates).
[[nodiscard]] std::vector<Statement> statements(const Words& text, const Annotations& so_far,
                                                const StatementResources& resources);

inline constexpr float kMinConfidence = 0.36F;

}  // namespace newsloom::annotate
