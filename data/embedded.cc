#include "data/embedded.h"

#include <array>

extern "C" {
#include "declarations.inc"
}

namespace newsloom {
namespace {

struct File {
  std::string_view name;
  const char* begin;
  const char* end;
};

constexpr auto kFiles = std::to_array<File>({
    {"", nullptr, nullptr},
#include "table.inc"
});

}  // namespace

DataSource embedded_data() {
  return [](std::string_view name) -> std::optional<std::string_view> {
    for (const File& file : kFiles) {
      if (file.name == name && file.begin != nullptr) {
        return std::string_view(file.begin, static_cast<std::size_t>(file.end - file.begin));
      }
    }
    return std::nullopt;
  };
}

}  // namespace newsloom
