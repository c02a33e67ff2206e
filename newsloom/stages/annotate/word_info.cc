#include "newsloom/stages/annotate/word_info.h"

#include <unicode/uchar.h>
#include <string>

#include "newsloom/core/text/utf8.h"
#include "newsloom/stages/annotate/chars.h"

namespace newsloom::annotate {
namespace {

constexpr std::size_t kMaxHashed = 64;  // bytes of a word that count

char lower_ascii(char c) {
  return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c >= '0' && c <= '9' ? '0' : c;
}

char32_t lower_wide(char32_t c) {
  switch (c) {
    case 0x2018:
    case 0x2019: return '\'';
    case 0x201C:
    case 0x201D:
    case 0xAB:
    case 0xBB: return '"';
    default: return static_cast<char32_t>(u_foldCase(static_cast<UChar32>(c), U_FOLD_CASE_DEFAULT));
  }
}

// Writes the lower form into `out`; gives its length.
std::size_t lower_form(std::string_view word, char* out) {
  std::size_t size = 0;
  std::string wide;
  for (std::size_t at = 0; at < word.size() && size < kMaxHashed;) {
    if (static_cast<unsigned char>(word[at]) < 0x80) {
      out[size++] = lower_ascii(word[at++]);
      continue;
    }
    const CodePoint c = code_point_at(word, at);
    wide.clear();
    append_utf8(wide, lower_wide(c.value));
    for (std::size_t i = 0; i < wide.size() && size < kMaxHashed; ++i) out[size++] = wide[i];
    at = c.next;
  }
  return size;
}

void add_shape(WordInfo& info, std::string_view word) {
  char shape[kMaxHashed];
  std::size_t size = 0;
  std::size_t run = 0;
  std::size_t capitals = 0;
  std::size_t letters = 0;
  for (std::size_t at = 0; at < word.size();) {
    const Char c = char_at(word, at);
    const char mark = c.kind == CharClass::upper                                     ? 'X'
                      : c.kind == CharClass::lower                                   ? 'x'
                      : c.kind == CharClass::digit                                   ? '0'
                      : c.kind == CharClass::letter || c.kind == CharClass::unspaced ? 'l'
                      : c.value < 0x80                                               ? word[at]
                                                                                     : '~';
    if (at == 0) info.capital = mark == 'X';
    capitals += mark == 'X' ? 1 : 0;
    letters += is_letter(c.kind) ? 1 : 0;
    run = size > 0 && shape[size - 1] == mark ? run + 1 : 0;
    if (run < 2 && size < kMaxHashed) shape[size++] = mark;  // a run counts as at most two
    at = c.next;
  }
  info.all_capitals = letters >= 2 && capitals == letters;
  info.shape = hash_of({shape, size});
}

}  // namespace

std::uint32_t hash_of(std::string_view text) {
  std::uint64_t h = 0xCBF29CE484222325ULL;
  for (const char c : text) h = (h ^ static_cast<unsigned char>(c)) * 0x100000001B3ULL;
  h ^= h >> 32;
  h *= 0x9E3779B97F4A7C15ULL;
  const auto key = static_cast<std::uint32_t>(h >> 32);
  return key == 0 ? 1 : key;
}

WordInfo word_info(std::string_view word) {
  WordInfo info;
  info.form = hash_of(word.substr(0, kMaxHashed));
  char lower[kMaxHashed];
  const std::size_t size = lower_form(word, lower);
  info.lower = hash_of({lower, size});
  for (std::size_t n = 1; n <= 4; ++n) {
    if (size < n) break;
    info.prefix[n - 1] = hash_of({lower, n});
    info.suffix[n - 1] = hash_of({lower + size - n, n});
  }
  add_shape(info, word);
  return info;
}

}  // namespace newsloom::annotate
