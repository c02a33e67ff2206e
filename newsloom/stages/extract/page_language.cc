#include "newsloom/stages/extract/page_language.h"

#include <algorithm>
#include <array>

#include "newsloom/core/text/utf8.h"

namespace newsloom::extract {
namespace {

constexpr std::size_t kMinWords = 20;
constexpr std::size_t kMinSigns = 12;  // of a script that only one language uses

bool is_letter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }

char lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; }
char upper(char c) { return c >= 'a' && c <= 'z' ? static_cast<char>(c - 32) : c; }

// "pt_br" → "pt-BR", "EN-us" → "en-US", "zh-Hans-CN" stays; anything else → nothing.
std::optional<std::string> bcp47(std::string_view tag) {
  std::string out;
  std::size_t part = 0;
  while (!tag.empty() && part < 3) {
    const std::size_t end = std::min(tag.find_first_of("-_"), tag.size());
    std::string piece(tag.substr(0, end));
    tag.remove_prefix(std::min(tag.size(), end + 1));
    if (!std::all_of(piece.begin(), piece.end(), is_letter)) break;
    if (part == 0) {
      if (piece.size() < 2 || piece.size() > 3) return std::nullopt;
      std::transform(piece.begin(), piece.end(), piece.begin(), lower);
      out = piece;
    } else if (piece.size() == 2) {
      std::transform(piece.begin(), piece.end(), piece.begin(), upper);
      out += "-" + piece;
    } else if (piece.size() == 4) {
      std::transform(piece.begin(), piece.end(), piece.begin(), lower);
      piece[0] = upper(piece[0]);
      out += "-" + piece;
    } else {
      break;
    }
    ++part;
  }
  if (out.empty() || out == "und" || out == "mul") return std::nullopt;
  return out;
}

std::optional<std::string> declared(const PageFacts& facts) {
  if (auto tag = bcp47(facts.html_lang)) return tag;
  if (!facts.linked.empty()) {
    if (auto tag = bcp47(facts.linked.front().language)) return tag;
  }
  for (const char* name : {"og:locale", "content-language", "language", "dc.language"}) {
    if (auto tag = bcp47(facts.meta(name))) return tag;
  }
  return std::nullopt;
}

// The language of a script that (nearly) only one language uses.
std::optional<std::string> by_script(std::string_view text) {
  std::size_t kana = 0, hangul = 0, han = 0, thai = 0, greek = 0, hebrew = 0, all = 0;
  for (std::size_t at = 0; at < text.size();) {
    const CodePoint c = code_point_at(text, at);
    at = c.next;
    const char32_t v = c.value;
    if (v == ' ' || v == '\n') continue;
    ++all;
    kana += (v >= 0x3041 && v <= 0x30FA) ? 1 : 0;
    hangul += (v >= 0xAC00 && v <= 0xD7A3) ? 1 : 0;
    han += (v >= 0x4E00 && v <= 0x9FFF) ? 1 : 0;
    thai += (v >= 0x0E01 && v <= 0x0E5B) ? 1 : 0;
    greek += (v >= 0x0386 && v <= 0x03CE) ? 1 : 0;
    hebrew += (v >= 0x05D0 && v <= 0x05EA) ? 1 : 0;
  }
  const auto much = [&](std::size_t count) { return count >= kMinSigns && count * 10 > all * 3; };
  if (kana >= kMinSigns && kana * 10 > all) return "ja";
  if (much(hangul)) return "ko";
  if (much(han)) return "zh";
  if (much(thai)) return "th";
  if (much(greek)) return "el";
  if (much(hebrew)) return "he";
  return std::nullopt;
}

}  // namespace

LanguageGuess::LanguageGuess(std::string_view file) {
  while (!file.empty() && codes_.size() < kMaxLanguages) {
    const std::size_t end = std::min(file.find('\n'), file.size());
    std::string_view line = file.substr(0, end);
    file.remove_prefix(std::min(file.size(), end + 1));
    if (line.empty() || line.front() == '#') continue;
    const std::uint32_t language = 1U << codes_.size();
    for (bool first = true; !line.empty(); first = false) {
      const std::size_t space = std::min(line.find(' '), line.size());
      const std::string_view word = line.substr(0, space);
      line.remove_prefix(std::min(line.size(), space + 1));
      if (first) {
        codes_.emplace_back(word);
      } else if (!word.empty()) {
        words_.push_back({word_hash(word), language});
      }
    }
  }
  std::sort(words_.begin(), words_.end(),
            [](const Word& a, const Word& b) { return a.hash < b.hash; });
  std::size_t kept = 0;
  for (const Word& word : words_) {
    if (kept > 0 && words_[kept - 1].hash == word.hash) {
      words_[kept - 1].languages |= word.languages;
    } else {
      words_[kept++] = word;
    }
  }
  words_.resize(kept);
}

std::optional<std::string> LanguageGuess::guess(std::string_view text) const {
  std::size_t size = std::min(text.size(), kMaxLanguageBytes);
  while (size > 0 && !is_boundary(text, size)) --size;
  text = text.substr(0, size);
  if (auto code = by_script(text)) return code;
  std::vector<std::uint32_t> hashes;
  static_cast<void>(stats_of(text, FunctionWords(""), &hashes));
  if (hashes.size() < kMinWords) return std::nullopt;
  std::array<std::size_t, kMaxLanguages> found{};
  for (const std::uint32_t hash : hashes) {
    const auto word = std::lower_bound(words_.begin(), words_.end(), hash,
                                       [](const Word& a, std::uint32_t b) { return a.hash < b; });
    if (word == words_.end() || word->hash != hash) continue;
    for (std::size_t i = 0; i < codes_.size(); ++i) found.at(i) += word->languages >> i & 1U;
  }
  const auto best = std::max_element(found.begin(), found.end());
  std::size_t second = 0;
  for (auto at = found.begin(); at != found.end(); ++at) {
    if (at != best) second = std::max(second, *at);
  }
  if (*best * 10 < hashes.size() * 2 || *best * 10 < second * 14) return std::nullopt;
  return codes_.at(static_cast<std::size_t>(best - found.begin()));
}

std::optional<std::string> language_of(const PageFacts& facts, std::string_view text,
                                       const LanguageGuess& guess) {
  const std::optional<std::string> stated = declared(facts);
  const std::optional<std::string> read = guess.guess(text);
  if (!stated) return read;
  if (!read) return stated;
  return stated->substr(0, stated->find('-')) == *read ? stated : read;
}

}  // namespace newsloom::extract
