#pragma once
// Templates filled with values. Every value is escaped for HTML, but those under a name that ends
// in "_html", which are made by html.h alone.

#include <nlohmann/json_fwd.hpp>
#include <string>
#include <string_view>

namespace newsloom::http {

/// The file web/<name>.mustache with the values of `data` (an object). The parts "head" and "foot"
/// are known to all.
[[nodiscard]] std::string filled(std::string_view name, const nlohmann::json& data);

}  // namespace newsloom::http
