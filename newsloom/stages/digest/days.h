#pragma once
// Days that a TIMEX3 value covers, so that dates of different precision can be compared.
// Source: TimeML 1.2.1; ISO 8601 for weeks.

#include <cstdint>
#include <optional>
#include <string_view>

namespace newsloom::digest {

/// Days since 1970-01-01, both included.
struct DayRange {
  std::int64_t first = 0;
  std::int64_t last = 0;

  [[nodiscard]] bool overlaps(const DayRange& other) const {
    return first <= other.last && other.first <= last;
  }
  [[nodiscard]] bool contains(const DayRange& other) const {
    return first <= other.first && other.last <= last;
  }
  [[nodiscard]] bool one_day() const { return first == last; }
  friend bool operator==(const DayRange&, const DayRange&) = default;
};

/// "2025-06-02", "2025-06-02T10:00", "2025-W22", "2025-06", "2025-Q2", "2025-H1", "2025-SU",
/// "2025". Nothing for durations, sets, PRESENT_REF and for years that are not written with four
/// digits.
[[nodiscard]] std::optional<DayRange> days_of(std::string_view timex);

}  // namespace newsloom::digest
