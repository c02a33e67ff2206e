#pragma once
// Speakers: which name of the article the words before a cue stand for: "Smith", "the minister",
// "she", "the ministry". Goes through the article once, in order, and remembers who spoke last.

#include <optional>
#include <string>
#include <vector>

#include "newsloom/core/annotations.h"
#include "newsloom/stages/annotate/name_mentions.h"
#include "newsloom/stages/annotate/statements_words.h"

namespace newsloom::annotate {

class Speakers {
 public:
  Speakers(const Words& text, const std::vector<Name>& names);

  /// Who the words `subject` stand for; remembers them. Call in the order of the text.
  [[nodiscard]] Speaker resolve(Range subject);
  /// Moves on to word `i`: names before it may be referred to.
  void read_to(std::uint32_t i);
  /// The unit ends: who was its subject is the likeliest "he" of the next.
  void leave(Range unit);
  /// Who spoke last, with the span of no words; for quotations without a cue.
  [[nodiscard]] std::optional<Speaker> last() const;

 private:
  enum class Gender : std::uint8_t { unknown, male, female };
  struct Entity {
    std::uint32_t last_word = 0;     ///< of its latest mention
    std::uint32_t last_subject = 0;  ///< word at which it last spoke or was a subject, + 1
    Gender gender = Gender::unknown;
    bool seen = false;
  };
  [[nodiscard]] std::optional<std::uint32_t> named_in(Range subject) const;
  [[nodiscard]] std::optional<std::uint32_t> antecedent(std::uint32_t word) const;
  [[nodiscard]] std::optional<std::uint32_t> by_apposition(Range subject) const;
  [[nodiscard]] std::optional<std::uint32_t> by_role(Range subject) const;
  [[nodiscard]] std::optional<std::uint32_t> by_age(Range subject) const;
  [[nodiscard]] std::optional<std::uint32_t> group_before(std::uint32_t word) const;
  [[nodiscard]] std::optional<std::uint32_t> by_institution(Range subject) const;
  [[nodiscard]] std::optional<Range> author_of(Range subject) const;
  [[nodiscard]] bool is_document(Range subject) const;
  [[nodiscard]] Speaker named(std::uint32_t name, Range subject) const;
  [[nodiscard]] std::string as_written(Range subject) const;
  void note_gender(std::uint32_t mention);
  [[nodiscard]] bool is_subject(Range mention) const;
  [[nodiscard]] bool opens(Range mention, Range unit) const;
  [[nodiscard]] std::uint32_t head_noun(Range subject) const;

  const Words& text_;
  const std::vector<Name>& names_;
  std::vector<NameMention> mentions_;  ///< by place
  std::vector<Entity> entities_;       ///< one for each name
  std::size_t next_mention_ = 0;
  std::optional<Speaker> last_;
  std::optional<std::string> last_group_;  ///< an institution not among the names, as written
};

}  // namespace newsloom::annotate
