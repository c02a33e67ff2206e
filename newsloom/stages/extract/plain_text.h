#pragma once
// Plain-text captures: what a crawler left of a page after taking all markup off. Finds the main
// article and, apart from it, the teasers of other articles, each with its own publisher and time.

#include "newsloom/core/capture.h"
#include "newsloom/stages/extract/extract.h"

namespace newsloom::extract {

/// Teasers of one page; more are left out.
inline constexpr std::size_t kMaxTeasers = 100;

/// Never fails. A time such as "2 hours ago" is counted from capture.fetched_at, and is left out
/// where that is not known. A teaser's publisher and time never reach the main article.
[[nodiscard]] Extraction plain_text_articles(const Capture& capture, const Resources& resources);

}  // namespace newsloom::extract
