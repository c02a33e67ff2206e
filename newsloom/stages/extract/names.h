#pragma once
// Cleans what pages write where an author or a site is named.

#include <string>
#include <string_view>
#include <vector>

namespace newsloom::extract {

/// Longer texts are no list of authors, in bytes.
inline constexpr std::size_t kMaxBylineBytes = 300;
inline constexpr std::size_t kMaxAuthors = 12;

/// "By Mara Ellison, Senior Correspondent, and Kofi Danso in Orrin" → {"Mara Ellison", "Kofi
/// Danso"}. Left out: roles, agencies, addresses, handles, dates, and `site` itself.
[[nodiscard]] std::vector<std::string> authors_in(std::string_view byline, std::string_view site);

/// Names as stated for machines (JSON-LD, <meta>): also handles and organisations, cleaned only.
[[nodiscard]] std::vector<std::string> stated_names_in(std::string_view text);

/// True where a text looks like the name of one person: two to five words, no digits.
[[nodiscard]] bool looks_like_person(std::string_view name);

/// Lower case, letters and digits only: for comparing names of sites.
[[nodiscard]] std::string bare_name(std::string_view name);

/// True where both name the same site: "The Daily Echo" and "dailyecho.example".
[[nodiscard]] bool same_site(std::string_view a, std::string_view b);

}  // namespace newsloom::extract
