#include "newsloom/core/text/words.h"

#include <unicode/uchar.h>
#include <algorithm>
#include <array>
#include <bit>
#include <cstring>
#ifdef __SSE2__
#include <emmintrin.h>
#endif

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

// A word's hash takes the folded bytes eight at a time; no word holds a zero byte, so what fills up
// the last eight cannot be mistaken for a letter.
std::uint64_t mixed(std::uint64_t hash, std::uint64_t eight) {
  hash = (hash ^ eight) * kPrime;
  return hash ^ (hash >> 32U);
}

// Up to eight bytes, the first one lowest, the missing ones 0.
std::uint64_t eight_bytes(const char* from, std::size_t count) {
  std::uint64_t value = 0;
  if (count >= sizeof value) {
    std::memcpy(&value, from, sizeof value);
  } else {
    std::memcpy(&value, from, count);
  }
  if constexpr (std::endian::native == std::endian::big) value = __builtin_bswap64(value);
  return value;
}

std::uint64_t finished(std::uint64_t hash) {
  hash ^= hash >> 32U;
  hash *= 0xd6e8feb86659fd93ULL;
  return hash ^ (hash >> 29U);
}

std::uint64_t hash_of_bytes(std::string_view folded) {
  std::uint64_t hash = kSeed;
  for (std::size_t at = 0; at < folded.size(); at += 8) {
    hash = mixed(hash, eight_bytes(folded.data() + at, folded.size() - at));
  }
  return finished(hash);
}

// What eight bytes of text are, all at once: in each result the highest bit of a byte stands for
// it.
struct Eight {
  std::uint64_t letters;
  std::uint64_t upper;
  std::uint64_t digits;
};
Eight classes_of(std::uint64_t bytes) {
  constexpr std::uint64_t kEach = 0x0101010101010101ULL;
  constexpr std::uint64_t kHigh = 0x80 * kEach;
  const std::uint64_t ascii = ~bytes & kHigh;
  const std::uint64_t low = bytes & ~kHigh;
  const std::uint64_t lowered = low | 0x20 * kEach;
  const auto from = [](std::uint64_t value, unsigned char first) {  // bytes >= first
    return value + (0x80U - first) * kEach;
  };
  const std::uint64_t letters = from(lowered, 'a') & ~from(lowered, 'z' + 1) & ascii;
  const std::uint64_t digits = from(low, '0') & ~from(low, '9' + 1) & ascii;
  return {letters, letters & ~(low << 2U), digits};
}

// A run of ASCII letters and digits, folded and hashed.
struct Run {
  std::size_t length = 0;
  std::uint64_t hash = 0;
  bool has_lower = false;
};
inline Run run_at(std::string_view text) {
  Run out;
  out.hash = kSeed;
#ifdef __SSE2__  // sixteen bytes at once, which hold nearly every word
  if (text.size() >= 16) {
    const __m128i bytes = _mm_loadu_si128(reinterpret_cast<const __m128i*>(text.data()));
    const __m128i lowered = _mm_or_si128(bytes, _mm_set1_epi8(0x20));
    // Signed: bytes of other scripts are below every ASCII letter.
    const __m128i letters = _mm_and_si128(_mm_cmpgt_epi8(lowered, _mm_set1_epi8('a' - 1)),
                                          _mm_cmplt_epi8(lowered, _mm_set1_epi8('z' + 1)));
    const __m128i digits = _mm_and_si128(_mm_cmpgt_epi8(bytes, _mm_set1_epi8('0' - 1)),
                                         _mm_cmplt_epi8(bytes, _mm_set1_epi8('9' + 1)));
    const __m128i upper = _mm_and_si128(letters, _mm_cmplt_epi8(bytes, _mm_set1_epi8('Z' + 1)));
    const auto part = static_cast<unsigned>(_mm_movemask_epi8(_mm_or_si128(letters, digits)));
    const auto count = static_cast<unsigned>(std::countr_one(part));
    if (count < 16) {
      const auto lower = static_cast<unsigned>(_mm_movemask_epi8(_mm_andnot_si128(upper, letters)));
      const __m128i folded = _mm_or_si128(bytes, _mm_and_si128(upper, _mm_set1_epi8(0x20)));
      if (count > 0) {
        // Both halves always: how long the next word is cannot be guessed.
        const auto low = static_cast<std::uint64_t>(_mm_cvtsi128_si64(folded));
        const auto high = static_cast<std::uint64_t>(_mm_cvtsi128_si64(_mm_srli_si128(folded, 8)));
        const unsigned in_high = count > 8 ? count - 8 : 0;
        const std::uint64_t one =
            mixed(out.hash, low & (~0ULL >> (64U - 8U * std::min(count, 8U))));
        const std::uint64_t both = mixed(one, high & ((1ULL << (8U * in_high)) - 1));
        out.hash = in_high > 0 ? both : one;
      }
      out.length = count;
      out.has_lower = (lower & ((1U << count) - 1)) != 0;
      out.hash = finished(out.hash);
      return out;
    }
  }
#endif
  while (out.length < text.size()) {
    const std::uint64_t bytes = eight_bytes(text.data() + out.length, text.size() - out.length);
    const Eight is = classes_of(bytes);
    const std::uint64_t others = ~(is.letters | is.digits) & 0x8080808080808080ULL;
    const auto count = static_cast<unsigned>(others == 0 ? 8 : std::countr_zero(others) / 8);
    if (count == 0) break;
    const std::uint64_t kept = count == 8 ? ~0ULL : (1ULL << (8 * count)) - 1;
    out.hash = mixed(out.hash, (bytes | is.upper >> 2U) & kept);
    out.has_lower = out.has_lower || (is.letters & ~is.upper & kept) != 0;
    out.length += count;
    if (count < 8) break;
  }
  out.hash = finished(out.hash);
  return out;
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
  const std::uint8_t kind = class_of(text_[at_]);
  if (kind == wide) return next_slow(word);
  if (kind == digit) return read_number(word);
  const std::size_t begin = at_;
  const Run run = run_at(text_.substr(begin, kMaxWordBytes));
  const std::size_t at = begin + run.length;
  if (at < text_.size() && run.length < kMaxWordBytes && class_of(text_[at]) == wide) {
    return next_slow(word);
  }
  word = Word{static_cast<std::uint32_t>(begin),
              static_cast<std::uint32_t>(at),
              run.hash,
              kind == upper,
              kind == upper && !run.has_lower && run.length > 1,
              false,
              first_,
              false};
  end_word(at);
  return true;
}

// "1,000": separators part no number, and do not count.
bool WordReader::read_number(Word& word) {
  const std::size_t begin = at_;
  const std::size_t end = std::min(text_.size(), begin + kMaxWordBytes);
  std::array<char, kMaxWordBytes> folded;  // NOLINT: filled before it is read
  std::size_t length = 0;
  std::size_t at = begin;
  while (at < end) {
    const char c = text_[at];
    const std::uint8_t kind = class_of(c);
    if (kind == lower || kind == digit || kind == upper) {
      folded.at(length++) = static_cast<char>(kind == upper ? c + 32 : c);
    } else if ((c != ',' && c != '.') || at + 1 >= end || class_of(text_[at + 1]) != digit) {
      break;
    }
    ++at;
  }
  if (at < end && class_of(text_[at]) == wide) return next_slow(word);
  word = Word{static_cast<std::uint32_t>(begin),
              static_cast<std::uint32_t>(at),
              hash_of_bytes({folded.data(), length}),
              false,
              false,
              true,
              first_,
              false};
  end_word(at);
  return true;
}

void WordReader::end_word(std::size_t at) {
  first_ = false;
  at_ = at;
  if (at_ < text_.size() && text_[at_] == '\'') skip_possessive();
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

bool WordReader::read_unspaced(Word& word, std::size_t next) {
  word = Word{static_cast<std::uint32_t>(at_),
              static_cast<std::uint32_t>(next),
              0,
              false,
              false,
              false,
              first_,
              true};
  at_ = next;  // the next pair begins with the second character of this one
  first_ = false;
  if (next < text_.size() && class_of(text_[next]) == wide) {
    const CodePoint second = code_point_at(text_, next);
    if (is_unspaced(second.value) && is_word_part(second.value)) {
      word.end = static_cast<std::uint32_t>(second.next);
      // A last character is covered by the pair that ends with it.
      const CodePoint third = code_point_at(text_, second.next);
      if (second.next >= text_.size() || !is_unspaced(third.value) || !is_word_part(third.value)) {
        at_ = second.next;
      }
    }
  }
  word.hash = hash_of_bytes(text_.substr(word.begin, word.end - word.begin));
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
  if (is_unspaced(c.value)) return read_unspaced(word, c.next);
  const std::size_t begin = at_;
  const bool number = u_isdigit(static_cast<UChar32>(c.value)) != 0;
  const bool capital = u_isupper(static_cast<UChar32>(c.value)) != 0 ||
                       u_istitle(static_cast<UChar32>(c.value)) != 0;
  bool all_upper = capital;
  std::string folded;
  std::size_t letters = 0;
  while (at_ < text_.size() && at_ - begin < kMaxWordBytes) {
    c = code_point_at(text_, at_);
    if (is_word_part(c.value) && !is_unspaced(c.value)) {
      if (u_islower(static_cast<UChar32>(c.value)) != 0) all_upper = false;
      const UChar32 fold = u_foldCase(static_cast<UChar32>(c.value), U_FOLD_CASE_DEFAULT);
      append_utf8(folded, static_cast<char32_t>(fold));
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
              hash_of_bytes(folded),
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
  std::string out(raw.size(), '\0');
  std::size_t length = 0;
  for (const char c : raw) {
    const std::uint8_t kind = class_of(c);
    if (kind == wide) break;
    if (kind == upper || kind == lower || kind == digit) {
      out[length++] = static_cast<char>(kind == upper ? c + 32 : c);
    }
    if (&c == &raw.back()) {
      out.resize(length);
      return out;
    }
  }
  out.clear();
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

std::uint64_t hash_of_word(std::string_view folded) { return hash_of_bytes(folded); }

}  // namespace newsloom
