#pragma once
// RSS, Atom, RDF and CDF as a Feed.

#include <string_view>

#include "newsloom/stages/decode/feed.h"

namespace newsloom::decode {

/// `utf8` is the document, `url` its address. Errors: invalid_input where there is no feed in it.
[[nodiscard]] Result<Feed> feed_of_xml(std::string_view utf8, std::string_view url);

}  // namespace newsloom::decode
