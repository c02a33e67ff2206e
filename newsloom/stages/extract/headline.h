#pragma once
// The title of an article: the headline as the page shows it, without the name of the site.

#include <optional>
#include <string>
#include <vector>

#include "newsloom/stages/extract/blocks.h"
#include "newsloom/stages/extract/features.h"
#include "newsloom/stages/extract/page_facts.h"

namespace newsloom::extract {

/// What the metadata gives as headline, for finding it on the page; empty where nothing.
[[nodiscard]] std::string hinted_headline(const PageFacts& facts);

/// The hints for features_of(); views into `facts` and `headline`.
[[nodiscard]] Hints hints_of(const PageFacts& facts, const std::string& headline);

}  // namespace newsloom::extract
