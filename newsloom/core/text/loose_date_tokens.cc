#include "newsloom/core/text/loose_date_tokens.h"

#include <unicode/uchar.h>
#include <unicode/uscript.h>
#include <algorithm>
#include <array>

#include "newsloom/core/text/loose_date_words.h"
#include "newsloom/core/text/utf8.h"

namespace newsloom::dates {
namespace {

constexpr int kMaxDigits = 15;

bool is_han(char32_t c) { return c >= 0x3400 && c <= 0x9FFF; }

bool is_dash(char32_t c) { return c == '-' || (c >= 0x2010 && c <= 0x2015) || c == 0x2212; }

bool is_space(char32_t c) {
  return c == ' ' || (c >= 9 && c <= 13) ||
         (c >= 0x80 && u_isUWhiteSpace(static_cast<UChar32>(c)) != 0) || c == 0x200E ||
         c == 0x200F || c == 0x202A || c == 0x202C || c == 0xFEFF;
}

// A mark belongs to the letter before it; an apostrophe as in "o'clock" too.
bool is_word_part(char32_t c) {
  if (is_han(c)) return false;
  if (c < 0x80) return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '\'';
  const auto type = u_charType(static_cast<UChar32>(c));
  return u_isalpha(static_cast<UChar32>(c)) != 0 || type == U_NON_SPACING_MARK ||
         type == U_COMBINING_SPACING_MARK;
}

class Cutter {
 public:
  explicit Cutter(std::string_view text) : text_(text) {}

  std::vector<Token> cut() {
    bool space = false;
    while (at_ < text_.size()) {
      const CodePoint c = code_point_at(text_, at_);
      if (is_space(c.value)) {
        space = true;
        at_ = c.next;
        continue;
      }
      const std::size_t before = out_.size();
      one(c);
      if (out_.size() > before) out_.back().space_before = space;
      space = false;
    }
    join_half_of_day();
    drop_han_weekdays();
    return std::move(out_);
  }

 private:
  void one(CodePoint c) {
    if (u_charDigitValue(static_cast<UChar32>(c.value)) >= 0) {
      number();
    } else if (is_han(c.value)) {
      Token token{
          Token::Kind::word, 0, 0, 0, std::string(text_.substr(at_, c.next - at_)), false, false};
      out_.push_back(std::move(token));
      at_ = c.next;
    } else if (is_word_part(c.value) && c.value != '\'') {
      word();
    } else {
      Token token;
      token.sign = is_dash(c.value) ? U'-' : c.value;
      out_.push_back(token);
      at_ = c.next;
    }
  }

  void number() {
    Token token;
    token.kind = Token::Kind::number;
    while (at_ < text_.size()) {
      const CodePoint c = code_point_at(text_, at_);
      const int digit = u_charDigitValue(static_cast<UChar32>(c.value));
      if (digit < 0) break;
      if (token.digits < kMaxDigits) token.value = token.value * 10 + digit;
      ++token.digits;
      at_ = c.next;
    }
    out_.push_back(token);
  }

  void word() {
    const std::size_t begin = at_;
    while (at_ < text_.size()) {
      const CodePoint c = code_point_at(text_, at_);
      if (!is_word_part(c.value)) break;
      at_ = c.next;
    }
    Token token;
    token.kind = Token::Kind::word;
    token.key = word_key(text_.substr(begin, at_ - begin));
    out_.push_back(std::move(token));
  }

  // "p" "." "m" ["."] → "pm"; 上 午 → 上午.
  void join_half_of_day() {
    std::vector<Token> joined;
    for (std::size_t i = 0; i < out_.size(); ++i) {
      Token& t = out_[i];
      const bool dotted = t.is_word() && (t.key == "a" || t.key == "p") && i + 2 < out_.size() &&
                          out_[i + 1].is_sign('.') && out_[i + 2].is_word() &&
                          out_[i + 2].key == "m";
      const bool spaced = t.is_word() && (t.key == "a" || t.key == "p") && i + 1 < out_.size() &&
                          out_[i + 1].is_word() && out_[i + 1].key == "m";
      const bool han = t.is_word() && i + 1 < out_.size() && out_[i + 1].is_word() &&
                       half_of_day(t.key + out_[i + 1].key) >= 0;
      if (dotted) {
        t.key += "m";
        i += i + 3 < out_.size() && out_[i + 3].is_sign('.') ? 3 : 2;
      } else if (spaced || han) {
        t.key += out_[i + 1].key;
        ++i;
      }
      joined.push_back(std::move(t));
    }
    out_ = std::move(joined);
  }

  void drop_han_weekdays() {
    constexpr std::array<std::string_view, 9> kDays = {"月", "火", "水", "木", "金",
                                                       "土", "日", "天", "祝"};
    const auto is_day = [&kDays](const Token& t) {
      return t.is_word() && std::find(kDays.begin(), kDays.end(), t.key) != kDays.end();
    };
    const auto is = [this](std::size_t i, std::string_view key) {
      return i < out_.size() && out_[i].is_word() && out_[i].key == key;
    };
    for (std::size_t i = 0; i < out_.size(); ++i) {
      if (is(i, "星") && is(i + 1, "期") && i + 2 < out_.size()) {
        out_[i].used = out_[i + 1].used = out_[i + 2].used = true;
      } else if ((is(i, "周") || is(i, "週")) && i + 1 < out_.size()) {
        out_[i].used = out_[i + 1].used = true;
      } else if (is(i, "曜") && i > 0) {
        out_[i - 1].used = out_[i].used = true;
        if (is(i + 1, "日")) out_[i + 1].used = true;
      } else if (is_day(out_[i]) && i > 0 && i + 1 < out_.size() && !out_[i].used &&
                 (out_[i - 1].is_sign('(') || out_[i - 1].is_sign(0xFF08))) {
        out_[i].used = true;
      }
    }
    out_.erase(std::remove_if(out_.begin(), out_.end(), [](const Token& t) { return t.used; }),
               out_.end());
  }

  std::string_view text_;
  std::size_t at_ = 0;
  std::vector<Token> out_;
};

}  // namespace

std::vector<Token> tokens_of(std::string_view text) { return Cutter(text).cut(); }

}  // namespace newsloom::dates
