#pragma once
// Teasers: other articles announced on a page, each with its own publisher and time. They become
// parts of their own, and their text is kept out of the main article.

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include "newsloom/core/time.h"
#include "newsloom/stages/extract/blocks.h"
#include "newsloom/stages/extract/features.h"

namespace newsloom::extract {

inline constexpr std::size_t kMaxCards = 60;  // of one page

struct Teaser {
  std::string title;
  std::string url;  ///< as written
  std::string publisher;
  std::optional<Timestamp> published;
  std::string text;
  std::size_t first_block = 0;  ///< [first_block, end_block) stand in its card
  std::size_t end_block = 0;
};

/// Only cards that name a publisher, and a time or a text: a bare link is no article. `title` is
/// the block of the page's own headline.
[[nodiscard]] std::vector<Teaser> teasers_of(const Page& page, const FeatureTable& table,
                                             std::size_t title,
                                             const std::optional<Timestamp>& fetched);

/// The source named beside the headline of an aggregator's page; empty where none is.
[[nodiscard]] std::string source_near(const Page& page, std::size_t title, std::size_t first_body);

}  // namespace newsloom::extract
