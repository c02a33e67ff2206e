#include "newsloom/core/html/tokenizer.h"

#include <algorithm>
#include <cstring>

#include "newsloom/core/html/dom.h"

namespace newsloom::html {
namespace {

bool is_space(char c) { return c == ' ' || c == '\n' || c == '\t' || c == '\r' || c == '\f'; }

char lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; }

bool is_letter(char c) { return lower(c) >= 'a' && lower(c) <= 'z'; }

}  // namespace

std::size_t Tokenizer::find(char c, std::size_t from) const {
  if (from >= source_.size()) return source_.size();
  const void* found = std::memchr(source_.data() + from, c, source_.size() - from);
  return found == nullptr
             ? source_.size()
             : static_cast<std::size_t>(static_cast<const char*>(found) - source_.data());
}

void Tokenizer::next(Token& token) {
  token.attributes.clear();
  token.self_closing = false;
  while (at_ < source_.size()) {
    if (source_[at_] == '<' && markup(token)) {
      if (token.kind == Token::Kind::end) continue;  // a comment
      return;
    }
    if (at_ >= source_.size()) break;
    // A '<' that starts no markup is text.
    const std::size_t end = find('<', at_ + (source_[at_] == '<' ? 1 : 0));
    token.kind = Token::Kind::text;
    token.text = source_.substr(at_, end - at_);
    at_ = end;
    return;
  }
  token.kind = Token::Kind::end;
}

// At '<'. False: it is text. Comments are read over, with kind `end`.
bool Tokenizer::markup(Token& token) {
  token.kind = Token::Kind::end;
  if (at_ + 1 >= source_.size()) return false;
  const char c = source_[at_ + 1];
  if (is_letter(c)) {
    token.kind = Token::Kind::start_tag;
    return tag(token, at_ + 1);
  }
  if (c == '/') {
    if (at_ + 2 >= source_.size()) return false;
    if (is_letter(source_[at_ + 2])) {
      token.kind = Token::Kind::end_tag;
      return tag(token, at_ + 2);
    }
    at_ = std::min(source_.size(), find('>', at_ + 2) + 1);
    return true;
  }
  if (c == '!') return declaration(token);
  if (c == '?') {
    at_ = std::min(source_.size(), find('>', at_ + 1) + 1);
    return true;
  }
  return false;
}

// At "<!": a comment, a doctype or CDATA.
bool Tokenizer::declaration(Token& token) {
  const std::string_view rest = source_.substr(at_ + 2);
  if (rest.substr(0, 2) == "--") {
    if (rest.substr(2, 1) == ">" || rest.substr(2, 2) == "->") {
      at_ = find('>', at_) + 1;
      return true;
    }
    for (std::size_t end = at_ + 4; end < source_.size();) {
      end = find('>', end);
      if (end >= source_.size()) break;
      const std::string_view before = source_.substr(at_ + 4, end - at_ - 4);
      if (before.size() >= 2 &&
          (before.substr(before.size() - 2) == "--" || before.substr(before.size() - 2) == "-!")) {
        at_ = end + 1;
        return true;
      }
      ++end;
    }
    at_ = source_.size();
    return true;
  }
  if (cdata_ && rest.substr(0, 7) == "[CDATA[") {
    const std::size_t end = std::min(source_.find("]]>", at_ + 9), source_.size());
    token.kind = Token::Kind::text;
    token.text = source_.substr(at_ + 9, end - at_ - 9);
    at_ = std::min(source_.size(), end + 3);
    return true;
  }
  at_ = std::min(source_.size(), find('>', at_ + 2) + 1);
  return true;
}

// A tag whose name starts at `name_at`. One that never ends is dropped with the rest of the page.
bool Tokenizer::tag(Token& token, std::size_t name_at) {
  at_ = name_at;
  while (at_ < source_.size() && !is_space(source_[at_]) && source_[at_] != '/' &&
         source_[at_] != '>') {
    ++at_;
  }
  token.text = source_.substr(name_at, at_ - name_at);
  while (at_ < source_.size()) {
    const char c = source_[at_];
    if (c == '>') {
      ++at_;
      return true;
    }
    token.self_closing = c == '/';
    if (c == '/' || is_space(c)) {
      ++at_;
      if (c == '/' && at_ < source_.size() && source_[at_] != '>') token.self_closing = false;
      continue;
    }
    if (!attribute(token)) break;
  }
  token.kind = Token::Kind::end;
  at_ = source_.size();
  return true;
}

bool Tokenizer::attribute(Token& token) {
  const std::size_t name_at = at_;
  ++at_;  // a leading '=' belongs to the name
  while (at_ < source_.size() && !is_space(source_[at_]) && source_[at_] != '/' &&
         source_[at_] != '>' && source_[at_] != '=') {
    ++at_;
  }
  RawAttribute found{source_.substr(name_at, at_ - name_at), {}};
  std::size_t look = at_;
  while (look < source_.size() && is_space(source_[look])) ++look;
  if (look < source_.size() && source_[look] == '=') {
    at_ = look + 1;
    while (at_ < source_.size() && is_space(source_[at_])) ++at_;
    if (at_ >= source_.size()) return false;
    const char quote = source_[at_];
    if (quote == '"' || quote == '\'') {
      const std::size_t end = find(quote, at_ + 1);
      if (end >= source_.size()) return false;
      found.value = source_.substr(at_ + 1, end - at_ - 1);
      at_ = end + 1;
    } else {
      const std::size_t value_at = at_;
      while (at_ < source_.size() && !is_space(source_[at_]) && source_[at_] != '>') ++at_;
      found.value = source_.substr(value_at, at_ - value_at);
    }
  }
  if (token.attributes.size() < kMaxAttributes) token.attributes.push_back(found);
  return true;
}

std::string_view Tokenizer::raw_text(std::string_view name) {
  const std::size_t begin = at_;
  std::size_t at = begin;
  while (true) {
    at = find('<', at);
    if (at + 2 + name.size() > source_.size()) break;
    if (source_[at + 1] == '/') {
      std::size_t i = 0;
      while (i < name.size() && lower(source_[at + 2 + i]) == lower(name[i])) ++i;
      const std::size_t after = at + 2 + name.size();
      if (i == name.size() && (after >= source_.size() || is_space(source_[after]) ||
                               source_[after] == '/' || source_[after] == '>')) {
        at_ = std::min(source_.size(), find('>', after) + 1);
        return source_.substr(begin, at - begin);
      }
    }
    ++at;
  }
  at_ = source_.size();
  return source_.substr(begin);
}

}  // namespace newsloom::html
