#include "newsloom/stages/cluster/vector.h"

#include <algorithm>
#include <bit>
#include <cmath>

namespace newsloom::cluster {
namespace {

constexpr float kUnit = 65535;
constexpr float kRare = 4.0F;  // inverse document frequency: in less than one of fifty
constexpr float kCoreShare = 0.55F;
constexpr std::size_t kTrimSlack = 40;

float weight_of(const Weighted& term) { return static_cast<float>(term.weight) / kUnit; }
float rarity_of(std::uint8_t byte) { return static_cast<float>(byte) / 16; }
float rarity_of(const Weighted& term) { return rarity_of(term.rarity); }
std::uint8_t rarity_byte(float rarity) {
  return static_cast<std::uint8_t>(std::clamp(rarity * 16, 0.0F, 255.0F));
}
bool is_name(const Weighted& term) { return group_of(term.key) == Group::names; }

// Most articles of a story have it, and it is no phrase.
bool is_core_term(std::uint32_t key, std::size_t in, std::size_t voices) {
  return (key & 3U) != 2 && in >= 2 &&
         static_cast<float>(in) >= kCoreShare * static_cast<float>(voices);
}

// Weights by their byte in Kept.
constexpr std::array<float, 256> kSquares = [] {
  std::array<float, 256> table{};
  for (unsigned i = 0; i < 256; ++i) {
    table[i] = static_cast<float>(i * i) / (255.0F * 255.0F);
  }
  return table;
}();

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
  double square = 0;  // so that the order of the sum makes no difference that is kept
  for (const Candidate& term : group) {
    square += static_cast<double>(term.weight) * static_cast<double>(term.weight);
  }
  const auto length = static_cast<float>(std::sqrt(square));
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
  sums.names_b = std::any_of(b.begin(), b.end(), is_name);
  return sums.done(1, 1);
}

Vector::Vector(std::vector<Weighted> from) : terms(std::move(from)), lookup(terms) {
  for (const Weighted& term : terms) {
    const std::size_t bit = (term.key >> 2U) % kBits;
    bits_.at(bit / 64) |= 1ULL << (bit % 64);
    has_names = has_names || is_name(term);
  }
}

Likeness likeness(const Vector& a, const Kept& b) {
  Sums sums;
  for (const Weighted& term : a.terms) sums.only_article(term);
  const std::size_t size = b.size();
  for (std::size_t i = 0; i < size; ++i) {
    const std::uint32_t at = a.find(b.key(i));
    if (at == Lookup::kNothing) continue;
    const Kept::Term other = b.at(i);
    sums.both(a.terms[at], other.weight, other.title);
  }
  sums.names_b = b.has_names();
  return sums.done(1, 1);
}

float rank(const Vector& a, const Kept& b) {
  constexpr float kWordsShare = 0.6F;
  float words = 0;
  float names = 0;
  const std::size_t size = b.size();
  for (std::size_t i = 0; i < size; ++i) {
    const std::uint32_t at = a.find(b.key(i));
    if (at == Lookup::kNothing) continue;
    (group_of(a.terms[at].key) == Group::words ? words : names) +=
        weight_of(a.terms[at]) * b.at(i).weight;
  }
  return a.has_names && b.has_names() ? kWordsShare * words + (1 - kWordsShare) * names : words;
}

Likeness likeness(const Vector& a, std::span<const Kept* const> voices, const Norms& norms) {
  struct Found {
    float weight = 0;
    float rarity = 0;
    std::uint32_t voices = 0;
    bool title = false;
  };
  std::array<Found, kMaxWords + kMaxNames> found{};
  Sums sums;
  for (const Weighted& term : a.terms) sums.only_article(term);
  for (const Kept* voice : voices) {
    for (std::size_t i = 0; i < voice->size(); ++i) {
      const std::uint32_t at = a.find(voice->key(i));
      if (at == Lookup::kNothing) continue;
      const Kept::Term other = voice->at(i);
      Found& sum = found.at(at);
      sum.weight += other.weight;
      sum.rarity = other.rarity;
      sum.voices += 1;
      sum.title = sum.title || other.title;
    }
  }
  float core = 0;
  for (std::size_t i = 0; i < a.terms.size(); ++i) {
    const Found& sum = found.at(i);
    if (sum.voices == 0) continue;
    sums.both(a.terms[i], sum.weight, sum.title);
    if (is_core_term(a.terms[i].key, sum.voices, voices.size())) core += sum.rarity;
  }
  sums.names_b = norms.names > 0;
  Likeness out = sums.done(norms.words, norms.names);
  if (norms.core > 0) out.core = core / norms.core;
  return out;
}

bool Centroid::is_core(const Summed& term) const {
  return is_core_term(term.key, term.voices, voices_);
}

Likeness Centroid::likeness_of(const Vector& article) const {
  Sums sums;
  for (const Weighted& term : article.terms) sums.only_article(term);
  float core = 0;
  for (const Summed& term : terms_) {
    const std::uint32_t at = article.find(term.key);
    if (at == Lookup::kNothing) continue;
    sums.both(article.terms[at], term.weight, term.title);
    if (is_core(term)) core += rarity_of(term.rarity);
  }
  sums.names_b = norms_.names > 0;
  Likeness out = sums.done(norms_.words, norms_.names);
  if (norms_.core > 0) out.core = core / norms_.core;
  return out;
}

void Centroid::add(const Kept& terms) {
  std::vector<Summed> out;
  out.reserve(terms_.size() + terms.size());
  std::size_t i = 0;
  for (std::size_t k = 0; k < terms.size(); ++k) {
    const Kept::Term term = terms.at(k);
    while (i < terms_.size() && terms_[i].key < term.key) out.push_back(terms_[i++]);
    Summed sum{term.key, 0, 0, 0, false};
    if (i < terms_.size() && terms_[i].key == term.key) sum = terms_[i++];
    sum.weight += term.weight;
    sum.title = sum.title || term.title;
    if (sum.voices < 0xFFFF) ++sum.voices;
    sum.rarity = rarity_byte(term.rarity);
    out.push_back(sum);
  }
  out.insert(out.end(), terms_.begin() + static_cast<std::ptrdiff_t>(i), terms_.end());
  terms_ = std::move(out);
  voices_ += 1;
  if (voices_ > kFewVoices) trim();
  float words = 0;
  float names = 0;
  norms_.core = 0;
  for (const Summed& term : terms_) {
    if (is_core(term)) norms_.core += rarity_of(term.rarity);
    (group_of(term.key) == Group::words ? words : names) += term.weight * term.weight;
  }
  norms_.words = std::sqrt(words);
  norms_.names = std::sqrt(names);
}

void Centroid::trim() {
  if (terms_.size() <= kMaxTerms + kTrimSlack) return;
  std::nth_element(terms_.begin(), terms_.begin() + kMaxTerms, terms_.end(),
                   [](const Summed& a, const Summed& b) {
                     return a.weight != b.weight ? a.weight > b.weight : a.key < b.key;
                   });
  terms_.resize(kMaxTerms);
  std::sort(terms_.begin(), terms_.end(),
            [](const Summed& a, const Summed& b) { return a.key < b.key; });
}

std::vector<Weighted> Centroid::as_article() const {
  std::vector<Candidate> candidates;
  for (const Summed& term : terms_) {
    candidates.push_back({term.key, term.weight, rarity_of(term.rarity), term.title});
  }
  return unit_vector(std::move(candidates));
}

Kept::Kept(std::span<const Weighted> terms) {
  static_assert(kMaxWords + kMaxNames < 128);
  if (terms.empty()) return;
  const std::size_t n = terms.size();
  block_ = std::make_unique<std::uint8_t[]>(1 + n * (kKeyBytes + 2));
  const bool names = std::any_of(terms.begin(), terms.end(), is_name);
  block_[0] = static_cast<std::uint8_t>(n << 1U | (names ? 1U : 0U));
  std::uint8_t* keys = &block_[1];
  std::uint8_t* weights = keys + n * kKeyBytes;
  for (std::size_t i = 0; i < n; ++i) {
    for (std::size_t k = 0; k < kKeyBytes; ++k) {
      keys[kKeyBytes * i + k] = static_cast<std::uint8_t>(terms[i].key >> (8 * k));
    }
    const float root = std::sqrt(weight_of(terms[i]));
    weights[i] = static_cast<std::uint8_t>(std::clamp(root * 255 + 0.5F, 1.0F, 255.0F));
    weights[n + i] = static_cast<std::uint8_t>((terms[i].rarity & 0xFEU) | terms[i].title);
  }
}

Kept::Term Kept::at(std::size_t i) const {
  const std::size_t n = size();
  const std::uint8_t* weights = bytes() + kKeyBytes * n;
  return {key(i), kSquares[weights[i]], static_cast<float>(weights[n + i] & 0xFEU) / 16,
          (weights[n + i] & 1U) != 0};
}

std::vector<Weighted> Kept::terms() const {
  std::vector<Weighted> out;
  for (std::size_t i = 0; i < size(); ++i) {
    const Term term = at(i);
    out.push_back({term.key, static_cast<std::uint16_t>(term.weight * kUnit + 0.5F),
                   rarity_byte(term.rarity), static_cast<std::uint8_t>(term.title ? 1 : 0)});
  }
  return out;
}

void Kept::prefetch() const {
  constexpr std::size_t kLine = 64;
  constexpr std::size_t kMost = (kMaxWords + kMaxNames) * (kKeyBytes + 2);
  for (std::size_t i = 0; i < kMost; i += kLine) __builtin_prefetch(block_.get() + i);
}

std::vector<std::pair<std::uint8_t, std::uint8_t>> Kept::heaviest(std::size_t count) const {
  const std::size_t n = size();
  std::vector<std::pair<std::uint8_t, std::uint8_t>> out;
  if (n == 0) return out;
  const std::uint8_t* weights = bytes() + kKeyBytes * n;
  out.reserve(n);
  for (std::size_t i = 0; i < n; ++i) out.emplace_back(static_cast<std::uint8_t>(i), weights[i]);
  const std::size_t keep = std::min(count, n);
  std::partial_sort(out.begin(), out.begin() + static_cast<std::ptrdiff_t>(keep), out.end(),
                    [](const auto& a, const auto& b) {
                      return a.second != b.second ? a.second > b.second : a.first < b.first;
                    });
  out.resize(keep);
  return out;
}

std::uint32_t Lookup::add(std::uint32_t key) {
  std::size_t i = home(key);
  while (slots_[i].number != kNothing) {
    if (slots_[i].key == key) return slots_[i].number;
    i = (i + 1) & mask_;
  }
  slots_[i] = {key, static_cast<std::uint32_t>(size_)};
  const auto number = static_cast<std::uint32_t>(size_++);
  if (size_ * 2 > slots_.size()) grow();
  return number;
}

void Lookup::grow() {
  std::vector<Slot> old;
  old.swap(slots_);
  const std::size_t size = size_;
  reset(old.size());
  size_ = size;
  for (const Slot& slot : old) {
    if (slot.number == kNothing) continue;
    std::size_t i = home(slot.key);
    while (slots_[i].number != kNothing) i = (i + 1) & mask_;
    slots_[i] = slot;
  }
}

void Lookup::reset(std::size_t expected) {
  const std::size_t capacity = std::bit_ceil(std::max<std::size_t>(expected * 2, 8));
  slots_.assign(capacity, Slot{});
  mask_ = capacity - 1;
  shift_ = 64U - static_cast<unsigned>(std::countr_zero(capacity));
  size_ = 0;
}

}  // namespace newsloom::cluster
