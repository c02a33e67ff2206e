#include "newsloom/stages/cluster/vector.h"

#include <algorithm>
#include <cmath>

namespace newsloom::cluster {
namespace {

constexpr float kUnit = 65535;
constexpr float kRare = 4.0F;  // inverse document frequency: in less than one of fifty
constexpr float kCoreShare = 0.55F;
constexpr std::size_t kTrimSlack = 40;

float weight_of(const Weighted& term) { return static_cast<float>(term.weight) / kUnit; }
float rarity_of(const Weighted& term) { return static_cast<float>(term.rarity) / 16; }

// The same sums for articles and stories; `title` and `rarity` are of the first, the article.
struct Sums {
  float words = 0;
  float names = 0;
  float title = 0;
  float title_all = 0;
  float title_in_body = 0;
  float rare = 0;
  float numbers = 0;
  float phrases = 0;
  bool names_a = false;
  bool names_b = false;

  void only_article(const Weighted& term) {
    if (group_of(term.key) == Group::names) names_a = true;
    if (term.title != 0 && group_of(term.key) == Group::words) {
      title_all += rarity_of(term) * rarity_of(term);
    }
  }
  void both(const Weighted& term, float other_weight, bool other_title) {
    const bool is_word = group_of(term.key) == Group::words;
    const float rarity = rarity_of(term);
    (is_word ? words : names) += weight_of(term) * other_weight;
    if (term.title != 0 && is_word) {
      title += other_title ? rarity * rarity : 0;
      title_in_body += rarity * rarity;
    }
    if (rarity > kRare && (term.key & 3U) != 2) rare += rarity - kRare;
    if ((term.key & 3U) == 3) numbers += 1;
    if ((term.key & 3U) == 2) phrases += 1;
  }
  [[nodiscard]] Likeness done(float words_length, float names_length) const {
    Likeness out;
    if (words_length > 0) out.words = words / words_length;
    if (names_length > 0) out.names = names / names_length;
    if (title_all > 0) {
      out.title = title / title_all;
      out.title_in_body = title_in_body / title_all;
    }
    out.rare = rare;
    out.numbers = numbers;
    out.phrases = phrases;
    out.has_names = names_a && names_b;
    return out;
  }
};

void scale(std::vector<Candidate>& group, std::size_t limit, std::vector<Weighted>& out) {
  const auto heavier = [](const Candidate& a, const Candidate& b) {
    return a.weight != b.weight ? a.weight > b.weight : a.key < b.key;
  };
  if (group.size() > limit) {
    std::nth_element(group.begin(), group.begin() + static_cast<std::ptrdiff_t>(limit), group.end(),
                     heavier);
    group.resize(limit);
  }
  float square = 0;
  std::sort(group.begin(), group.end(), heavier);
  for (const Candidate& term : group) square += term.weight * term.weight;
  const float length = std::sqrt(square);
  if (length <= 0) return;
  for (const Candidate& term : group) {
    const float weight = std::min(1.0F, term.weight / length) * kUnit;
    const float rarity = std::clamp(term.idf * 16, 0.0F, 255.0F);
    out.push_back({term.key, static_cast<std::uint16_t>(weight + 0.5F),
                   static_cast<std::uint8_t>(rarity), static_cast<std::uint8_t>(term.title)});
  }
}

}  // namespace

std::vector<Weighted> unit_vector(std::vector<Candidate> candidates) {
  std::vector<Candidate> words;
  std::vector<Candidate> names;
  for (const Candidate& term : candidates) {
    if (term.weight <= 0) continue;
    (group_of(term.key) == Group::words ? words : names).push_back(term);
  }
  std::vector<Weighted> out;
  out.reserve(kMaxWords + kMaxNames);
  scale(words, kMaxWords, out);
  scale(names, kMaxNames, out);
  std::sort(out.begin(), out.end(),
            [](const Weighted& a, const Weighted& b) { return a.key < b.key; });
  return out;
}

Likeness likeness(std::span<const Weighted> a, std::span<const Weighted> b) {
  Sums sums;
  std::size_t j = 0;
  for (const Weighted& term : a) {
    sums.only_article(term);
    while (j < b.size() && b[j].key < term.key) ++j;
    if (j < b.size() && b[j].key == term.key) {
      sums.both(term, weight_of(b[j]), b[j].title != 0);
    }
  }
  sums.names_b = std::any_of(
      b.begin(), b.end(), [](const Weighted& term) { return group_of(term.key) == Group::names; });
  return sums.done(1, 1);
}

bool Centroid::is_core(const Summed& term) const {
  return (term.key & 3U) != 2 && term.voices >= 2 && term.voices >= kCoreShare * voices_;
}

Likeness Centroid::likeness_of(std::span<const Weighted> article) const {
  Sums sums;
  float core = 0;
  std::size_t j = 0;
  for (const Weighted& term : article) {
    sums.only_article(term);
    while (j < terms_.size() && terms_[j].key < term.key) ++j;
    if (j < terms_.size() && terms_[j].key == term.key) {
      sums.both(term, terms_[j].weight, terms_[j].title > 0);
      if (is_core(terms_[j])) core += terms_[j].rarity;
    }
  }
  sums.names_b = names_length_ > 0;
  Likeness out = sums.done(words_length_, names_length_);
  if (core_ > 0) out.core = core / core_;
  return out;
}

void Centroid::add(std::span<const Weighted> terms) {
  std::vector<Summed> out;
  out.reserve(terms_.size() + terms.size());
  std::size_t i = 0;
  for (const Weighted& term : terms) {
    while (i < terms_.size() && terms_[i].key < term.key) out.push_back(terms_[i++]);
    Summed sum{term.key, 0, 0, 0, 0};
    if (i < terms_.size() && terms_[i].key == term.key) sum = terms_[i++];
    sum.weight += weight_of(term);
    sum.title += static_cast<float>(term.title);
    sum.voices += 1;
    sum.rarity = rarity_of(term);
    out.push_back(sum);
  }
  out.insert(out.end(), terms_.begin() + static_cast<std::ptrdiff_t>(i), terms_.end());
  terms_ = std::move(out);
  voices_ += 1;
  trim();
}

void Centroid::add(const Centroid& other) {
  std::vector<Summed> out;
  std::size_t i = 0;
  for (const Summed& term : other.terms_) {
    while (i < terms_.size() && terms_[i].key < term.key) out.push_back(terms_[i++]);
    Summed sum = term;
    if (i < terms_.size() && terms_[i].key == term.key) {
      sum.weight += terms_[i].weight;
      sum.title += terms_[i].title;
      sum.voices += terms_[i].voices;
      ++i;
    }
    out.push_back(sum);
  }
  out.insert(out.end(), terms_.begin() + static_cast<std::ptrdiff_t>(i), terms_.end());
  terms_ = std::move(out);
  voices_ += other.voices_;
  trim();
}

void Centroid::trim() {
  if (terms_.size() > kMaxTerms + kTrimSlack) {
    std::sort(terms_.begin(), terms_.end(), [](const Summed& a, const Summed& b) {
      return a.weight != b.weight ? a.weight > b.weight : a.key < b.key;
    });
    terms_.resize(kMaxTerms);
    std::sort(terms_.begin(), terms_.end(),
              [](const Summed& a, const Summed& b) { return a.key < b.key; });
  }
  float words = 0;
  float names = 0;
  core_ = 0;
  for (const Summed& term : terms_) {
    if (is_core(term)) core_ += term.rarity;
    (group_of(term.key) == Group::words ? words : names) += term.weight * term.weight;
  }
  words_length_ = std::sqrt(words);
  names_length_ = std::sqrt(names);
}

std::vector<Weighted> Centroid::as_article() const {
  std::vector<Candidate> candidates;
  for (const Summed& term : terms_) {
    candidates.push_back({term.key, term.weight, term.rarity, term.title > 0});
  }
  return unit_vector(std::move(candidates));
}

bool Centroid::has(std::uint32_t key) const {
  return std::binary_search(terms_.begin(), terms_.end(), Summed{key, 0, 0, 0, 0},
                            [](const Summed& a, const Summed& b) { return a.key < b.key; });
}

}  // namespace newsloom::cluster
