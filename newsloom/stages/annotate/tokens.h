#pragma once
// Tokens: the words, numbers and marks of a text, as in the Universal Dependencies treebanks of the
// language ("do|n't", "Lavrov|'s", "1,000|-|kilometre", "$|5|m"), so that models fit.

#include <cstddef>
#include <string_view>
#include <vector>

#include "newsloom/core/span.h"
#include "newsloom/stages/annotate/abbreviations.h"
#include "newsloom/stages/annotate/analysis.h"

namespace newsloom::annotate {

/// How words are cut inside.
enum class TokenStyle {
  english,  ///< contractions, hyphens, units after numbers
  elision,  ///< French, Italian, Catalan: "l'|homme"
  ordinal,  ///< German, Czech, Turkish …: "3." before a month is one token
  plain,
};

[[nodiscard]] TokenStyle token_style_of(std::string_view language);

/// A stretch of one field of an article; `text` is the whole field.
struct Stretch {
  std::string_view text;
  std::size_t begin = 0;
  std::size_t end = 0;
  Field field = Field::text;
};

/// Appends the tokens of the stretch, by place, disjoint, without white space.
/// Limits: a token longer than kMaxTokenBytes is cut. Complexity: O(bytes).
void tokenize(const Stretch& stretch, TokenStyle style, const SentenceRules& rules,
              std::vector<Token>& out);

inline constexpr std::size_t kMaxTokenBytes = 512;

}  // namespace newsloom::annotate
