#pragma once
// Where the parts of an English clause begin and end around a verb: its subject, what follows it,
// the end of what is said. Uses tags and parses where they exist, word order elsewhere.

#include <cstdint>
#include <optional>

#include "newsloom/stages/annotate/statements_words.h"

namespace newsloom::annotate {

/// Furthest a subject is looked for from its verb, in words.
inline constexpr std::uint32_t kMaxSubjectWords = 40;

class Clauses {
 public:
  Clauses(const Words& text, const Unit& unit)
      : text_(text), words_(text.words), unit_(unit.words) {}

  [[nodiscard]] bool nounish(std::uint32_t i) const;
  [[nodiscard]] bool finite_verb(std::uint32_t i) const;
  /// A finite verb in [from, to) outside quotations, before a clause mark.
  [[nodiscard]] bool finite_between(std::uint32_t from, std::uint32_t to) const;
  /// Noun phrase that ends before `end`, not before `low`.
  [[nodiscard]] std::optional<Range> phrase_before(std::uint32_t end, std::uint32_t low) const;
  /// Noun phrase that begins at `begin`; with `long_form` also what is attached to it.
  [[nodiscard]] std::optional<Range> phrase_at(std::uint32_t begin, bool long_form) const;
  /// Subject of the verb `i` by the parse, its own or the one it shares; nothing without a parse.
  [[nodiscard]] std::optional<Range> parsed_subject(std::uint32_t i) const;
  [[nodiscard]] std::uint32_t skip_adverbs(std::uint32_t i) const;
  /// After "on Wednesday", "last week", "in March" …; `i` where there is no such phrase.
  [[nodiscard]] std::uint32_t skip_time(std::uint32_t i) const;
  /// First word of the verb group that ends in the verb `i`: "has not |said|".
  [[nodiscard]] std::uint32_t group_start(std::uint32_t i) const;
  /// Last word of the speech quotation at `i` + 1.
  [[nodiscard]] std::uint32_t after_quote(std::uint32_t i) const {
    return text_.quotes[words_[i].quote].words.last;
  }
  [[nodiscard]] bool quote_start(std::uint32_t i) const {
    return i < unit_.last && words_[i].quote != kNoQuote &&
           text_.quotes[words_[i].quote].words.first == i;
  }
  [[nodiscard]] bool comma(std::uint32_t i) const { return words_[i].mark == ','; }
  [[nodiscard]] const Range& unit() const { return unit_; }
  /// Last content word of the unit + 1: the final full stop is outside.
  [[nodiscard]] std::uint32_t unit_end() const;

 private:
  const Words& text_;
  const std::vector<Word>& words_;
  Range unit_;
};

}  // namespace newsloom::annotate
