#pragma once
// What every article takes from its capture.

#include "newsloom/core/article.h"
#include "newsloom/core/capture.h"

namespace newsloom::extract {

/// Ids, addresses and time of the capture; `part` 0 is the main article, with the id, address and
/// publisher of the capture, others have the id "capture#part".
[[nodiscard]] Article new_article(const Capture& capture, int part);

}  // namespace newsloom::extract
