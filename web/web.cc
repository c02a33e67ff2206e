#include "web/web.h"

#include <array>

extern "C" {
#include "web_declarations.inc"
}

namespace newsloom::web {
namespace {

struct File {
  std::string_view name;
  const char* begin;
  const char* end;
};

constexpr auto kFiles = std::to_array<File>({
    {"", nullptr, nullptr},
#include "web_table.inc"
});

}  // namespace

std::optional<std::string_view> file(std::string_view name) {
  for (const File& file : kFiles) {
    if (file.name == name && file.begin != nullptr) {
      return std::string_view(file.begin, static_cast<std::size_t>(file.end - file.begin));
    }
  }
  return std::nullopt;
}

}  // namespace newsloom::web
