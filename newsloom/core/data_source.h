#pragma once
// DataSource: where word lists and models come from. Stages ask for a file of data/ by its name and
// never open one: app and tests hand them the embedded files, or a folder's.

#include <functional>
#include <optional>
#include <string_view>

namespace newsloom {

/// "names/forenames.tsv" → its bytes (valid as long as the source), or nothing.
using DataSource = std::function<std::optional<std::string_view>(std::string_view name)>;

}  // namespace newsloom
