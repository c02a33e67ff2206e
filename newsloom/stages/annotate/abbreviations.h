#pragma once
// Abbreviations: words whose full stop belongs to them, and whether a sentence may end there.
// File: data/annotate/abbreviations.tsv (language, kind, words).

#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <unordered_set>

#include "newsloom/core/data_source.h"
#include "newsloom/core/result.h"

namespace newsloom::annotate {

enum class AbbreviationKind {
  title,   ///< stands before a name: never ends a sentence ("Dr.", "Gen.")
  plain,   ///< may end one ("Inc.", "etc.")
  number,  ///< an abbreviation only before a digit ("No. 5", "Sat. 3 May")
};

/// Of one language (and what holds in all): immutable, shared.
struct SentenceRules {
  std::unordered_map<std::string, AbbreviationKind> abbreviations;  ///< without the full stop
  std::unordered_set<std::string> starters;  ///< words that seldom follow inside a sentence: "The"
  std::unordered_set<std::string> said;      ///< "said", "asked": follow a quotation
  std::unordered_set<std::string> captions;  ///< "Image" of "Image: …": begins a credit
  std::unordered_set<std::string> months;    ///< "Oktober": follow an ordinal "3."
};

struct SentenceResources {
  std::unordered_map<std::string, SentenceRules> by_language;
  SentenceRules none;

  /// Rules of a language ("de", "de-CH"), or empty ones.
  [[nodiscard]] const SentenceRules& of(std::string_view language) const;
};

/// Errors: not_found, corrupt.
[[nodiscard]] Result<SentenceResources> load_sentence_resources(const DataSource& data);

}  // namespace newsloom::annotate
