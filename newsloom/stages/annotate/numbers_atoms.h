#pragma once
// Atoms: a sentence cut at every change between letters, digits and other marks, lower-cased.
// Dates and figures match on atoms, not on tokens: "16-19", "3pm", "1860s" and "2.5m" come apart in
// the same way whatever the tokeniser of the language does.

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "newsloom/core/span.h"

namespace newsloom::annotate {

/// Longer sentences are cut there: nobody writes them, hostile input does.
inline constexpr std::size_t kMaxAtomsOfSentence = 4000;

enum class AtomKind : std::uint8_t { word, digits, mark };

struct Atom {
  Span span;                ///< bytes of the article
  std::uint32_t low_begin;  ///< [low_begin, low_end) in Atoms::lower
  std::uint32_t low_end;
  AtomKind kind = AtomKind::mark;
  bool space_before = false;
  bool capital = false;  ///< begins with a capital letter
};

struct Atoms {
  std::vector<Atom> list;
  std::string lower;  ///< lower case of all atoms, one after the other

  [[nodiscard]] std::size_t size() const { return list.size(); }
  [[nodiscard]] std::string_view word(std::size_t i) const {
    return std::string_view(lower).substr(list[i].low_begin, list[i].low_end - list[i].low_begin);
  }
  /// True where atom i exists and is exactly `text` (lower case).
  [[nodiscard]] bool is(std::size_t i, std::string_view text) const {
    return i < list.size() && word(i) == text;
  }
  [[nodiscard]] bool digits(std::size_t i) const {
    return i < list.size() && list[i].kind == AtomKind::digits;
  }
  /// True where no space stands between atom i - 1 and atom i.
  [[nodiscard]] bool glued(std::size_t i) const {
    return i > 0 && i < list.size() && !list[i].space_before;
  }
};

/// The atoms of `text`; spans are counted from `origin` in its field. Complexity: O(bytes).
[[nodiscard]] Atoms atoms_of(std::string_view text, Span origin);

/// Lower case of each character by itself (Unicode simple mapping).
[[nodiscard]] std::string lowered(std::string_view text);

}  // namespace newsloom::annotate
