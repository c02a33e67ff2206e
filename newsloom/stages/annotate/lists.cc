#include "newsloom/stages/annotate/lists.h"

#include <string>

namespace newsloom::annotate {

std::vector<std::string_view> split(std::string_view text, char separator) {
  std::vector<std::string_view> out;
  while (true) {
    const std::size_t at = text.find(separator);
    out.push_back(text.substr(0, at));
    if (at == std::string_view::npos) return out;
    text.remove_prefix(at + 1);
  }
}

Result<std::vector<std::vector<std::string_view>>> rows_of(const DataSource& data,
                                                           std::string_view file,
                                                           std::size_t columns) {
  const auto bytes = data(file);
  if (!bytes) return fail(Errc::not_found, "no such data file", std::string(file));
  std::vector<std::vector<std::string_view>> rows;
  std::size_t number = 0;
  for (std::string_view line : split(*bytes, '\n')) {
    ++number;
    if (!line.empty() && line.back() == '\r') line.remove_suffix(1);
    if (line.empty() || line.front() == '#') continue;
    std::vector<std::string_view> row = split(line, '\t');
    if (row.size() < columns) {
      return fail(Errc::corrupt, "too few fields",
                  std::string(file) + ":" + std::to_string(number));
    }
    rows.push_back(std::move(row));
  }
  return rows;
}

}  // namespace newsloom::annotate
