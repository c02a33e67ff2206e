#pragma once
// Dates as feeds, pages and HTTP headers write them: RFC 822 and 850, asctime, all of ISO 8601,
// epoch seconds, and what people write, with month names in some forty languages.
// A text that is not plainly one date is refused: no date is better than a wrong one.

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>

#include "newsloom/core/time.h"

namespace newsloom {

/// Longer texts are no dates.
inline constexpr std::size_t kMaxLooseDateBytes = 160;

enum class DateUnit : std::uint8_t { year, month, week, day, minute, second };

/// Which number stands first in "03/04/2025", where the text itself does not tell.
enum class DateOrder : std::uint8_t { unknown, day_first, month_first };

struct LooseDate {
  Timestamp time;  ///< of a year, month or week: its first day
  DateUnit unit = DateUnit::day;

  friend bool operator==(const LooseDate&, const LooseDate&) = default;
};

/// Reads a text that is one date and nothing else (but weekday, "Published:", "at", "Uhr" …).
/// "03/04/2025" is decided by a weekday, a number above 12, a clock with AM or PM, or `order`; else
/// it is refused; with dots or hyphens the day is first. Korean texts without zone are taken as
/// +09:00. Two-digit years: 69 is 1969, 68 is 2068 (POSIX). A false weekday is ignored.
[[nodiscard]] std::optional<LooseDate> read_loose_date(std::string_view text,
                                                       DateOrder order = DateOrder::unknown);

/// The same, where at least the day is known.
[[nodiscard]] std::optional<Timestamp> loose_date(std::string_view text,
                                                  DateOrder order = DateOrder::unknown);

}  // namespace newsloom
