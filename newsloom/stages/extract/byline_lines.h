#pragma once
// Authors in lines of the page that readers see: "By Tilda Sand", "Author: …", a signature.

#include <string>
#include <string_view>
#include <vector>

#include "newsloom/stages/extract/blocks.h"
#include "newsloom/stages/extract/zones.h"

namespace newsloom::extract {

[[nodiscard]] bool is_full_name(const std::string& name);
/// The names, where the first is the full name of a person.
[[nodiscard]] std::vector<std::string> full_names(std::vector<std::string> names);
/// True for accounts of the software: "admin".
[[nodiscard]] bool is_account(std::string_view name);

/// "By Tilda Sand", "Posted on 4 May 2031 by Tilda Sand" around the headline or behind the body.
[[nodiscard]] std::vector<std::string> from_visible(const Page& page, const Zones& zones,
                                                    const std::string& site);
/// "Author: Tilda Sand" wherever it stands; pages that say it of several people are lists.
[[nodiscard]] std::vector<std::string> from_labels(const Page& page, const std::string& site);
/// "11.12.2031 - Tilda Sand" near the headline: a date, a sign, a full name.
[[nodiscard]] std::vector<std::string> beside_date(const Page& page, const Zones& zones,
                                                   const std::string& site);
/// A full name alone, as the last line of the body.
[[nodiscard]] std::vector<std::string> signature(const Page& page, const Zones& zones,
                                                 const std::string& site);
/// "By The Gazette Team", "Redaktion" in an element for the author: where no person is named.
[[nodiscard]] std::vector<std::string> teams(const Page& page, const Zones& zones,
                                             const std::string& site);

}  // namespace newsloom::extract
