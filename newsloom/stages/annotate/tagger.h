#pragma once
// Tagger: parts of speech (UPOS) and inflection of every token, left to right, by a linear model
// over words, endings, shapes and the tags before. English only.
// Source: averaged perceptron tagger, Collins 2002; tags: Universal Dependencies 2, Penn Treebank.

#include <array>
#include <cstdint>
#include <optional>
#include <vector>

#include "newsloom/core/data_source.h"
#include "newsloom/core/result.h"
#include "newsloom/stages/annotate/analysis.h"
#include "newsloom/stages/annotate/linear_model.h"
#include "newsloom/stages/annotate/word_info.h"

namespace newsloom::annotate {

struct TaggerModel {
  LinearModel model;
  std::vector<Upos> upos;       ///< of each class
  std::vector<WordForm> forms;  ///< of each class
};

/// Files: data/annotate/tagger_en.model. Errors: not_found, corrupt.
[[nodiscard]] Result<TaggerModel> load_tagger(const DataSource& data);
[[nodiscard]] Result<TaggerModel> tagger_of(LinearModel model);

/// Fills upos, form and fine_tag of all tokens; needs Analysis::words. Complexity: O(tokens).
void tag(Analysis& analysis, const TaggerModel& model);

// ---- for training ----

/// The words of one sentence as the tagger looks at them.
struct TaggerView {
  const WordInfo* words = nullptr;
  std::size_t size = 0;
};
inline constexpr std::size_t kTaggerFeatures = 48;
inline constexpr std::uint32_t kTaggerStart = 0xFFFF;  ///< the tag before the first word
using TaggerFeatures = std::array<std::uint32_t, kTaggerFeatures>;
/// Features of word i that do not depend on tags; gives their number.
std::size_t word_features(const TaggerView& view, std::size_t i, TaggerFeatures& out);
/// Adds those that depend on the two tags before; gives the number of all.
std::size_t tag_features(const TaggerView& view, std::size_t i, std::array<std::uint32_t, 2> before,
                         std::size_t count, TaggerFeatures& out);
/// "VERB VBD" → Upos::verb, WordForm::past.
[[nodiscard]] std::optional<Upos> upos_of(std::string_view name);
[[nodiscard]] WordForm form_of(std::string_view penn_tag);
[[nodiscard]] std::string_view name_of(Upos upos);

}  // namespace newsloom::annotate
