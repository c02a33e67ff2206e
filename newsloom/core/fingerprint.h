#pragma once
// Fingerprint: what match and cluster need to know of an article's words, small enough to keep for
// every article of the window. A function of the Article alone. Made by match.

#include <cstdint>
#include <vector>

namespace newsloom {

struct Fingerprint {
  std::vector<std::uint32_t> sketch;  ///< of the text's shingles; layout is match's own business
  std::uint32_t shingle_count = 0;    ///< distinct shingles of the text
  std::uint64_t exact = 0;            ///< hash of the normalised text: equal texts, equal hashes

  friend bool operator==(const Fingerprint&, const Fingerprint&) = default;
};

/// How an article's text stands to the text it most likely comes from.
enum class CopyRelation { none, exact, near, excerpt, update };

}  // namespace newsloom
