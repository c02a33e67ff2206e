#include "newsloom/core/text/words.h"

#include <unicode/uchar.h>
#include <algorithm>
#include <array>

#include "newsloom/core/text/utf8.h"

namespace newsloom {
namespace {

enum Class : std::uint8_t { gap, lower, upper, digit, stop, wide };

constexpr std::array<std::uint8_t, 256> kClasses = [] {
  std::array<std::uint8_t, 256> table{};
  for (unsigned c = 0; c < 256; ++c) {
    if (c >= 'a' && c <= 'z') table[c] = lower;
    if (c >= 'A' && c <= 'Z') table[c] = upper;
    if (c >= '0' && c <= '9') table[c] = digit;
    if (c >= 0x80) table[c] = wide;
  }
  for (const char c : {'.', '!', '?', ':', '"', '\n'}) table[static_cast<unsigned char>(c)] = stop;
  return table;
}();

constexpr std::uint64_t kSeed = 0x9ae16a3b2f90404fULL;
constexpr std::uint64_t kPrime = 0x9E3779B97F4A7C15ULL;

std::uint8_t class_of(char c) { return kClasses[static_cast<unsigned char>(c)]; }

std::uint64_t mixed(std::uint64_t hash, std::uint32_t c) { return (hash ^ c) * kPrime; }

std::uint64_t finished(std::uint64_t hash) {
  hash ^= hash >> 32U;
  hash *= 0xd6e8feb86659fd93ULL;
  return hash ^ (hash >> 29U);
}

bool is_unspaced(char32_t c) {
  if (c < 0x0E00) return false;
  if (c <= 0x0EFF) return true;                 // Thai, Lao
  if (c >= 0x1000 && c <= 0x109F) return true;  // Burmese
  if (c >= 0x1780 && c <= 0x17FF) return true;  // Khmer
  if (c >= 0x3040 && c <= 0x30FF) return true;  // Hiragana, Katakana
  if (c >= 0x3400 && c <= 0x9FFF) return true;  // Han
  return c >= 0xF900 && (c <= 0xFAFF || (c >= 0x20000 && c <= 0x3FFFF));
}

bool is_word_part(char32_t c) {
  const auto mask = U_MASK(u_charType(static_cast<UChar32>(c)));
  return (mask & (U_GC_L_MASK | U_GC_N_MASK | U_GC_M_MASK)) != 0;
}

bool is_stop(char32_t c) {
  switch (c) {
    case 0x201C:
    case 0x201D:
    case 0x201E:
    case 0xAB:
    case 0xBB:
    case 0x3002:
    case 0xFF01:
    case 0xFF1F:
    case 0x61F:
    case 0x6D4:
    case 0x964:
    case 0x2018:
    case 0x300C: return true;
    default: return false;
  }
}

bool is_apostrophe(std::string_view text, std::size_t at, std::size_t& next) {
  if (at < text.size() && text[at] == '\'') {
    next = at + 1;
    return true;
  }
  if (text.substr(at, 3) == "\u2019") {
    next = at + 3;
    return true;
  }
  return false;
}

}  // namespace

bool WordReader::next(Word& word) {
  while (at_ < text_.size()) {
    const std::uint8_t kind = class_of(text_[at_]);
    if (kind == gap) {
      ++at_;
    } else if (kind == stop) {
      first_ = true;
      ++at_;
    } else {
      break;
    }
  }
  if (at_ >= text_.size()) return false;
  std::uint8_t kind = class_of(text_[at_]);
  if (kind == wide) return next_slow(word);
  const std::size_t begin = at_;
  const std::size_t end = std::min(text_.size(), begin + kMaxWordBytes);
  std::uint64_t hash = kSeed;
  const bool number = kind == digit;
  const bool capital = kind == upper;
  bool all_upper = capital;
  std::size_t at = begin;
  while (at < end) {
    kind = class_of(text_[at]);
    if (kind == lower || kind == digit || kind == upper) {
      all_upper = all_upper && kind != lower;
      const auto c = static_cast<unsigned char>(text_[at]);
      hash = mixed(hash, kind == upper ? c + 32U : c);
      ++at;
    } else if (number && (text_[at] == ',' || text_[at] == '.') && at + 1 < end &&
               class_of(text_[at + 1]) == digit) {
      ++at;
    } else {
      break;
    }
  }
  if (at < end && kind == wide) return next_slow(word);
  word = Word{static_cast<std::uint32_t>(begin),
              static_cast<std::uint32_t>(at),
              finished(hash),
              capital,
              all_upper && at - begin > 1,
              number,
              first_,
              false};
  first_ = false;
  at_ = at;
  if (at_ < text_.size() && text_[at_] == '\'') skip_possessive();
  return true;
}

void WordReader::skip_possessive() {
  std::size_t next = 0;
  if (!is_apostrophe(text_, at_, next)) return;
  if (next >= text_.size() || (text_[next] != 's' && text_[next] != 'S')) return;
  if (next + 1 < text_.size()) {
    const std::uint8_t kind = class_of(text_[next + 1]);
    if (kind == lower || kind == upper || kind == digit) return;
    if (kind == wide && is_word_part(code_point_at(text_, next + 1).value)) return;
  }
  at_ = next + 1;
}

bool WordReader::read_unspaced(Word& word, char32_t value, std::size_t next) {
  word = Word{static_cast<std::uint32_t>(at_),
              static_cast<std::uint32_t>(next),
              0,
              false,
              false,
              false,
              first_,
              true};
  std::uint64_t hash = mixed(kSeed, value);
  at_ = next;  // the next pair begins with the second character of this one
  first_ = false;
  if (next < text_.size() && class_of(text_[next]) == wide) {
    const CodePoint second = code_point_at(text_, next);
    if (is_unspaced(second.value) && is_word_part(second.value)) {
      hash = mixed(hash, second.value);
      word.end = static_cast<std::uint32_t>(second.next);
      // A last character is covered by the pair that ends with it.
      const CodePoint third = code_point_at(text_, second.next);
      if (second.next >= text_.size() || !is_unspaced(third.value) || !is_word_part(third.value)) {
        at_ = second.next;
      }
    }
  }
  word.hash = finished(hash);
  return true;
}

bool WordReader::next_slow(Word& word) {
  CodePoint c;
  while (at_ < text_.size()) {
    c = code_point_at(text_, at_);
    if (is_word_part(c.value)) break;
    if (is_stop(c.value) || (c.value < 0x80 && class_of(text_[at_]) == stop)) first_ = true;
    at_ = c.next;
  }
  if (at_ >= text_.size()) return false;
  if (is_unspaced(c.value)) return read_unspaced(word, c.value, c.next);
  const std::size_t begin = at_;
  const bool number = u_isdigit(static_cast<UChar32>(c.value)) != 0;
  const bool capital = u_isupper(static_cast<UChar32>(c.value)) != 0 ||
                       u_istitle(static_cast<UChar32>(c.value)) != 0;
  bool all_upper = capital;
  std::uint64_t hash = kSeed;
  std::size_t letters = 0;
  while (at_ < text_.size() && at_ - begin < kMaxWordBytes) {
    c = code_point_at(text_, at_);
    if (is_word_part(c.value) && !is_unspaced(c.value)) {
      if (u_islower(static_cast<UChar32>(c.value)) != 0) all_upper = false;
      const UChar32 fold = u_foldCase(static_cast<UChar32>(c.value), U_FOLD_CASE_DEFAULT);
      hash = mixed(hash, static_cast<std::uint32_t>(fold));
      ++letters;
      at_ = c.next;
    } else if (number && (c.value == ',' || c.value == '.') && c.next < text_.size() &&
               u_isdigit(static_cast<UChar32>(code_point_at(text_, c.next).value)) != 0) {
      at_ = c.next;
    } else {
      break;
    }
  }
  word = Word{static_cast<std::uint32_t>(begin),
              static_cast<std::uint32_t>(at_),
              finished(hash),
              capital,
              all_upper && letters > 1,
              number,
              first_,
              false};
  first_ = false;
  skip_possessive();
  return true;
}

std::string folded_word(std::string_view text, const Word& word) {
  const std::string_view raw = text.substr(word.begin, word.end - word.begin);
  std::string out;
  out.reserve(raw.size());
  for (std::size_t at = 0; at < raw.size();) {
    const CodePoint c = code_point_at(raw, at);
    at = c.next;
    if (c.value < 0x80) {
      const char byte = static_cast<char>(c.value);
      if (class_of(byte) == upper) out.push_back(static_cast<char>(byte + 32));
      if (class_of(byte) == lower || class_of(byte) == digit) out.push_back(byte);
    } else {
      append_utf8(out, static_cast<char32_t>(
                           u_foldCase(static_cast<UChar32>(c.value), U_FOLD_CASE_DEFAULT)));
    }
  }
  return out;
}

std::uint64_t hash_of_word(std::string_view folded) {
  std::uint64_t hash = kSeed;
  for (std::size_t at = 0; at < folded.size();) {
    const CodePoint c = code_point_at(folded, at);
    hash = mixed(hash, c.value);
    at = c.next;
  }
  return finished(hash);
}

}  // namespace newsloom
