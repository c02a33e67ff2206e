#include "newsloom/stages/extract/loose_json.h"

#include "newsloom/core/text/utf8.h"

namespace newsloom::extract {
namespace {

bool is_space(char c) { return c == ' ' || c == '\n' || c == '\t' || c == '\r'; }

int hex_value(char c) {
  if (c >= '0' && c <= '9') return c - '0';
  if (c >= 'a' && c <= 'f') return c - 'a' + 10;
  if (c >= 'A' && c <= 'F') return c - 'A' + 10;
  return -1;
}

class Reader {
 public:
  explicit Reader(std::string_view text) : text_(text) {}

  Json value(int depth) {
    skip();
    Json out;
    if (done() || ++values_ > kMaxJsonValues || depth > kMaxJsonDepth) {
      at_ = text_.size();
      return out;
    }
    const char c = text_[at_];
    if (c == '{') {
      object(out, depth);
    } else if (c == '[') {
      list(out, depth);
    } else if (c == '"') {
      out.kind = Json::Kind::string;
      out.text = string();
    } else {
      word(out);
    }
    return out;
  }

  void skip() {
    while (!done()) {
      if (is_space(text_[at_])) {
        ++at_;
      } else if (text_.substr(at_, 2) == "/*") {
        const std::size_t end = text_.find("*/", at_ + 2);
        at_ = end == std::string_view::npos ? text_.size() : end + 2;
      } else if (text_.substr(at_, 2) == "//") {
        const std::size_t end = text_.find('\n', at_);
        at_ = end == std::string_view::npos ? text_.size() : end + 1;
      } else {
        return;
      }
    }
  }

  void skip_to_value() {
    while (!done() && text_[at_] != '{' && text_[at_] != '[') ++at_;
  }

 private:
  [[nodiscard]] bool done() const { return at_ >= text_.size(); }

  void object(Json& out, int depth) {
    out.kind = Json::Kind::object;
    ++at_;
    while (true) {
      skip();
      if (done()) return;
      const char c = text_[at_];
      if (c == '}') {
        ++at_;
        return;
      }
      if (c != '"') {
        if (c == ']') return;
        ++at_;  // a comma, or a sign that does not belong here
        continue;
      }
      std::string name = string();
      skip();
      if (done() || text_[at_] != ':') continue;
      ++at_;
      out.members.push_back(JsonMember{std::move(name), value(depth + 1)});
    }
  }

  void list(Json& out, int depth) {
    out.kind = Json::Kind::list;
    ++at_;
    while (true) {
      skip();
      if (done()) return;
      const char c = text_[at_];
      if (c == ']') {
        ++at_;
        return;
      }
      if (c == ',' || c == ':') {
        ++at_;
        continue;
      }
      if (c == '}') return;
      out.items.push_back(value(depth + 1));
    }
  }

  void word(Json& out) {
    const std::size_t begin = at_;
    while (!done() && !is_space(text_[at_]) && text_[at_] != ',' && text_[at_] != '}' &&
           text_[at_] != ']' && text_[at_] != ':' && text_[at_] != '"') {
      ++at_;
    }
    const std::string_view word = text_.substr(begin, at_ - begin);
    if (word.empty()) {
      ++at_;
    } else if (word == "true" || word == "false") {
      out.kind = Json::Kind::boolean;
      out.truth = word == "true";
    } else if ((word.front() >= '0' && word.front() <= '9') || word.front() == '-') {
      out.kind = Json::Kind::number;
      out.text = word;
    }
  }

  char32_t hex4() {
    char32_t c = 0;
    for (int i = 0; i < 4; ++i, ++at_) {
      const int digit = done() ? -1 : hex_value(text_[at_]);
      if (digit < 0) return kReplacement;
      c = c * 16 + static_cast<char32_t>(digit);
    }
    return c;
  }

  void unicode_escape(std::string& out) {
    char32_t c = hex4();
    if (c >= 0xD800 && c < 0xDC00 && text_.substr(at_, 2) == "\\u") {
      at_ += 2;
      const char32_t low = hex4();
      c = low >= 0xDC00 && low < 0xE000 ? 0x10000 + ((c - 0xD800) << 10U) + (low - 0xDC00)
                                        : kReplacement;
    }
    if (c >= 0xD800 && c < 0xE000) c = kReplacement;
    append_utf8(out, c);
  }

  std::string string() {
    std::string out;
    ++at_;
    while (!done() && text_[at_] != '"') {
      const std::size_t begin = at_;
      while (!done() && text_[at_] != '"' && text_[at_] != '\\') ++at_;
      out.append(text_, begin, at_ - begin);
      if (done() || text_[at_] == '"') break;
      if (++at_ >= text_.size()) break;
      const char c = text_[at_++];
      switch (c) {
        case 'n': out.push_back('\n'); break;
        case 'r': out.push_back('\r'); break;
        case 't': out.push_back('\t'); break;
        case 'b':
        case 'f': out.push_back(' '); break;
        case 'u': unicode_escape(out); break;
        default: out.push_back(c); break;
      }
    }
    if (!done()) ++at_;
    return out;
  }

  std::string_view text_;
  std::size_t at_ = 0;
  std::size_t values_ = 0;
};

}  // namespace

const Json* Json::get(std::string_view name) const {
  for (const auto& [key, value] : members) {
    if (key == name) return &value;
  }
  return nullptr;
}

Json read_loose_json(std::string_view text) {
  Reader reader(text);
  reader.skip_to_value();
  return reader.value(0);
}

}  // namespace newsloom::extract
