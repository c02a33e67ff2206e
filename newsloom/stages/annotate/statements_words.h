#pragma once
// The words of an article as the annotator of statements sees them: lower case, class, quotation;
// and units: sentences joined again where a quotation runs over their ends.
// Scratch of one call; views into Analysis and StatementResources.

#include <cstdint>
#include <string>
#include <vector>

#include "newsloom/stages/annotate/analysis.h"
#include "newsloom/stages/annotate/statements_lexicon.h"
#include "newsloom/stages/annotate/statements_quotes.h"

namespace newsloom::annotate {

/// Half-open range of word indices.
struct Range {
  std::uint32_t first = 0;
  std::uint32_t last = 0;
  [[nodiscard]] bool empty() const { return first >= last; }
  friend bool operator==(const Range&, const Range&) = default;
};

inline constexpr std::uint32_t kNoQuote = 0xFFFFFFFF;

struct Word {
  Span span;
  std::string lower;               ///< ASCII lower case, ASCII apostrophes
  std::uint32_t classes = 0;       ///< bits of WordClass
  std::uint32_t quote = kNoQuote;  ///< the speech quotation it stands in, its marks included
  Upos upos = Upos::x;
  Deprel deprel = Deprel::dep;
  std::uint32_t head = kNoHead;
  std::uint32_t subtree_first = 0;  ///< words it governs: [first, last), where there is a parse
  std::uint32_t subtree_last = 0;
  bool upper = false;   ///< begins with a capital letter
  bool letter = false;  ///< begins with a letter or digit
  char mark = 0;        ///< ',' ':' '.' ';' '-' '(' ')' '?' '!' '"' for punctuation, else 0

  [[nodiscard]] bool is(std::uint32_t bits) const { return (classes & bits) != 0; }
};

/// A quotation and its words; `scare` ones (a word or two, no speech) count as plain text.
struct QuoteWords {
  Quote quote;
  Range words;              ///< with the marks
  std::uint32_t count = 0;  ///< words with letters
  bool scare = false;
};

/// A sentence, or several that one quotation holds together.
struct Unit {
  Range words;
  std::uint32_t paragraph = 0;
  bool title = false;
};

struct Words {
  const Analysis* analysis = nullptr;
  std::vector<Word> words;  ///< one for each token
  std::vector<QuoteWords> quotes;
  std::vector<Unit> units;

  [[nodiscard]] bool in_speech(std::uint32_t i) const { return words[i].quote != kNoQuote; }
  [[nodiscard]] Span span(Range range) const {
    return {words[range.first].span.begin, words[range.last - 1].span.end,
            words[range.first].span.field};
  }
};

/// Longer units are cut back into their sentences: work on one unit stays bounded.
inline constexpr std::uint32_t kMaxUnitWords = 1500;

[[nodiscard]] Words words_of(const Analysis& analysis, const StatementResources& resources);

}  // namespace newsloom::annotate
