#include "newsloom/stages/decode/ndjson.h"

#include <simdjson.h>
#include <algorithm>

#include "newsloom/core/text/loose_date.h"
#include "newsloom/core/text/utf8.h"
#include "newsloom/stages/decode/unpacked.h"

namespace newsloom::decode {
namespace {

namespace json = simdjson::dom;

constexpr std::size_t kMaxAuthors = 100;
constexpr std::size_t kMaxId = 1024;
constexpr std::size_t kMaxFileBytes = 32U << 20U;
constexpr std::size_t kLook = 64U << 10U;

// The fields of one line, each as far as it is there. A null counts as not there.
struct Fields {
  std::string id;
  std::string url;
  std::optional<std::string> fetched_at;
  std::optional<std::string> publisher;
  std::optional<std::string> path;
  std::optional<std::string> html;
  std::optional<std::string> text;
  std::optional<std::string> title;
  std::optional<std::string> published;
  std::optional<std::string> modified;
  std::optional<std::string> language;
  std::optional<std::string> content_type;
  std::vector<std::string> authors;
  bool is_article = false;  // names a field that only articles have, be it null
};

int hex_value(std::string_view four) {
  int value = 0;
  for (const char c : four) {
    const int digit = c >= '0' && c <= '9'   ? c - '0'
                      : c >= 'a' && c <= 'f' ? c - 'a' + 10
                      : c >= 'A' && c <= 'F' ? c - 'A' + 10
                                             : -1;
    if (digit < 0) return -1;
    value = value * 16 + digit;
  }
  return four.size() == 4 ? value : -1;
}

// Escapes for half of a surrogate pair make simdjson refuse a line; they become U+FFFD.
void mend_surrogates(std::string& line) {
  for (std::size_t i = 0; i + 5 < line.size(); ++i) {
    if (line[i] != '\\') continue;
    if (line[i + 1] != 'u') {
      ++i;
      continue;
    }
    const int unit = hex_value(std::string_view(line).substr(i + 2, 4));
    const bool is_high = unit >= 0xD800 && unit < 0xDC00;
    const int next = is_high && line.compare(i + 6, 2, "\\u") == 0
                         ? hex_value(std::string_view(line).substr(i + 8, 4))
                         : -1;
    if (next >= 0xDC00 && next < 0xE000) {
      i += 11;
      continue;
    }
    if (unit >= 0xD800 && unit < 0xE000) line.replace(i + 2, 4, "fffd");
    i += 5;
  }
}

std::optional<std::string> string_of(json::element value) {
  std::string_view text;
  std::int64_t number = 0;
  if (value.get_string().get(text) == simdjson::SUCCESS) return std::string(text);
  if (value.get_int64().get(number) == simdjson::SUCCESS) return std::to_string(number);
  return std::nullopt;
}

void read_authors(json::element value, std::vector<std::string>& out) {
  json::array list;
  if (value.get_array().get(list) != simdjson::SUCCESS) {
    if (auto one = string_of(value); one && !one->empty()) out.push_back(std::move(*one));
    return;
  }
  for (const json::element entry : list) {
    if (out.size() >= kMaxAuthors) return;
    if (auto one = string_of(entry); one && !one->empty()) out.push_back(std::move(*one));
  }
}

void read_field(std::string_view key, json::element value, Fields& f) {
  static constexpr std::pair<std::string_view, std::optional<std::string> Fields::*> kText[] = {
      {"fetched_at", &Fields::fetched_at},
      {"publisher", &Fields::publisher},
      {"path", &Fields::path},
      {"html", &Fields::html},
      {"text", &Fields::text},
      {"title", &Fields::title},
      {"published", &Fields::published},
      {"modified", &Fields::modified},
      {"language", &Fields::language},
      {"content_type", &Fields::content_type}};
  if (key == "title" || key == "published" || key == "authors" || key == "modified") {
    f.is_article = true;
  }
  if (key == "id") {
    f.id = string_of(value).value_or("");
  } else if (key == "url") {
    f.url = string_of(value).value_or("");
  } else if (key == "authors") {
    read_authors(value, f.authors);
  } else {
    for (const auto& [name, member] : kText) {
      if (key == name) f.*member = string_of(value);
    }
  }
}

Fields fields_of(json::object object) {
  Fields fields;
  for (const json::key_value_pair field : object) read_field(field.key, field.value, fields);
  return fields;
}

std::optional<Timestamp> time_of(const std::optional<std::string>& text) {
  if (!text) return std::nullopt;
  if (auto time = parse_timestamp(*text)) return time;
  return loose_date(*text);
}

std::optional<std::string> not_empty(std::optional<std::string> text) {
  return text && text->empty() ? std::nullopt : std::move(text);
}

Result<std::string> opened(const std::string& path, const Origin& origin) {
  if (!is_inside(path)) return fail(Errc::invalid_input, "path leaves its folder: " + path);
  if (!origin.open) return fail(Errc::unsupported, "path is only read in files: " + path);
  return origin.open(path);
}

Result<Capture> capture_of(Fields fields, const Origin& origin) {
  const int bodies =
      int{fields.path.has_value()} + int{fields.html.has_value()} + int{fields.text.has_value()};
  if (bodies == 0) return fail(Errc::invalid_input, "none of path, html and text");
  if (bodies > 1) return fail(Errc::invalid_input, "more than one of path, html and text");
  if (fields.id.size() > kMaxId) return fail(Errc::too_large, "id is too long");
  Capture capture;
  capture.url = std::move(fields.url);
  capture.fetched_at = time_of(fields.fetched_at);
  capture.publisher = not_empty(std::move(fields.publisher));
  capture.content_type = fields.content_type.value_or("");
  if (fields.text) {
    capture.body = std::move(*fields.text);
    capture.kind = fields.is_article ? CaptureKind::article : CaptureKind::text;
  } else if (fields.html) {
    capture.body = std::move(*fields.html);
    capture.content_type = "text/html; charset=utf-8";
  } else {
    NL_TRY(std::string packed, opened(*fields.path, origin));
    auto body = unpacked(packed, kMaxFileBytes);
    if (!body && body.error().code != Errc::invalid_input) {
      return tl::unexpected<Error>(body.error());
    }
    // A damaged file is a capture all the same: it is refused with its id, as not text.
    capture.body = body ? std::move(*body) : std::move(packed);
    const InputKind kind = kind_of(capture.body, *fields.path);
    if (kind == InputKind::plain_text) capture.kind = CaptureKind::text;
  }
  capture.known.title = not_empty(std::move(fields.title));
  capture.known.authors = std::move(fields.authors);
  capture.known.published = time_of(fields.published);
  capture.known.modified = time_of(fields.modified);
  capture.known.language = not_empty(std::move(fields.language));
  capture.id = fields.id.empty() ? capture_id(capture.url, capture.body) : std::move(fields.id);
  return capture;
}

class LineReader {
 public:
  LineReader(ByteStream& stream, const Origin& origin, const Sink& sink)
      : stream_(stream), origin_(origin), sink_(sink) {}

  Counts read() {
    while (!stopped_ && !stream_.at_end()) {
      const std::uint64_t offset = stream_.offset();
      const bool fits = read_line();
      ++number_;
      if (!fits) {
        problem({Errc::too_large, "line is longer than " + std::to_string(kMaxLineBytes) + " bytes",
                 ""},
                offset);
        continue;
      }
      if (line_.find_first_not_of(" \t\r\n") != std::string::npos) one_line(offset);
      if (line_.capacity() > (4U << 20U)) std::string().swap(line_);
    }
    if (stream_.error()) {
      ++counts_.problems;
      sink_.problem({stream_.error()->code, stream_.error()->what,
                     origin_.name + ":" + stream_.error()->where});
    }
    return counts_;
  }

 private:
  // False where the line is over the limit; it is passed over then.
  bool read_line() {
    line_.clear();
    bool fits = true;
    for (;;) {
      const std::string_view here = stream_.peek(1);
      if (here.empty()) return fits;
      const std::size_t end = here.find('\n');
      const std::size_t n = end == std::string_view::npos ? here.size() : end + 1;
      if (line_.size() + n > kMaxLineBytes) {
        fits = false;
        std::string().swap(line_);
      } else if (fits) {
        line_.append(here.substr(0, n));
      }
      stream_.consume(n);
      if (end != std::string_view::npos) return fits;
    }
  }

  void one_line(std::uint64_t offset) {
    if (!is_utf8(line_)) line_ = repaired_utf8(line_);
    // An object over several lines (pretty-printed), or a list of objects: the rest belongs to it.
    if (number_ == 1 && !closes(line_) && !rest_of_document()) {
      problem({Errc::too_large, "JSON document is too long", ""}, offset);
      return;
    }
    line_.reserve(line_.size() + simdjson::SIMDJSON_PADDING);
    json::element document;
    auto error = parser_.parse(line_).get(document);
    if (error == simdjson::STRING_ERROR) {
      mend_surrogates(line_);
      error = parser_.parse(line_).get(document);
    }
    if (error != simdjson::SUCCESS) {
      problem({Errc::invalid_input, simdjson::error_message(error), ""}, offset);
      return;
    }
    json::array list;
    if (document.get_array().get(list) == simdjson::SUCCESS) {
      for (const json::element entry : list) {
        if (stopped_) return;
        one_value(entry, offset);
      }
      return;
    }
    one_value(document, offset);
  }

  void one_value(json::element value, std::uint64_t offset) {
    json::object object;
    if (value.get_object().get(object) != simdjson::SUCCESS) {
      problem({Errc::invalid_input, "not a JSON object", ""}, offset);
      return;
    }
    auto capture = capture_of(fields_of(object), origin_);
    if (!capture) return problem(capture.error(), offset);
    ++counts_.captures;
    stopped_ = !sink_.capture(std::move(*capture));
  }

  static bool closes(std::string_view line) {
    const std::size_t last = line.find_last_not_of(" \t\r\n");
    return last == std::string_view::npos || line[last] == '}' || line[last] == ']' ||
           line.size() > kLook;
  }

  // Only where the next line does not begin an object of its own.
  bool rest_of_document() {
    const std::string_view next = stream_.peek(kLook);
    const std::size_t first = next.find_first_not_of(" \t\r\n");
    if (first == std::string_view::npos) return true;
    const bool list = line_[line_.find_first_not_of(" \t\r\n")] == '[';
    if (next[first] == '{' && !list) return true;
    while (line_.size() <= kMaxJsonDocumentBytes) {
      const std::string_view here = stream_.peek(1);
      if (here.empty()) return true;
      line_.append(here);
      stream_.consume(here.size());
    }
    return false;
  }

  void problem(const Error& error, std::uint64_t offset) {
    ++counts_.problems;
    sink_.problem({error.code, "line " + std::to_string(number_) + ": " + error.what,
                   origin_.name + ":" + std::to_string(offset)});
  }

  ByteStream& stream_;
  const Origin& origin_;
  const Sink& sink_;
  json::parser parser_;
  std::string line_;
  std::uint64_t number_ = 0;
  Counts counts_;
  bool stopped_ = false;
};

}  // namespace

bool is_inside(std::string_view path) {
  if (path.empty() || path.front() == '/' || path.front() == '\\' ||
      path.find('\0') != std::string_view::npos || (path.size() > 1 && path[1] == ':')) {
    return false;
  }
  for (std::size_t begin = 0; begin <= path.size();) {
    const std::size_t end = std::min(path.find_first_of("/\\", begin), path.size());
    if (path.substr(begin, end - begin) == "..") return false;
    begin = end + 1;
  }
  return true;
}

Counts read_ndjson(ByteStream& stream, const Origin& origin, const Sink& sink) {
  return LineReader(stream, origin, sink).read();
}

}  // namespace newsloom::decode
