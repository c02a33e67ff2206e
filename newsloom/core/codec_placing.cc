#include "newsloom/core/codec_placing.h"

#include <algorithm>
#include <cmath>
#include <optional>

namespace newsloom::codec {
namespace {

constexpr std::uint8_t kVersion = 1;
constexpr std::size_t kLeastTermBytes = 5;

class Writer {
 public:
  void number(std::uint64_t value) {
    constexpr std::uint64_t kSeven = 0x7F;
    for (; value > kSeven; value >>= 7U) byte(static_cast<std::uint8_t>(value | 0x80U));
    byte(static_cast<std::uint8_t>(value));
  }
  void fixed(std::uint64_t value, unsigned bytes) {
    for (unsigned i = 0; i < bytes; ++i) byte(static_cast<std::uint8_t>(value >> (8 * i)));
  }
  void text(std::string_view value) {
    number(value.size());
    out_ += value;
  }
  void field(std::string_view value) { text(value.substr(0, kPlacingField)); }
  void field(const std::optional<std::string>& value) {
    number(value ? 1 : 0);
    if (value) field(std::string_view(*value));
  }
  [[nodiscard]] std::string take() { return std::move(out_); }

 private:
  void byte(std::uint8_t value) { out_.push_back(static_cast<char>(value)); }

  std::string out_;
};

// After the first piece that does not fit all further ones are empty, and ok() is false.
class Reader {
 public:
  explicit Reader(std::string_view bytes) : bytes_(bytes) {}
  std::uint64_t number() {
    std::uint64_t value = 0;
    for (unsigned shift = 0; shift < 64; shift += 7) {
      const std::uint64_t next = fixed(1);
      value |= (next & 0x7FU) << shift;
      if ((next & 0x80U) == 0) return value;
    }
    ok_ = false;
    return 0;
  }
  std::uint64_t fixed(unsigned bytes) {
    if (bytes_.size() < bytes) return static_cast<std::uint64_t>(stop());
    std::uint64_t value = 0;
    for (unsigned i = 0; i < bytes; ++i) {
      value |= static_cast<std::uint64_t>(static_cast<std::uint8_t>(bytes_[i])) << (8 * i);
    }
    bytes_.remove_prefix(bytes);
    return value;
  }
  std::string text() {
    const std::size_t size = count(1);
    std::string out(bytes_.substr(0, size));
    bytes_.remove_prefix(size);
    return out;
  }
  std::optional<std::string> optional_text() {
    if (number() == 0) return std::nullopt;
    return text();
  }
  /// A number of things that take so many bytes each at least: more than there are is damage, and
  /// never asks for memory.
  std::size_t count(std::size_t least_bytes) {
    const std::uint64_t value = number();
    return value <= bytes_.size() / least_bytes ? static_cast<std::size_t>(value) : stop();
  }
  [[nodiscard]] bool ok() const { return ok_; }
  [[nodiscard]] bool at_end() const { return bytes_.empty(); }

 private:
  std::size_t stop() {
    ok_ = false;
    bytes_ = {};
    return 0;
  }

  std::string_view bytes_;
  bool ok_ = true;
};

std::uint64_t zigzag(std::int64_t value) {
  return (static_cast<std::uint64_t>(value) << 1U) ^ static_cast<std::uint64_t>(value >> 63);
}
std::int64_t unzigzag(std::uint64_t value) {
  return static_cast<std::int64_t>((value >> 1U) ^ (0 - (value & 1U)));
}

std::string ends_of(const std::string& text) {
  if (text.size() <= 2 * kPlacingEnd) return text;
  return text.substr(0, kPlacingEnd) + text.substr(text.size() - kPlacingEnd);
}

void put_terms(Writer& out, const std::vector<Term>& terms) {
  out.number(terms.size());
  for (const Term& term : terms) {
    out.fixed(term.key, 3);
    const auto halves = static_cast<std::uint64_t>(std::lround(term.count * 2));
    out.number(halves << 3U | (term.in_title ? 4U : 0U) | (term.place ? 2U : 0U) |
               (term.first.field == Field::title ? 1U : 0U));
    out.number(term.first.begin);
    out.number(term.first.size());
  }
}

std::vector<Term> terms_in(Reader& in) {
  std::vector<Term> out(in.count(kLeastTermBytes + 1));
  for (Term& term : out) {
    term.key = static_cast<std::uint32_t>(in.fixed(3));
    const std::uint64_t facts = in.number();
    term.count = static_cast<float>(facts >> 3U) / 2;
    term.in_title = (facts & 4U) != 0;
    term.place = (facts & 2U) != 0;
    term.first.field = (facts & 1U) != 0 ? Field::title : Field::text;
    term.first.begin = static_cast<std::uint32_t>(in.number());
    term.first.end = term.first.begin + static_cast<std::uint32_t>(in.number());
  }
  return out;
}

}  // namespace

std::string placing_to_bytes(const Item& item) {
  const Article& article = item.article;
  Writer out;
  out.fixed(kVersion, 1);
  out.text(article.id);
  out.text(article.capture);
  out.number(static_cast<std::uint64_t>(article.kind));
  out.field(article.url);
  out.field(article.publisher);
  out.number(std::min(article.authors.size(), kPlacingAuthors));
  for (std::size_t i = 0; i < std::min(article.authors.size(), kPlacingAuthors); ++i) {
    out.field(std::string_view(article.authors[i]));
  }
  const auto time = time_of(article);
  out.number(time ? 1 : 0);
  if (time) out.number(zigzag(time->seconds));
  out.field(article.language);
  out.field(item.annotations.language);
  out.text(ends_of(article.text));
  const Fingerprint& print = item.fingerprint;
  out.number(print.sketch.size());
  for (const std::uint32_t value : print.sketch) out.fixed(value, 4);
  out.number(print.shingle_count);
  out.fixed(print.exact, 8);
  out.number(print.terms ? 1 : 0);
  if (print.terms) put_terms(out, *print.terms);
  return out.take();
}

Result<Item> item_from_placing(std::string_view bytes) {
  Reader in(bytes);
  Item out;
  const bool known = in.fixed(1) == kVersion;
  out.article.id = in.text();
  out.article.capture = in.text();
  const std::uint64_t kind = in.number();
  out.article.kind = static_cast<ArticleKind>(kind);
  out.article.url = in.optional_text();
  out.article.publisher = in.optional_text();
  out.article.authors.resize(in.count(1));
  for (std::string& author : out.article.authors) author = in.text();
  if (in.number() != 0) out.article.published = timestamp_of_utc(unzigzag(in.number()));
  out.article.language = in.optional_text();
  out.annotations.language = in.optional_text();
  out.article.text = in.text();
  out.fingerprint.sketch.resize(in.count(4));
  for (std::uint32_t& value : out.fingerprint.sketch) {
    value = static_cast<std::uint32_t>(in.fixed(4));
  }
  out.fingerprint.shingle_count = static_cast<std::uint32_t>(in.number());
  out.fingerprint.exact = in.fixed(8);
  if (in.number() != 0) out.fingerprint.terms = terms_in(in);
  if (!known || kind > static_cast<std::uint64_t>(ArticleKind::live) || !in.ok() || !in.at_end()) {
    return fail(Errc::corrupt, "not what placing needs of an article");
  }
  return out;
}

}  // namespace newsloom::codec
