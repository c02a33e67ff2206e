#pragma once
// Pages that hold no article, and why: front pages, consent walls, paywalls, empty shells.

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "newsloom/core/article.h"
#include "newsloom/stages/extract/features.h"
#include "newsloom/stages/extract/page_facts.h"

namespace newsloom::extract {

/// Bytes that are no text: pictures, archives, fonts. Looks at the first kilobyte.
[[nodiscard]] bool is_binary(std::string_view bytes);

/// What the decision rests on.
struct PageView {
  const PageFacts& facts;
  const Page& page;
  const FeatureTable& table;
  const std::vector<std::size_t>& body;
  std::string_view url;
};

/// Why the page holds no article, or nothing where it does.
[[nodiscard]] std::optional<Rejection> rejection_of(const PageView& view);

/// True where the page is a live blog: JSON-LD says so with several updates, or the page is named
/// one and shows several timed entries.
[[nodiscard]] bool is_live(const PageView& view);

}  // namespace newsloom::extract
