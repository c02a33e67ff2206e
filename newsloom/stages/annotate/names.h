#pragma once
// Names: the people, organisations and places of an article, the forms of each joined, with the
// role the text gives ("Russian Foreign Minister").

#include <vector>

#include "newsloom/core/annotations.h"
#include "newsloom/core/data_source.h"
#include "newsloom/core/result.h"
#include "newsloom/stages/annotate/analysis.h"
#include "newsloom/stages/annotate/linear_model.h"
#include "newsloom/stages/annotate/names_lexicon.h"

namespace newsloom::annotate {

struct NameResources {
  NameLexicon lexicon;
  LinearModel english;
  LinearModel german;

  /// Files: those of NameLexicon, data/annotate/names_en.model, names_de.model.
  /// Errors: not_found, corrupt.
  [[nodiscard]] static Result<NameResources> load(const DataSource& data);
};

/// Ids "n1", "n2" … in order of first mention, title before text. Bylines and photo credits are no
/// mentions; a people ("Ukrainian") is no name.
/// Limits: kMaxNames, kMaxMentions; what comes later is left out.
/// Complexity: O(tokens + mentions * names).
[[nodiscard]] std::vector<Name> names(const Analysis& analysis, const NameResources& resources);

inline constexpr std::size_t kMaxNames = 500;
inline constexpr std::size_t kMaxMentions = 3000;

}  // namespace newsloom::annotate
