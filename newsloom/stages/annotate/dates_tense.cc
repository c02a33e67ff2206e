#include "newsloom/stages/annotate/dates_tense.h"

#include <algorithm>

namespace newsloom::annotate {
namespace {

/// A mark between cue and expression halves the cue's weight: the cue is of another clause.
double across(std::string_view mark) {
  if (mark == "," || mark == ";" || mark == ":" || mark == "(" || mark == ")") return 0.5;
  if (mark == "\"" || mark == "“" || mark == "”" || mark == "–" || mark == "—") return 0.4;
  return 1;
}

bool ends_so(std::string_view word, const std::vector<std::string>& endings) {
  return std::any_of(endings.begin(), endings.end(), [&](const std::string& ending) {
    return word.size() > ending.size() + 2 && word.ends_with(ending);
  });
}

}  // namespace

TenseCues tense_cues(const Atoms& atoms, const Lexemes& lexemes, const DateRules& rules,
                     std::uint32_t begin, std::uint32_t end) {
  TenseCues cues;
  const auto look = [&](std::uint32_t i, double weight) {
    if (atoms.list[i].kind != AtomKind::word) return;
    bool listed = false;
    for (std::uint32_t k = lexemes.first[i]; k < lexemes.first[i + 1]; ++k) {
      const std::uint32_t of = lexemes.list[k].of;
      const double value = weight * lexemes.list[k].value;
      if (of == rules.past_cue) cues.past += value;
      if (of == rules.future_cue) cues.future += value;
      if (of == rules.present_cue) cues.present += value;
      listed = listed || of == rules.past_cue || of == rules.future_cue || of == rules.present_cue;
    }
    if (listed || atoms.list[i].capital) return;
    if (ends_so(atoms.word(i), rules.past_endings)) cues.past += 0.6 * weight;
    if (ends_so(atoms.word(i), rules.future_endings)) cues.future += 0.6 * weight;
  };
  double barrier = 1;
  const std::uint32_t low = begin > kTenseWindow ? begin - kTenseWindow : 0;
  for (std::uint32_t i = begin; i > low; --i) {
    if (atoms.list[i - 1].kind == AtomKind::mark) barrier *= across(atoms.word(i - 1));
    look(i - 1, barrier / (2.0 + (begin - i)));
  }
  barrier = 1;
  const auto high =
      std::min<std::uint32_t>(end + kTenseWindow, static_cast<std::uint32_t>(atoms.size()));
  for (std::uint32_t i = end; i < high; ++i) {
    if (atoms.list[i].kind == AtomKind::mark) barrier *= across(atoms.word(i));
    look(i, 0.7 * barrier / (2.0 + (i - end)));
  }
  return cues;
}

}  // namespace newsloom::annotate
