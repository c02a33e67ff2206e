#pragma once
// The templates and the style sheet of the pages, as they stand inside the program.

#include <optional>
#include <string_view>

namespace newsloom::web {

/// "story.mustache", "style.css"; nothing where there is no such file.
[[nodiscard]] std::optional<std::string_view> file(std::string_view name);

}  // namespace newsloom::web
