#pragma once
// Spans of names before they are joined: from the language's model, or from rules over capitals and
// lists; then put right over the whole article.

#include <vector>

#include "newsloom/stages/annotate/names_model.h"

namespace newsloom::annotate {

/// The token "'s" or "'" behind a name, with either apostrophe.
[[nodiscard]] inline bool is_possessive(const Analysis& analysis, std::uint32_t i) {
  const std::string_view word = analysis.text(analysis.tokens[i]);
  return word == "'s" || word == "\xE2\x80\x99s" || word == "'" || word == "\xE2\x80\x99";
}

/// For languages without a model: runs of capitalised words, typed by lists and by words beside.
[[nodiscard]] std::vector<NameSpan> rule_names(const Analysis& analysis,
                                               const std::vector<std::uint32_t>& known);

/// Titles and possessives cut off, peoples and credits dropped, surnames and acronyms of names
/// found elsewhere in the article added, one type for equal words.
void repair_names(const Analysis& analysis, const std::vector<std::uint32_t>& known,
                  std::vector<NameSpan>& spans);

/// Names in bylines, credits of photographs and datelines' brackets are dropped: "By Ann Orlov".
void drop_name_credits(const Analysis& analysis, const std::vector<std::uint32_t>& known,
                       std::vector<NameSpan>& spans);

/// "Harbour and Pilots' Union (HPU)": the words that the brackets spell out are one name.
void widen_names_by_acronym(const Analysis& analysis, const std::vector<std::uint32_t>& known,
                            std::vector<NameSpan>& spans);

/// One digit and two or three capitals, "1MDB", that stand as a name does and are no measure.
[[nodiscard]] bool is_call_sign(const Analysis& analysis, std::uint32_t i);

/// Unlisted words taken for people, which the words around any of their mentions show to be places
/// ("in Verrano", "the town of Verrano") or firms ("Zendor's shareholders"), become that in the
/// whole article.
void retype_by_context(const Analysis& analysis, const std::vector<std::uint32_t>& known,
                       std::vector<NameSpan>& spans);

}  // namespace newsloom::annotate
