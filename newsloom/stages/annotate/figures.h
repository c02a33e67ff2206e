#pragma once
// Finds numbers with what they count: "about 2,000 prisoners", "$1.2 billion", "between 5 and 7
// percent". Words of a language: data/annotate/figures/*.figures and *.numbers.

#include <string>
#include <string_view>
#include <vector>

#include "newsloom/core/annotations.h"
#include "newsloom/core/data_source.h"
#include "newsloom/core/result.h"
#include "newsloom/stages/annotate/analysis.h"
#include "newsloom/stages/annotate/rule_languages.h"

namespace newsloom::annotate {

struct FigureWords;

/// The words of all languages; const, shared by all threads.
class FigureResources {
 public:
  /// Errors: not_found (a file that "annotate/figures/languages" names), corrupt.
  [[nodiscard]] static Result<FigureResources> load(const DataSource& data);
  /// The words for "en", "pt-BR" …; symbols alone where the language has no file.
  [[nodiscard]] const FigureWords* words(std::string_view language) const;

 private:
  RulesByLanguage<FigureWords> words_;
};

/// More are not kept: a table of results is not an article.
inline constexpr std::size_t kMaxFigures = 5000;

/// Figures in order of place, not overlapping. Reads the names and dates found before: calendar
/// dates, times of day and numbers inside names are no figures; durations are.
///
/// Ages have `counted` = "age", so that a reader of figures can leave them out. A number nobody
/// knows ("dozens") has no value but low and high.
/// Complexity: O(bytes). Threads: any.
[[nodiscard]] std::vector<Figure> figures(const Analysis& analysis, const Annotations& so_far,
                                          const FigureResources& resources);

/// Fills `counted` of bare numbers from the words before them ("the number of injured rose to 34")
/// or, where only "the number" is named, from the figure before.
void name_bare_figures(const Analysis& analysis, std::vector<Figure>& figures);

}  // namespace newsloom::annotate
