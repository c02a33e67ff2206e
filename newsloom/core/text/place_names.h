#pragma once
// Countries and cities as each language names them, from CLDR: what stays the same over languages
// without a translation.

#include <functional>
#include <string>
#include <string_view>
#include <vector>

namespace newsloom {

/// One name of a country or city in one language.
struct PlaceName {
  std::string stem;  ///< folded; last letters are left out where the language inflects names
  std::string code;  ///< ISO 3166-1 alpha-2 of a country, else the time zone that has the city
  bool city = false;
};

/// All names of a language ("de"), made once in each thread (some milliseconds).
[[nodiscard]] const std::vector<PlaceName>& place_names(const std::string& language);

/// Calls `use` with each place of place_names() and its first byte in `folded` text,
/// for at most `limit` mentions of a name. Names stand at the begin of a word: "oman" is not in
/// "roman". Complexity: O(names x bytes).
void find_places(std::string_view folded, const std::string& language, std::size_t limit,
                 const std::function<void(const PlaceName&, std::size_t)>& use);

}  // namespace newsloom
