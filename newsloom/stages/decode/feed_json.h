#pragma once
// JSON Feed 1.0 and 1.1 as a Feed. Source: https://www.jsonfeed.org/version/1.1/

#include <string_view>

#include "newsloom/stages/decode/feed.h"

namespace newsloom::decode {

/// Errors: invalid_input where it is no JSON object with items.
[[nodiscard]] Result<Feed> feed_of_json(std::string_view utf8, std::string_view url);

}  // namespace newsloom::decode
