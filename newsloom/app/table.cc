#include "newsloom/app/table.h"

#include "newsloom/app/terminal.h"
#include "newsloom/core/codec.h"
#include "newsloom/core/text/normalize.h"

namespace newsloom::app {
namespace {

std::string json_row(const Table& table, const std::vector<Cell>& row) {
  std::string out = "{";
  for (std::size_t i = 0; i < row.size(); ++i) {
    out += (i == 0 ? "" : ",") + codec::quoted(table.columns[i]) + ":";
    out += !row[i].text ? "null" : row[i].is_number ? *row[i].text : codec::quoted(*row[i].text);
  }
  return out + "}\n";
}

// RFC 4180; a cell that a spreadsheet would take for a formula gets an apostrophe before it.
std::string csv_cell(const Cell& cell) {
  std::string text = cell.text.value_or("");
  if (!cell.is_number && !text.empty() &&
      std::string_view("=+-@\t\r").find(text.front()) != std::string_view::npos) {
    text.insert(0, 1, '\'');
  }
  if (text.find_first_of("\",\r\n") == std::string::npos) return text;
  std::string out = "\"";
  for (const char c : text) {
    if (c == '"') out += '"';
    out += c;
  }
  return out + "\"";
}

std::string csv(const Table& table) {
  std::string out;
  for (std::size_t i = 0; i < table.columns.size(); ++i) {
    out += (i == 0 ? "" : ",") + table.columns[i];
  }
  out += "\r\n";
  for (const auto& row : table.rows) {
    for (std::size_t i = 0; i < row.size(); ++i) out += (i == 0 ? "" : ",") + csv_cell(row[i]);
    out += "\r\n";
  }
  return out;
}

std::string markdown_cell(const Cell& cell) {
  std::string out;
  for (const char c : squeezed(cell.text.value_or(""))) {
    if (c == '<') {
      out += "&lt;";
      continue;
    }
    if (std::string_view("|\\`*_[]").find(c) != std::string_view::npos) out += '\\';
    out += c;
  }
  return out;
}

std::string markdown(const Table& table) {
  std::string out = "|";
  std::string rule = "|";
  for (const std::string& column : table.columns) {
    out += " " + column + " |";
    rule += " --- |";
  }
  out += "\n" + rule + "\n";
  for (const auto& row : table.rows) {
    out += "|";
    for (const Cell& cell : row) out += " " + markdown_cell(cell) + " |";
    out += "\n";
  }
  return out;
}

std::string plain(const Table& table) {
  std::string out;
  for (const auto& row : table.rows) {
    std::string line;
    for (std::size_t i = 0; i < row.size(); ++i) {
      const std::string text = squeezed(row[i].text.value_or(""));
      if (text.empty()) continue;
      line += (line.empty() ? "" : "  ") + (i == 0 ? bold(text) : text);
    }
    out += line + "\n";
  }
  return out;
}

}  // namespace

std::string rendered(const Table& table, TableFormat format) {
  switch (format) {
    case TableFormat::csv: return csv(table);
    case TableFormat::markdown: return markdown(table);
    case TableFormat::text: return plain(table);
    case TableFormat::json: break;
  }
  std::string out;
  for (const auto& row : table.rows) out += json_row(table, row);
  return out;
}

Cell cell(std::string_view text) { return {std::string(text), false}; }
Cell cell(const std::optional<std::string>& text) { return {text, false}; }
Cell cell(std::uint64_t number) { return {std::to_string(number), true}; }
Cell cell_of(std::optional<double> number) {
  if (!number) return {};
  return {codec::number(*number), true};
}

}  // namespace newsloom::app
