#pragma once
// Two figures of one unit or noun: do they count the same thing?

#include <string>

#include "newsloom/stages/digest/quantity.h"
#include "newsloom/stages/digest/view.h"

namespace newsloom::digest {

/// How two figures of one bucket stand to each other.
enum class Relation { different, same_thing };

struct Comparison {
  Relation relation = Relation::different;
  std::string reason;   ///< what tells them apart; empty for the same thing
  double ratio = 1;     ///< b is counted per side, a in total: 2; and the other way: 0.5
  double sameness = 0;  ///< how much speaks for one thing
};

[[nodiscard]] Comparison compared(const Quantity& a, const Quantity& b, const View& view);

/// Ranges meet as written (1), once per-side is doubled (2 or 0.5), or not at all (0).
[[nodiscard]] double meeting_ratio(const Quantity& a, const Quantity& b);
/// Whether the order of the two accounts in time is known.
[[nodiscard]] bool times_known(const Account& a, const Account& b);
/// Numbers of this kind grow while the news goes on.
[[nodiscard]] bool grows(Deed deed);
/// Two parties count one thing that does not grow: police and organisers, owner and coastguard.
[[nodiscard]] bool two_counts(const Quantity& a, const Quantity& b);

}  // namespace newsloom::digest
