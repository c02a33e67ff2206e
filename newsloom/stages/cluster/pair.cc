#include "newsloom/stages/cluster/pair.h"

#include <unicode/locid.h>
#include <unicode/strenum.h>
#include <unicode/timezone.h>
#include <unicode/tznames.h>
#include <unicode/unistr.h>
#include <algorithm>
#include <cmath>
#include <map>
#include <memory>
#include <string>

#include "newsloom/core/text/normalize.h"
#include "newsloom/core/text/words.h"
#include "newsloom/stages/cluster/state.h"

namespace newsloom::cluster {
namespace {

constexpr std::size_t kMaxBridgeWords = 500;
constexpr std::size_t kMinLetters = 4;
constexpr std::size_t kMaxScannedBytes = 12000;
constexpr std::size_t kMinPlaceBytes = 4;
constexpr std::size_t kMaxCounted = 20;    // mentions of one place
constexpr std::size_t kMaxTitleRead = 60;  // words
constexpr std::size_t kMinUnspaced = 20;  // pairs of characters that make a text one without spaces
constexpr std::size_t kMaxLanguages = 64;  // whose places are remembered
constexpr std::uint64_t kFirstCity = 1000;

using Bag = std::map<std::uint64_t, float>;

float cosine(const Bag& a, const Bag& b) {
  float dot = 0;
  float aa = 0;
  float bb = 0;
  for (const auto& [key, weight] : a) {
    aa += weight * weight;
    const auto at = b.find(key);
    if (at != b.end()) dot += weight * at->second;
  }
  for (const auto& [key, weight] : b) bb += weight * weight;
  return aa > 0 && bb > 0 ? dot / std::sqrt(aa * bb) : 0;
}

using Places = std::vector<std::pair<std::string, std::uint64_t>>;

void add_place(const icu::UnicodeString& name, std::uint64_t code, Places& out) {
  std::string text;
  name.toUTF8String(text);
  text = folded(text);
  if (text.size() >= kMinPlaceBytes) out.emplace_back(std::move(text), code);
}

// The names of countries and of the cities of time zones in one language, folded: from CLDR.
Places places_in(const std::string& language) {
  Places out;
  const icu::Locale display(language.c_str());
  const char* const* codes = icu::Locale::getISOCountries();
  for (std::uint64_t i = 0; codes[i] != nullptr; ++i) {
    icu::UnicodeString name;
    icu::Locale("", codes[i]).getDisplayCountry(display, name);
    add_place(name, i, out);
  }
  UErrorCode status = U_ZERO_ERROR;
  const std::unique_ptr<icu::TimeZoneNames> names(
      icu::TimeZoneNames::createInstance(display, status));
  const std::unique_ptr<icu::StringEnumeration> zones(icu::TimeZone::createTimeZoneIDEnumeration(
      UCAL_ZONE_TYPE_CANONICAL_LOCATION, nullptr, nullptr, status));
  if (U_FAILURE(status) != 0) return out;
  std::uint64_t code = kFirstCity;
  while (const icu::UnicodeString* zone = zones->snext(status)) {
    icu::UnicodeString name;
    names->getExemplarLocationName(*zone, name);
    add_place(name, ++code, out);
  }
  return out;
}

// Making the list costs milliseconds; it is the same every time.
const Places& known_places(const std::string& language) {
  thread_local std::map<std::string, Places> known;
  if (known.size() >= kMaxLanguages) known.clear();
  const auto at = known.find(language);
  return at != known.end() ? at->second
                           : known.emplace(language, places_in(language)).first->second;
}

// "oman" does not stand in "roman"; endings are left open, since names are inflected.
bool begins_word(std::string_view text, std::size_t at, std::string_view name) {
  constexpr unsigned char kFirstUnspaced = 0xE3;  // Kana, Han
  if (at == 0 || static_cast<unsigned char>(name[0]) >= kFirstUnspaced) return true;
  const auto before = static_cast<unsigned char>(text[at - 1]);
  return before < 0x80 && (before < 'a' || before > 'z');
}

Bag places(const Item& item, const std::string& language) {
  const std::string text = folded(item.article.title.value_or("").substr(0, kMaxScannedBytes) +
                                  "\n" + item.article.text.substr(0, kMaxScannedBytes));
  Bag out;
  for (const auto& [name, code] : known_places(language)) {
    std::size_t count = 0;
    for (std::size_t at = text.find(name); at != std::string::npos && count < kMaxCounted;
         at = text.find(name, at + name.size())) {
      if (begins_word(text, at, name)) ++count;
    }
    if (count > 0) out[code] = 1 + std::log(static_cast<float>(count));
  }
  return out;
}

struct Bridge {
  Bag terms;
  Bag names;
  std::size_t unspaced = 0;
  Bag numbers;
};

Bridge bridge(const Item& item, const std::string& language, const Params::Values& values) {
  Bridge out;
  const auto stop = values.stop_words.find(language);
  const auto read = [&](std::string_view text, float weight, std::size_t limit) {
    WordReader reader(text);
    std::size_t count = 0;
    for (Word word; count < limit && reader.next(word); ++count) {
      if (word.number) {
        if (word.end - word.begin >= 2) out.numbers[word.hash] += weight;
        continue;
      }
      if (word.unspaced) {
        ++out.unspaced;
        continue;
      }
      if (stop != values.stop_words.end() && stop->second.contains(word.hash)) continue;
      const std::string key = latin_key(text.substr(word.begin, word.end - word.begin));
      if (key.size() < kMinLetters && !word.all_capital) continue;
      const bool is_name = word.capital && !word.first && language != "de";
      out.terms[hash_of_word(std::string_view(key).substr(0, kPrefix))] +=
          weight * (is_name ? 1.5F : 1.0F);
      if (word.capital && !word.first) {
        out.names[hash_of_word(std::string_view(key).substr(0, kPrefix))] += weight;
      }
    }
  };
  const std::string title = item.article.title.value_or("");
  read(title, 2, kMaxTitleRead);
  read(item.article.text, 1, kMaxBridgeWords);
  const auto rarity = [&values](std::uint64_t key) {
    const auto known = values.prefix_counts.find(key);
    const float common = known == values.prefix_counts.end() ? 0 : known->second;
    return std::min(4.5F, std::log((values.documents + 1) / (common + 0.5F)));
  };
  for (auto& [key, count] : out.names) count = std::log1p(count) * rarity(key);
  for (auto& [key, count] : out.terms) count = std::log1p(count) * rarity(key);
  for (auto& [key, count] : out.numbers) count = std::log1p(count);
  return out;
}

}  // namespace

PairValues pair_features(const Item& a, const Item& b, const Params& params) {
  PairValues out{};
  out[kPairBias] = 1;
  const std::string la = language_of(a);
  const std::string lb = language_of(b);
  if (la == lb) {
    const Window window(params);
    const Seen x = seen(a, window.state());
    const Seen y = seen(b, window.state());
    const Likeness both = likeness(x.vector.terms, y.vector.terms);
    const Likeness back = likeness(y.vector.terms, x.vector.terms);
    out[kPairWords] = both.words;
    out[kPairNames] = both.has_names ? both.names : both.words;
    out[kPairRoot] = std::sqrt(both.words);
    out[kPairTitle] = std::max(both.title_in_body, back.title_in_body);
  }
  const Bridge x = bridge(a, la, params.values());
  const Bridge y = bridge(b, lb, params.values());
  out[kPairBridge] = cosine(x.terms, y.terms);
  out[kPairBridgeRoot] = std::sqrt(out[kPairBridge]);
  out[kPairBridgeNames] = cosine(x.names, y.names);
  float shared = 0;
  for (const auto& [key, weight] : x.names) {
    if (y.names.contains(key)) shared += 1;
  }
  out[kPairShared] = std::log1p(shared);
  out[kPairUnspaced] = x.unspaced > kMinUnspaced || y.unspaced > kMinUnspaced ? 1 : 0;
  out[kPairNumbers] = cosine(x.numbers, y.numbers);
  out[kPairPlaces] = cosine(places(a, la), places(b, lb));
  out[kPairUnspacedPlaces] = out[kPairUnspaced] * out[kPairPlaces];
  return out;
}

}  // namespace newsloom::cluster
