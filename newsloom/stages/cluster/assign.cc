// The decision on one article, and what it brings about.
#include <algorithm>
#include <cmath>
#include <map>

#include "newsloom/stages/cluster/regroup.h"

namespace newsloom::cluster {
namespace {

constexpr std::size_t kMaxReasons = 6;
constexpr double kHour = 3600;
// A teaser's text is short and taken out of a page on other things: it must be more certain.
constexpr float kTeaserCaution = 0.15F;

float needed_by(const Seen& article, const Window::State& state) {
  return state.params.values().join + (article.is_teaser ? kTeaserCaution : 0);
}

// The terms that the article shares with its nearest member, rarest and heaviest first, in the
// article's own words.
void explain(const Seen& article, const Item& item, const Member& nearest, Reason& because) {
  std::vector<std::pair<float, std::uint32_t>> shared;  // weight, place in terms
  for (std::size_t i = 0; i < nearest.terms.size(); ++i) {
    const std::uint32_t at = article.vector.lookup.find(nearest.terms.key(i));
    if (at == Lookup::kNothing) continue;
    constexpr float kUnit = 65535;
    shared.emplace_back(
        static_cast<float>(article.vector.terms[at].weight) / kUnit + nearest.terms.at(i).weight,
        at);
  }
  std::sort(shared.begin(), shared.end(), [](const auto& a, const auto& b) {
    return a.first != b.first ? a.first > b.first : a.second < b.second;
  });
  for (const auto& [weight, i] : shared) {
    const std::uint32_t key = article.vector.terms[i].key;
    const TermKind kind = kind_of(key);
    const std::uint32_t raw = article.raw.lookup.find(key);
    if (kind == TermKind::phrase || raw == Lookup::kNothing) continue;
    std::vector<std::string>& list = kind == TermKind::name ? because.names : because.terms;
    if (list.size() < kMaxReasons) {
      list.emplace_back(text_of(item.article, article.raw.list[raw].first));
    }
  }
  // A name is a word too: it is told once.
  std::erase_if(because.terms, [&](const std::string& term) {
    return std::find(because.names.begin(), because.names.end(), term) != because.names.end();
  });
}

double rounded(float value) { return std::round(static_cast<double>(value) * 1000) / 1000; }

StoryDelta open_or_join(const Seen& article, const Item& item, const Copy& copy,
                        const std::vector<Choice>& options, std::uint32_t by_copy,
                        const Window::State& state) {
  StoryDelta delta;
  delta.made_by = kMadeBy;
  delta.articles = {item.article.id};
  delta.at = article.time.value_or(state.clock.value_or(0));
  const float needed = needed_by(article, state);
  const Choice* best = options.empty() ? nullptr : &options.front();
  const Choice* other = best;
  if (by_copy != kNone) {
    delta.kind = DeltaKind::join;
    delta.story = state.stories[by_copy].id;
    delta.score = copy.overlap;
    delta.because.family = copy.family;
    const auto chosen = std::find_if(options.begin(), options.end(),
                                     [by_copy](const Choice& c) { return c.story == by_copy; });
    if (chosen != options.end()) {
      explain(article, item, state.members[chosen->nearest], delta.because);
    }
    if (other != nullptr && other->story == by_copy)
      other = options.size() > 1 ? other + 1 : nullptr;
  } else if (best != nullptr && best->probability >= needed) {
    delta.kind = DeltaKind::join;
    delta.story = state.stories[best->story].id;
    delta.score = rounded(best->probability);
    const Member& nearest = state.members[best->nearest];
    explain(article, item, nearest, delta.because);
    if (article.time && nearest.has_time) {
      delta.because.hours_apart =
          std::round(std::abs(static_cast<double>(*article.time - nearest.time)) / kHour * 10) / 10;
    }
    other = options.size() > 1 ? best + 1 : nullptr;
  } else {
    delta.kind = DeltaKind::open;
    delta.story = story_id(state.stories.size() + 1);
  }
  if (other != nullptr) {
    delta.because.nearest_other = state.stories[other->story].id;
    delta.because.nearest_other_score = rounded(other->probability);
  }
  return delta;
}

bool may_merge(std::uint32_t a, std::uint32_t b, const Window::State& state) {
  if (a == b || state.stories[a].locked || state.stories[b].locked) return false;
  return !state.apart.contains({std::min(a, b), std::max(a, b)});
}

// The article belongs to two stories: are they one? Each is asked as if it were an article.
std::optional<StoryDelta> merge(const Seen& article, const Item& item,
                                const std::vector<Choice>& options, std::uint32_t joined,
                                const Window::State& state) {
  const Params::Values& values = state.params.values();
  for (const Choice& option : options) {
    if (option.story == joined || option.probability < needed_by(article, state)) continue;
    const std::uint32_t a = std::min(joined, option.story);
    const std::uint32_t b = std::max(joined, option.story);
    if (!may_merge(a, b, state)) continue;
    const OpenStory& older = state.open[a];
    const OpenStory& newer = state.open[b];
    Seen whole;
    whole.vector = Vector(newer.voices > 1 ? centroid_of(newer, state).as_article()
                                           : state.members[newer.first].terms.terms());
    whole.time = newer.first_time;
    std::uint32_t nearest = older.members.front();
    float top = -1;
    for (const std::uint32_t member : older.members) {
      const float likeness = rank(whole.vector, state.members[member].terms);
      if (likeness > top) {
        top = likeness;
        nearest = member;
      }
    }
    const float chance = probability(values.story, features_of(whole, older, state, nearest));
    if (chance < values.merge || !are_one(a, b, state)) continue;
    StoryDelta delta;
    delta.kind = DeltaKind::merge;
    delta.story = state.stories[b].id;
    delta.into = state.stories[a].id;
    delta.score = rounded(chance);
    delta.because.note = "an article belongs to both: " + item.article.id;
    delta.at = article.time.value_or(state.clock.value_or(0));
    delta.made_by = kMadeBy;
    return delta;
  }
  return std::nullopt;
}

}  // namespace

std::vector<StoryDelta> assign(const Item& item, const Copy& copy, const Window& window,
                               const Params& /*params*/) {
  const Window::State& state = window.state();
  if (state.placed.find(hash_of_id(item.article.id)) != nullptr) return {};
  state.last = seen(item, state);
  const Seen& article = state.last;
  const std::vector<Choice> options = choices(article, state);
  std::uint32_t by_copy = kNone;
  if (copy.copy_of) {
    const IdTable::Place* source = state.placed.find(hash_of_id(*copy.copy_of));
    if (source != nullptr && source->member != kNone) by_copy = source->story;
    if (by_copy != kNone && state.open[by_copy].closed) by_copy = kNone;
  }
  std::vector<StoryDelta> out;
  out.push_back(open_or_join(article, item, copy, options, by_copy, state));
  if (out.front().kind == DeltaKind::join) {
    const std::uint32_t joined = state.number_of(out.front().story);
    if (auto delta = merge(article, item, options, joined, state)) {
      out.push_back(std::move(*delta));
    } else if (by_copy == kNone) {
      if (auto split = split_of(article, item, joined, state)) {
        out.push_back(std::move(*split));
      } else if (auto move = move_to(article, item, options, joined, state)) {
        out.push_back(std::move(*move));
      }
    }
  }
  return out;
}

}  // namespace newsloom::cluster
