#include "newsloom/stages/cluster/state.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <functional>

namespace newsloom::cluster {
namespace {

constexpr std::size_t kPosted = 20;   // of an article's terms, the heaviest
constexpr float kRarityPower = 0.8F;  // full rarity lets one odd word decide
// A stream shows only with time how common the names of its places are: those that the bundled
// counts do not know are taken for no rarer than in one of so many articles and those read so far.
constexpr float kPlacePrior = 30;
constexpr std::size_t kKept = 6;     // members of a story that sleeps
static_assert(kKept >= kFewVoices);  // what a small story was about stands in its members alone
constexpr std::int64_t kSleepSeconds = 60LL * 86400;
constexpr double kRescale = 1e12;             // increments start again from 1
constexpr std::size_t kMinCompaction = 4096;  // members

// Rarity to its power, from a table: the weights are rounded to bytes anyway.
float powered(float rarity) {
  constexpr float kMost = 32;
  constexpr std::size_t kSteps = 1024;
  static const auto table = [] {
    std::array<float, kSteps + 2> out{};
    for (std::size_t i = 0; i < out.size(); ++i) {
      out.at(i) = std::pow(static_cast<float>(i) * kMost / kSteps, kRarityPower);
    }
    return out;
  }();
  const float at = std::min(rarity, kMost) * kSteps / kMost;
  const auto i = static_cast<std::size_t>(at);
  const float part = at - static_cast<float>(i);
  return table.at(i) * (1 - part) + table.at(i + 1) * part;
}

// 1 + log(count) for the counts that there are: multiples of a half.
float dampened(float count) {
  static const auto table = [] {
    std::array<float, 64> out{};
    for (std::size_t i = 1; i < out.size(); ++i) {
      out.at(i) = 1 + std::log(static_cast<float>(i) / 2);
    }
    return out;
  }();
  const auto twice = static_cast<std::size_t>(count * 2);
  return twice < table.size() ? table.at(twice) : 1 + std::log(count);
}

std::uint32_t page_hash(std::string_view id) {
  return static_cast<std::uint32_t>(hash_of_id(id.substr(0, id.find('#'))));
}

}  // namespace

std::string story_id(std::size_t number) {
  std::string id = std::to_string(number);
  id.insert(id.begin(), 's');
  return id;
}

std::uint32_t Window::State::exact_number_of(std::string_view id) const {
  std::uint32_t number = 0;
  if (id.size() > 1 && id.front() == 's') {
    const auto [end, error] = std::from_chars(id.data() + 1, id.data() + id.size(), number);
    if (error == std::errc() && number > 0 && number <= stories.size() &&
        stories[number - 1].id == id) {
      return number - 1;
    }
  }
  const auto found = story_numbers.find(std::string(id));
  return found == story_numbers.end() ? kNone : found->second;
}

std::uint32_t Window::State::number_of(std::string_view id) const {
  std::uint32_t found = exact_number_of(id);
  for (std::size_t hops = 0; found != kNone && hops <= stories.size(); ++hops) {
    const Story& story = stories[found];
    if (!story.merged_into) return found;
    found = exact_number_of(*story.merged_into);
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
  out.id = hash_of_id(item.article.id);
  out.revision = state.revision;
  out.is_teaser = item.article.kind == ArticleKind::teaser;
  out.page = page_hash(out.is_teaser ? item.article.capture : item.article.id);
  if (const auto time = time_of(item.article)) out.time = time->seconds;
  const std::string language = language_of(item);
  const auto known = state.languages.find(language);
  out.language = known != state.languages.end()
                     ? known->second
                     : static_cast<std::uint16_t>(state.languages.size() + 1);
  if (item.fingerprint.terms) {
    out.raw.list = *item.fingerprint.terms;
    out.raw.lookup = Lookup(out.raw.list);
  } else {
    auto& keys =
        state.keys.try_emplace(language, language, state.params.values().stop_words).first->second;
    out.raw = terms_of(item, keys);
  }
  for (const Term& term : out.raw.list) state.counts.prefetch(term.key);
  const float rarest = std::log(kPlacePrior + 2 * static_cast<float>(state.placed.size()));
  std::vector<Candidate> candidates;
  candidates.reserve(out.raw.list.size());
  for (const Term& term : out.raw.list) {
    const float counted = idf(term.key, state);
    const float rarity = term.place ? std::min(counted, rarest) : counted;
    const float weight = dampened(term.count) * powered(counted);
    candidates.push_back({term.key, weight, rarity, term.in_title});
  }
  out.vector = Vector(unit_vector(std::move(candidates)));
  return out;
}

namespace {

// Which of the article's terms the story has already.
std::vector<bool> known_to(const OpenStory& story, const Seen& article,
                           const Window::State& state) {
  std::vector<bool> there(article.raw.list.size());
  const auto mark = [&](std::uint32_t key) {
    const std::uint32_t at = article.raw.lookup.find(key);
    if (at != Lookup::kNothing) there[at] = true;
  };
  if (story.many) {
    for (const Summed& term : story.many->centroid.terms()) mark(term.key);
    return there;
  }
  for (const std::uint32_t member : story.members) {
    const Member& other = state.members[member];
    if (!other.voice) continue;
    for (std::size_t i = 0; i < other.terms.size(); ++i) mark(other.terms.key(i));
  }
  return there;
}

void learn(Window::State& state, const Seen& article, const OpenStory& story) {
  const Params::Values& values = state.params.values();
  if (state.counts.empty()) {
    // The bundled counts are as so many articles read before; they fade like others.
    for (const auto& [key, count] : values.counts) state.counts.add(key, count * values.prior);
    state.documents = values.documents * values.prior;
  }
  const std::vector<bool> there = known_to(story, article, state);
  for (std::size_t i = 0; i < there.size(); ++i) {
    state.counts.add(article.raw.list[i].key,
                     static_cast<float>(state.increment * (there[i] ? values.repeat : 1.0)));
  }
  state.documents += state.increment;
  state.increment *= std::exp2(1 / static_cast<double>(values.half_life));
  if (state.increment > kRescale) {
    state.counts.scale(static_cast<float>(1 / state.increment));
    state.documents /= state.increment;
    state.increment = 1;
  }
}

void post(Window::State& state, std::uint32_t number, const Kept& terms) {
  const auto heaviest = terms.heaviest(kPosted);
  for (const auto& [i, weight] : heaviest) state.postings.prefetch(terms.key(i));
  for (const auto& [i, weight] : heaviest) {
    state.postings.add(terms.key(i), {number, weight});
  }
}

// Gives members new numbers without the forgotten ones, and drops terms that nothing needs.
void compact(Window::State& state) {
  std::vector<std::uint32_t> renumbered(state.members.size(), kNone);
  std::vector<Member> kept;
  kept.reserve(state.members.size() - state.dead);
  for (std::uint32_t i = 0; i < state.members.size(); ++i) {
    if (!state.members[i].live) continue;
    renumbered[i] = static_cast<std::uint32_t>(kept.size());
    kept.push_back(std::move(state.members[i]));
    state.placed.find(kept.back().id)->member = renumbered[i];
  }
  state.members = std::move(kept);
  for (auto& [time, number] : state.leaving) number = renumbered[number];
  for (OpenStory& story : state.open) {
    for (std::uint32_t& member : story.members) member = renumbered[member];
    if (story.first != kNone) story.first = renumbered[story.first];
  }
  state.postings.renumber(renumbered, kNone);
  state.dead = 0;
}

bool has_voice_of(const OpenStory& story, std::uint64_t family, const Window::State& state) {
  if (family == 0) return false;
  if (story.many) {
    return std::binary_search(story.many->families.begin(), story.many->families.end(), family);
  }
  return std::any_of(story.members.begin(), story.members.end(), [&](std::uint32_t member) {
    return state.members[member].voice && state.members[member].family == family;
  });
}

void add_family(std::vector<std::uint64_t>& families, std::uint64_t family) {
  if (family == 0) return;
  families.insert(std::lower_bound(families.begin(), families.end(), family), family);
}

}  // namespace

Centroid centroid_of(const OpenStory& story, const Window::State& state) {
  if (story.many) return story.many->centroid;
  Centroid sum;
  for (const std::uint32_t member : story.members) {
    if (state.members[member].voice) sum.add(state.members[member].terms);
  }
  return sum;
}

void place(Window::State& state, const Seen& article, std::uint32_t story_number,
           const Copy* copy) {
  const auto number = static_cast<std::uint32_t>(state.members.size());
  learn(state, article, state.open[story_number]);
  Member member;
  member.id = article.id;
  member.page = article.page;
  member.terms = Kept(article.vector.terms);
  member.language = article.language;
  member.has_time = article.time.has_value();
  member.time = article.time.value_or(0);
  if (copy != nullptr && !copy->family.empty()) member.family = hash_of_id(copy->family);
  if (article.time) state.clock = std::max(state.clock.value_or(*article.time), *article.time);
  state.leaving.emplace_back(article.time.value_or(state.clock.value_or(0)), number);
  std::push_heap(state.leaving.begin(), state.leaving.end(), std::greater<>());
  post(state, number, member.terms);
  state.members.push_back(std::move(member));
  state.placed.add(article.id, {story_number, number});
  add_member(state, story_number, number);
}

void add_member(Window::State& state, std::uint32_t story_number, std::uint32_t number) {
  OpenStory& story = state.open[story_number];
  Member& member = state.members[number];
  member.story = story_number;
  member.voice = !has_voice_of(story, member.family, state);  // a text has one voice
  story.members.push_back(number);
  if (member.has_time) {
    story.first_time = std::min(story.first_time.value_or(member.time), member.time);
    story.last_time = std::max(story.last_time.value_or(member.time), member.time);
  }
  if (!member.voice) return;
  ++story.voices;
  if (story.voices == 1) {
    story.first = number;
    return;
  }
  if (story.many) {
    add_family(story.many->families, member.family);
    story.many->centroid.add(member.terms);
  } else {
    Centroid sum = centroid_of(story, state);
    if (story.voices <= kFewVoices) {
      story.norms = sum.norms();
      return;
    }
    story.many = std::make_unique<OpenStory::Many>();
    story.many->centroid = std::move(sum);
    for (const std::uint32_t other : story.members) {
      if (state.members[other].voice) add_family(story.many->families, state.members[other].family);
    }
  }
  story.norms = story.many->centroid.norms();
}

void rebuild(Window::State& state, std::uint32_t story_number) {
  OpenStory& story = state.open[story_number];
  OpenStory fresh;
  fresh.closed = story.closed;
  std::vector<std::uint32_t> members;
  members.swap(story.members);
  story = std::move(fresh);
  std::sort(members.begin(), members.end());
  for (const std::uint32_t member : members) add_member(state, story_number, member);
}

// A story that several voices told can come back after weeks: its last members stay for longer, in
// small number, so that it is found again. Gives when the member is to leave then.
static std::optional<std::int64_t> sleeps(const Window::State& state, std::uint32_t number,
                                          std::int64_t leaves, std::int64_t horizon) {
  const OpenStory& story = state.open[state.members[number].story];
  if (story.voices < 2 || story.members.size() > kKept || !story.last_time) return std::nullopt;
  const std::int64_t until = *story.last_time + kSleepSeconds - kWindowSeconds;
  if (until <= leaves || until < horizon) return std::nullopt;
  return until;
}

void forget(Window::State& state) {
  const std::int64_t horizon = state.clock.value_or(0) - kWindowSeconds;
  auto& leaving = state.leaving;
  while (leaving.size() > kLeastRemembered &&
         (leaving.front().first < horizon || leaving.size() > kMaxWindowArticles)) {
    std::pop_heap(leaving.begin(), leaving.end(), std::greater<>());
    const auto [time, number] = leaving.back();
    leaving.pop_back();
    if (const auto until = sleeps(state, number, time, horizon)) {
      leaving.emplace_back(*until, number);
      std::push_heap(leaving.begin(), leaving.end(), std::greater<>());
      continue;
    }
    Member& member = state.members[number];
    member.live = false;
    member.terms = Kept();
    ++state.dead;
    state.placed.find(member.id)->member = kNone;
    OpenStory& story = state.open[member.story];
    std::erase(story.members, number);
    // A large story's sums stay until it is over: what it was about is still what it is about.
    if (story.members.empty()) {
      const bool closed = story.closed;
      story = OpenStory{};
      story.closed = closed;
    } else if (story.first == number) {
      story.first = story.members.front();
      if (story.voices == 1) state.members[story.first].voice = true;
    }
  }
  if (state.dead >= kMinCompaction && state.dead * 2 >= state.members.size()) compact(state);
}

}  // namespace newsloom::cluster
