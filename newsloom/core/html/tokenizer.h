#pragma once
// Cuts HTML into tags and text. Knows nothing of nesting; the builder tells it where raw text
// starts. Source: WHATWG HTML standard, 13.2.5, without the states that only report errors.

#include <cstddef>
#include <string_view>
#include <vector>

namespace newsloom::html {

struct RawAttribute {
  std::string_view name;   ///< as written
  std::string_view value;  ///< as written, references not undone
};

struct Token {
  enum class Kind { text, start_tag, end_tag, end };
  Kind kind = Kind::end;
  std::string_view text;  ///< of text; of a tag its name as written
  std::vector<RawAttribute> attributes;
  bool self_closing = false;
};

/// Every byte is looked at a bounded number of times, whatever the input.
class Tokenizer {
 public:
  explicit Tokenizer(std::string_view source) : source_(source) {}

  /// Reads the next token into `token` (its memory is used again); comments are skipped.
  void next(Token& token);
  /// The text up to the end tag of `name` (any case), which is read over; without one, the rest.
  [[nodiscard]] std::string_view raw_text(std::string_view name);
  /// Whether "<![CDATA[" starts a text (only inside svg and math).
  void allow_cdata(bool allow) { cdata_ = allow; }

 private:
  bool markup(Token& token);
  bool declaration(Token& token);
  bool tag(Token& token, std::size_t name_at);
  bool attribute(Token& token);
  [[nodiscard]] std::size_t find(char c, std::size_t from) const;

  std::string_view source_;
  std::size_t at_ = 0;
  bool cdata_ = false;
};

}  // namespace newsloom::html
