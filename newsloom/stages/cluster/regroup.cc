#include "newsloom/stages/cluster/regroup.h"

#include <algorithm>
#include <cmath>
#include <span>
#include <unordered_set>

namespace newsloom::cluster {
namespace {

// Two groups of a story are two stories where they are so much less alike than the looser of them
// is in itself (Values::split); two stories become one only where they are more alike than that by
// so much, so that none comes and goes.
constexpr float kHysteresis = 0.1F;
// Worth a look: an article of another story that is nearly as near to the one that came as the
// nearest of its own.
constexpr float kNearEnough = 0.8F;
// An article is moved where the other story is more probable by so much.
constexpr float kClearly = 0.4F;

// One text of a story; the article that is about to join is none of its members yet.
struct Voice {
  const Kept* terms = nullptr;
  std::uint32_t member = kNone;
  std::optional<std::int64_t> time;
};

using Voices = std::vector<Voice>;

Voices voices_of(const OpenStory& story, const Window::State& state) {
  Voices out;
  for (const std::uint32_t number : story.members) {
    const Member& member = state.members[number];
    if (!member.voice) continue;
    out.push_back({&member.terms, number, std::nullopt});
    if (member.has_time) out.back().time = member.time;
  }
  return out;
}

// A story of these voices alone.
OpenStory story_of(std::span<const Voice> group) {
  OpenStory out;
  out.many = std::make_unique<OpenStory::Many>();
  for (const Voice& voice : group) {
    out.many->centroid.add(*voice.terms);
    if (voice.member != kNone) out.members.push_back(voice.member);
    if (!voice.time) continue;
    out.first_time = std::min(out.first_time.value_or(*voice.time), *voice.time);
    out.last_time = std::max(out.last_time.value_or(*voice.time), *voice.time);
  }
  out.voices = static_cast<std::uint32_t>(group.size());
  out.norms = out.many->centroid.norms();
  return out;
}

std::uint32_t nearest_in(const OpenStory& story, const Vector& to, const Window::State& state) {
  std::uint32_t nearest = story.members.front();
  float top = -1;
  for (const std::uint32_t member : story.members) {
    const float likeness = rank(to, state.members[member].terms);
    if (likeness <= top) continue;
    top = likeness;
    nearest = member;
  }
  return nearest;
}

bool is_for_people(std::uint32_t story, const Window::State& state) {
  return state.stories[story].locked || state.by_hand.contains(story) || state.open[story].closed;
}

double rounded(float value) { return std::round(static_cast<double>(value) * 1000) / 1000; }

// Two groups of a story's voices, and how alike they are.
struct Halves {
  std::vector<std::size_t> part;  // the voices of the smaller one
  float across = 2;
  float within = 0;  // of the looser one
};

// Joins what is most alike, on average over all pairs, until all is one (UPGMA), and gives the
// least like groups of two or more that were joined on the way.
// Source: Sokal and Michener, "A statistical method for evaluating systematic relationships", 1958.
std::optional<Halves> halves(std::span<const Voice> voices) {
  const std::size_t n = voices.size();
  std::vector<std::vector<float>> like(n, std::vector<float>(n, 0));  // sums over pairs
  for (std::size_t i = 0; i + 1 < n; ++i) {
    const Vector one(voices[i].terms->terms());
    for (std::size_t k = i + 1; k < n; ++k) like[i][k] = like[k][i] = rank(one, *voices[k].terms);
  }
  struct Cluster {
    std::vector<std::size_t> voices;
    float inside = 0;  // sum over its pairs
    [[nodiscard]] float within() const {
      const auto size = static_cast<float>(voices.size());
      return inside / (size * (size - 1) / 2);
    }
  };
  std::vector<Cluster> clusters(n);
  for (std::size_t i = 0; i < n; ++i) clusters[i].voices = {i};
  std::vector<std::size_t> left(n);
  for (std::size_t i = 0; i < n; ++i) left[i] = i;
  Halves best;
  while (left.size() > 1) {
    std::pair<std::size_t, std::size_t> most{0, 1};
    float top = -1;
    for (std::size_t i = 0; i < left.size(); ++i) {
      for (std::size_t k = i + 1; k < left.size(); ++k) {
        const auto pairs =
            static_cast<float>(clusters[left[i]].voices.size() * clusters[left[k]].voices.size());
        const float average = like[left[i]][left[k]] / pairs;
        if (average <= top) continue;
        top = average;
        most = {i, k};
      }
    }
    Cluster& a = clusters[left[most.first]];
    Cluster& b = clusters[left[most.second]];
    if (a.voices.size() > 1 && b.voices.size() > 1 && top < best.across) {
      best.across = top;
      best.within = std::min(a.within(), b.within());
      best.part = a.voices.size() < b.voices.size() ? a.voices : b.voices;
    }
    a.inside += b.inside + like[left[most.first]][left[most.second]];
    a.voices.insert(a.voices.end(), b.voices.begin(), b.voices.end());
    for (const std::size_t other : left) {
      like[left[most.first]][other] += like[left[most.second]][other];
      like[other][left[most.first]] = like[left[most.first]][other];
    }
    left.erase(left.begin() + static_cast<std::ptrdiff_t>(most.second));
  }
  if (best.part.empty()) return std::nullopt;
  return best;
}

StoryDelta delta_of(DeltaKind kind, const Seen& article, const Window::State& state) {
  StoryDelta out;
  out.kind = kind;
  out.at = article.time.value_or(state.clock.value_or(0));
  out.made_by = kMadeBy;
  return out;
}

// The articles of these voices and their copies, in order of arrival. Those outside the window
// stay.
std::vector<std::string> articles_of(const Voices& group, std::uint32_t story,
                                     const std::string& joining, const Window::State& state) {
  std::unordered_set<std::uint64_t> ids;
  std::unordered_set<std::uint64_t> families;
  bool with_joining = false;
  for (const Voice& voice : group) {
    with_joining = with_joining || voice.member == kNone;
    if (voice.member == kNone) continue;
    const Member& member = state.members[voice.member];
    ids.insert(member.id);
    if (member.family != 0) families.insert(member.family);
  }
  for (const std::uint32_t number : state.open[story].members) {
    const Member& member = state.members[number];
    if (families.contains(member.family)) ids.insert(member.id);
  }
  std::vector<std::string> out;
  for (const std::string& id : state.stories[story].members) {
    if (ids.contains(hash_of_id(id))) out.push_back(id);
  }
  if (with_joining) out.push_back(joining);
  return out;
}

}  // namespace

bool are_one(std::uint32_t a, std::uint32_t b, const Window::State& state) {
  const float split = state.params.values().split;
  if (split <= 0) return true;
  const auto newest = [&state](std::uint32_t number) {
    Voices all = voices_of(state.open[number], state);
    const std::size_t older = all.size() - std::min(all.size(), kMostCompared / 2);
    all.erase(all.begin(), all.begin() + static_cast<std::ptrdiff_t>(older));
    return all;
  };
  const Voices one = newest(a);
  const Voices other = newest(b);
  if (one.size() < 2 || other.size() < 2) return true;
  const auto average = [](const Voices& from, const Voices& to, bool same) {
    float sum = 0;
    std::size_t pairs = 0;
    for (std::size_t i = 0; i < from.size(); ++i) {
      const Vector terms(from[i].terms->terms());
      for (std::size_t k = same ? i + 1 : 0; k < to.size(); ++k, ++pairs) {
        sum += rank(terms, *to[k].terms);
      }
    }
    return sum / static_cast<float>(pairs);
  };
  const float within = std::min(average(one, one, true), average(other, other, true));
  return average(one, other, false) > (split + kHysteresis) * within;
}

bool is_time_to_look(std::size_t voices) {
  std::size_t look = kFirstLook;
  while (look < voices) look += look / 2;
  return look == voices;
}

std::optional<StoryDelta> split_of(const Seen& article, const Item& item, std::uint32_t joined,
                                   const Window::State& state) {
  const OpenStory& story = state.open[joined];
  if (!is_time_to_look(story.voices + 1) || state.params.values().split <= 0 ||
      is_for_people(joined, state)) {
    return std::nullopt;
  }
  Voices all = voices_of(story, state);
  const Kept own(article.vector.terms);
  all.push_back({&own, kNone, article.time});
  const std::size_t older = all.size() - std::min(all.size(), kMostCompared);
  const auto compared = std::span<const Voice>(all).subspan(older);
  const auto found = halves(compared);
  if (!found || found->across > state.params.values().split * found->within) return std::nullopt;
  Voices part;
  Voices rest;
  for (std::size_t i = 0; i < compared.size(); ++i) {
    const bool is_part = std::find(found->part.begin(), found->part.end(), i) != found->part.end();
    (is_part ? part : rest).push_back(compared[i]);
  }
  // Older ones go where they are most alike.
  for (std::size_t i = 0; i < older; ++i) {
    const Vector one(all[i].terms->terms());
    const auto likeness = [&one](const Voices& group) {
      float sum = 0;
      for (const Voice& voice : group) sum += rank(one, *voice.terms);
      return sum / static_cast<float>(group.size());
    };
    (likeness(part) > likeness(rest) ? part : rest).push_back(all[i]);
  }
  // The larger part stays, the one with the older article where both are equal.
  const auto oldest = [](const Voices& group) {
    std::uint32_t out = kNone;
    for (const Voice& voice : group) out = std::min(out, voice.member);
    return out;
  };
  if (part.size() > rest.size() || (part.size() == rest.size() && oldest(part) < oldest(rest))) {
    std::swap(part, rest);
  }
  auto articles = articles_of(part, joined, item.article.id, state);
  StoryDelta delta = delta_of(DeltaKind::split, article, state);
  delta.story = state.stories[joined].id;
  delta.into = story_id(state.stories.size() + 1);
  delta.articles = std::move(articles);
  delta.score = rounded(found->across);
  delta.because.note = "two groups of articles that have little in common: " + item.article.id;
  return delta;
}

std::optional<StoryDelta> move_to(const Seen& article, const Item& item,
                                  const std::vector<Choice>& options, std::uint32_t joined,
                                  const Window::State& state) {
  const OpenStory& target = state.open[joined];
  if (is_for_people(joined, state) || target.voices > kMostOfMove ||
      state.params.values().split <= 0) {
    return std::nullopt;
  }
  const auto chosen = std::find_if(options.begin(), options.end(),
                                   [joined](const Choice& c) { return c.story == joined; });
  if (chosen == options.end()) return std::nullopt;
  const float near = kNearEnough * chosen->features[kBestWords];
  for (const Choice& option : options) {
    if (option.story == joined || option.features[kBestWords] < near) continue;
    const OpenStory& source = state.open[option.story];
    const Member& member = state.members[option.nearest];
    if (!member.voice || source.voices < 2 || source.voices > kMostOfMove ||
        is_for_people(option.story, state)) {
      continue;
    }
    Seen asked;
    asked.vector = Vector(member.terms.terms());
    if (member.has_time) asked.time = member.time;
    const Kept own(article.vector.terms);
    Voices others = voices_of(source, state);
    std::erase_if(others, [&](const Voice& voice) { return voice.member == option.nearest; });
    const float here = rank(asked.vector, own);
    const bool is_nearer = std::all_of(others.begin(), others.end(), [&](const Voice& voice) {
      return rank(asked.vector, *voice.terms) < here;
    });
    if (others.empty() || !is_nearer) continue;
    Voices joining = voices_of(target, state);
    joining.push_back({&own, kNone, article.time});
    const OpenStory from = story_of(others);
    const OpenStory to = story_of(joining);
    if (to.members.empty()) continue;
    Features there = features_of(asked, from, state, nearest_in(from, asked.vector, state));
    Features then = features_of(asked, to, state, nearest_in(to, asked.vector, state));
    const float margin = then[kWords] + then[kNames] - there[kWords] - there[kNames];
    there[kMargin] = -margin;
    then[kMargin] = margin;
    const Features& weights = state.params.values().story;
    const float chance = probability(weights, then);
    if (chance < state.params.values().join || chance - probability(weights, there) < kClearly) {
      continue;
    }
    StoryDelta delta = delta_of(DeltaKind::move, article, state);
    delta.story = state.stories[option.story].id;
    delta.into = state.stories[joined].id;
    delta.articles = articles_of({{&member.terms, option.nearest, asked.time}}, option.story,
                                 item.article.id, state);
    delta.score = rounded(chance);
    delta.because.note = "nearer to this story since an article joined it: " + item.article.id;
    return delta;
  }
  return std::nullopt;
}

}  // namespace newsloom::cluster
