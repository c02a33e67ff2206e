#pragma once
// Who wrote an article: JSON-LD and <meta> first, then what the page shows near the headline.

#include <string>
#include <vector>

#include "newsloom/stages/extract/page_facts.h"
#include "newsloom/stages/extract/zones.h"

namespace newsloom::extract {

/// Clean names of persons, in the page's order. `site` is left out.
[[nodiscard]] std::vector<std::string> authors_of(const PageFacts& facts, const Page& page,
                                                  const Zones& zones, const std::string& site);

}  // namespace newsloom::extract
