#pragma once
// Where a text says that it comes from: the credited news agency, and whether the outlet is one.

#include <cstdint>

#include "newsloom/core/article.h"

namespace newsloom::match {

/// Numbers into the closed list of agencies; 0: none.
struct Credit {
  std::uint8_t credited = 0;   ///< named in dateline, byline or sign-off
  std::uint8_t publisher = 0;  ///< the outlet itself is this agency
};

[[nodiscard]] Credit credit_of(const Article& article);

}  // namespace newsloom::match
