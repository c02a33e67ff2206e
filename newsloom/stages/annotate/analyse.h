#pragma once
// analyse: article → Analysis. The first step of annotate: language, tokens, sentences, and grammar
// where there is a model for the language.

#include "newsloom/core/article.h"
#include "newsloom/stages/annotate/analysis.h"
#include "newsloom/stages/annotate/resources.h"

namespace newsloom::annotate {

/// Sentences of the title first (Field::title), then of the text; all ordered and disjoint.
/// The result points to `article`.
/// Limits: of a field only the first kMaxFieldBytes are looked at. Complexity: O(bytes).
[[nodiscard]] Analysis analyse(const Article& article, const Resources::Parts& parts);

inline constexpr std::size_t kMaxFieldBytes = std::size_t{2} << 20;

}  // namespace newsloom::annotate
