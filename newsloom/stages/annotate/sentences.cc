#include "newsloom/stages/annotate/sentences.h"

#include <algorithm>
#include <string>

#include "newsloom/stages/annotate/chars.h"

namespace newsloom::annotate {
namespace {

using std::size_t;
using std::string_view;

constexpr size_t kMinWrappedLines = 6;
constexpr size_t kMaxWrappedWidth = 100;

// True where line ends come from wrapping at a width: no long line, and most lines nearly full.
bool is_wrapped(string_view text) {
  size_t lines = 0;
  size_t widest = 0;
  for (size_t at = 0, end = 0; at < text.size(); at = end + 1) {
    end = std::min(text.find('\n', at), text.size());
    widest = std::max(widest, end - at);
    lines += end > at ? 1 : 0;
  }
  if (lines < kMinWrappedLines || widest > kMaxWrappedWidth || widest < 40) return false;
  size_t full = 0;
  for (size_t at = 0, end = 0; at < text.size(); at = end + 1) {
    end = std::min(text.find('\n', at), text.size());
    full += (end - at) * 10 >= widest * 7 ? 1 : 0;
  }
  return full * 3 >= lines * 2;
}

bool is_blank(string_view text) {
  for (size_t at = 0; at < text.size();) {
    const Char c = char_at(text, at);
    if (c.kind != CharClass::space) return false;
    at = c.next;
  }
  return true;
}

// What a token is for the question whether a sentence ends.
enum class Mark { none, stop, strong, dots, abbreviation };

class Splitter {
 public:
  Splitter(const Paragraph& paragraph, const std::vector<Token>& tokens, const SentenceRules& rules,
           std::vector<Sentence>& out)
      : text_(paragraph.text),
        tokens_(tokens),
        rules_(rules),
        out_(out),
        number_(paragraph.number),
        first_(paragraph.first),
        last_(static_cast<std::uint32_t>(tokens.size())) {}

  void run() {
    std::uint32_t begin = first_;
    for (std::uint32_t i = first_; i < last_; ++i) {
      if (i > begin && (is_caption_mark(i) || is_bare_date(i))) {
        add(begin, i, false);
        begin = i;
      }
      const std::uint32_t end = end_after(begin, i);
      if (end != 0 || i + 1 - begin >= kMaxSentenceTokens) {
        i = std::max(i, end == 0 ? i : end - 1);
        add(begin, i + 1, false);
        begin = i + 1;
      }
    }
    if (begin < last_) {
      const bool whole = begin == first_;
      add(begin, last_, whole && last_ - first_ <= kMaxHeadingTokens && !ends_like_text());
    }
  }

 private:
  string_view word(std::uint32_t i) const {
    const Span& span = tokens_[i].span;
    return text_.substr(span.begin, span.end - span.begin);
  }
  // "The harbour at night Image: Ann Orlov": a caption has no full stop, its credit begins anew.
  bool is_caption_mark(std::uint32_t i) const {
    return i + 1 < last_ && word(i + 1) == ":" && rules_.captions.contains(std::string(word(i)));
  }
  bool is_small_word(std::uint32_t i) const {  // "on", "of"
    return word(i).size() <= 3 && first_char(i).kind == CharClass::lower;
  }
  // "Ferry breaks down Tuesday, March 4, 2025": the date under a headline, to the paragraph's end.
  bool is_bare_date(std::uint32_t i) const {
    constexpr std::uint32_t kTokens = 6;
    return i + kTokens == last_ && first_char(i).kind == CharClass::upper && word(i + 1) == "," &&
           first_char(i + 2).kind == CharClass::upper && is_number(i + 3) && word(i + 4) == "," &&
           word(i + 5).size() == 4 && first_char(i + 5).kind == CharClass::digit &&
           mark_of(i - 1) == Mark::none && !is_small_word(i - 1) &&
           first_char(i - 1).kind != CharClass::symbol && word(i).size() > 5;
  }
  // "iPhone", "https://…": begins a sentence in spite of its small letter.
  bool is_odd_opener(std::uint32_t i) const {
    const string_view w = word(i);
    if (w.starts_with("http")) return true;
    return std::any_of(w.begin(), w.end(), [](char c) { return c >= 'A' && c <= 'Z'; });
  }
  bool attached(std::uint32_t i) const {  // to the token before
    return i > first_ && tokens_[i].span.begin == tokens_[i - 1].span.end;
  }
  Char first_char(std::uint32_t i) const { return char_at(text_, tokens_[i].span.begin); }

  void add(std::uint32_t begin, std::uint32_t end, bool heading) {
    Sentence sentence;
    sentence.span = {tokens_[begin].span.begin, tokens_[end - 1].span.end,
                     tokens_[begin].span.field};
    sentence.first = begin;
    sentence.last = end;
    sentence.heading = heading;
    sentence.paragraph = number_;
    out_.push_back(sentence);
  }

  bool ends_like_text() const {
    std::uint32_t i = last_ - 1;
    while (i > first_ && is_closing(first_char(i).value)) --i;
    const char32_t c = first_char(i).value;
    return mark_of(i) != Mark::none || c == ':' || c == ';' || c == ',';
  }

  Mark mark_of(std::uint32_t i) const {
    const string_view w = word(i);
    const Char c = first_char(i);
    switch (c.value) {
      case '.': return w.size() == 1 ? Mark::stop : Mark::dots;
      case '!':
      case '?':
      case 0x061F:  // Arabic question mark
      case 0x06D4:  // Urdu full stop
      case 0x0964:  // danda
      case 0x203C:
      case 0x2047:
      case 0x2048:
      case 0x2049:
      case 0x3002:  // ideographic
      case 0xFF01:
      case 0xFF1F:
      case 0xFF0E: return Mark::strong;
      case 0x2026: return Mark::dots;
      default: break;
    }
    return w.size() > 1 && w.back() == '.' ? Mark::abbreviation : Mark::none;
  }
  static bool is_wide_stop(char32_t c) {
    return c == 0x3002 || c == 0xFF01 || c == 0xFF1F || c == 0xFF0E;
  }

  // The end (past the closing marks) of the sentence if it ends after token i, else 0.
  std::uint32_t end_after(std::uint32_t begin, std::uint32_t i) const {
    const Mark mark = mark_of(i);
    if (mark == Mark::none) return 0;
    std::uint32_t next = i + 1;
    while (next < last_ && (mark_of(next) == Mark::strong || mark_of(next) == Mark::stop) &&
           attached(next)) {
      ++next;
    }
    bool quoted = false;
    while (next < last_ && attached(next) && is_closing(first_char(next).value) &&
           word(next).size() <= 4) {
      quoted = quoted || is_quote(first_char(next).value);
      ++next;
    }
    if (next >= last_) return next;
    if (is_wide_stop(first_char(i).value)) {
      // 「…。」と述べた: the clause goes on after the quotation.
      return quoted && first_char(next).value == 0x3068 ? 0 : next;
    }
    if (attached(next) && mark != Mark::strong && mark != Mark::stop) return 0;
    return begins_sentence(begin, i, next, mark, quoted) ? next : 0;
  }

  bool begins_sentence(std::uint32_t begin, std::uint32_t i, std::uint32_t next, Mark mark,
                       bool quoted) const {
    std::uint32_t start = next;
    while (start < last_ && !is_word(first_char(start).kind) &&
           (is_opening(first_char(start).value) || is_quote(first_char(start).value))) {
      ++start;
    }
    if (start >= last_) return start > next;
    const CharClass kind = first_char(start).kind;
    if (kind == CharClass::symbol) return symbol_begins(start, mark);
    if (kind == CharClass::lower) return mark == Mark::stop && is_odd_opener(start);
    if (mark == Mark::abbreviation) return after_abbreviation(begin, i, start, next);
    if (mark == Mark::stop && i == begin + 1 && is_number(begin)) return false;  // "1. Title"
    if (mark != Mark::stop && quoted) return !reports(start);
    if (mark == Mark::dots) return kind != CharClass::digit;
    return true;
  }
  bool symbol_begins(std::uint32_t start, Mark mark) const {
    const char32_t c = first_char(start).value;
    if (mark == Mark::abbreviation) return false;
    return c == '-' || c == 0x2013 || c == 0x2014 || c == 0x2022 || c == '*' || c == '@' ||
           c == '#' || c == '$' || c == 0x20AC || c == 0xA3;
  }
  bool is_number(std::uint32_t i) const {
    const string_view w = word(i);
    return w.size() <= 3 &&
           std::all_of(w.begin(), w.end(), [](char c) { return c >= '0' && c <= '9'; });
  }
  bool is_starter(std::uint32_t i) const { return rules_.starters.contains(std::string(word(i))); }

  bool after_abbreviation(std::uint32_t begin, std::uint32_t i, std::uint32_t start,
                          std::uint32_t next) const {
    const string_view w = word(i).substr(0, word(i).size() - 1);
    const auto found = rules_.abbreviations.find(std::string(w));
    if (found != rules_.abbreviations.end() && found->second == AbbreviationKind::title)
      return false;
    if (first_char(start).kind == CharClass::digit) return false;
    if (i == begin && w.size() == 1) return false;
    // "in the U.S. The", "at 5 p.m. \"We": a word that seldom follows, or a quotation.
    return is_starter(start) || (start > next && w.size() > 1);
  }
  // `"Why?" Smith said`: a speaker and a verb of saying follow.
  bool reports(std::uint32_t start) const {
    const std::uint32_t limit = std::min(last_, start + 6);
    for (std::uint32_t i = start; i < limit; ++i) {
      if (rules_.said.contains(std::string(word(i)))) return true;
      const CharClass kind = first_char(i).kind;
      if (kind == CharClass::symbol && first_char(i).value != '-') return false;
    }
    return false;
  }

  string_view text_;
  const std::vector<Token>& tokens_;
  const SentenceRules& rules_;
  std::vector<Sentence>& out_;
  std::uint32_t number_;
  std::uint32_t first_;
  std::uint32_t last_;
};

}  // namespace

std::vector<Stretch> paragraphs(string_view text) {
  const bool wrapped = is_wrapped(text);
  std::vector<Stretch> out;
  bool joins = false;  // the line goes on the paragraph before it
  for (size_t at = 0; at < text.size();) {
    const size_t end = std::min(text.find('\n', at), text.size());
    if (is_blank(text.substr(at, end - at))) {
      joins = false;
    } else {
      const bool goes_on = joins && !out.empty() && wrapped;
      if (goes_on) {
        out.back().end = end;
      } else {
        out.push_back({text, at, end, Field::text});
      }
      joins = true;
    }
    at = end + 1;
  }
  return out;
}

void split_sentences(const Paragraph& paragraph, const std::vector<Token>& tokens,
                     const SentenceRules& rules, std::vector<Sentence>& out) {
  if (paragraph.first >= tokens.size()) return;
  Splitter(paragraph, tokens, rules, out).run();
}

}  // namespace newsloom::annotate
