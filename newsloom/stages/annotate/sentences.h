#pragma once
// Sentences: where they end, seen from the tokens of a paragraph.
// A paragraph's end always ends a sentence; headings without a full stop stand alone.

#include <string_view>
#include <vector>

#include "newsloom/stages/annotate/abbreviations.h"
#include "newsloom/stages/annotate/analysis.h"
#include "newsloom/stages/annotate/tokens.h"

namespace newsloom::annotate {

/// The paragraphs of a text: split at empty lines, and at single line ends where these end a line
/// of thought (not where a text is wrapped at a fixed width). Without white space at the ends.
[[nodiscard]] std::vector<Stretch> paragraphs(std::string_view text);

/// Appends the sentences of one paragraph, whose tokens are `tokens`[first, end).
/// Complexity: O(tokens).
struct Paragraph {
  std::string_view text;  ///< the whole field
  std::uint32_t first = 0;
  std::uint32_t number = 0;
};
void split_sentences(const Paragraph& paragraph, const std::vector<Token>& tokens,
                     const SentenceRules& rules, std::vector<Sentence>& out);

inline constexpr std::uint32_t kMaxHeadingTokens = 20;
/// Longer sentences are cut, so that work on one sentence stays bounded.
inline constexpr std::uint32_t kMaxSentenceTokens = 400;

}  // namespace newsloom::annotate
