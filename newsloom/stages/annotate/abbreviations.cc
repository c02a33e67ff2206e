#include "newsloom/stages/annotate/abbreviations.h"

#include "newsloom/stages/annotate/lists.h"

namespace newsloom::annotate {
namespace {

constexpr std::string_view kFile = "annotate/abbreviations.tsv";

bool add(SentenceRules& rules, std::string_view kind, std::string_view word) {
  const auto abbreviation = [&](AbbreviationKind value) {
    rules.abbreviations.emplace(std::string(word), value);
    return true;
  };
  if (kind == "title") return abbreviation(AbbreviationKind::title);
  if (kind == "plain") return abbreviation(AbbreviationKind::plain);
  if (kind == "number") return abbreviation(AbbreviationKind::number);
  std::unordered_set<std::string>* set = kind == "starter"   ? &rules.starters
                                         : kind == "said"    ? &rules.said
                                         : kind == "caption" ? &rules.captions
                                         : kind == "month"   ? &rules.months
                                                             : nullptr;
  if (set == nullptr) return false;
  set->emplace(word);
  return true;
}

}  // namespace

const SentenceRules& SentenceResources::of(std::string_view language) const {
  const auto found = by_language.find(std::string(language.substr(0, language.find('-'))));
  return found == by_language.end() ? none : found->second;
}

Result<SentenceResources> load_sentence_resources(const DataSource& data) {
  NL_TRY(const auto rows, rows_of(data, kFile, 3));
  SentenceResources out;
  for (const std::vector<std::string_view>& row : rows) {
    SentenceRules& rules = out.by_language[std::string(row[0])];
    for (const std::string_view word : split(row[2], ' ')) {
      if (word.empty()) continue;
      if (!add(rules, row[1], word)) {
        return fail(Errc::corrupt, "unknown kind " + std::string(row[1]), std::string(kFile));
      }
    }
  }
  return out;
}

}  // namespace newsloom::annotate
