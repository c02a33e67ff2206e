#include "newsloom/stages/annotate/tokens.h"

#include <algorithm>
#include <array>

#include "newsloom/stages/annotate/chars.h"
#include "newsloom/stages/annotate/word_break.h"

namespace newsloom::annotate {
namespace {

using std::size_t;
using std::string_view;

char lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; }

bool equals_lower(string_view text, string_view want) {
  return text.size() == want.size() && std::equal(text.begin(), text.end(), want.begin(),
                                                  [](char a, char b) { return lower(a) == b; });
}

template <size_t N>
bool is_one_of(string_view text, const std::array<string_view, N>& list) {
  return std::any_of(list.begin(), list.end(),
                     [&](string_view item) { return equals_lower(text, item); });
}

bool is_digit(char c) { return c >= '0' && c <= '9'; }
bool is_ascii_letter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }

// Parts before a hyphen that stay with the word. Source: UD English guidelines, "affixes".
constexpr auto kPrefixes = std::to_array<string_view>(
    {"anti",  "co",    "counter", "cross", "e",   "ex",    "extra",  "hyper", "infra", "inter",
     "intra", "macro", "mega",    "micro", "mid", "mini",  "mis",    "mono",  "multi", "neo",
     "non",   "para",  "post",    "pre",   "pro", "proto", "pseudo", "re",    "semi",  "socio",
     "sub",   "super", "trans",   "ultra", "un",  "uni",   "vice"});
constexpr auto kDomains =
    std::to_array<string_view>({"com", "org", "net", "gov", "edu", "mil", "int", "info", "co", "uk",
                                "de",  "fr",  "es",  "it",  "ru",  "ua",  "eu",  "io",   "tv", "me",
                                "us",  "ca",  "au",  "jp",  "cn",  "in",  "ai",  "html", "htm"});
constexpr auto kClitics = std::to_array<string_view>({"s", "m", "d", "re", "ve", "ll"});
constexpr auto kFused = std::to_array<string_view>({"gonna", "gotta", "wanna"});
constexpr auto kOrdinalEnds = std::to_array<string_view>({"st", "nd", "rd", "th", "s"});
// Units that are written in capitals too.
constexpr auto kCapitalUnits = std::to_array<string_view>(
    {"am",  "pm",  "km",  "mm",  "cm",  "kg",  "lb",  "lbs", "gb",  "mb",  "tb",  "kb",
     "hz",  "khz", "mhz", "ghz", "kw",  "mw",  "gw",  "kwh", "mwh", "gwh", "bn",  "mn",
     "kt",  "mt",  "ft",  "in",  "oz",  "ml",  "kv",  "psi", "mph", "kph", "kmh", "gmt",
     "utc", "est", "edt", "pst", "pdt", "cst", "cet", "bst", "eur", "usd", "gbp", "chf",
     "jpy", "rub", "uah", "cad", "aud", "yr",  "hrs", "min", "bbl", "bpd", "tn",  "rs"});
constexpr auto kElided = std::to_array<string_view>(
    {"l",      "d",      "j",    "m",   "t",    "s",    "n",    "c",  "qu",    "jusqu", "lorsqu",
     "puisqu", "quoiqu", "dell", "all", "nell", "sull", "dall", "un", "quell", "quest"});

// Cuts one stretch. Works on chunks between white space; each byte is looked at a bounded number
// of times.
class Cutter {
 public:
  Cutter(const Stretch& stretch, TokenStyle style, const SentenceRules& rules,
         std::vector<Token>& out)
      : text_(stretch.text), field_(stretch.field), style_(style), rules_(rules), out_(out) {}

  void chunk(size_t begin, size_t end) {
    if (end - begin >= 4 && looks_like_address(begin, end)) {
      const auto [from, to] = bare(begin, end);
      symbols(begin, from);
      emit(from, to);
      symbols(to, end);
      return;
    }
    for (size_t at = begin; at < end;) {
      const Char c = char_at(text_, at);
      if (is_word(c.kind)) {
        at = word(at, end);
      } else if (c.kind == CharClass::unspaced) {
        at = unspaced(at, end);
      } else {
        at = symbol(begin, at, end);
      }
    }
  }

 private:
  void emit(size_t begin, size_t end) {
    while (end - begin > kMaxTokenBytes) {
      size_t cut = begin + kMaxTokenBytes;
      while (!is_boundary(text_, cut)) --cut;
      push(begin, cut);
      begin = cut;
    }
    if (begin < end) push(begin, end);
  }
  void push(size_t begin, size_t end) {
    Token token;
    token.span = {static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(end), field_};
    out_.push_back(token);
  }

  bool looks_like_address(size_t begin, size_t end) const {
    const string_view chunk = text_.substr(begin, std::min(end - begin, kMaxTokenBytes));
    if (chunk.find("://") != string_view::npos || chunk.find("www.") != string_view::npos) {
      return true;
    }
    const size_t at = chunk.find('@');
    return at != string_view::npos && at > 0 && chunk.find('.', at) != string_view::npos;
  }
  // Without marks around: "(https://a.example/b)." → "https://a.example/b"
  std::pair<size_t, size_t> bare(size_t begin, size_t end) const {
    constexpr string_view kLeft = "(<[\"'";
    constexpr string_view kRight = ".,;:!?)>]\"'";
    while (begin < end && kLeft.find(text_[begin]) != string_view::npos) ++begin;
    while (end > begin && kRight.find(text_[end - 1]) != string_view::npos) --end;
    return {begin, end};
  }
  void symbols(size_t begin, size_t end) {
    for (size_t at = begin; at < end;) at = symbol(begin, at, end);
  }

  size_t unspaced(size_t begin, size_t end) {
    size_t to = begin;
    while (to < end) {
      const Char c = char_at(text_, to);
      if (c.kind != CharClass::unspaced && c.kind != CharClass::letter) break;
      to = c.next;
    }
    size_t from = begin;
    for (const size_t stop : breaks_.words(text_.substr(begin, to - begin))) {
      emit(from, begin + stop);
      from = begin + stop;
    }
    emit(from, to);
    return to;
  }

  // One mark, a run of one mark ("...", "--"), "#word", "@word", "'90s", or a stray "'s".
  size_t symbol(size_t chunk_begin, size_t at, size_t end) {
    const Char c = char_at(text_, at);
    size_t to = c.next;
    if (c.value == '.' || c.value == '-' || c.value == '*' || c.value == '=' || c.value == '_' ||
        c.value == '!' || c.value == '?' || c.value == '`' || c.value == '\'') {
      while (to < end && text_[to] == text_[at]) ++to;
    }
    if ((c.value == '#' || c.value == '@') && to < end && is_letter(char_at(text_, to).kind)) {
      to = letters_end(to, end);
    } else if (is_apostrophe(c.value) && to == c.next) {
      to = apostrophe(chunk_begin, at, to, end);
    }
    emit(at, to);
    return to;
  }
  size_t letters_end(size_t at, size_t end) const {
    while (at < end) {
      const Char c = char_at(text_, at);
      if (!is_word(c.kind) && c.value != '_') break;
      at = c.next;
    }
    return at;
  }
  size_t apostrophe(size_t chunk_begin, size_t at, size_t to, size_t end) const {
    const size_t word_end = letters_end(to, std::min(end, to + 4));
    if (at == chunk_begin) {  // '90s
      const bool year = word_end - to >= 2 && is_digit(text_[to]) && is_digit(text_[to + 1]);
      return year ? word_end : to;
    }
    const bool clitic = style_ == TokenStyle::english && word_end == to + 1 &&
                        (text_[to] == 's' || text_[to] == 'S');
    return clitic ? word_end : to;  // CNN)'s
  }

  // The word that begins at `at`; gives where the next token begins.
  size_t word(size_t at, size_t end) {
    size_t to = at;
    char32_t last = 0;
    CharClass last_kind = CharClass::symbol;
    while (to < end) {
      const Char c = char_at(text_, to);
      if (is_word(c.kind)) {
        last = c.value;
        last_kind = c.kind;
        to = c.next;
        continue;
      }
      if (c.kind != CharClass::symbol || c.next >= end) break;
      const Char after = char_at(text_, c.next);
      if (!is_word(after.kind)) break;
      const Joint joint = {at, to, c.next, end};
      if (is_apostrophe(c.value) && elided(joint, is_letter(last_kind) && is_letter(after.kind))) {
        emit(at, c.next);
        return c.next;
      }
      if (!joins(joint, c.value, last_kind, after.kind)) break;
      to = c.next;
    }
    if (to < end && text_[to] == '$' && to - at <= 2 && last_kind == CharClass::upper) {  // "US$5"
      emit(at, to + 1);
      return to + 1;
    }
    if (to < end && text_[to] == '.' && keeps_stop(at, to, end, last)) {
      emit(at, to + 1);
      return to + 1;
    }
    split_word(at, to);
    return to;
  }

  struct Joint {
    size_t begin;  // of the word
    size_t mark;   // of the mark in question
    size_t next;   // behind it
    size_t end;    // of the chunk
  };

  bool joins(const Joint& j, char32_t mark, CharClass left, CharClass right) const {
    const bool digits = left == CharClass::digit && right == CharClass::digit;
    const bool letters = is_letter(left) && is_letter(right);
    switch (mark) {
      case '.': return digits || (letters && (dotted(j) || domain(j)));
      case ',':
      case ':':
      case 0x2044:  // fraction slash
      case '/': return digits;
      case '&':
      case '_': return mark == '_' || letters;
      case '\'':
      case 0x2019: return true;
      case '-':
      case 0x2010:
      case 0x2011: return hyphen_joins(j, digits);
      case 0xB7: return letters;  // Catalan "col·lecció"
      default: return false;
    }
  }
  // "U.S.A", "p.m", "e.g", "Ph.D": single letters between full stops.
  bool dotted(const Joint& j) const {
    size_t start = j.mark - 1;
    while (start > j.begin && !is_boundary(text_, start)) --start;
    const bool single = start == j.begin || text_[start - 1] == '.';
    if (!single && text_.substr(j.begin, j.mark - j.begin) != "Ph") return false;
    const size_t after = char_at(text_, j.next).next;
    return after >= j.end || text_[after] == '.' || !is_letter(char_at(text_, after).kind);
  }
  bool domain(const Joint& j) const {
    const size_t to = letters_end(j.next, std::min(j.end, j.next + 8));
    if (is_one_of(text_.substr(j.next, to - j.next), kDomains)) return true;
    return to < j.end && text_[to] == '.' && to + 1 < j.end &&
           is_one_of(text_.substr(to + 1, letters_end(to + 1, std::min(j.end, to + 9)) - to - 1),
                     kDomains);
  }
  // "l" of "l'homme".
  bool elided(const Joint& j, bool letters) const {
    return style_ == TokenStyle::elision && letters &&
           is_one_of(text_.substr(j.begin, j.mark - j.begin), kElided);
  }
  bool hyphen_joins(const Joint& j, bool digits) const {
    if (style_ != TokenStyle::english) return true;
    if (digits) return number_with_hyphens(j);
    const string_view before = text_.substr(j.begin, j.mark - j.begin);
    if (is_one_of(before, kPrefixes)) return true;
    return is_letter(char_at(text_, j.next).kind) && is_digit(before.front()) &&
           number_with_hyphens(j);
  }
  // "713-853-3989", "2025-06-02": two hyphens, or a phone number's seven digits.
  bool number_with_hyphens(const Joint& j) const {
    size_t from = j.begin;
    size_t hyphens = 0;
    size_t first = 0;
    size_t last = 0;
    for (size_t at = from; at < j.end && at < from + 32; ++at) {
      if (text_[at] == '-') {
        ++hyphens;
        last = 0;
      } else if (is_digit(text_[at])) {
        ++(hyphens == 0 ? first : last);
      } else {
        break;
      }
    }
    return hyphens >= 2 || (first == 3 && last == 4);
  }

  // True where the full stop at `dot` belongs to the word before it.
  bool keeps_stop(size_t begin, size_t dot, size_t end, char32_t last) const {
    if (dot + 1 < end && text_[dot + 1] == '.') return false;
    const string_view word = text_.substr(begin, dot - begin);
    if (word.find('.') != string_view::npos) {
      return is_ascii_letter(word.back()) && word.size() >= 3 && word[word.size() - 2] == '.';
    }
    if (char_at(text_, begin).next == dot && char_at(text_, begin).kind == CharClass::upper) {
      return last != 'I' || style_ != TokenStyle::english || initial_follows(dot + 1);
    }
    if (style_ == TokenStyle::ordinal && dot - begin <= 2 && is_digit(word.front())) {
      return ordinal_follows(dot + 1);
    }
    const auto found = rules_.abbreviations.find(std::string(word.substr(0, kMaxAbbreviation + 1)));
    if (found == rules_.abbreviations.end()) return false;
    return found->second != AbbreviationKind::number || digit_follows(dot + 1);
  }
  static constexpr size_t kMaxAbbreviation = 16;

  size_t skip_spaces(size_t at) const {
    const size_t limit = std::min(text_.size(), at + 4);
    while (at < limit && text_[at] == ' ') ++at;
    return at;
  }
  bool digit_follows(size_t at) const {
    at = skip_spaces(at);
    return at < text_.size() && is_digit(text_[at]);
  }
  bool initial_follows(size_t at) const {
    at = skip_spaces(at);
    return at + 1 < text_.size() && char_at(text_, at).kind == CharClass::upper &&
           text_[at + 1] == '.';
  }
  bool ordinal_follows(size_t at) const {
    at = skip_spaces(at);
    if (at >= text_.size() || !is_letter(char_at(text_, at).kind)) return false;
    if (char_at(text_, at).kind == CharClass::lower) return true;
    const size_t to = letters_end(at, std::min(text_.size(), at + kMaxAbbreviation));
    return rules_.months.contains(std::string(text_.substr(at, to - at)));
  }

  void split_word(size_t begin, size_t end) {
    if (style_ != TokenStyle::english) {
      emit(begin, end);
      return;
    }
    const string_view word = text_.substr(begin, end - begin);
    if (word.size() <= kMaxTokenBytes) {
      if (is_digit(word.front())) return number_and_unit(begin, end);
      if (equals_lower(word, "cannot") || is_one_of(word, kFused)) {
        emit(begin, begin + 3);
        emit(begin + 3, end);
        return;
      }
      if (const size_t cut = contraction(word); cut != 0) {
        split_word(begin, begin + cut);
        emit(begin + cut, end);
        return;
      }
    }
    emit(begin, end);
  }
  // Where "n't", "'s", "'re" … begins, or 0.
  static size_t contraction(string_view word) {
    const size_t ascii = word.rfind('\'');
    const size_t curly = word.rfind("\xE2\x80\x99");
    const bool is_curly =
        curly != string_view::npos && (ascii == string_view::npos || curly > ascii);
    const size_t at = is_curly ? curly : ascii;
    if (at == string_view::npos || at == 0) return 0;
    const string_view tail = word.substr(at + (is_curly ? 3 : 1));
    if (is_one_of(tail, kClitics)) return at;
    const bool negated = equals_lower(tail, "t") && at >= 2 && lower(word[at - 1]) == 'n';
    return negated ? at - 1 : 0;
  }
  // "6AB", "24ABC": a station or a type, where the letters are no unit.
  static bool is_code(size_t digits, string_view letters) {
    constexpr size_t kMost = 4;  // letters, and digits
    return digits <= kMost && letters.size() >= 2 && letters.size() <= kMost &&
           std::all_of(letters.begin(), letters.end(),
                       [](char c) { return c >= 'A' && c <= 'Z'; }) &&
           !is_one_of(letters, kCapitalUnits);
  }
  // "5pm" → "5", "pm"; but "1990s", "20th".
  void number_and_unit(size_t begin, size_t end) {
    size_t at = begin;
    while (at < end &&
           (is_digit(text_[at]) || text_[at] == '.' || text_[at] == ',' || text_[at] == ':')) {
      ++at;
    }
    const string_view unit = text_.substr(at, end - at);
    const bool letters = !unit.empty() && unit.size() <= 10 &&
                         std::all_of(unit.begin(), unit.end(), is_ascii_letter);
    if (!letters || is_one_of(unit, kOrdinalEnds) || is_code(at - begin, unit)) {
      if (const size_t cut = contraction(text_.substr(begin, end - begin)); cut != 0) {
        emit(begin, begin + cut);
        emit(begin + cut, end);
      } else {
        emit(begin, end);
      }
      return;
    }
    emit(begin, at);
    emit(at, end);
  }

  string_view text_;
  Field field_;
  TokenStyle style_;
  const SentenceRules& rules_;
  std::vector<Token>& out_;
  WordBreak breaks_;
};

}  // namespace

TokenStyle token_style_of(string_view language) {
  const string_view base = language.substr(0, language.find('-'));
  if (base == "en") return TokenStyle::english;
  if (base == "fr" || base == "it" || base == "ca" || base == "oc") return TokenStyle::elision;
  constexpr auto kOrdinal =
      std::to_array<string_view>({"de", "da", "nb", "nn", "no", "fi", "cs", "sk", "pl", "sl", "hr",
                                  "bs", "sr", "hu", "tr", "et", "lv", "is"});
  return is_one_of(base, kOrdinal) ? TokenStyle::ordinal : TokenStyle::plain;
}

void tokenize(const Stretch& stretch, TokenStyle style, const SentenceRules& rules,
              std::vector<Token>& out) {
  Cutter cutter(stretch, style, rules, out);
  const string_view text = stretch.text.substr(0, stretch.end);
  for (size_t at = stretch.begin; at < stretch.end;) {
    const Char first = char_at(text, at);
    if (first.kind == CharClass::space) {
      at = first.next;
      continue;
    }
    size_t to = first.next;
    while (to < stretch.end) {
      const Char c = char_at(text, to);
      if (c.kind == CharClass::space) break;
      to = c.next;
    }
    cutter.chunk(at, to);
    at = to;
  }
}

}  // namespace newsloom::annotate
