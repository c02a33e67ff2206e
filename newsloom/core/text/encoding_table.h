#pragma once
// The charsets that are read, with their labels and the converter of ICU behind each.

#include <string_view>

namespace newsloom {

struct EncodingRow {
  std::string_view name;       ///< WHATWG name, lower case
  std::string_view converter;  ///< ICU's name
  std::string_view labels;     ///< lower case, each between spaces
};

/// The row of a WHATWG name, or nullptr.
[[nodiscard]] const EncodingRow* encoding_row(std::string_view name);

/// The row of a label (any case, white space around it), or nullptr.
[[nodiscard]] const EncodingRow* encoding_row_of_label(std::string_view label);

}  // namespace newsloom
