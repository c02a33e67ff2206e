#pragma once
// digest: a story and its items → what a reader sees. A pure function of one revision.

#include <cstdint>
#include <map>
#include <span>
#include <string>
#include <vector>

#include "newsloom/core/digest.h"
#include "newsloom/core/item.h"
#include "newsloom/core/story.h"

namespace newsloom::digest {

/// Article → days since 1970: for articles without a day, when no member of the story has one.
using LentDays = std::map<std::string, std::int64_t, std::less<>>;

/// `items` are the story's members in order of arrival; `copies` match's last word on them.
[[nodiscard]] Digest digest(const Story& story, std::span<const ItemPtr> items,
                            std::span<const Copy> copies, const LentDays& lent = {});

}  // namespace newsloom::digest
