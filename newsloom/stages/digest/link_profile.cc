// The profile of a story: what of its articles can be compared over languages.
#include <algorithm>
#include <array>
#include <map>
#include <set>
#include <tuple>

#include "newsloom/core/text/name_key.h"
#include "newsloom/core/text/normalize.h"
#include "newsloom/core/text/place_names.h"
#include "newsloom/core/text/utf8.h"
#include "newsloom/core/text/words.h"
#include "newsloom/stages/digest/countries.h"
#include "newsloom/stages/digest/links.h"

namespace newsloom::digest {
namespace {

constexpr std::size_t kMinNameLetters = 3;
// Scripts without capitals: so many characters of the text are read for sounds.
constexpr std::size_t kMaxSoundedBytes = 2400;
constexpr std::size_t kMinSoundedClasses = 4;
constexpr std::size_t kMaxSoundedClasses = 7;
constexpr std::size_t kMinSyllables = 2;
constexpr std::size_t kMaxSyllables = 6;
constexpr float kCapitalWeight = 0.6F;  // a capitalised word that is no name as annotated
constexpr float kShortFigureWeight = 0.35F;

using Keys = std::map<std::pair<LinkKeyKind, std::string>, LinkKey>;

void add(Keys& keys, LinkKeyKind kind, std::string key, std::string_view words, float weight) {
  if (key.empty()) return;
  LinkKey& entry = keys[{kind, key}];
  if (entry.key.empty()) {
    entry = {kind, std::move(key), std::string(words), weight};
  } else {
    entry.weight = std::max(entry.weight, weight);
  }
}

std::string language_of(const Item& item) {
  const auto& language =
      item.annotations.language ? item.annotations.language : item.article.language;
  return language ? language->substr(0, language->find_first_of("-_")) : std::string();
}

bool has_capitals(std::string_view language) {
  constexpr auto kWithout = std::to_array<std::string_view>(
      {"ar", "fa", "ur", "he", "zh", "ja", "ko", "th", "hi", "bn", "ta", "te", "mr", "ka",
       "am", "km", "lo", "my", "gu", "kn", "ml", "pa", "si", "ne", "ps", "ug", "yi"});
  return std::find(kWithout.begin(), kWithout.end(), language) == kWithout.end();
}

void add_places(std::string_view text, const std::string& language, Keys& keys) {
  find_places(folded(text), language, 1, [&keys](const PlaceName& name, std::size_t) {
    add(keys, name.city ? LinkKeyKind::place : LinkKeyKind::country, name.code, name.stem, 1);
  });
}

// Adjectives and capitals, in the languages that the list has.
void add_parties(std::string_view text, const Countries& countries, Keys& keys) {
  std::vector<newsloom::Word> recent;
  WordReader reader(text);
  for (newsloom::Word word; reader.next(word);) {
    recent.push_back(word);
    for (std::size_t n = std::min(recent.size(), Countries::kMaxWords); n > 0; --n) {
      const std::uint32_t begin = recent[recent.size() - n].begin;
      const std::string_view phrase = text.substr(begin, word.end - begin);
      if (phrase == "us") continue;
      const CountryHit* hit = countries.find(folded(phrase));
      if (hit == nullptr || hit->kind != CountryWord::party) continue;
      add(keys, LinkKeyKind::country, std::string(hit->code), phrase, 1);
      break;
    }
  }
}

void add_name(std::string_view name, float weight, Keys& keys) {
  WordReader reader(name);
  for (newsloom::Word word; reader.next(word);) {
    const std::string_view written = name.substr(word.begin, word.end - word.begin);
    if (word.number || !word.capital) continue;
    std::string key = name_word_key(written);
    if (key.size() < kMinNameLetters) continue;
    add(keys, LinkKeyKind::name, std::move(key), written, weight);
  }
}

// Words with a capital inside of a sentence: names, where none was annotated.
void add_capitals(std::string_view text, Keys& keys) {
  constexpr std::size_t kMinLetters = 4;
  WordReader reader(text);
  for (newsloom::Word word; reader.next(word);) {
    if (!word.capital || word.first || word.number) continue;
    const std::string_view written = text.substr(word.begin, word.end - word.begin);
    std::string key = name_word_key(written);
    if (key.size() >= kMinLetters) {
      add(keys, LinkKeyKind::name, std::move(key), written, kCapitalWeight);
    }
  }
}

bool is_year(std::string_view digits) {
  return digits.size() == 4 && (digits.starts_with("19") || digits.starts_with("20"));
}

void add_numbers(std::string_view text, Keys& keys) {
  WordReader reader(text);
  for (newsloom::Word word; reader.next(word);) {
    if (!word.number) continue;
    std::string digits = folded_word(text, word);
    const bool plain =
        std::all_of(digits.begin(), digits.end(), [](char c) { return c >= '0' && c <= '9'; });
    if (!plain || digits.size() < 2 || is_year(digits)) continue;
    const float weight = digits.size() == 2 ? kShortFigureWeight : 1;
    add(keys, LinkKeyKind::figure, std::move(digits),
        text.substr(word.begin, word.end - word.begin), weight);
  }
}

void add_values(const Item& item, Keys& keys) {
  constexpr double kMaxWhole = 9e15;
  for (const Figure& figure : item.annotations.figures) {
    if (!figure.value || *figure.value < 100 || *figure.value > kMaxWhole) continue;
    std::string digits = std::to_string(static_cast<std::int64_t>(*figure.value));
    if (is_year(digits)) continue;
    add(keys, LinkKeyKind::figure, std::move(digits), text_of(item.article, figure.number), 1);
  }
  const auto published = time_of(item.article);
  for (const DateExpr& date : item.annotations.dates) {
    if (date.type != DateType::date || date.precision != DatePrecision::day) continue;
    if (published && date.value == to_string(published->local_day())) continue;  // every report's
    add(keys, LinkKeyKind::date, date.value, text_of(item.article, date.span), 1);
  }
}

// Particles that Arabic writes together with the next word.
std::string_view without_particles(std::string_view word) {
  for (const std::string_view particle : {"وال", "بال", "لل", "ال"}) {
    if (word.starts_with(particle) && word.size() > particle.size() + 6) {
      return word.substr(particle.size());
    }
  }
  return word;
}

// Scripts without capitals: every word (or run of characters) by its sound; names of the other
// language find theirs among them.
void add_sounds(std::string_view text, Keys& keys) {
  std::size_t end = std::min(text.size(), kMaxSoundedBytes);
  while (!is_boundary(text, end)) --end;
  text = text.substr(0, end);
  std::vector<std::pair<std::string, std::uint32_t>> run;  // sound and begin of neighbours
  const auto add_sound = [&](const std::string& sound, std::string_view words) {
    if (sound.size() < kMinSoundedClasses || sound.size() > kMaxSoundedClasses) return;
    add(keys, LinkKeyKind::name, "=" + sound, words, 1);
  };
  // Every run of syllables that ends here.
  const auto add_run = [&](const auto& run, std::size_t end_of_run) {
    std::string joined;
    for (std::size_t n = 1; n <= std::min(run.size(), kMaxSyllables); ++n) {
      joined = run[run.size() - n].first + joined;
      const std::uint32_t begin = run[run.size() - n].second;
      if (n >= kMinSyllables) add_sound(sound_of(joined), text.substr(begin, end_of_run - begin));
    }
  };
  WordReader reader(text);
  std::uint32_t last_end = 0;
  for (newsloom::Word word; reader.next(word);) {
    if (word.number) continue;
    if (!word.unspaced) {
      const std::string_view written = text.substr(word.begin, word.end - word.begin);
      add_sound(sound_of(latin_key(without_particles(written))), written);
      continue;
    }
    // A pair of characters: a run begins with both, then goes on with the second of each.
    std::size_t at = word.begin;
    if (word.begin < last_end) {
      at = code_point_at(text, at).next;
    } else {
      run.clear();
    }
    last_end = word.end;
    while (at < word.end) {
      const std::size_t next = code_point_at(text, at).next;
      run.emplace_back(latin_key(text.substr(at, next - at)), static_cast<std::uint32_t>(at));
      add_run(run, next);
      at = next;
    }
  }
}

Keys keys_of(const Item& item, const std::string& language, const Countries& countries) {
  Keys keys;
  std::string text = item.article.title.value_or("") + "\n";
  std::size_t end = std::min(item.article.text.size(), kMaxProfiledBytes);
  while (!is_boundary(item.article.text, end)) --end;
  text += std::string_view(item.article.text).substr(0, end);
  if (has_capitals(language)) {
    for (const Name& name : item.annotations.names) add_name(name.name, 1, keys);
    add_capitals(text, keys);
    add_parties(text, countries, keys);
  } else {
    add_sounds(text, keys);
    for (const Name& name : item.annotations.names) add_sounds(name.name, keys);
  }
  add_places(text, language, keys);
  add_numbers(text, keys);
  add_values(item, keys);
  return keys;
}

std::string main_language(const std::vector<const Item*>& texts) {
  std::map<std::string, int> counts;
  for (const Item* item : texts) ++counts[language_of(*item)];
  std::string best;
  for (const auto& [language, count] : counts) {
    if (!language.empty() && (best.empty() || count > counts[best])) best = language;
  }
  return best;
}

}  // namespace

StoryProfile profile(const Story& story, std::span<const ItemPtr> items,
                     std::span<const Copy> copies) {
  StoryProfile out;
  out.story = story.id;
  out.revision = story.revision;
  std::map<std::string_view, std::string_view> family_of;
  for (const Copy& copy : copies) family_of[copy.article] = copy.family;
  std::set<std::string_view> families;
  std::vector<const Item*> texts;
  for (const ItemPtr& item : items) {
    if (const auto time = time_of(item->article)) {
      out.first = out.first == 0 ? time->seconds : std::min(out.first, time->seconds);
      out.latest = std::max(out.latest, time->seconds);
    }
    const auto family = family_of.find(item->article.id);
    if (family != family_of.end() && !families.insert(family->second).second) continue;
    if (texts.size() < kMaxProfiledArticles) texts.push_back(item.get());
  }
  out.language = main_language(texts);
  if (out.language.empty()) return out;
  const Countries countries;
  Keys all;
  std::map<std::pair<LinkKeyKind, std::string>, float> found;
  std::size_t read = 0;
  for (const Item* item : texts) {
    if (language_of(*item) != out.language) continue;
    ++read;
    for (auto& [id, key] : keys_of(*item, out.language, countries)) {
      found[id] += key.weight;
      add(all, key.kind, key.key, key.words, key.weight);
    }
  }
  // What most texts have is what the story is about; one mention in many weighs little.
  for (auto& [id, key] : all) {
    const float share = found[id] / static_cast<float>(std::max<std::size_t>(read, 1));
    key.weight = std::min(1.0F, 0.3F * key.weight + 0.7F * std::min(1.0F, 2 * share));
    out.keys.push_back(std::move(key));
  }
  if (out.keys.size() > kMaxKeys) {
    std::stable_sort(out.keys.begin(), out.keys.end(),
                     [](const LinkKey& a, const LinkKey& b) { return a.weight > b.weight; });
    out.keys.resize(kMaxKeys);
    std::sort(out.keys.begin(), out.keys.end(), [](const LinkKey& a, const LinkKey& b) {
      return std::tie(a.kind, a.key) < std::tie(b.kind, b.key);
    });
  }
  return out;
}

}  // namespace newsloom::digest
