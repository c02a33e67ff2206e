#pragma once
// Word lists: tab-separated files of data/, one row a line, "#" begins a comment line.

#include <cstddef>
#include <string_view>
#include <vector>

#include "newsloom/core/data_source.h"
#include "newsloom/core/result.h"

namespace newsloom::annotate {

[[nodiscard]] std::vector<std::string_view> split(std::string_view text, char separator);

/// All rows of a file; empty lines and comments are skipped. Views into the data source's bytes.
/// Errors: not_found; corrupt where a row has fewer than `columns` fields.
[[nodiscard]] Result<std::vector<std::vector<std::string_view>>> rows_of(const DataSource& data,
                                                                         std::string_view file,
                                                                         std::size_t columns);

}  // namespace newsloom::annotate
