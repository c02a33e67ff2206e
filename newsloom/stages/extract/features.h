#pragma once
// A block as numbers: its own text, the elements around it, its neighbours, its place on the page.
// A closed set; nothing of it is a word of the page. The order is part of the trained model.

#include <string>
#include <string_view>
#include <vector>

#include "newsloom/stages/extract/blocks.h"
#include "newsloom/stages/extract/cues.h"
#include "newsloom/stages/extract/text_stats.h"

namespace newsloom::extract {

/// What the page says of the article outside its body: evidence, not truth.
struct Hints {
  std::string_view headline;
  std::string_view description;
  std::string_view article_body;  ///< of JSON-LD
};

/// All blocks of one page, row by row.
struct FeatureTable {
  std::size_t columns = 0;
  std::vector<float> values;
  std::vector<TextStats> stats;           ///< of each block
  std::vector<std::uint64_t> text_cues;   ///< TextCue bits of each block
  std::vector<std::uint64_t> class_cues;  ///< ClassCue bits of the nearest elements of each block
  std::vector<std::uint32_t> copies;      ///< earlier blocks with the same text
  float body_match = 0;  ///< share of the hinted article body that the page's blocks hold

  [[nodiscard]] const float* row(std::size_t block) const {
    return values.data() + block * columns;
  }
};

[[nodiscard]] FeatureTable features_of(const Page& page, const Hints& hints, const Cues& cues,
                                       const FunctionWords& function_words);

/// Columns that features_of() makes.
[[nodiscard]] std::size_t feature_count();
/// A name for each column, for the report of the training.
[[nodiscard]] std::vector<std::string> feature_names();

}  // namespace newsloom::extract
