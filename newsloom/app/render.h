#pragma once
// Stories as text for people: what `stories`, `story`, `search` and `explain` print.

#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "newsloom/core/digest.h"
#include "newsloom/pipeline/ports.h"

namespace newsloom::app {

using ArticleOf = std::function<const Article*(std::string_view id)>;

[[nodiscard]] std::string story_line(const StoryRow& row);
[[nodiscard]] std::string story_text(const Digest& digest, const ArticleOf& find);
[[nodiscard]] std::string article_text(const Article& article);
[[nodiscard]] std::string revision_text(const Revision& revision);
[[nodiscard]] std::string link_line(const StoryLink& link, const std::string& headline);
[[nodiscard]] std::string hit_text(const SearchHit& hit);
[[nodiscard]] std::string delta_text(const StoryDelta& delta);

[[nodiscard]] std::string row_json(const StoryRow& row);
[[nodiscard]] std::string hit_json(const SearchHit& hit);

}  // namespace newsloom::app
