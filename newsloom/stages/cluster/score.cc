// How an article stands to a story, and which stories are worth asking.
#include <algorithm>
#include <cmath>
#include <numeric>

#include "newsloom/stages/cluster/state.h"

namespace newsloom::cluster {
namespace {

constexpr std::size_t kQueried = 24;        // terms of the article that are looked up
constexpr std::size_t kMaxScanned = 400;    // postings of one term, newest first
constexpr std::size_t kMaxNeighbours = 32;  // articles compared in full
constexpr std::size_t kMaxWeighed = 10;     // stories weighed with all features
constexpr float kLeastRare = 0.7F;          // of Feature::kRare
constexpr float kLeastTitle = 0.1F;
constexpr std::uint32_t kSizeCap = 3;
constexpr double kDay = 86400;

// A story that fell out of the window has nothing to compare with.
bool is_open(const OpenStory& story) { return !story.closed && !story.members.empty(); }

// Days from the article to the story's span of time; 0 inside it.
std::optional<float> gap_days(const Seen& article, const OpenStory& story) {
  if (!article.time || !story.last_time || !story.first_time) return std::nullopt;
  const std::int64_t gap = std::max<std::int64_t>(
      {0, *article.time - *story.last_time, *story.first_time - *article.time});
  return static_cast<float>(static_cast<double>(gap) / kDay);
}

// The page's own article, or another part of it.
bool is_of_page(std::string_view id, std::string_view page) {
  return !page.empty() && id.starts_with(page) &&
         (id.size() == page.size() || id[page.size()] == '#');
}

// The members that share the most weight with the article, most first: a partial product over the
// heaviest terms, enough to know whom to compare in full.
std::vector<std::uint32_t> neighbours(const Seen& article, const Window::State& state) {
  std::vector<Weighted> heaviest = article.terms;
  const std::size_t keep = std::min(kQueried, heaviest.size());
  std::partial_sort(heaviest.begin(), heaviest.begin() + static_cast<std::ptrdiff_t>(keep),
                    heaviest.end(), [](const Weighted& a, const Weighted& b) {
                      return a.weight != b.weight ? a.weight > b.weight : a.key < b.key;
                    });
  state.scores.resize(state.members.size());
  std::vector<std::uint32_t> touched;
  for (std::size_t i = 0; i < keep; ++i) {
    const auto found = state.postings.find(heaviest[i].key);
    if (found == state.postings.end()) continue;
    const std::vector<Posting>& postings = found->second;
    const std::size_t scanned = std::min(kMaxScanned, postings.size());
    const auto weight = static_cast<float>(heaviest[i].weight);
    for (std::size_t k = 0; k < scanned; ++k) {
      const Posting& posting = postings[postings.size() - 1 - k];
      float& score = state.scores[posting.member];
      if (score == 0) touched.push_back(posting.member);
      score += weight * static_cast<float>(posting.weight) + 1;
    }
  }
  std::vector<std::pair<float, std::uint32_t>> best;
  for (const std::uint32_t member : touched) {
    const Member& other = state.members[member];
    if (other.live && !is_of_page(other.id, article.page) && other.language == article.language &&
        is_open(state.open[other.story])) {
      best.emplace_back(state.scores[member], member);
    }
    state.scores[member] = 0;
  }
  const std::size_t wanted = std::min(kMaxNeighbours, best.size());
  std::partial_sort(best.begin(), best.begin() + static_cast<std::ptrdiff_t>(wanted), best.end(),
                    [](const auto& a, const auto& b) {
                      return a.first != b.first ? a.first > b.first : a.second < b.second;
                    });
  best.resize(wanted);
  std::vector<std::uint32_t> out;
  for (const auto& [score, member] : best) out.push_back(member);
  return out;
}

// Places and common words alone ("a spokesman said in Gull Haven on Monday") make no event: a join
// needs a rare word in common that is no place's name, or words of the titles.
bool has_evidence(const Features& features) {
  return features[kRare] >= kLeastRare || features[kTitle] > kLeastTitle;
}

float rank_of(const Likeness& pair) {
  return pair.has_names ? 0.6F * pair.words + 0.4F * pair.names : pair.words;
}

}  // namespace

Features features_of(const Seen& article, const OpenStory& story, const Window::State& state,
                     std::uint32_t nearest) {
  const Likeness best = likeness(article.terms, state.members[nearest].terms);
  const Likeness whole = story.voices > 1
                             ? story.centroid.likeness_of(article.terms)
                             : likeness(article.terms, state.members[story.first].terms);
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

std::vector<Choice> choices(const Seen& article, const Window::State& state) {
  std::vector<Choice> out;
  std::vector<float> ranks;
  for (const std::uint32_t member : neighbours(article, state)) {
    const std::uint32_t story = state.members[member].story;
    const float rank = rank_of(likeness(article.terms, state.members[member].terms));
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
  std::vector<Choice> kept;
  for (const std::size_t i : order) kept.push_back(out[i]);
  out = std::move(kept);
  const Params::Values& values = state.params.values();
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
    out[i].probability =
        has_evidence(out[i].features) ? probability(values.story, out[i].features) : 0;
  }
  std::sort(out.begin(), out.end(), [](const Choice& a, const Choice& b) {
    return a.probability != b.probability ? a.probability > b.probability : a.story < b.story;
  });
  if (out.size() > kMaxChoices) out.resize(kMaxChoices);
  return out;
}

}  // namespace newsloom::cluster
