#include "newsloom/core/text/encoding.h"

#include <unicode/ucnv.h>
#include <algorithm>
#include <array>
#include <memory>
#include <optional>

#include "newsloom/core/text/encoding_table.h"
#include "newsloom/core/text/utf8.h"

namespace newsloom {
namespace {

constexpr std::string_view kUtf8 = "utf-8";
constexpr std::string_view kFallback = "windows-1252";

struct ConverterCloser {
  void operator()(UConverter* converter) const { ucnv_close(converter); }
};
using Converter = std::unique_ptr<UConverter, ConverterCloser>;

char lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; }

bool starts_with_ignoring_case(std::string_view text, std::string_view prefix) {
  return text.size() >= prefix.size() && std::equal(prefix.begin(), prefix.end(), text.begin(),
                                                    [](char a, char b) { return a == lower(b); });
}

bool is_white(char c) { return c == ' ' || c == '\t' || c == '\n' || c == '\f' || c == '\r'; }

std::string_view trimmed(std::string_view text) {
  while (!text.empty() && is_white(text.front())) text.remove_prefix(1);
  while (!text.empty() && is_white(text.back())) text.remove_suffix(1);
  return text;
}

std::string_view unquoted(std::string_view value) {
  value = trimmed(value);
  if (value.empty()) return value;
  if (value.front() == '"' || value.front() == '\'') {
    const std::size_t end = value.find(value.front(), 1);
    return end == std::string_view::npos ? std::string_view() : trimmed(value.substr(1, end - 1));
  }
  return value.substr(0, value.find_first_of(" \t\n\f\r;,"));
}

bool is_wide(std::string_view name) {
  return name.substr(0, 6) == "utf-16" || name.substr(0, 6) == "utf-32";
}

struct Bom {
  std::string_view encoding;
  std::size_t size = 0;
};

Bom byte_order_mark(std::string_view b) {
  using namespace std::string_view_literals;
  if (b.substr(0, 3) == "\xEF\xBB\xBF"sv) return {kUtf8, 3};
  if (b.substr(0, 4) == "\xFF\xFE\0\0"sv) return {"utf-32le", 4};
  if (b.substr(0, 4) == "\0\0\xFE\xFF"sv) return {"utf-32be", 4};
  if (b.substr(0, 2) == "\xFF\xFE"sv) return {"utf-16le", 2};
  if (b.substr(0, 2) == "\xFE\xFF"sv) return {"utf-16be", 2};
  return {};
}

// XML in an encoding of wide units, or in EBCDIC, without a mark (XML 1.0, appendix F.1).
std::string_view wide_xml(std::string_view b) {
  using namespace std::string_view_literals;
  if (b.substr(0, 4) == "<\0?\0"sv || b.substr(0, 4) == "<\0r\0"sv) return "utf-16le";
  if (b.substr(0, 4) == "\0<\0?"sv || b.substr(0, 4) == "\0<\0r"sv) return "utf-16be";
  if (b.substr(0, 4) == "<\0\0\0"sv) return "utf-32le";
  if (b.substr(0, 4) == "\0\0\0<"sv) return "utf-32be";
  return {};
}

std::string_view xml_declaration(std::string_view bytes) {
  const std::size_t start = bytes.find_first_not_of(" \t\r\n");
  if (start == std::string_view::npos || start > kMaxPrescanBytes) return {};
  bytes.remove_prefix(start);
  if (!starts_with_ignoring_case(bytes, "<?xml")) return {};
  bytes = bytes.substr(0, std::min(bytes.find('>'), kMaxPrescanBytes));
  const std::size_t at = bytes.find("encoding");
  if (at == std::string_view::npos) return {};
  std::string_view rest = trimmed(bytes.substr(at + 8));
  if (rest.empty() || rest.front() != '=') return {};
  const std::string_view name = encoding_of_label(unquoted(rest.substr(1)));
  // Bytes that could be read this far are not in wide units, whatever they say.
  return is_wide(name) ? kUtf8 : name;
}

// "text/html; charset=x" inside the content attribute of a <meta>.
std::string_view charset_in_content(std::string_view content) {
  for (std::size_t at = 0; at + 7 < content.size(); ++at) {
    if (!starts_with_ignoring_case(content.substr(at), "charset")) continue;
    const std::string_view rest = trimmed(content.substr(at + 7));
    if (!rest.empty() && rest.front() == '=') return unquoted(rest.substr(1));
  }
  return {};
}

// One attribute of a tag: name and value as written; moves `at` behind it. False at the tag's end.
bool next_attribute(std::string_view tag, std::size_t& at, std::string_view& name,
                    std::string_view& value) {
  while (at < tag.size() && (is_white(tag[at]) || tag[at] == '/')) ++at;
  if (at >= tag.size()) return false;
  const std::size_t begin = at;
  while (at < tag.size() && tag[at] != '=' && !is_white(tag[at]) && tag[at] != '/') ++at;
  name = tag.substr(begin, at - begin);
  value = {};
  while (at < tag.size() && is_white(tag[at])) ++at;
  if (at >= tag.size() || tag[at] != '=') return true;
  ++at;
  while (at < tag.size() && is_white(tag[at])) ++at;
  if (at < tag.size() && (tag[at] == '"' || tag[at] == '\'')) {
    const std::size_t end = std::min(tag.find(tag[at], at + 1), tag.size());
    value = tag.substr(at + 1, end - at - 1);
    at = std::min(end + 1, tag.size());
  } else {
    const std::size_t from = at;
    while (at < tag.size() && !is_white(tag[at])) ++at;
    value = tag.substr(from, at - from);
  }
  return true;
}

std::string_view charset_of_meta(std::string_view tag) {
  std::string_view name;
  std::string_view value;
  std::string_view from_content;
  bool pragma = false;
  for (std::size_t at = 0; next_attribute(tag, at, name, value);) {
    if (starts_with_ignoring_case(name, "charset") && name.size() == 7) return value;
    if (starts_with_ignoring_case(name, "http-equiv") && name.size() == 10) {
      pragma = pragma || starts_with_ignoring_case(value, "content-type");
    } else if (starts_with_ignoring_case(name, "content") && name.size() == 7) {
      from_content = charset_in_content(value);
    }
  }
  return pragma ? from_content : std::string_view();
}

std::string_view meta_declaration(std::string_view bytes) {
  bytes = bytes.substr(0, kMaxPrescanBytes);
  for (std::size_t at = bytes.find('<'); at != std::string_view::npos; at = bytes.find('<', at)) {
    const std::string_view rest = bytes.substr(at);
    if (rest.substr(0, 4) == "<!--") {
      const std::size_t end = bytes.find("-->", at + 2);
      if (end == std::string_view::npos) return {};
      at = end + 3;
      continue;
    }
    if (starts_with_ignoring_case(rest, "<meta") && rest.size() > 5 &&
        (is_white(rest[5]) || rest[5] == '/')) {
      const std::string_view tag = rest.substr(5, std::min(rest.find('>'), rest.size()) - 5);
      const std::string_view name = encoding_of_label(unquoted(charset_of_meta(tag)));
      if (name == "x-user-defined") return kFallback;
      if (is_wide(name)) return kUtf8;
      if (!name.empty()) return name;
    }
    ++at;
  }
  return {};
}

// Appends well-formed UTF-8 made of UTF-16; returns true where a unit had no partner.
bool append_utf16(std::string& out, const UChar* units, std::size_t count) {
  bool errors = false;
  for (std::size_t i = 0; i < count; ++i) {
    char32_t c = units[i];
    if (U16_IS_LEAD(units[i]) && i + 1 < count && U16_IS_TRAIL(units[i + 1])) {
      c = static_cast<char32_t>(U16_GET_SUPPLEMENTARY(units[i], units[i + 1]));
      ++i;
    } else if (U16_IS_SURROGATE(units[i])) {
      c = kReplacement;
    }
    errors = errors || c == kReplacement;
    append_utf8(out, c);
  }
  return errors;
}

std::optional<DecodedText> converted(std::string_view bytes, const EncodingRow& row) {
  UErrorCode status = U_ZERO_ERROR;
  const Converter converter(ucnv_open(std::string(row.converter).c_str(), &status));
  if (U_FAILURE(status) != 0) return std::nullopt;
  DecodedText result;
  result.encoding = row.name;
  result.utf8.reserve(bytes.size() + bytes.size() / 2);
  std::array<UChar, 4096> units{};
  const char* source = bytes.data();
  const char* const end = source + bytes.size();
  std::size_t kept = 0;  // a lead unit waiting for its partner
  do {
    status = U_ZERO_ERROR;
    UChar* target = units.data() + kept;
    ucnv_toUnicode(converter.get(), &target, units.data() + units.size(), &source, end, nullptr, 1,
                   &status);
    std::size_t count = static_cast<std::size_t>(target - units.data());
    const bool more = status == U_BUFFER_OVERFLOW_ERROR;
    kept = more && count > 1 && U16_IS_LEAD(units[count - 1]) ? 1 : 0;
    result.had_errors = append_utf16(result.utf8, units.data(), count - kept) || result.had_errors;
    if (kept == 1) units[0] = units[count - 1];
  } while (status == U_BUFFER_OVERFLOW_ERROR);
  if (result.utf8.substr(0, 3) == "\xEF\xBB\xBF") result.utf8.erase(0, 3);
  return result;
}

DecodedText decoded_as(std::string_view bytes, std::string_view name) {
  if (name == kUtf8) {
    if (is_utf8(bytes)) return {std::string(bytes), std::string(kUtf8), false};
    return {repaired_utf8(bytes), std::string(kUtf8), true};
  }
  if (const EncodingRow* row = encoding_row(name)) {
    if (auto result = converted(bytes, *row)) return std::move(*result);
  }
  return {repaired_utf8(bytes), std::string(kUtf8), true};
}

// A text that claims UTF-8 may have a few broken characters; with more, the claim is wrong.
bool mostly_broken_utf8(std::string_view bytes) {
  std::size_t good = 0;
  std::size_t bad = 0;
  for (std::size_t at = 0; at < bytes.size();) {
    if (static_cast<unsigned char>(bytes[at]) < 0x80) {
      ++at;
      continue;
    }
    const CodePoint c = code_point_at(bytes, at);
    const bool broken = c.value == kReplacement && bytes.substr(at, 3) != "\xEF\xBF\xBD";
    (broken ? bad : good) += 1;
    at = c.next;
  }
  return bad > good;
}

bool has_beyond_ascii(std::string_view bytes) {
  return std::any_of(bytes.begin(), bytes.end(),
                     [](char c) { return static_cast<unsigned char>(c) >= 0x80; });
}

}  // namespace

std::string_view encoding_of_label(std::string_view label) {
  const EncodingRow* row = encoding_row_of_label(label);
  return row == nullptr ? std::string_view() : row->name;
}

std::string_view charset_parameter(std::string_view content_type) {
  for (std::size_t at = content_type.find(';'); at != std::string_view::npos;
       at = content_type.find(';', at + 1)) {
    const std::string_view parameter = trimmed(content_type.substr(at + 1));
    if (!starts_with_ignoring_case(parameter, "charset")) continue;
    const std::string_view rest = trimmed(parameter.substr(7));
    if (!rest.empty() && rest.front() == '=') return unquoted(rest.substr(1));
  }
  return {};
}

std::string_view declared_encoding(std::string_view bytes, bool is_html) {
  if (const std::string_view name = xml_declaration(bytes); !name.empty()) return name;
  return is_html ? meta_declaration(bytes) : std::string_view();
}

DecodedText to_utf8(std::string_view bytes, std::string_view content_type_header, bool is_html) {
  if (const Bom bom = byte_order_mark(bytes); bom.size != 0) {
    return decoded_as(bytes.substr(bom.size), bom.encoding);
  }
  if (const std::string_view wide = wide_xml(bytes); !wide.empty()) return decoded_as(bytes, wide);
  std::string_view name = encoding_of_label(charset_parameter(content_type_header));
  // A header that says UTF-16 for bytes without any zero is wrong.
  if (is_wide(name) && bytes.find('\0') == std::string_view::npos) name = {};
  if (name.empty()) name = declared_encoding(bytes, is_html);
  if (name.empty()) return decoded_as(bytes, detected_encoding(bytes));
  if (name == kUtf8) {
    return decoded_as(bytes,
                      mostly_broken_utf8(bytes) ? detected_encoding(bytes) : std::string(kUtf8));
  }
  if (!is_wide(name) && has_beyond_ascii(bytes) && is_utf8(bytes)) name = kUtf8;
  return decoded_as(bytes, name);
}

}  // namespace newsloom
