#pragma once
// The title of an article: the headline as the page shows it, without the name of the site.

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "newsloom/stages/extract/blocks.h"
#include "newsloom/stages/extract/features.h"
#include "newsloom/stages/extract/page_facts.h"

namespace newsloom::extract {

/// What the metadata gives as headline, for finding it on the page; empty where nothing.
[[nodiscard]] std::string hinted_headline(const PageFacts& facts);

/// The hints for features_of(); views into `facts` and `headline`.
[[nodiscard]] Hints hints_of(const PageFacts& facts, const std::string& headline);

struct Headline {
  std::optional<std::string> text;
  std::size_t block = static_cast<std::size_t>(-1);  ///< where the page shows it, if it does
};

/// `site` is the name of the site and `host` its host: cut off at the end (or start) of a title.
[[nodiscard]] Headline headline_of(const PageFacts& facts, const Page& page,
                                   const std::vector<std::size_t>& body, std::string_view site,
                                   std::string_view host);

/// "Goat elected - Albaner Bote" → "Goat elected".
[[nodiscard]] std::string without_site(std::string_view title, std::string_view site,
                                       std::string_view host);

}  // namespace newsloom::extract
