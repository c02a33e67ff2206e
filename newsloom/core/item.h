#pragma once
// Item: an article with all that refine derived from it. Travels as a shared pointer to const.

#include <memory>
#include <string_view>

#include "newsloom/core/annotations.h"
#include "newsloom/core/article.h"
#include "newsloom/core/fingerprint.h"

namespace newsloom {

struct Item {
  Article article;
  Annotations annotations;
  Fingerprint fingerprint;

  friend bool operator==(const Item&, const Item&) = default;
};

using ItemPtr = std::shared_ptr<const Item>;

/// A later version of an article, under the article's own id.
[[nodiscard]] ItemPtr under_id(const ItemPtr& item, std::string_view article);

}  // namespace newsloom
