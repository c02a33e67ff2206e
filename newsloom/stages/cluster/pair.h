#pragma once
// Two articles side by side, in one language or two: what similarity() weighs.
// Across languages the bridge is what languages share: names and cognates in Latin letters,
// numbers, and the names of countries and cities, which CLDR has in every language.

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
  kPairNames,        ///< cosine of names (one language)
  kPairRoot,         ///< square root of the cosine of stems
  kPairTitle,        ///< share of a title's terms found in the other
  kPairBridge,       ///< cosine of first letters, in Latin script
  kPairBridgeRoot,   ///< its square root
  kPairPlaces,       ///< cosine of countries and cities
  kPairNumbers,      ///< cosine of numbers
  kPairBridgeNames,  ///< like kPairBridge, of capitalised words alone
  kPairShared,       ///< how many names both have, whatever the lengths
  kPairUnspaced,     ///< 1: Chinese, Japanese, Thai; names do not compare by letters
  kPairUnspacedPlaces,
  kPairFeatures
};
inline constexpr std::array<std::string_view, kPairFeatures> kPairNamesOfFeatures = {
    "bias",   "words",   "names",        "root",   "title",    "bridge",         "bridge_root",
    "places", "numbers", "bridge_names", "shared", "unspaced", "unspaced_places"};
using PairValues = std::array<float, kPairFeatures>;

[[nodiscard]] PairValues pair_features(const Item& a, const Item& b, const Params& params);

}  // namespace newsloom::cluster
