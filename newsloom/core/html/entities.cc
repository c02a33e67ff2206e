#include "newsloom/core/html/entities.h"

#include <algorithm>
#include <array>
#include <cstdint>
#include <cstring>

#include "newsloom/core/text/utf8.h"

namespace newsloom::html {
namespace {

constexpr std::size_t kMaxNameLength = 31;  // CounterClockwiseContourIntegral

struct Entity {
  std::string_view name;
  std::string_view text;
  bool bare;  // known without semicolon, too
};

constexpr Entity kEntities[] = {
#include "newsloom/core/html/entity_table.inc"
};

// Windows-1252 meanings of the numbers 128 to 159, as the standard demands.
constexpr std::array<char32_t, 32> kWindows1252 = {
    0x20AC, 0x81,   0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021, 0x02C6, 0x2030, 0x0160,
    0x2039, 0x0152, 0x8D,   0x017D, 0x8F,   0x90,   0x2018, 0x2019, 0x201C, 0x201D, 0x2022,
    0x2013, 0x2014, 0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0x9D,   0x017E, 0x0178};

bool is_alnum(char c) {
  return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

const Entity* find(std::string_view name) {
  const Entity* const end = std::end(kEntities);
  const Entity* found = std::lower_bound(
      std::begin(kEntities), end, name,
      [](const Entity& entity, std::string_view wanted) { return entity.name < wanted; });
  return found != end && found->name == name ? found : nullptr;
}

int digit_value(char c) {
  if (c >= '0' && c <= '9') return c - '0';
  if (c >= 'a' && c <= 'f') return c - 'a' + 10;
  if (c >= 'A' && c <= 'F') return c - 'A' + 10;
  return 99;
}

// "&#…" at the start of `text`: its length, or 0 where it is none.
std::size_t numeric(std::string_view text, std::string& out) {
  std::size_t at = 2;
  int base = 10;
  if (at < text.size() && (text[at] == 'x' || text[at] == 'X')) {
    base = 16;
    ++at;
  }
  const std::size_t first = at;
  std::uint32_t value = 0;
  while (at < text.size() && digit_value(text[at]) < base) {
    if (value < 0x110000) {
      value = value * static_cast<std::uint32_t>(base) +
              static_cast<std::uint32_t>(digit_value(text[at]));
    }
    ++at;
  }
  if (at == first) return 0;
  if (at < text.size() && text[at] == ';') ++at;
  char32_t c = value;
  if (c >= 0x80 && c < 0xA0) c = kWindows1252.at(c - 0x80);
  if (c == 0 || c > 0x10FFFF || (c >= 0xD800 && c < 0xE000)) c = kReplacement;
  append_utf8(out, c);
  return at;
}

// "&name;" at the start of `text`: its length, or 0 where it is none.
std::size_t named(std::string_view text, bool in_attribute, std::string& out) {
  std::size_t length = 1;
  while (length < text.size() && length <= kMaxNameLength && is_alnum(text[length])) ++length;
  const std::string_view name = text.substr(1, length - 1);
  if (length < text.size() && text[length] == ';') {
    if (const Entity* entity = find(name)) {
      out.append(entity->text);
      return length + 1;
    }
  }
  for (std::size_t n = std::min<std::size_t>(name.size(), 6); n >= 2; --n) {
    const Entity* entity = find(name.substr(0, n));
    if (entity == nullptr || !entity->bare) continue;
    const char next = n + 1 < text.size() ? text[n + 1] : ' ';
    if (in_attribute && (next == '=' || is_alnum(next))) return 0;
    out.append(entity->text);
    return n + 1;
  }
  return 0;
}

}  // namespace

void append_decoded(std::string& out, std::string_view text, bool in_attribute) {
  while (!text.empty()) {
    const void* found = std::memchr(text.data(), '&', text.size());
    if (found == nullptr) break;
    const auto plain = static_cast<std::size_t>(static_cast<const char*>(found) - text.data());
    out.append(text.substr(0, plain));
    text.remove_prefix(plain);
    const std::size_t used =
        text.size() > 2 && text[1] == '#' ? numeric(text, out) : named(text, in_attribute, out);
    if (used == 0) out.push_back('&');
    text.remove_prefix(used == 0 ? 1 : used);
  }
  out.append(text);
}

std::string decoded(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  append_decoded(out, text, false);
  return out;
}

void append_escaped(std::string& out, std::string_view text) {
  for (const char c : text) {
    switch (c) {
      case '&': out += "&amp;"; break;
      case '<': out += "&lt;"; break;
      case '>': out += "&gt;"; break;
      case '"': out += "&quot;"; break;
      default: out.push_back(c);
    }
  }
}

}  // namespace newsloom::html
