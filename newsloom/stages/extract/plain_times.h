#pragma once
// Times in lines of a plain-text capture: "2 hours ago", "Orvik Post23-05-2025", and what stands
// beside them.

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "newsloom/core/time.h"

namespace newsloom::extract {

/// A word or number of a short line; digits and letters stuck together come apart ("2h").
struct LinePiece {
  std::string folded;
  std::size_t begin = 0;
  std::size_t end = 0;
  bool number = false;
};

[[nodiscard]] std::vector<LinePiece> line_pieces(std::string_view text);

/// An absolute date at the start or end of a short line, with what stands beside it. A name may be
/// stuck to it: "Orvik Post23-05-2025".
[[nodiscard]] std::optional<Timestamp> date_of_line(const std::string& text, std::string& rest);

/// "2 hours ago", "vor 3 Stunden", "hace 5 minutos", "time7 hours ago" → seconds. Days and weeks
/// too. Anything beside the time goes to `rest`.
[[nodiscard]] std::optional<std::int64_t> relative_time(std::string_view text, std::string& rest);

/// "3 days ago" names a day, "3 hours ago" a time.
[[nodiscard]] Timestamp time_before(const Timestamp& fetched, std::int64_t seconds);

}  // namespace newsloom::extract
