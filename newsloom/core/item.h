#pragma once
// Item: an article with all that refine derived from it. Travels as a shared pointer to const.

#include <memory>

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

}  // namespace newsloom
