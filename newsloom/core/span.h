#pragma once
// Span: a piece of an article's text, title or standfirst, as byte offsets. Everything that
// newsloom derives points back to the article through spans; nothing derived owns a copy of the
// text. See docs/decisions/0003-spans-are-byte-offsets.md.

#include <compare>
#include <cstdint>

namespace newsloom {

/// The field of an article that a span counts in.
enum class Field : std::uint8_t { text, title, standfirst };

/// Reading order of the fields: title, standfirst, text.
[[nodiscard]] constexpr int reading_order(Field field) {
  return field == Field::title ? 0 : field == Field::standfirst ? 1 : 2;
}

/// Units: UTF-8 bytes, half-open [begin, end), on character boundaries. FORMATS (NDJSON, HTTP)
/// count Unicode code points instead; core/codec.cc is the one place that converts.
struct Span {
  std::uint32_t begin = 0;
  std::uint32_t end = 0;
  Field field = Field::text;

  [[nodiscard]] constexpr std::uint32_t size() const { return end - begin; }
  [[nodiscard]] constexpr bool empty() const { return begin == end; }
  [[nodiscard]] constexpr bool contains(const Span& other) const {
    return field == other.field && begin <= other.begin && other.end <= end;
  }
  [[nodiscard]] constexpr bool overlaps(const Span& other) const {
    return field == other.field && begin < other.end && other.begin < end;
  }

  friend constexpr bool operator==(const Span&, const Span&) = default;
  /// Title before standfirst before text, then by place.
  friend constexpr std::strong_ordering operator<=>(const Span& a, const Span& b) {
    if (a.field != b.field) return reading_order(a.field) <=> reading_order(b.field);
    if (auto by_begin = a.begin <=> b.begin; by_begin != 0) return by_begin;
    return a.end <=> b.end;
  }
};

}  // namespace newsloom
