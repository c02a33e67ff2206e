#include "newsloom/edges/http/templates.h"

#include <kainjow/mustache.hpp>
#include <nlohmann/json.hpp>

#include "web/web.h"

namespace newsloom::http {
namespace {

namespace km = kainjow::mustache;

km::data to_data(const nlohmann::json& value) {
  switch (value.type()) {
    case nlohmann::json::value_t::object: {
      km::data out(km::data::type::object);
      for (const auto& [key, inner] : value.items()) out.set(key, to_data(inner));
      return out;
    }
    case nlohmann::json::value_t::array: {
      km::data out(km::data::type::list);
      for (const auto& inner : value) out.push_back(to_data(inner));
      return out;
    }
    case nlohmann::json::value_t::boolean:
      return km::data(value.get<bool>() ? km::data::type::bool_true : km::data::type::bool_false);
    case nlohmann::json::value_t::string: return km::data(value.get<std::string>());
    case nlohmann::json::value_t::null: return km::data(km::data::type::bool_false);
    default: return km::data(value.dump());
  }
}

std::string source(std::string_view name) {
  return std::string(web::file(std::string(name) + ".mustache").value_or(""));
}

}  // namespace

std::string filled(std::string_view name, const nlohmann::json& data) {
  km::data values = to_data(data);
  for (const char* part : {"head", "foot"}) {
    values.set(part, km::partial([text = source(part)] { return text; }));
  }
  km::mustache page(source(name));
  if (!page.is_valid()) return {};
  return page.render(values);
}

}  // namespace newsloom::http
