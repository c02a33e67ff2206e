// Recognises what an input is from its first bytes.
#include <algorithm>
#include <array>

#include "newsloom/core/text/encoding.h"
#include "newsloom/stages/decode/decode.h"

namespace newsloom::decode {
namespace {

constexpr std::size_t kMaxLook = 16U << 10U;

char lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; }

std::string lowered(std::string_view text) {
  std::string out(text);
  std::transform(out.begin(), out.end(), out.begin(), lower);
  return out;
}

bool is_name(char c) {
  return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == ':' || c == '-' || c == '_' ||
         c == '.' || c == '!';
}

// The name of the first element, after XML declaration, comments, doctype and junk before them.
std::string_view first_element(std::string_view text) {
  for (std::size_t at = text.find('<'); at != std::string_view::npos; at = text.find('<', at + 1)) {
    const std::string_view rest = text.substr(at + 1);
    if (rest.empty()) return {};
    if (rest.substr(0, 3) == "!--") {
      at = text.find("-->", at);
      if (at == std::string_view::npos) return {};
    } else if (rest[0] == '?') {
      at = text.find("?>", at);
      if (at == std::string_view::npos) return {};
    } else if (rest[0] == '!') {
      if (rest.substr(0, 8) != "!doctype") continue;
      if (rest.substr(8, 32).find("html") != std::string_view::npos) return "html";
      // An internal subset: its end is "]>"; without one, the first ">".
      const std::size_t bracket = rest.find('[');
      const std::size_t close = rest.find('>');
      if (bracket < close) {
        at = text.find("]", at);
        if (at == std::string_view::npos) return {};
      }
    } else if (rest[0] >= 'a' && rest[0] <= 'z') {
      std::size_t end = 0;
      while (end < rest.size() && is_name(rest[end])) ++end;
      return rest.substr(0, end);
    }
  }
  return {};
}

std::string_view local_name(std::string_view name) {
  const std::size_t colon = name.rfind(':');
  return colon == std::string_view::npos ? name : name.substr(colon + 1);
}

std::size_t count_tags(std::string_view text) {
  std::size_t count = 0;
  for (std::size_t at = text.find('<'); at + 1 < text.size() && at != std::string_view::npos;
       at = text.find('<', at + 1)) {
    const char c = text[at + 1];
    if ((c == '/' || (c >= 'a' && c <= 'z')) &&
        text.substr(at, 200).find('>') != std::string_view::npos) {
      ++count;
    }
  }
  return count;
}

bool is_binary(std::string_view bytes) {
  using namespace std::string_view_literals;
  static constexpr std::array kMagic = {"%PDF-"sv,
                                        "\x89PNG"sv,
                                        "GIF8"sv,
                                        "\xFF\xD8\xFF"sv,
                                        "PK\x03\x04"sv,
                                        "\x7F"
                                        "ELF"sv,
                                        "Rar!"sv,
                                        "BZh"sv,
                                        "filedesc:"sv,
                                        "RIFF"sv,
                                        "OggS"sv,
                                        "ID3"sv,
                                        "7z\xBC\xAF"sv,
                                        "\xFD"
                                        "7zXZ"sv,
                                        "SQLite format"sv};
  for (const std::string_view magic : kMagic) {
    if (bytes.substr(0, magic.size()) == magic) return true;
  }
  std::size_t control = 0;
  for (const char c : bytes) {
    const auto b = static_cast<unsigned char>(c);
    if (b < 9 || (b > 13 && b < 32 && b != 0x1B)) ++control;
  }
  return control * 50 > bytes.size();
}

// One object over many lines, or many objects on a line each?
InputKind kind_of_json(std::string_view text) {
  const std::string_view head = text.substr(0, text.find('\n'));
  if (text.find("jsonfeed.org/version") != std::string_view::npos) return InputKind::feed;
  if (text.find("\"items\"") != std::string_view::npos &&
      head.find("\"html\"") == std::string_view::npos &&
      text.find("\"home_page_url\"") != std::string_view::npos) {
    return InputKind::feed;
  }
  return InputKind::ndjson;
}

}  // namespace

std::string_view name_of(InputKind kind) {
  static constexpr std::array<std::string_view, 8> kNames = {
      "html", "plain_text", "feed", "warc", "ndjson", "opml", "binary", "empty"};
  return kNames.at(static_cast<std::size_t>(kind));
}

InputKind kind_of(std::string_view first_bytes, std::string_view name) {
  const std::size_t first = first_bytes.find_first_not_of(" \t\r\n\f\v");
  if (first == std::string_view::npos) return InputKind::empty;
  std::string_view bytes = first_bytes.substr(first, kMaxLook);
  if (bytes.substr(0, 5) == "WARC/") return InputKind::warc;
  std::string wide;
  const bool marked =
      first_bytes.substr(0, 2) == "\xFF\xFE" || first_bytes.substr(0, 2) == "\xFE\xFF";
  if (marked || (bytes.find('\0') != std::string_view::npos &&
                 detected_encoding(first_bytes).substr(0, 4) == "utf-")) {
    wide = to_utf8(first_bytes.substr(0, kMaxLook), "", true).utf8;
    bytes = wide;
  }
  if (bytes.substr(0, 3) == "\xEF\xBB\xBF") bytes.remove_prefix(3);
  if (is_binary(bytes)) return InputKind::binary;
  const std::string text = lowered(bytes);
  const std::size_t start = text.find_first_not_of(" \t\r\n\f\v");
  if (start == std::string::npos) return InputKind::empty;
  if (text[start] == '{' || text[start] == '[') return kind_of_json(text);
  const std::string_view element = first_element(text);
  const std::string_view local = local_name(element);
  if (local == "opml") return InputKind::opml;
  for (const std::string_view root : {"rss", "feed", "rdf", "channel"}) {
    if (local == root) return InputKind::feed;
  }
  if (text[start] == '<' && !element.empty()) return InputKind::html;
  if (text.find("<html") != std::string::npos || text.find("<body") != std::string::npos ||
      text.find("<!doctype html") != std::string::npos || count_tags(text) > 2) {
    return InputKind::html;
  }
  const std::string file = lowered(name);
  for (const std::string_view end : {".html", ".htm", ".xhtml", ".html.gz"}) {
    if (file.size() > end.size() && file.compare(file.size() - end.size(), end.size(), end) == 0) {
      return InputKind::html;
    }
  }
  return InputKind::plain_text;
}

}  // namespace newsloom::decode
