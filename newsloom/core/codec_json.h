#pragma once
// How codec*.cc read and write JSON: for those files only (it brings in the JSON library).

#include <cmath>
#include <nlohmann/json.hpp>
#include <optional>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

#include "newsloom/core/annotations.h"
#include "newsloom/core/article.h"
#include "newsloom/core/digest.h"
#include "newsloom/core/result.h"
#include "newsloom/core/text/utf8.h"
#include "newsloom/core/time.h"

namespace newsloom::codec {

using Json = nlohmann::ordered_json;

/// One line of NDJSON; ill-formed UTF-8 (there should be none) is replaced, never thrown at.
inline std::string line(const Json& value) {
  return value.dump(-1, ' ', false, Json::error_handler_t::replace);
}

/// Four places after the point: enough for scores, and the same text on every machine.
inline double rounded(double value) { return std::round(value * 10000.0) / 10000.0; }

inline void put(Json& out, const char* key, const std::optional<std::string>& value) {
  out[key] = value ? Json(*value) : Json();
}
inline void put(Json& out, const char* key, const std::optional<Timestamp>& value) {
  out[key] = value ? Json(to_string(*value)) : Json();
}
/// Whole numbers are written without ".0".
inline Json number_of(double value) {
  constexpr double kExact = 9007199254740992.0;  // 2^53
  if (std::floor(value) == value && std::fabs(value) < kExact) {
    return Json(static_cast<std::int64_t>(value));
  }
  return Json(value);
}
inline void put(Json& out, const char* key, const std::optional<double>& value) {
  out[key] = value ? number_of(*value) : Json();
}

/// Finds the enumerator with a written name among the first `count`.
template <class Enum>
std::optional<Enum> find_name(std::string_view name, int count) {
  for (int i = 0; i < count; ++i) {
    if (name_of(static_cast<Enum>(i)) == name) return static_cast<Enum>(i);
  }
  return std::nullopt;
}

/// How an entry says that its spans count in another field than the text; "" for the text.
constexpr std::string_view written_field(Field field) {
  return field == Field::title ? "title" : field == Field::standfirst ? "standfirst" : "";
}
inline Field field_named(std::string_view name) {
  for (const Field field : {Field::title, Field::standfirst}) {
    if (name == written_field(field)) return field;
  }
  return Field::text;
}

/// Code points of all fields of one article.
class FieldIndex {
 public:
  explicit FieldIndex(const Article& article)
      : text_(article.text),
        title_(field_of(article, Field::title)),
        standfirst_(field_of(article, Field::standfirst)) {}

  const CodePointIndex& operator[](Field field) const {
    return field == Field::text ? text_ : field == Field::title ? title_ : standfirst_;
  }

 private:
  CodePointIndex text_;
  CodePointIndex title_;
  CodePointIndex standfirst_;
};

/// Byte spans of one article as pairs of code points.
class SpanWriter {
 public:
  explicit SpanWriter(const Article& article) : fields_(article) {}

  Json operator()(Span span) const {
    const CodePointIndex& index = fields_[span.field];
    return Json::array({index.code_points(span.begin), index.code_points(span.end)});
  }
  [[nodiscard]] Json list(const std::vector<Span>& spans) const {
    Json out = Json::array();
    for (const Span& span : spans) out.push_back((*this)(span));
    return out;
  }
  /// An entry whose spans count in another field than the text says so.
  static void put_field(Json& out, Span span) {
    if (span.field != Field::text) out["in"] = written_field(span.field);
  }

 private:
  FieldIndex fields_;
};

class SpanReader {
 public:
  explicit SpanReader(const Article& article) : fields_(article) {}

  Span operator()(const Json& pair, Field field) const {
    const CodePointIndex& index = fields_[field];
    return Span{index.bytes(pair.at(0).get<std::uint32_t>()),
                index.bytes(pair.at(1).get<std::uint32_t>()), field};
  }

 private:
  FieldIndex fields_;
};

/// Reads fields of one object; a missing or wrong one throws, which guarded() turns into an Error.
class Reader {
 public:
  explicit Reader(const Json& value) : value_(&value) {}

  [[nodiscard]] const Json& at(const char* key) const { return value_->at(key); }
  [[nodiscard]] bool has(const char* key) const {
    const auto found = value_->find(key);
    return found != value_->end() && !found->is_null();
  }
  [[nodiscard]] std::string text(const char* key) const { return at(key).get<std::string>(); }
  [[nodiscard]] double number(const char* key) const { return at(key).get<double>(); }
  [[nodiscard]] bool flag(const char* key) const { return has(key) && at(key).get<bool>(); }
  [[nodiscard]] std::optional<std::string> optional_text(const char* key) const {
    if (!has(key)) return std::nullopt;
    return text(key);
  }
  [[nodiscard]] std::optional<double> optional_number(const char* key) const {
    if (!has(key)) return std::nullopt;
    return number(key);
  }
  [[nodiscard]] std::vector<std::string> texts(const char* key) const {
    if (!has(key)) return {};
    return at(key).get<std::vector<std::string>>();
  }
  [[nodiscard]] const Json& list(const char* key) const {
    static const Json kNone = Json::array();
    return has(key) ? at(key) : kNone;
  }
  [[nodiscard]] Reader object(const char* key) const { return Reader(at(key)); }
  /// The field in which the spans of the object count.
  [[nodiscard]] Field field() const { return has("in") ? field_named(text("in")) : Field::text; }
  [[nodiscard]] float confidence() const {
    return has("confidence") ? static_cast<float>(number("confidence")) : 1.0F;
  }
  [[nodiscard]] std::optional<Timestamp> time(const char* key) const {
    if (!has(key)) return std::nullopt;
    auto read = parse_timestamp(text(key));
    if (!read) throw std::invalid_argument(std::string(key) + " is no time");
    return read;
  }
  template <class T>
  T required(std::optional<T> value, const char* key) const {
    if (!value) throw std::invalid_argument(std::string(key) + " has an unknown value");
    return *value;
  }

 private:
  const Json* value_;
};

/// Runs `read` on the parsed line. Everything that the library throws becomes Errc::corrupt.
template <class T, class Read>
Result<T> guarded(std::string_view json, Read read) {
  try {
    const Json value = Json::parse(json.begin(), json.end());
    return read(Reader(value));
  } catch (const std::exception& e) {
    return fail(Errc::corrupt, std::string("stored JSON does not fit: ") + e.what());
  }
}

// Shared by annotations and digests.
Json to_value(const Figure& figure, const SpanWriter& spans);
Figure figure_of(Reader in, const SpanReader& spans);

}  // namespace newsloom::codec
