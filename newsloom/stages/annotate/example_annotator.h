#pragma once
// Example of an annotator, to copy: finds all-capital words. Not part of annotate().
// Say in three lines what is found and why anyone wants it; public things first.

#include <vector>

#include "newsloom/core/span.h"
#include "newsloom/stages/annotate/analysis.h"

namespace newsloom::annotate {

/// What the annotator needs from data/: loaded once in Resources::load (annotate.cc), a member of
/// Resources::Parts (resources.h). An annotator without lists needs none.
struct ExampleResources {
  std::size_t min_bytes = 2;
};

/// All words of two bytes or more written in capitals, by place.
///
/// Units:      spans are bytes of the article's field.
/// Limits:     kMaxExamples words; later ones are left out.
/// Complexity: O(tokens). Threads: any.
[[nodiscard]] std::vector<Span> examples(const Analysis& analysis,
                                         const ExampleResources& resources);

inline constexpr std::size_t kMaxExamples = 1000;

}  // namespace newsloom::annotate
