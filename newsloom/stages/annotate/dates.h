#pragma once
// Finds expressions of time and gives each its value: TIMEX3, anchored on the day of publication,
// on earlier dates of the text and on tense. Rules of a language: data/annotate/dates/*.rules.

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "newsloom/core/annotations.h"
#include "newsloom/core/data_source.h"
#include "newsloom/core/result.h"
#include "newsloom/stages/annotate/analysis.h"
#include "newsloom/stages/annotate/rule_languages.h"

namespace newsloom::annotate {

struct DateRules;

/// The rules of all languages; const, shared by all threads.
class DateResources {
 public:
  /// Errors: not_found (a file that "annotate/dates/languages" names), corrupt.
  [[nodiscard]] static Result<DateResources> load(const DataSource& data);
  /// The rules for "en", "pt-BR" …; those for numeric dates alone where there are none.
  [[nodiscard]] const DateRules* rules(std::string_view language) const;

 private:
  RulesByLanguage<DateRules> rules_;
};

/// More are not kept: a page of train times is not an article.
inline constexpr std::size_t kMaxDates = 5000;

/// Expressions of time, in order of place, not overlapping.
///
/// Values that need to know when the text was written stay open ("XXXX-06-02", "PAST_REF") where
/// neither the page nor a dateline tells.
/// Complexity: O(bytes) with a small factor for each rule. Threads: any.
/// Source: TimeML 1.2.1.
[[nodiscard]] std::vector<DateExpr> dates(const Analysis& analysis, const DateResources& resources);

/// The day on a date line near the top, for pages that tell no day of publication: "2024-08-12" for
/// a full date that stands alone or opens the text ("KYIV, 12 August 2024 (Agency) –"),
/// "XXXX-11-04" for an opening one without its year.
[[nodiscard]] std::optional<std::string> written_on(const Analysis& analysis,
                                                    const DateResources& resources);

/// "Yesterday" in a quotation is seen from the day on which it was said, not from the paper's.
/// Moves such dates where the text tells on which one day their speaker spoke. Reads
/// `notes.statements`.
void set_quoted_dates(const Article& article, Annotations& notes);

}  // namespace newsloom::annotate
