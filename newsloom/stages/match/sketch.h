#pragma once
// The layout of Fingerprint::sketch, and how two sketches are compared.
//
// A sketch keeps the kShingles smallest hashes of the text's 3-word shingles (bottom-k: a random
// sample of them that is the same in every text), and the kKeys smallest hashes of its keys, that
// is of its names and numbers. Below the smaller of two samples' largest hashes both samples are
// complete, so containment can be estimated both ways for texts of any two lengths.
// Source: Broder, "On the resemblance and containment of documents", 1997; Cohen and Kaplan,
// "Summarizing data using bottom-k sketches", 2007.

#include <cstdint>
#include <functional>
#include <span>
#include <vector>

#include "newsloom/core/fingerprint.h"

namespace newsloom::match {

inline constexpr std::size_t kShingles = 96;
inline constexpr std::size_t kKeys = 32;
inline constexpr std::size_t kShingleWords = 3;

/// The parts of a sketch; views into the fingerprint. Both ascend strictly.
struct SketchView {
  std::span<const std::uint32_t> shingles;
  std::span<const std::uint32_t> keys;
  std::uint32_t shingle_limit = 0;  ///< the sample is complete up to and with this hash
  std::uint32_t key_limit = 0;
};

[[nodiscard]] std::vector<std::uint32_t> pack_sketch(std::span<const std::uint32_t> shingles,
                                                     std::span<const std::uint32_t> keys);
/// A sketch that is not one (stored by something else) reads as empty.
[[nodiscard]] SketchView view_of(std::span<const std::uint32_t> sketch);

/// Distinct keys in the part of both samples that can be compared.
struct Shared {
  std::uint32_t of_a = 0;
  std::uint32_t of_b = 0;
  std::uint32_t both = 0;
};

/// The lowest bit of a key tells numbers (1) from names (0).
[[nodiscard]] constexpr std::uint32_t key_of(std::uint64_t hash, bool number) {
  return (static_cast<std::uint32_t>(hash >> 20U) & ~1U) | (number ? 1U : 0U);
}

/// What two texts share. Shares are of what the named text has, 0 to 1, weighted by rarity.
struct Overlap {
  double a_in_b = 0;
  double b_in_a = 0;
  std::uint32_t shared = 0;  ///< shingles of the sample that both have
  double shared_weight = 0;  ///< the same, weighted
  Shared names;
  Shared numbers;
};

/// `weight` gives the weight of a shingle's hash: 1 for a rare one, near 0 for furniture.
[[nodiscard]] Overlap overlap(const SketchView& a, const SketchView& b,
                              const std::function<double(std::uint32_t)>& weight);

}  // namespace newsloom::match
