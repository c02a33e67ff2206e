#include "newsloom/stages/cluster/pair_names.h"

#include <algorithm>
#include <cmath>
#include <map>

#include "newsloom/core/text/name_key.h"
#include "newsloom/core/text/words.h"

namespace newsloom::cluster {
namespace {

constexpr std::size_t kLeadBytes = 400;  // names of the first lines count twice
constexpr std::size_t kMinLetters = 3;
constexpr double kSameName = 0.72;  // words of this likeness on are one name
constexpr float kRarest = 4.5F;

double alike(const std::string& a, const std::string& b) {
  if (a == b) return 1;
  if (a.front() != b.front() && a[1] != b[1]) return 0;  // cheap; most end here
  return inflected_name_similarity(a, b);
}

float length_of(const std::vector<SpeltName>& names) {
  float sum = 0;
  for (const SpeltName& name : names) sum += name.weight * name.weight;
  return std::sqrt(sum);
}

}  // namespace

std::vector<SpeltName> spelt_names(std::string_view text, const Params::Values& values) {
  std::map<std::string, std::pair<float, bool>> found;  // how often; inside of a sentence
  WordReader reader(text);
  for (Word word; reader.next(word);) {
    if (!word.capital || word.number) continue;
    std::string key = name_word_key(text.substr(word.begin, word.end - word.begin));
    if (key.size() < kMinLetters) continue;
    auto& [count, inside] = found[std::move(key)];
    count += word.begin < kLeadBytes ? 2 : 1;
    inside = inside || !word.first;
  }
  std::vector<SpeltName> out;
  for (auto& [key, seen] : found) {
    if (!seen.second) continue;
    const auto known = values.prefix_counts.find(hash_of_word(key.substr(0, kPrefix)));
    const float common = known == values.prefix_counts.end() ? 0 : known->second;
    const float rarity = std::min(kRarest, std::log((values.documents + 1) / (common + 0.5F)));
    if (rarity > 0) out.push_back({key, std::log1p(seen.first) * rarity / kRarest});
  }
  if (out.size() > kMaxSpeltNames) {
    std::stable_sort(out.begin(), out.end(),
                     [](const auto& x, const auto& y) { return x.weight > y.weight; });
    out.resize(kMaxSpeltNames);
  }
  return out;
}

float likeness_of_names(const std::vector<SpeltName>& a, const std::vector<SpeltName>& b) {
  float dot = 0;
  std::vector<bool> taken(b.size());
  for (const SpeltName& mine : a) {
    double best = kSameName;
    std::size_t at = b.size();
    for (std::size_t i = 0; i < b.size(); ++i) {
      if (taken[i]) continue;
      const double value = alike(mine.key, b[i].key);
      if (value > best) {
        best = value;
        at = i;
      }
    }
    if (at == b.size()) continue;
    taken[at] = true;
    dot += static_cast<float>(best) * mine.weight * b[at].weight;
  }
  const float lengths = length_of(a) * length_of(b);
  return lengths > 0 ? std::min(1.0F, dot / lengths) : 0;
}

}  // namespace newsloom::cluster
