#pragma once
// How likely a candidate is an attribution: a logistic model over closed features (class of the
// cue, pattern, grammar around it), no words. Weights: data/annotate/statements/weights.tsv, made
// by tools/train_statements.

#include <array>
#include <cstddef>
#include <string_view>

#include "newsloom/stages/annotate/statements_cues.h"

namespace newsloom::annotate {

inline constexpr std::size_t kCueClasses = 12;
inline constexpr std::size_t kFrames = 9;
inline constexpr std::size_t kStatementFeatures = 61;

/// Features of a candidate, 0 or 1 but for the first ("sure" / 9).
using StatementFeatures = std::array<float, kStatementFeatures>;
[[nodiscard]] StatementFeatures features_of(const Candidate& candidate, const Words& text);

/// Probability by the weights in the lists; 0 to 1.
[[nodiscard]] double score_of(const StatementFeatures& features,
                              const StatementResources& resources);

}  // namespace newsloom::annotate
