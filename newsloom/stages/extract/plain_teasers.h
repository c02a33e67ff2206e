#pragma once
// The part of a plain-text capture where other articles are announced.

#include <vector>

#include "newsloom/stages/extract/plain_lines.h"

namespace newsloom::extract {

struct PlainTeaser {
  std::string title;
  std::string publisher;
  std::optional<Timestamp> date;
  std::optional<std::int64_t> seconds_ago;
  std::vector<std::string> paragraphs;
};

/// Where the other articles begin: at a marker ("Related articles") or at a teaser's own head after
/// the main text. lines.size() where there are none.
[[nodiscard]] std::size_t teasers_begin(const std::vector<PlainLine>& lines);

/// The teasers in [begin, lines.size()). Only those with a title and a text.
[[nodiscard]] std::vector<PlainTeaser> plain_teasers(const std::vector<PlainLine>& lines,
                                                     std::size_t begin);

}  // namespace newsloom::extract
