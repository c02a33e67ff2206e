#pragma once
// What is certainly no body, whatever the judge says: comments, captions, bylines, teasers, and
// notes about the authors.

#include <cstddef>
#include <string>
#include <vector>

#include "newsloom/stages/extract/features.h"
#include "newsloom/stages/extract/teasers.h"

namespace newsloom::extract {

[[nodiscard]] std::vector<std::size_t> without_furniture(const Page& page,
                                                         const FeatureTable& table,
                                                         std::size_t title,
                                                         std::vector<std::size_t> body,
                                                         const std::vector<Teaser>& teasers);

/// Takes the last paragraphs out where they only speak of one of the authors.
[[nodiscard]] std::vector<std::size_t> without_author_notes(const Page& page,
                                                            const FeatureTable& table,
                                                            const std::vector<std::string>& authors,
                                                            std::vector<std::size_t> body);

}  // namespace newsloom::extract
