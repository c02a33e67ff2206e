#include "newsloom/stages/annotate/statements_quotes.h"

#include <algorithm>
#include <array>
#include <optional>

#include "newsloom/core/text/utf8.h"

namespace newsloom::annotate {
namespace {

enum class Family : std::uint8_t { double_mark, single_mark, guillemet, german };

/// A character that may be a quotation mark, and what it may do at its place.
struct Mark {
  std::uint32_t begin = 0;
  std::uint32_t end = 0;
  Family family = Family::double_mark;
  bool may_open = false;
  bool may_close = false;
  bool sure_close = false;  ///< single marks: punctuation before it, so no apostrophe
};

bool letter_or_digit(char32_t c) {
  if (c < 0x80) {
    return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
  }
  return c >= 0xC0 && !(c >= 0x2000 && c <= 0x2BFF) && !(c >= 0x3000 && c <= 0x303F);
}

bool space(char32_t c) {
  return c == 0 || c == ' ' || c == '\n' || c == '\t' || c == '\r' || c == 0xA0 || c == 0x202F ||
         c == 0x2009;
}

bool opens_after(char32_t c) {
  return space(c) || c == '(' || c == '[' || c == 0x2014 || c == 0x2013 || c == '-' || c == ':' ||
         c == '/' || c == 0x2018 || c == 0x201C || c == '"' || c == '\'' || c == 0x2026;
}

/// Elisions written with an opening-looking apostrophe: 'em, 'til, '90s.
bool elision(std::string_view after) {
  constexpr auto kElided = std::to_array<std::string_view>(
      {"em ", "em,", "em.", "til ", "cause ", "tis ", "twas ", "n'", "n\xE2\x80\x99", "bout "});
  if (!after.empty() && after[0] >= '0' && after[0] <= '9') {
    return after.size() > 2 && after[1] >= '0' && after[1] <= '9' &&
           (after[2] == 's' || after[2] == ' ' || after[2] == ',');
  }
  return std::any_of(kElided.begin(), kElided.end(),
                     [&](std::string_view e) { return after.starts_with(e); });
}

class Marks {
 public:
  explicit Marks(std::string_view text) : text_(text) {}

  /// Marks of the paragraph [begin, end).
  std::vector<Mark> in(std::uint32_t begin, std::uint32_t end) const {
    std::vector<Mark> marks;
    char32_t before = 0;
    for (std::uint32_t at = begin; at < end;) {
      const auto byte = static_cast<unsigned char>(text_[at]);
      if (byte < 0x80 && byte != '"' && byte != '\'' && byte != '`') {
        before = byte;
        ++at;
        continue;
      }
      const CodePoint c = code_point_at(text_, at);
      auto next = static_cast<std::uint32_t>(c.next);
      if (auto mark = mark_at(c.value, before, at, next, end)) {
        next = mark->end;
        marks.push_back(*mark);
      }
      before = c.value;
      at = next;
    }
    return marks;
  }

 private:
  std::optional<Mark> mark_at(char32_t c, char32_t before, std::uint32_t at, std::uint32_t next,
                              std::uint32_t end) const {
    const char32_t after = next < end ? code_point_at(text_, next).value : 0;
    // No space after an opening mark, none before a closing one; French sets both.
    const bool open_place = opens_after(before) && !space(after);
    const bool close_place = !space(before) && !letter_or_digit(after);
    Mark mark{at, next, Family::double_mark, false, false, false};
    switch (c) {
      case '"':
        mark.may_open = open_place || (!letter_or_digit(before) && letter_or_digit(after));
        mark.may_close = !space(before) || space(after);
        return mark;
      case 0x201C:  // “ opens in English, closes in German
        mark.may_open = !space(after);
        mark.may_close = !space(before);
        return mark;
      case 0x201D:
        mark.may_close = true;
        mark.may_open = open_place;
        return mark;
      case 0x201E:
        mark.family = Family::german;
        mark.may_open = true;
        return mark;
      case 0xAB:
      case 0xBB:
        mark.family = Family::guillemet;
        mark.may_open = (c == 0xAB) || open_place;
        mark.may_close = (c == 0xBB) || close_place;
        return mark;
      case '`':
      case '\'': {
        if (next < end && text_[next] == static_cast<char>(c)) {  // ``TeX''
          mark.end = next + 1;
          mark.may_open = c == '`' || open_place;
          mark.may_close = c == '\'';
          return mark;
        }
        return single(mark, before, after, false);
      }
      case 0x2018: return single(mark, before, after, true);
      case 0x2019:
      case 0x201A:
      case 0x201B: return single(mark, before, after, false);
      default: return std::nullopt;
    }
  }

  std::optional<Mark> single(Mark mark, char32_t before, char32_t after, bool opening) const {
    mark.family = Family::single_mark;
    const bool inside_word = letter_or_digit(before) && letter_or_digit(after);
    if (inside_word) return std::nullopt;
    mark.may_open = opens_after(before) && !space(after) && (letter_or_digit(after) || opening) &&
                    !elision(text_.substr(mark.end, 8));
    mark.may_close = !opening && !space(before) && !letter_or_digit(after);
    mark.sure_close = mark.may_close && !letter_or_digit(before);
    if (!mark.may_open && !mark.may_close) return std::nullopt;
    return mark;
  }

  std::string_view text_;
};

/// How far a single mark may look for a closing one that is no apostrophe.
constexpr std::size_t kMaxApostrophes = 12;

/// For each mark the next one that may close a quotation of its family (single marks apart).
std::vector<std::size_t> next_closing(const std::vector<Mark>& marks) {
  std::vector<std::size_t> next(marks.size(), marks.size());
  std::size_t plain = marks.size();
  std::size_t angle = marks.size();
  for (std::size_t i = marks.size(); i-- > 0;) {
    next[i] = marks[i].family == Family::guillemet ? angle : plain;
    if (!marks[i].may_close) continue;
    if (marks[i].family == Family::guillemet) angle = i;
    if (marks[i].family == Family::double_mark) plain = i;
  }
  return next;
}

/// Index of the single mark which closes marks[open], or marks.size().
std::size_t closing_single(const std::vector<Mark>& marks, std::size_t open) {
  // Prefer a mark with punctuation before it to one that may be a plural's apostrophe, unless
  // another quotation opens first.
  std::size_t fallback = marks.size();
  const std::size_t limit = std::min(marks.size(), open + 1 + kMaxApostrophes);
  for (std::size_t i = open + 1; i < limit; ++i) {
    if (marks[i].family != Family::single_mark) continue;
    if (marks[i].may_open && !marks[i].may_close && fallback != marks.size()) break;
    if (!marks[i].may_close) continue;
    if (marks[i].sure_close) return fallback == marks.size() || i - open <= 4 ? i : fallback;
    if (fallback == marks.size()) fallback = i;
  }
  return fallback;
}

bool starts_with_mark(std::string_view text, std::uint32_t at) {
  while (at < text.size() && (text[at] == '\n' || text[at] == ' ' || text[at] == '\r')) ++at;
  const std::string_view rest = text.substr(at);
  return rest.starts_with('"') || rest.starts_with("\xE2\x80\x9C") ||
         rest.starts_with("\xE2\x80\x9E") || rest.starts_with("\xC2\xAB");
}

}  // namespace

std::vector<Quote> quotes_of(std::string_view text, Field field) {
  std::vector<Quote> quotes;
  const Marks finder(text);
  const auto size = static_cast<std::uint32_t>(text.size());
  for (std::uint32_t begin = 0; begin < size;) {
    const std::size_t line = text.find('\n', begin);
    const auto end = line == std::string_view::npos ? size : static_cast<std::uint32_t>(line);
    const std::vector<Mark> marks = finder.in(begin, end);
    const std::vector<std::size_t> next = next_closing(marks);
    for (std::size_t i = 0; i < marks.size();) {
      if (!marks[i].may_open) {
        ++i;
        continue;
      }
      const bool single = marks[i].family == Family::single_mark;
      const std::size_t close = single ? closing_single(marks, i) : next[i];
      if (close < marks.size() && marks[close].begin > marks[i].end &&
          marks[close].begin - marks[i].begin <= kMaxQuoteBytes) {
        quotes.push_back({{marks[i].begin, marks[close].end, field},
                          {marks[i].end, marks[close].begin, field},
                          single,
                          false});
        i = close + 1;
        continue;
      }
      if (!single && close == marks.size() && end - marks[i].begin <= kMaxQuoteBytes &&
          end > marks[i].end && end < size && starts_with_mark(text, end)) {
        quotes.push_back({{marks[i].begin, end, field}, {marks[i].end, end, field}, false, true});
        break;
      }
      ++i;
    }
    begin = end + 1;
  }
  return quotes;
}

}  // namespace newsloom::annotate
