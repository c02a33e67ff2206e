#pragma once
// Two articles side by side, in one language or two: what similarity() weighs.
// Across languages the bridge is what languages share: names and cognates in Latin letters,
// names of countries and cities, which CLDR has in every language, and a list of what news is
// about.

#include <array>
#include <cstdint>
#include <string_view>

#include "newsloom/core/item.h"
#include "newsloom/stages/cluster/cluster.h"

namespace newsloom::cluster {

/// What similarity() sees of two articles, each 0 to about 1. The names are those of
/// data/cluster/weights.tsv, after "same/" or "cross/".
enum PairFeature : std::size_t {
  kPairBias,
  kPairWords,        ///< cosine of stems (one language)
  kPairRoot,         ///< its square root
  kPairTitle,        ///< share of a title's terms found in the other (one language)
  kPairBridge,       ///< cosine of first letters, in Latin script
  kPairBridgeRoot,   ///< its square root
  kPairPlaces,       ///< cosine of countries and cities
  kPairBridgeNames,  ///< like kPairBridge, of capitalised words alone
  kPairShared,       ///< how many names both have, whatever the lengths (one language)
  kPairUnspaced,     ///< 1: Chinese, Japanese, Thai; names do not compare by letters
  kPairUnspacedPlaces,
  kPairConcepts,      ///< cosine of what the articles are about
  kPairLeadConcepts,  ///< the same of their first lines
  kPairSpelt,         ///< cosine of names matched by spelling
  kPairLengths,       ///< logarithm of how much longer one text is
  kPairRelated,       ///< 1: languages of one family, whose words look alike anyway
  kPairFeatures
};
inline constexpr std::array<std::string_view, kPairFeatures> kPairNamesOfFeatures = {
    "bias",          "words",        "root",    "title",    "bridge",          "bridge_root",
    "places",        "bridge_names", "shared",  "unspaced", "unspaced_places", "concepts",
    "lead_concepts", "spelt",        "lengths", "related"};
using PairValues = std::array<float, kPairFeatures>;

/// What is weighed in one language (`same`) or across two; the other weights are 0. Numbers in
/// common added nothing on either side.
[[nodiscard]] bool is_weighed(PairFeature feature, bool same);

[[nodiscard]] PairValues pair_features(const Item& a, const Item& b, const Params& params);

}  // namespace newsloom::cluster
