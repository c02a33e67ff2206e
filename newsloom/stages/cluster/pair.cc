#include "newsloom/stages/cluster/pair.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <string>

#include "newsloom/core/text/normalize.h"
#include "newsloom/core/text/place_names.h"
#include "newsloom/core/text/utf8.h"
#include "newsloom/core/text/words.h"
#include "newsloom/stages/cluster/pair_names.h"
#include "newsloom/stages/cluster/state.h"

namespace newsloom::cluster {
namespace {

constexpr std::size_t kMaxBridgeWords = 500;
constexpr std::size_t kMinLetters = 4;
constexpr std::size_t kMaxScannedBytes = 12000;
constexpr std::size_t kMaxCounted = 20;    // mentions of one place
constexpr std::size_t kLeadBytes = 400;    // what the first lines are
constexpr std::size_t kMaxTitleRead = 60;  // words
constexpr std::size_t kMinUnspaced = 20;  // pairs of characters that make a text one without spaces

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

// The beginning of a text, cut between two characters.
std::string_view head_of(std::string_view text, std::size_t bytes) {
  std::size_t end = std::min(text.size(), bytes);
  while (!is_boundary(text, end)) --end;
  return text.substr(0, end);
}

std::string read_of(const Item& item) {
  return item.article.title.value_or("").substr(0, kMaxScannedBytes) + "\n" +
         std::string(head_of(item.article.text, kMaxScannedBytes));
}

Bag places(std::string_view text, const std::string& language) {
  Bag out;
  find_places(folded(text), language, kMaxCounted,
              [&out](const PlaceName& name, std::size_t) { out[hash_of_word(name.code)] += 1; });
  for (auto& [key, count] : out) count = 1 + std::log(count);
  return out;
}

Bag concepts(std::string_view text, const std::string& language, const Concepts& known) {
  Bag out;
  for (const auto& [number, count] : known.of(text, language)) out[number] = std::log1p(count);
  return out;
}

struct Bridge {
  Bag terms;
  Bag names;
  std::size_t unspaced = 0;
  float bytes = 0;  // of the text
};

Bridge bridge(const Item& item, const std::string& language, const Params::Values& values) {
  Bridge out;
  const auto stop = values.stop_words.find(language);
  const auto read = [&](std::string_view text, float weight, std::size_t limit) {
    WordReader reader(text);
    std::size_t count = 0;
    for (Word word; count < limit && reader.next(word); ++count) {
      if (word.number) continue;
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
  out.bytes = static_cast<float>(item.article.text.size());
  read(title, 2, kMaxTitleRead);
  read(item.article.text, 1, kMaxBridgeWords);
  const auto rarity = [&values](std::uint64_t key) {
    const auto known = values.prefix_counts.find(key);
    const float common = known == values.prefix_counts.end() ? 0 : known->second;
    return std::min(4.5F, std::log((values.documents + 1) / (common + 0.5F)));
  };
  for (auto& [key, count] : out.names) count = std::log1p(count) * rarity(key);
  for (auto& [key, count] : out.terms) count = std::log1p(count) * rarity(key);
  return out;
}

// Languages that share most of their words' roots.
float related(std::string_view a, std::string_view b) {
  constexpr std::array<std::string_view, 3> kFamilies = {
      "es it pt fr ro ca gl", "de nl sv da no nb nn", "ru uk pl cs sk bg be sr hr sl"};
  return static_cast<float>(
      std::count_if(kFamilies.begin(), kFamilies.end(), [&](std::string_view family) {
        return !a.empty() && !b.empty() && family.find(a) != std::string_view::npos &&
               family.find(b) != std::string_view::npos;
      }));
}

}  // namespace

bool is_weighed(PairFeature feature, bool same) {
  switch (feature) {
    case kPairWords:
    case kPairRoot:
    case kPairTitle:
    case kPairBridgeNames:
    case kPairShared:
    case kPairUnspaced: return same;
    case kPairUnspacedPlaces:
    case kPairLeadConcepts:
    case kPairSpelt:
    case kPairLengths:
    case kPairRelated: return !same;
    default: return true;
  }
}

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
  const std::string text_a = read_of(a);
  const std::string text_b = read_of(b);
  out[kPairPlaces] = cosine(places(text_a, la), places(text_b, lb));
  const Concepts& known = params.values().concepts;
  out[kPairConcepts] = cosine(concepts(text_a, la, known), concepts(text_b, lb, known));
  out[kPairLeadConcepts] = cosine(concepts(head_of(text_a, kLeadBytes), la, known),
                                  concepts(head_of(text_b, kLeadBytes), lb, known));
  out[kPairSpelt] =
      likeness_of_names(spelt_names(text_a, params.values()), spelt_names(text_b, params.values()));
  out[kPairLengths] = std::abs(std::log((1 + x.bytes) / (1 + y.bytes)));
  out[kPairRelated] = related(la, lb);
  out[kPairUnspacedPlaces] = out[kPairUnspaced] * out[kPairPlaces];
  return out;
}

}  // namespace newsloom::cluster
