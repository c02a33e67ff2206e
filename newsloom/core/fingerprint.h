#pragma once
// Fingerprint: what match and cluster need to know of an article's words, small enough to keep for
// every article of the window. Made by match but for the terms, which cluster reads.

#include <cstdint>
#include <optional>
#include <vector>

#include "newsloom/core/span.h"

namespace newsloom {

/// One term that cluster compares: the stem of a word, a name, a pair of names or a number.
struct Term {
  std::uint32_t key = 0;
  float count = 0;  ///< occurrences, those in title and lead counting more: a multiple of a half
  bool in_title = false;
  bool place = false;  ///< only met in names of places
  Span first;          ///< where it stands first, for explaining

  friend bool operator==(const Term&, const Term&) = default;
};

struct Fingerprint {
  std::vector<std::uint32_t> sketch;  ///< of the text's shingles; layout is match's own business
  std::uint32_t shingle_count = 0;    ///< distinct shingles of the text
  std::uint64_t exact = 0;            ///< hash of the normalised text: equal texts, equal hashes
  /// In order of first use, with the annotations' help. Nothing: not read, cluster reads them then.
  std::optional<std::vector<Term>> terms;

  friend bool operator==(const Fingerprint&, const Fingerprint&) = default;
};

/// How an article's text stands to the text it most likely comes from.
enum class CopyRelation { none, exact, near, excerpt, update };

}  // namespace newsloom
