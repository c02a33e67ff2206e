#pragma once
// A table of results, in the forms that people and programs read.

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace newsloom::app {

/// A cell that is not known is empty: null in JSON, nothing in CSV.
struct Cell {
  std::optional<std::string> text;
  bool is_number = false;  ///< written without quotation marks in JSON
};

struct Table {
  std::vector<std::string> columns;
  std::vector<std::vector<Cell>> rows;
};

enum class TableFormat { text, json, csv, markdown };

/// json: one object a row; csv: RFC 4180, with a header; markdown: a table, cells escaped; text:
/// one row a line for people.
[[nodiscard]] std::string rendered(const Table& table, TableFormat format);

[[nodiscard]] Cell cell(std::string_view text);
[[nodiscard]] Cell cell(const std::optional<std::string>& text);
[[nodiscard]] Cell cell(std::uint64_t number);
[[nodiscard]] Cell cell_of(std::optional<double> number);

}  // namespace newsloom::app
