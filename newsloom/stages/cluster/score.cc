// How an article stands to a story, and which stories are worth asking.
#include <algorithm>
#include <bit>
#include <cmath>
#include <numeric>

#include "newsloom/stages/cluster/state.h"

namespace newsloom::cluster {
namespace {

constexpr std::size_t kQueried = 24;            // terms of the article that are looked up
constexpr std::size_t kMaxScannedOfTerm = 400;  // postings of one term, newest first
constexpr std::size_t kMaxScanned = 2000;       // and of all terms, rare ones first
constexpr std::size_t kMaxLookedAt = 64;        // of the best, those that may not be compared too
constexpr std::size_t kMaxNeighbours = 24;      // articles compared in full
constexpr std::size_t kMaxWeighed = 6;          // stories weighed with all features
constexpr float kLeastRank = 0.2F;              // of the best story, to be weighed
constexpr float kLeastRare = 0.7F;              // of Feature::kRare
constexpr float kLeastTitle = 0.1F;
constexpr std::uint32_t kSizeCap = 3;
constexpr double kDay = 86400;
// Beyond the window a gap says no more: only sparse streams and sleeping stories reach so far.
constexpr float kMostDays = static_cast<float>(kWindowSeconds) / 86400;
// Log odds. Articles that stay alone speak against joining only a little: they show that the stream
// is mixed, not that its stories are loose.
constexpr float kMostAgainst = 0.3F;
constexpr double kLeaningSpan = 70;  // articles that a mean looks back, about
// What a stream is like makes no event of common words: two ferries are one only where both texts
// name the same.
constexpr float kLeastNames = 0.15F;  // of Feature::kNames
constexpr float kMoreWhenNew = 0.5F;  // of the bound, at the first article

// A story that fell out of the window has nothing to compare with.
bool is_open(const OpenStory& story) { return !story.closed && !story.members.empty(); }

// Days from the article to the story's span of time, at most kMostDays; 0 inside it.
std::optional<float> gap_days(const Seen& article, const OpenStory& story) {
  if (!article.time || !story.last_time || !story.first_time) return std::nullopt;
  const std::int64_t gap = std::max<std::int64_t>(
      {0, *article.time - *story.last_time, *story.first_time - *article.time});
  return std::min(kMostDays, static_cast<float>(static_cast<double>(gap) / kDay));
}

// May the article be compared with it at all?
bool is_comparable(const Seen& article, const Member& other, const Window::State& state) {
  if (!other.live || other.language != article.language) return false;
  // The teaser's own page, or another part of it.
  if (article.is_teaser && other.page == article.page) return false;
  return is_open(state.open[other.story]);
}

// Sums by member: open addressing, emptied by making a new one.
class Sums {
 public:
  explicit Sums(std::size_t most) : slots_(std::bit_ceil(most * 2 + 2)) {
    shift_ = 64U - static_cast<unsigned>(std::countr_zero(slots_.size()));
  }
  void add(std::uint32_t member, float amount) {
    auto i = static_cast<std::size_t>((member * 0x9E3779B97F4A7C15ULL) >> shift_);
    while (slots_[i].sum != 0 && slots_[i].member != member) i = (i + 1) & (slots_.size() - 1);
    if (slots_[i].sum == 0) used_.push_back(static_cast<std::uint32_t>(i));
    slots_[i].member = member;
    slots_[i].sum += amount;
  }
  [[nodiscard]] std::vector<std::pair<float, std::uint32_t>> take() const {
    std::vector<std::pair<float, std::uint32_t>> out;
    out.reserve(used_.size());
    for (const std::uint32_t i : used_) out.emplace_back(slots_[i].sum, slots_[i].member);
    return out;
  }

 private:
  struct Slot {
    std::uint32_t member = 0;
    float sum = 0;
  };
  std::vector<Slot> slots_;
  std::vector<std::uint32_t> used_;
  unsigned shift_ = 0;
};

bool is_before(const std::pair<float, std::uint32_t>& a, const std::pair<float, std::uint32_t>& b) {
  return a.first != b.first ? a.first > b.first : a.second < b.second;
}

// The members that share the most weight with the article, most first: a partial product over the
// heaviest terms, the rare ones first, enough to know whom to compare in full.
std::vector<std::uint32_t> neighbours(const Seen& article, const Window::State& state) {
  std::vector<Weighted> heaviest = article.vector.terms;
  const std::size_t keep = std::min(kQueried, heaviest.size());
  std::partial_sort(heaviest.begin(), heaviest.begin() + static_cast<std::ptrdiff_t>(keep),
                    heaviest.end(), [](const Weighted& a, const Weighted& b) {
                      return a.weight != b.weight ? a.weight > b.weight : a.key < b.key;
                    });
  heaviest.resize(keep);
  for (const Weighted& term : heaviest) state.postings.prefetch(term.key);
  std::vector<std::pair<std::size_t, std::size_t>> order;  // postings, number of the term
  for (std::size_t i = 0; i < keep; ++i) {
    if (const std::size_t count = state.postings.count(heaviest[i].key))
      order.emplace_back(count, i);
  }
  std::sort(order.begin(), order.end());
  std::size_t left = 0;
  for (const auto& [count, i] : order) left += std::min(count, kMaxScannedOfTerm);
  left = std::min(left, kMaxScanned);
  Sums sums(left);
  std::vector<Postings::Posting> postings;
  for (const auto& [count, i] : order) {
    postings.clear();
    state.postings.newest(heaviest[i].key, std::min(left, kMaxScannedOfTerm), postings);
    left -= postings.size();
    const auto weight = static_cast<float>(heaviest[i].weight);
    for (const Postings::Posting& posting : postings) {
      const auto root = static_cast<float>(posting.weight);
      sums.add(posting.member, weight * root * root + 1);
    }
    if (left == 0) break;
  }
  auto best = sums.take();
  const std::size_t looked_at = std::min(kMaxLookedAt, best.size());
  std::nth_element(best.begin(), best.begin() + static_cast<std::ptrdiff_t>(looked_at), best.end(),
                   is_before);
  best.resize(looked_at);
  std::sort(best.begin(), best.end(), is_before);
  for (const auto& [sum, member] : best) __builtin_prefetch(&state.members[member]);
  std::vector<std::uint32_t> out;
  for (const auto& [sum, member] : best) {
    if (out.size() == kMaxNeighbours) break;
    const Member& other = state.members[member];
    if (!is_comparable(article, other, state)) continue;
    other.terms.prefetch();
    out.push_back(member);
  }
  return out;
}

Likeness likeness_to(const Seen& article, const OpenStory& story, const Window::State& state) {
  if (story.many) return story.many->centroid.likeness_of(article.vector);
  if (story.voices == 1) return likeness(article.vector, state.members[story.first].terms);
  std::vector<const Kept*> voices;
  for (const std::uint32_t member : story.members) {
    if (state.members[member].voice) voices.push_back(&state.members[member].terms);
  }
  return likeness(article.vector, voices, story.norms);
}

// The chance with the stream's leaning: new prior odds for the old ones.
float leant(float chance, float leaning) {
  const float odds = chance / std::max(1e-6F, 1 - chance) * std::exp(leaning);
  return odds / (1 + odds);
}

// Places and common words alone ("a spokesman said in Gull Haven on Monday") make no event: a join
// needs a rare word in common that is no place's name, or words of the titles.
bool has_evidence(const Features& features) {
  return features[kRare] >= kLeastRare || features[kTitle] > kLeastTitle;
}

}  // namespace

// Source: Saerens, Latinne and Decaestecker, "Adjusting the outputs of a classifier to new a priori
// probabilities", 2002, with a fading mean for their repeated passes.
float leaning(const Window::State& state) {
  const auto odds = [](double share) {
    constexpr double kLeast = 0.02;
    const double in = std::clamp(share, kLeast, 1 - kLeast);
    return std::log(in / (1 - in));
  };
  const double usual = static_cast<double>(state.params.values().found);
  // A new stream has told nothing yet, and small inputs are chosen: they may lean further.
  const auto told = static_cast<double>(state.placed.size());
  const auto fresh = static_cast<float>(std::max(0.0, 1 - told / kLeaningSpan));
  const float most = state.params.values().lean * (1 + kMoreWhenNew * fresh);
  return std::clamp(static_cast<float>(odds(state.found) - odds(usual)),
                    -std::min(most, kMostAgainst), most);
}

void learn_leaning(Window::State& state, const StoryDelta& delta) {
  if (delta.because.family) return;  // a copy was not asked for
  const double chance =
      delta.kind == DeltaKind::join ? delta.score : delta.because.nearest_other_score.value_or(0);
  state.found += (chance - state.found) / kLeaningSpan;
}

Features features_of(const Seen& article, const OpenStory& story, const Window::State& state,
                     std::uint32_t nearest) {
  const Likeness best = likeness(article.vector, state.members[nearest].terms);
  const Likeness whole = likeness_to(article, story, state);
  const auto gap = gap_days(article, story);
  Features f{};
  f[kBias] = 1;
  f[kWords] = whole.words;
  f[kNames] = whole.has_names ? whole.names : whole.words;
  f[kBestWords] = best.words;
  f[kBestNames] = best.has_names ? best.names : best.words;
  f[kTitle] = best.title;
  f[kTitleInBody] = whole.title_in_body;
  f[kRare] = std::log1p(best.rare);
  f[kNumbers] = std::log1p(best.numbers);
  f[kPhrases] = std::log1p(best.phrases);
  f[kGap] = gap ? std::log1p(*gap) : 0;
  f[kNoTime] = gap ? 0 : 1;
  f[kSize] = std::log(static_cast<float>(std::min(story.voices, kSizeCap)));
  f[kNoNames] = whole.has_names ? 0 : 1;
  f[kWordsGap] = f[kWords] * f[kGap];
  f[kCore] = story.voices > 1 ? whole.core : whole.title_in_body;
  f[kCoreGap] = f[kCore] * f[kGap];
  f[kRareGap] = f[kRare] * f[kGap];
  f[kSizeWords] = f[kWords] * f[kSize];
  f[kFar] = gap && *gap > 3 ? 1 : 0;
  f[kWordsNames] = f[kWords] * f[kNames];
  return f;
}

namespace {

std::vector<Choice> weighed(const Seen& article, const std::vector<std::uint32_t>& members,
                            const Window::State& state) {
  std::vector<Choice> out;
  std::vector<float> ranks;
  for (const std::uint32_t member : members) {
    const std::uint32_t story = state.members[member].story;
    const float rank = cluster::rank(article.vector, state.members[member].terms);
    const auto known = std::find_if(
        out.begin(), out.end(), [story](const Choice& choice) { return choice.story == story; });
    if (known == out.end()) {
      out.push_back({story, member, {}, 0});
      ranks.push_back(rank);
    } else if (rank > ranks[static_cast<std::size_t>(known - out.begin())]) {
      known->nearest = member;
      ranks[static_cast<std::size_t>(known - out.begin())] = rank;
    }
  }
  std::vector<std::size_t> order(out.size());
  std::iota(order.begin(), order.end(), 0);
  std::sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) {
    return ranks[a] != ranks[b] ? ranks[a] > ranks[b] : out[a].story < out[b].story;
  });
  if (order.size() > kMaxWeighed) order.resize(kMaxWeighed);
  while (order.size() > 2 && ranks[order.back()] < kLeastRank * ranks[order.front()]) {
    order.pop_back();
  }
  for (const std::size_t i : order) {
    const OpenStory& story = state.open[out[i].story];
    if (story.many || story.voices < 2) continue;
    for (const std::uint32_t member : story.members) state.members[member].terms.prefetch();
  }
  std::vector<Choice> kept;
  kept.reserve(order.size());
  for (const std::size_t i : order) kept.push_back(out[i]);
  out = std::move(kept);
  const Params::Values& values = state.params.values();
  const float lean = leaning(state);
  std::vector<float> likes;
  for (Choice& choice : out) {
    choice.features = features_of(article, state.open[choice.story], state, choice.nearest);
    likes.push_back(choice.features[kWords] + choice.features[kNames]);
  }
  for (std::size_t i = 0; i < out.size(); ++i) {
    float other = 0;
    for (std::size_t k = 0; k < out.size(); ++k) {
      if (k != i) other = std::max(other, likes[k]);
    }
    out[i].features[kMargin] = likes[i] - other;
    const float chance = probability(values.story, out[i].features);
    const Features& f = out[i].features;
    const bool leans = lean < 0 || (f[kNoNames] == 0 && f[kNames] >= kLeastNames);
    out[i].probability = !has_evidence(out[i].features) ? 0 : leans ? leant(chance, lean) : chance;
  }
  std::sort(out.begin(), out.end(), [](const Choice& a, const Choice& b) {
    return a.probability != b.probability ? a.probability > b.probability : a.story < b.story;
  });
  if (out.size() > kMaxChoices) out.resize(kMaxChoices);
  return out;
}

}  // namespace

std::vector<Choice> choices(const Seen& article, const Window::State& state) {
  return weighed(article, neighbours(article, state), state);
}

std::vector<Choice> choices_of_all(const Seen& article, const Window::State& state) {
  std::vector<std::uint32_t> all;
  for (std::uint32_t i = 0; i < state.members.size(); ++i) {
    if (is_comparable(article, state.members[i], state)) all.push_back(i);
  }
  return weighed(article, all, state);
}

}  // namespace newsloom::cluster
