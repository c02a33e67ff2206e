#pragma once
// The languages that a rule format has files for: data/annotate/FOLDER/languages lists them.

#include <map>
#include <memory>
#include <string>
#include <string_view>

#include "newsloom/core/data_source.h"
#include "newsloom/core/result.h"

namespace newsloom::annotate {

/// The rules of one format by language ("en"); "und" serves the languages without rules.
template <class Rules>
using RulesByLanguage = std::map<std::string, std::shared_ptr<const Rules>, std::less<>>;

/// Loads every language that `folder`/languages names, by `load(language, name of file, text)`,
/// which gives a Result<Rules>. Fails with the first error, or with not_found and the file's name.
template <class Rules, class Load>
Result<RulesByLanguage<Rules>> load_languages(const DataSource& data, const std::string& folder,
                                              std::string_view extension, const Load& load) {
  RulesByLanguage<Rules> out;
  const std::string list = folder + "/languages";
  const auto languages = data(list);
  if (!languages) return fail(Errc::not_found, "no such data file", list);
  std::string_view rest = *languages;
  while (!rest.empty()) {
    const std::size_t end = std::min(rest.find_first_of(" \t\r\n"), rest.size());
    const std::string language(rest.substr(0, end));
    rest.remove_prefix(std::min(end + 1, rest.size()));
    if (language.empty()) continue;
    std::string name = folder;
    name.append("/").append(language).append(extension);
    const auto text = data(name);
    if (!text) return fail(Errc::not_found, "no such data file", name);
    NL_TRY(Rules rules, load(language, name, *text));
    out[language] = std::make_shared<const Rules>(std::move(rules));
  }
  return out;
}

/// "de-AT" finds "de". Null without that language and without "und".
template <class Rules>
const Rules* rules_of(const RulesByLanguage<Rules>& rules, std::string_view language) {
  auto found = rules.find(language.substr(0, language.find_first_of("-_")));
  if (found == rules.end()) found = rules.find("und");
  return found == rules.end() ? nullptr : found->second.get();
}

}  // namespace newsloom::annotate
