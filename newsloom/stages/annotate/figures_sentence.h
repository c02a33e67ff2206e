#pragma once
// One sentence as the finders of figures see it.

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "newsloom/core/annotations.h"
#include "newsloom/stages/annotate/analysis.h"
#include "newsloom/stages/annotate/figures_words.h"

namespace newsloom::annotate {

struct FigureSentence {
  const Analysis* analysis = nullptr;
  const FigureWords* words = nullptr;
  std::string_view whole;  ///< the title or text that the spans count in
  Span span;
  bool heading = false;
  Atoms atoms;
  std::vector<std::uint64_t> kinds;  ///< bit k: some phrase of FigureWord k may begin here
  std::vector<bool> taken;           ///< atom is of a date, or of a number inside a name
  std::vector<Upos> upos;            ///< of each atom's token; empty without a tagger
  std::vector<const Name*> names;    ///< mentioned in the sentence, one for each mention
  std::vector<Span> name_spans;      ///< of those mentions

  [[nodiscard]] bool tagged() const { return !upos.empty(); }
  [[nodiscard]] FigureWords::Hit find(std::size_t at, FigureWord kind,
                                      std::uint32_t exactly = 0) const {
    if (at >= atoms.size() || (kinds[at] >> static_cast<unsigned>(kind) & 1) == 0) return {};
    return words->find(atoms, at, kind, whole, exactly);
  }
  /// The longest phrase of a kind that ends before atom `at`.
  [[nodiscard]] FigureWords::Hit before(std::size_t at, FigureWord kind) const;
  /// Fills `kinds`; before anything is looked for.
  void look_up();
  /// False where no quantity can begin: saves most of the work.
  [[nodiscard]] bool may_begin(std::size_t at) const;
  [[nodiscard]] bool is_word(std::size_t i) const {
    return i < atoms.size() && atoms.list[i].kind == AtomKind::word;
  }
  /// The article's bytes of atoms [begin, end).
  [[nodiscard]] std::string text(std::size_t begin, std::size_t end) const;
  [[nodiscard]] Span span_of(std::size_t begin, std::size_t end) const;
};

/// The number at one place with its unit.
struct Quantity {
  std::uint32_t begin = 0;  ///< atoms, with currency sign
  std::uint32_t end = 0;    ///< with unit
  std::uint32_t number_begin = 0;
  std::uint32_t number_end = 0;
  std::optional<double> value;
  std::optional<double> low;
  std::optional<double> high;
  std::string unit;  ///< canonical; empty: none, or counted things
  bool money = false;
  bool share = false;  ///< "half", "two-thirds", "one in five"
  bool age = false;
  bool per_time = false;
  bool words = false;       ///< in words, not digits
  bool plain_year = false;  ///< four digits that could be a year
  bool vague = false;
  int sign = 0;  ///< "+" or "-" written before
};

/// The quantity that begins at atom `at`; end == at: none.
[[nodiscard]] Quantity quantity_at(const FigureSentence& s, std::size_t at);

/// "a day", "per year" at `at`: the atom after it and the unit of time.
[[nodiscard]] std::optional<std::pair<std::uint32_t, std::string>> per_time_at(
    const FigureSentence& s, std::uint32_t at);

/// What is counted after atom `at`: the noun phrase, and its head.
struct Counted {
  std::uint32_t begin = 0;
  std::uint32_t end = 0;       ///< begin == end: nothing
  std::uint32_t head = 0;      ///< atom of the head noun
  std::uint32_t head_end = 0;  ///< end of the phrase without "of …"
};
[[nodiscard]] Counted counted_at(const FigureSentence& s, std::size_t at);

/// Fills in what the words around tell: qualifier, change, scope, status, attribution, part_of.
void read_context(const FigureSentence& s, const Quantity& quantity, std::size_t end,
                  Figure& figure);

}  // namespace newsloom::annotate
