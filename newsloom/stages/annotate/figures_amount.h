#pragma once
// The bare number of a quantity: digits or words, fractions, scales; no unit, no range.

#include <cstddef>
#include <cstdint>

#include "newsloom/stages/annotate/figures_sentence.h"

namespace newsloom::annotate {

struct Amount {
  double value = 0;
  std::uint32_t end = 0;  ///< 0: none
  bool words = false;
  bool scaled = false;
  bool share = false;
  bool year_like = false;
  double scale = 1;
};

/// The number that begins at atom `at`; `money`: a currency sign stands before it.
[[nodiscard]] Amount amount_at(const FigureSentence& s, std::size_t at, bool money);

/// "half", "a third of", "half a million" at atom `at`.
[[nodiscard]] Amount share_at(const FigureSentence& s, std::size_t at);

}  // namespace newsloom::annotate
