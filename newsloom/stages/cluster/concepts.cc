#include "newsloom/stages/cluster/concepts.h"

#include <algorithm>
#include <vector>

#include "newsloom/core/text/normalize.h"
#include "newsloom/core/text/utf8.h"
#include "newsloom/core/text/words.h"

namespace newsloom::cluster {
namespace {

std::string_view take(std::string_view& text, char until) {
  const std::string_view part = text.substr(0, text.find(until));
  text.remove_prefix(std::min(text.size(), part.size() + 1));
  return part;
}

// What Arabic writes together with the next word; "" for words as they stand.
constexpr std::string_view kParticles[] = {"", "ال", "وال", "بال", "لل", "و", "ب", "ل", "كال"};

}  // namespace

Result<Concepts> Concepts::read(std::string_view file) {
  Concepts out;
  std::vector<std::string> languages;
  while (!file.empty()) {
    std::string_view line = take(file, '\n');
    if (line.empty() || line.front() == '#') continue;
    if (languages.empty()) {
      while (!line.empty()) languages.emplace_back(take(line, '\t'));
      continue;
    }
    std::size_t column = 0;
    for (; !line.empty(); ++column) {
      std::string_view words = take(line, '\t');
      if (column >= languages.size()) {
        return fail(Errc::corrupt, "more columns than languages", "cluster/concepts.tsv");
      }
      Language& language = out.languages_[languages[column]];
      while (!words.empty()) {
        std::string_view word = take(words, ' ');
        if (word.empty()) continue;
        const bool whole = word.ends_with('$');
        if (whole) word.remove_suffix(1);
        language.longest = std::max(language.longest, word.size());
        language.entries.try_emplace(folded(word),
                                     Entry{static_cast<std::uint32_t>(out.size_), whole});
      }
    }
    ++out.size_;
  }
  return out;
}

std::map<std::uint32_t, float> Concepts::of(std::string_view text,
                                            const std::string& language) const {
  std::map<std::uint32_t, float> out;
  const auto known = languages_.find(language);
  if (known == languages_.end()) return out;
  const Language& list = known->second;
  text = text.substr(0, kMaxScannedBytes);
  // The longest beginning of `rest` that is known, with its length.
  std::string key;
  const auto longest = [&](std::string_view rest,
                           bool words) -> std::pair<const Entry*, std::size_t> {
    for (std::size_t n = std::min(rest.size(), list.longest); n > 0; --n) {
      if (!is_boundary(rest, n)) continue;
      key.assign(rest.substr(0, n));
      const auto at = list.entries.find(key);
      if (at == list.entries.end()) continue;
      if (words && at->second.whole && n != rest.size()) continue;
      return {&at->second, n};
    }
    return {nullptr, 0};
  };
  WordReader reader(text);
  std::uint32_t unspaced_until = 0;
  for (Word word; reader.next(word);) {
    if (word.number) continue;
    if (word.unspaced) {
      // Pairs overlap: each begins at the second character of the one before.
      if (word.begin < unspaced_until) continue;
      const auto [entry, length] = longest(text.substr(word.begin), false);
      if (entry == nullptr) continue;
      out[entry->concept_number] += 1;
      unspaced_until = word.begin + static_cast<std::uint32_t>(length);
      continue;
    }
    const std::string written = folded_word(text, word);
    for (const std::string_view particle : kParticles) {
      if (!particle.empty() && language != "ar") break;
      if (!written.starts_with(particle)) continue;
      const Entry* entry = longest(std::string_view(written).substr(particle.size()), true).first;
      if (entry == nullptr) continue;
      out[entry->concept_number] += 1;
      break;
    }
  }
  return out;
}

}  // namespace newsloom::cluster
