#pragma once
// Language of an article: as the page says, else recognised from the letters and words.
// Source: Compact Language Detector 2 (https://github.com/CLD2Owners/cld2).

#include <cstddef>
#include <string>
#include <string_view>

#include "newsloom/core/article.h"

namespace newsloom::annotate {

/// BCP 47; "und" where not recognised with confidence. Looks at the first kMaxLanguageBytes only.
[[nodiscard]] std::string language_of(const Article& article);

/// "en" of "en-GB": lower case, never empty.
[[nodiscard]] std::string base_language(std::string_view tag);

inline constexpr std::size_t kMaxLanguageBytes = 4096;

}  // namespace newsloom::annotate
