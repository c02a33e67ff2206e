#pragma once
// Words: an article's text as terms of the story's lexicon, and the small closed lists of words
// that carry no content of their own.

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "newsloom/stages/digest/view.h"

namespace newsloom::digest {

/// Stems by language; one for each digest call, since a stemmer keeps state.
class Stemmers {
 public:
  Stemmers();
  ~Stemmers();
  /// `word` is folded. Unknown languages give the word itself.
  [[nodiscard]] std::string stem(std::string_view language, std::string_view word);
  /// The stem, or the one that stands for it and its synonyms in news: "negotiations" → "meet".
  [[nodiscard]] std::string concept_of(std::string_view language, std::string_view word);

 private:
  struct State;
  std::unique_ptr<State> state_;
};

/// True for words that say nothing by themselves: "the", "said", "über". `folded`.
[[nodiscard]] bool is_function_word(std::string_view folded);

/// Lower case; only other than ASCII text takes the slow way.
[[nodiscard]] std::string lower(std::string_view word);

/// Words of a plain piece of text, by place: letters and digits; "1,000" and "St." as one.
[[nodiscard]] std::vector<Span> word_spans(std::string_view text, Field field);

/// Fills `account.words` and `account.sentences` (names must be joined before).
void read_words(View& view, Account& account, Stemmers& stemmers);

}  // namespace newsloom::digest
