#pragma once
// Mentions of names as ranges of words, by place: what speakers and events look names up in.

#include <vector>

#include "newsloom/core/annotations.h"
#include "newsloom/stages/annotate/statements_words.h"

namespace newsloom::annotate {

struct NameMention {
  Range words;
  std::uint32_t name = 0;  ///< index into the names
};

/// All mentions of all names, by place. Complexity: O(words + mentions log mentions).
[[nodiscard]] std::vector<NameMention> name_mentions(const Words& text,
                                                     const std::vector<Name>& names);

}  // namespace newsloom::annotate
