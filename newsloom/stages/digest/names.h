#pragma once
// Names joined over the articles of a story: "Sergey Lavrov", "Sergei Lavrov" and "Lavrov" are one.

#include <cstdint>
#include <vector>

#include "newsloom/core/digest.h"

namespace newsloom::digest {

struct View;

/// Joined names, most widely told first; fills `Account::names` and `View::names`.
void join_names(View& view);

}  // namespace newsloom::digest
