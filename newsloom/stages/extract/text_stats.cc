#include "newsloom/stages/extract/text_stats.h"

#include <algorithm>

#include "newsloom/core/text/utf8.h"

namespace newsloom::extract {
namespace {

constexpr std::uint32_t kHashStart = 2166136261U;
constexpr std::uint32_t kHashFactor = 16777619U;

bool is_upper(char32_t c) {
  return (c >= 'A' && c <= 'Z') || (c >= 0xC0 && c <= 0xDE && c != 0xD7) ||
         (c >= 0x100 && c < 0x180 && (c & 1U) == 0) || (c >= 0x391 && c <= 0x3A9) ||
         (c >= 0x400 && c <= 0x42F);
}

bool is_lower(char32_t c) {
  return (c >= 'a' && c <= 'z') || (c >= 0xDF && c <= 0xFF && c != 0xF7) ||
         (c >= 0x100 && c < 0x180 && (c & 1U) == 1) || (c >= 0x3B1 && c <= 0x3C9) ||
         (c >= 0x430 && c <= 0x45F);
}

bool is_digit(char32_t c) { return c >= '0' && c <= '9'; }

bool is_wide(char32_t c) {  // scripts without spaces
  return (c >= 0x3040 && c <= 0x30FF) || (c >= 0x3400 && c <= 0x9FFF) ||
         (c >= 0xF900 && c <= 0xFAFF) || (c >= 0x20000 && c <= 0x3FFFF) ||
         (c >= 0x0E00 && c <= 0x0E7F);
}

bool is_letter(char32_t c) {
  if (c < 0x80) return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
  if (c < 0xC0) return c == 0xAA || c == 0xB5 || c == 0xBA;
  if (c == 0xD7 || c == 0xF7) return false;
  if (c >= 0x2000 && c < 0x2C00) return false;
  if (c >= 0x3000 && c < 0x3040) return false;
  if (c >= 0xFE10 && c < 0xFE70) return false;
  if (c >= 0xFF00 && c < 0xFF66) return c >= 0xFF21 && c <= 0xFF5A && (c <= 0xFF3A || c >= 0xFF41);
  return c != 0x60C && c != 0x61B && c != 0x61F && c != kReplacement && c < 0x1F000;
}

bool is_stop(char32_t c) {
  return c == '.' || c == '!' || c == '?' || c == 0x2026 || c == 0x3002 || c == 0xFF01 ||
         c == 0xFF1F || c == 0x61F || c == 0x964 || c == 0x6D4;
}

bool is_quote(char32_t c) {
  return c == '"' || c == '\'' || c == 0xAB || c == 0xBB || (c >= 0x2018 && c <= 0x201F) ||
         (c >= 0x2039 && c <= 0x203A) || (c >= 0x300C && c <= 0x300F);
}

bool is_closer(char32_t c) { return is_quote(c) || c == ')' || c == ']' || c == 0xFF09; }

bool is_separator(char32_t c) {
  return c == '|' || c == 0xB7 || c == 0xBB || c == 0x203A || c == 0x2022 || c == '/';
}

bool is_comma(char32_t c) { return c == ',' || c == 0x60C || c == 0x3001 || c == 0xFF0C; }

// Counts one character after another.
class Counter {
 public:
  Counter(TextStats& stats, const FunctionWords& words, std::vector<std::uint32_t>* hashes)
      : stats_(stats), words_(words), hashes_(hashes) {}

  void take(char32_t c) {
    if (stats_.first == 0 && c != ' ') start(c);
    if (is_wide(c)) {
      end_word();
      ++stats_.letters;
      if (++wide_ % 2 == 1) ++stats_.words;
      if (hashes_ != nullptr) hashes_->push_back(static_cast<std::uint32_t>(c) * kHashFactor | 1U);
    } else if (is_letter(c) || is_digit(c)) {
      letter(c);
    } else {
      end_word();
      sign(c);
    }
    if (c != ' ' && c != '\n') tail(c);
    before_ = c;
  }

  void finish() {
    end_word();
    if (is_stop(last_) || (is_closer(last_) && is_stop(second_last_))) {
      stats_.ends_sentence = true;
      if (is_stop(before_) || is_closer(before_)) ++stats_.sentences;
    }
    stats_.ends_colon = last_ == ':' || last_ == 0xFF1A;
    stats_.ends_ellipsis = last_ == 0x2026 || (last_ == '.' && second_last_ == '.');
  }

 private:
  void start(char32_t c) {
    stats_.first = c;
    stats_.starts_lower = is_lower(c);
    stats_.starts_quote = is_quote(c);
  }

  void letter(char32_t c) {
    if (is_digit(c)) {
      ++stats_.digits;
    } else {
      ++stats_.letters;
    }
    if (length_ == 0) {
      if (is_upper(c)) ++stats_.upper_words;
      all_upper_ = true;
      hash_ = kHashStart;
    }
    if (!is_upper(c)) all_upper_ = false;
    ++length_;
    const char32_t lower = c >= 'A' && c <= 'Z' ? c + 32 : c;
    hash_ = (hash_ ^ (static_cast<std::uint32_t>(lower) & 0xFFU)) * kHashFactor;
    if (lower > 0xFF) hash_ = (hash_ ^ (static_cast<std::uint32_t>(lower) >> 8U)) * kHashFactor;
  }

  void end_word() {
    if (length_ == 0) return;
    ++stats_.words;
    if (all_upper_ && length_ > 1) ++stats_.capital_words;
    const std::uint32_t hash = hash_ | 1U;
    if (words_.contains(hash)) ++stats_.function_words;
    if (hashes_ != nullptr) hashes_->push_back(hash);
    length_ = 0;
  }

  void sign(char32_t c) {
    if ((c == ' ' || c == '\n') &&
        (is_stop(before_) || (is_closer(before_) && is_stop(second_last_)))) {
      ++stats_.sentences;
    }
    if (c == 0x3002 || c == 0x964) ++stats_.sentences;
    if (is_comma(c)) ++stats_.commas;
    if (is_separator(c)) ++stats_.separators;
    if (c == '?' || c == 0xFF1F || c == 0x61F) ++stats_.questions;
  }

  void tail(char32_t c) {
    second_last_ = last_;
    last_ = c;
  }

  TextStats& stats_;
  const FunctionWords& words_;
  std::vector<std::uint32_t>* hashes_;
  std::uint32_t hash_ = kHashStart;
  std::uint32_t length_ = 0;
  std::uint32_t wide_ = 0;
  bool all_upper_ = false;
  char32_t before_ = 0;
  char32_t last_ = 0;
  char32_t second_last_ = 0;
};

}  // namespace

std::uint32_t word_hash(std::string_view word) {
  std::uint32_t hash = kHashStart;
  for (std::size_t at = 0; at < word.size();) {
    const CodePoint c = code_point_at(word, at);
    at = c.next;
    const char32_t lower = c.value >= 'A' && c.value <= 'Z' ? c.value + 32 : c.value;
    hash = (hash ^ (static_cast<std::uint32_t>(lower) & 0xFFU)) * kHashFactor;
    if (lower > 0xFF) hash = (hash ^ (static_cast<std::uint32_t>(lower) >> 8U)) * kHashFactor;
  }
  return hash | 1U;
}

FunctionWords::FunctionWords(std::string_view file) : slots_(4096, 0) {
  std::size_t used = 0;
  while (!file.empty() && used < slots_.size() / 2) {
    const std::size_t end = std::min(file.find_first_of(" \n"), file.size());
    const std::string_view word = file.substr(0, end);
    file.remove_prefix(std::min(file.size(), end + 1));
    if (word.empty() || word.front() == '#') continue;
    const std::uint32_t hash = word_hash(word);
    std::size_t slot = hash % slots_.size();
    while (slots_[slot] != 0 && slots_[slot] != hash) slot = (slot + 1) % slots_.size();
    slots_[slot] = hash;
    ++used;
  }
}

TextStats stats_of(std::string_view text, const FunctionWords& function_words,
                   std::vector<std::uint32_t>* hashes) {
  TextStats stats;
  Counter counter(stats, function_words, hashes);
  for (std::size_t at = 0; at < text.size();) {
    const auto byte = static_cast<unsigned char>(text[at]);
    if (byte < 0x80) {
      counter.take(byte);
      ++at;
    } else {
      const CodePoint c = code_point_at(text, at);
      counter.take(c.value);
      at = c.next;
    }
  }
  counter.finish();
  return stats;
}

}  // namespace newsloom::extract
