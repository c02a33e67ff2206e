#pragma once
// When an article was published and changed: JSON-LD, <meta>, <time>, what the page shows, and as
// the last resort its address. The page's own offset is kept.

#include <optional>
#include <string_view>

#include "newsloom/core/time.h"
#include "newsloom/stages/extract/page_facts.h"
#include "newsloom/stages/extract/zones.h"

namespace newsloom::extract {

struct ArticleDates {
  std::optional<Timestamp> published;
  std::optional<Timestamp> modified;
};

/// A date more than a day after `fetched` is not believed.
[[nodiscard]] ArticleDates dates_of(const PageFacts& facts, const Page& page, const Zones& zones,
                                    std::string_view url, std::optional<Timestamp> fetched);

/// "3 hours ago", "vor 2 Tagen", "yesterday", counted back from `fetched`.
[[nodiscard]] std::optional<Timestamp> relative_time(std::string_view text, Timestamp fetched);

/// The day in an address: "/2025/04/11/", "/20250411/", "-2025-04-11".
[[nodiscard]] std::optional<Timestamp> day_in_url(std::string_view url);

}  // namespace newsloom::extract
