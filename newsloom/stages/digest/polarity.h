#pragma once
// Polarity: whether a sentence says that something is so, is not so, or is not so yet. Closed lists
// of words; used only to compare two sentences that already tell of the same thing.

#include <cstdint>
#include <string_view>
#include <vector>

namespace newsloom::digest {

enum class Stance {
  none,     ///< nothing that commits anybody
  not_yet,  ///< "has not confirmed", "no talks are scheduled", "is still waiting"
  open,     ///< "is willing", "is considering"
  yes,      ///< "will send", "has confirmed", "agreed"
  no,       ///< "refused", "rejected", "ruled out"
  denies,   ///< "denied", "disputed": about what others claim
};

/// A word that commits or denies, and where it stands (bytes of the sentence).
struct StanceHit {
  Stance stance = Stance::none;
  std::uint32_t begin = 0;
  std::uint32_t end = 0;
};

inline constexpr std::size_t kMaxStanceHits = 6;

/// In order of place; at most `kMaxStanceHits`.
[[nodiscard]] std::vector<StanceHit> stances_of(std::string_view sentence);

/// Holds "not", "no", "never" or the like.
[[nodiscard]] bool is_negated(std::string_view text);

}  // namespace newsloom::digest
