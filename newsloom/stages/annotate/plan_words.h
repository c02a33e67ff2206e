#pragma once
// Verbs that arrange what a day is for, and that call it off. Hand-made.

#include <algorithm>
#include <array>
#include <string_view>

namespace newsloom::annotate {

template <std::size_t N>
[[nodiscard]] constexpr bool one_of(const std::array<std::string_view, N>& list,
                                    std::string_view word) {
  return std::find(list.begin(), list.end(), word) != list.end();
}

/// "a trip |planned| for Friday"
inline constexpr auto kArranged = std::to_array<std::string_view>({
    "planned",
    "scheduled",
    "due",
    "set",
    "slated",
    "expected",
    "billed",
    "fixed",
    "rescheduled",
    "arranged",
    "timed",
    "booked",
    "registered",
});

/// What was planned does not happen, or not then.
inline constexpr auto kCallsOff = std::to_array<std::string_view>({
    "cancelled", "canceled",  "cancels",   "cancel",    "cancelling", "canceling", "scrapped",
    "scraps",    "abandoned", "postponed", "postpones", "postpone",   "shelved",   "axed",
    "dropped",   "drops",     "aborted",   "scrubbed",  "delayed",    "deferred",  "suspended",
});

}  // namespace newsloom::annotate
