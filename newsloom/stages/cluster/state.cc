#include "newsloom/stages/cluster/state.h"

#include <algorithm>
#include <cmath>

namespace newsloom::cluster {
namespace {

constexpr std::size_t kPosted = 20;   // of an article's terms, the heaviest
constexpr float kRarityPower = 0.8F;  // full rarity lets one odd word decide
// A stream shows only with time how common the names of its places are: those that the bundled
// counts do not know are taken for no rarer than in one of so many articles and those read so far.
constexpr float kPlacePrior = 30;
constexpr std::size_t kKept = 6;  // members of a story that sleeps
constexpr std::int64_t kSleepSeconds = 60LL * 86400;
constexpr double kRescale = 1e12;             // increments start again from 1
constexpr std::size_t kMinCompaction = 4096;  // members

std::uint32_t heaviest(const Weighted& term) { return term.weight; }

}  // namespace

std::uint32_t Window::State::number_of(std::string_view story_id) const {
  auto found = story_numbers.find(std::string(story_id));
  for (std::size_t hops = 0; found != story_numbers.end() && hops <= stories.size(); ++hops) {
    const Story& story = stories[found->second];
    if (!story.merged_into) return found->second;
    found = story_numbers.find(*story.merged_into);
  }
  return kNone;
}

float idf(std::uint32_t key, const Window::State& state) {
  const Params::Values& values = state.params.values();
  double count = 0;
  double all = 0;
  if (state.counts.empty()) {  // before the first article: what is bundled
    const auto bundled = values.counts.find(key);
    count = bundled == values.counts.end() ? 0 : bundled->second;
    all = values.documents;
  } else {
    const double scale = 1 / state.increment;
    count = state.counts.of(key) * scale;
    all = state.documents * scale;
  }
  return static_cast<float>(std::max(0.0, std::log((all + 1) / (count + 0.5))));
}

Seen seen(const Item& item, const Window::State& state) {
  Seen out;
  out.id = item.article.id;
  out.revision = state.revision;
  out.is_teaser = item.article.kind == ArticleKind::teaser;
  if (out.is_teaser) out.page = item.article.capture;
  if (const auto time = time_of(item.article)) out.time = time->seconds;
  const std::string language = language_of(item);
  const auto known = state.languages.find(language);
  out.language = known != state.languages.end()
                     ? known->second
                     : static_cast<std::uint16_t>(state.languages.size() + 1);
  auto& keys =
      state.keys.try_emplace(language, language, state.params.values().stop_words).first->second;
  out.raw = terms_of(item, keys);
  const float rarest = std::log(kPlacePrior + 2 * static_cast<float>(state.placed.size()));
  std::vector<Candidate> candidates;
  candidates.reserve(out.raw.size());
  for (const Term& term : out.raw) {
    const float counted = idf(term.key, state);
    const float rarity = term.place ? std::min(counted, rarest) : counted;
    const float weight = (1 + std::log(term.count)) * std::pow(counted, kRarityPower);
    candidates.push_back({term.key, weight, rarity, term.in_title});
  }
  out.terms = unit_vector(std::move(candidates));
  return out;
}

namespace {

void learn(Window::State& state, const Seen& article, const OpenStory& story) {
  const Params::Values& values = state.params.values();
  if (state.counts.empty()) {
    // The bundled counts are as so many articles read before; they fade like others.
    for (const auto& [key, count] : values.counts) state.counts.add(key, count * values.prior);
    state.documents = values.documents * values.prior;
  }
  const std::span<const Weighted> one =
      story.voices == 1 ? std::span<const Weighted>(state.members[story.first].terms)
                        : std::span<const Weighted>();
  for (const Term& term : article.raw) {
    const bool there =
        story.voices > 1 ? story.centroid.has(term.key)
                         : std::binary_search(
                               one.begin(), one.end(), Weighted{term.key, 0, 0, 0},
                               [](const Weighted& a, const Weighted& b) { return a.key < b.key; });
    state.counts.add(term.key, static_cast<float>(state.increment * (there ? values.repeat : 1.0)));
  }
  state.documents += state.increment;
  state.increment *= std::exp2(1 / static_cast<double>(values.half_life));
  if (state.increment > kRescale) {
    state.counts.scale(static_cast<float>(1 / state.increment));
    state.documents /= state.increment;
    state.increment = 1;
  }
}

void post(Window::State& state, std::uint32_t number, std::span<const Weighted> terms) {
  std::vector<Weighted> sorted(terms.begin(), terms.end());
  const std::size_t keep = std::min(kPosted, sorted.size());
  std::partial_sort(sorted.begin(), sorted.begin() + static_cast<std::ptrdiff_t>(keep),
                    sorted.end(), [](const Weighted& a, const Weighted& b) {
                      return heaviest(a) != heaviest(b) ? heaviest(a) > heaviest(b) : a.key < b.key;
                    });
  for (std::size_t i = 0; i < keep; ++i) {
    state.postings[sorted[i].key].push_back({number, sorted[i].weight});
  }
}

// Gives members new numbers without the forgotten ones, and drops terms that nothing needs.
void compact(Window::State& state) {
  std::vector<std::uint32_t> renumbered(state.members.size(), kNone);
  std::vector<Member> kept;
  for (std::uint32_t i = 0; i < state.members.size(); ++i) {
    if (!state.members[i].live) continue;
    renumbered[i] = static_cast<std::uint32_t>(kept.size());
    kept.push_back(std::move(state.members[i]));
  }
  state.members = std::move(kept);
  for (auto& [id, number] : state.member_numbers) number = renumbered[number];
  std::set<std::pair<std::int64_t, std::uint32_t>> by_time;
  for (const auto& [time, number] : state.by_time) by_time.insert({time, renumbered[number]});
  state.by_time = std::move(by_time);
  for (OpenStory& story : state.open) {
    for (std::uint32_t& member : story.members) member = renumbered[member];
    if (story.first != kNone) story.first = renumbered[story.first];
  }
  for (auto entry = state.postings.begin(); entry != state.postings.end();) {
    std::vector<Posting>& postings = entry->second;
    std::size_t alive = 0;
    for (const Posting& posting : postings) {
      if (renumbered[posting.member] == kNone) continue;
      postings[alive++] = {renumbered[posting.member], posting.weight};
    }
    postings.resize(alive);
    postings.shrink_to_fit();
    entry = alive > 0 ? std::next(entry) : state.postings.erase(entry);
  }
  state.scores.clear();
}

}  // namespace

void place(Window::State& state, const Seen& article, std::uint32_t story_number,
           const Copy* copy) {
  const auto number = static_cast<std::uint32_t>(state.members.size());
  OpenStory& story = state.open[story_number];
  learn(state, article, story);
  Member member;
  member.id = article.id;
  member.terms = article.terms;
  member.time = article.time;
  member.story = story_number;
  member.language = article.language;
  if (copy != nullptr) member.family = hash_of_word(copy->family);
  if (article.time) state.clock = std::max(state.clock.value_or(*article.time), *article.time);
  member.entered = article.time.value_or(state.clock.value_or(0));
  state.by_time.insert({member.entered, number});
  state.members.push_back(std::move(member));
  state.member_numbers[article.id] = number;
  post(state, number, article.terms);
  add_member(state, story_number, number);
}

void add_member(Window::State& state, std::uint32_t story_number, std::uint32_t number) {
  OpenStory& story = state.open[story_number];
  Member& member = state.members[number];
  member.story = story_number;
  story.members.push_back(number);
  story.language = member.language;
  if (member.time) {
    story.first_time = std::min(story.first_time.value_or(*member.time), *member.time);
    story.last_time = std::max(story.last_time.value_or(*member.time), *member.time);
  }
  if (member.family != 0) {
    const auto at = std::lower_bound(story.families.begin(), story.families.end(), member.family);
    if (at != story.families.end() && *at == member.family) return;  // a text has one voice
    story.families.insert(at, member.family);
  }
  ++story.voices;
  if (story.voices == 1) {
    story.first = number;
  } else {
    if (story.voices == 2) story.centroid.add(state.members[story.first].terms);
    story.centroid.add(member.terms);
  }
}

void rebuild(Window::State& state, std::uint32_t story_number) {
  OpenStory& story = state.open[story_number];
  OpenStory fresh;
  fresh.closed = story.closed;
  fresh.language = story.language;
  std::vector<std::uint32_t> members;
  members.swap(story.members);
  story = std::move(fresh);
  std::sort(members.begin(), members.end());
  for (const std::uint32_t member : members) add_member(state, story_number, member);
}

// A story that several voices told can come back after weeks: its last members stay for longer, in
// small number, so that it is found again.
static bool sleeps(Window::State& state, std::uint32_t number, std::int64_t horizon) {
  Member& member = state.members[number];
  const OpenStory& story = state.open[member.story];
  if (story.voices < 2 || story.members.size() > kKept || !story.last_time) return false;
  const std::int64_t until = *story.last_time + kSleepSeconds - kWindowSeconds;
  if (until <= member.entered || until < horizon) return false;
  member.entered = until;
  state.by_time.insert({until, number});
  return true;
}

void forget(Window::State& state) {
  const std::int64_t horizon = state.clock.value_or(0) - kWindowSeconds;
  while (!state.by_time.empty() &&
         (state.by_time.begin()->first < horizon || state.by_time.size() > kMaxWindowArticles)) {
    const std::uint32_t number = state.by_time.begin()->second;
    state.by_time.erase(state.by_time.begin());
    if (sleeps(state, number, horizon)) continue;
    Member& member = state.members[number];
    member.live = false;
    ++state.dead;
    state.member_numbers.erase(member.id);
    OpenStory& story = state.open[member.story];
    std::erase(story.members, number);
    // A story's sums stay until it is over: what it was about is still what it is about.
    if (story.members.empty()) {
      story = OpenStory{};
    } else if (story.first == number) {
      story.first = story.members.front();
    }
  }
  if (state.dead >= kMinCompaction && state.dead * 2 >= state.members.size()) {
    compact(state);
    state.dead = 0;
  }
}

}  // namespace newsloom::cluster
