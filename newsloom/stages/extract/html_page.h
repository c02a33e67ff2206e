#pragma once
// A page of HTML → its articles. See extract.h.

#include "newsloom/stages/extract/extract.h"

namespace newsloom::extract {

[[nodiscard]] Extraction html_articles(const Capture& capture, const Resources& resources);

/// The text of a piece of HTML from a feed: nothing but markup is taken out, paragraphs are kept.
[[nodiscard]] std::string plain_text_of(std::string_view html, const Resources& resources);

}  // namespace newsloom::extract
