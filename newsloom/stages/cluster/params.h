#pragma once
// What cluster learned: few numbers over closed features, small words, and a first guess of how
// common each English word is. See tools/train_cluster.

#include <array>
#include <cstdint>
#include <string_view>
#include <unordered_map>

#include "newsloom/stages/cluster/cluster.h"
#include "newsloom/stages/cluster/concepts.h"
#include "newsloom/stages/cluster/pair.h"
#include "newsloom/stages/cluster/terms.h"
#include "newsloom/stages/cluster/vector.h"

namespace newsloom::cluster {

/// What the decision sees of an article and a story. The names are those of
/// data/cluster/weights.tsv.
enum Feature : std::size_t {
  kBias,
  kWords,
  kNames,
  kBestWords,
  kBestNames,
  kTitle,
  kTitleInBody,
  kRare,
  kNumbers,
  kPhrases,
  kGap,
  kNoTime,
  kSize,
  kNoNames,
  kWordsGap,
  kWordsNames,
  kCore,
  kCoreGap,
  kRareGap,
  kSizeWords,
  kFar,
  kMargin,
  kFeatures
};
inline constexpr std::array<std::string_view, kFeatures> kFeatureNames = {
    "bias",          "words",      "names",     "best_words",  "best_names", "title",
    "title_in_body", "rare",       "numbers",   "phrases",     "gap",        "no_time",
    "size",          "no_names",   "words_gap", "words_names", "core",       "core_gap",
    "rare_gap",      "size_words", "far",       "margin"};
using Features = std::array<float, kFeatures>;

/// Letters of a word that related languages share: "elect", "minis".
inline constexpr std::size_t kPrefix = 5;

struct Params::Values {
  Features story{};         ///< weights of the decision
  float join = 0.5F;        ///< probability from which an article joins
  float merge = 0.9F;       ///< and from which two stories become one
  float prior = 1;          ///< weight of the bundled counts
  float half_life = 20000;  ///< articles after which a count is worth half
  float repeat = 0.3F;      ///< what a term counts that its story has already
  float found = 0.56F;      ///< share of articles that find a story, where the weights were learned
  float start = 0.85F;      ///< the same share, as a new stream is taken to have it
  float lean = 1;      ///< by how much the stream speaks for joining at most, in log odds; 0: never
  float split = 0.5F;  ///< how alike two groups of a story are, by the looser one; 0: no splits
  StopWords stop_words;
  Concepts concepts;
  std::unordered_map<std::uint32_t, float> counts;  ///< bundled: articles that have the term
  /// The same for the first letters of words, as similarity across languages compares them.
  std::unordered_map<std::uint64_t, float> prefix_counts;
  float documents = 0;
  PairValues same{};   ///< weights of similarity in one language
  PairValues cross{};  ///< and across two
};

[[nodiscard]] float probability(const Features& weights, const Features& features);

}  // namespace newsloom::cluster
