// Deltas change the window; nothing else does.
#include <algorithm>

#include "newsloom/stages/cluster/state.h"

namespace newsloom::cluster {
namespace {

using State = Window::State;

tl::unexpected<Error> conflict(const StoryDelta& delta, std::string what) {
  return fail(Errc::conflict, std::move(what), delta.story);
}

std::uint32_t open_story(State& state, const std::string& id, std::uint64_t revision) {
  const auto number = static_cast<std::uint32_t>(state.stories.size());
  Story story;
  story.id = id;
  story.revision = revision;
  state.stories.push_back(std::move(story));
  state.open.emplace_back();
  if (id != story_id(number + 1)) state.story_numbers.emplace(id, number);
  return number;
}

std::uint64_t revision_of(State& state, const StoryDelta& delta) {
  state.revision = std::max(state.revision + 1, delta.sequence);
  return state.revision;
}

Result<void> enter(State& state, const StoryDelta& delta, const ItemPtr& item, const Copy* copy) {
  if (!item) return conflict(delta, "an open or join needs its article");
  const std::string& id = item->article.id;
  if (delta.articles.size() != 1 || delta.articles.front() != id) {
    return conflict(delta, "an open or join brings in one article");
  }
  const std::uint64_t hash = hash_of_id(id);
  if (state.placed.find(hash) != nullptr) {
    return conflict(delta, "article already placed: " + id);
  }
  std::uint32_t number = kNone;
  if (delta.kind == DeltaKind::open) {
    if (state.exact_number_of(delta.story) != kNone) return conflict(delta, "story already open");
    number = open_story(state, delta.story, 0);
  } else {
    number = state.number_of(delta.story);
    if (number == kNone) return conflict(delta, "no such story");
  }
  if (state.last.id != hash || state.last.revision != state.revision) {
    state.last = seen(*item, state);
  }
  const Seen article = std::move(state.last);
  state.last = Seen{};
  const std::string language = language_of(*item);
  state.languages.try_emplace(language, article.language);
  if (!article.is_teaser && !delta.by_person) learn_leaning(state, delta);
  place(state, article, number, copy);
  Story& story = state.stories[number];
  story.members.push_back(id);
  story.revision = revision_of(state, delta);
  forget(state);
  return {};
}

void append(State& state, std::uint32_t from, std::uint32_t to,
            const std::vector<std::string>& articles) {
  Story& source = state.stories[from];
  Story& target = state.stories[to];
  for (const std::string& id : articles) {
    std::erase(source.members, id);
    target.members.push_back(id);
    IdTable::Place* place = state.placed.find(hash_of_id(id));
    place->story = to;
    if (place->member == kNone) continue;
    std::erase(state.open[from].members, place->member);
    state.open[to].members.push_back(place->member);
  }
  rebuild(state, from);
  rebuild(state, to);
}

Result<void> merge(State& state, const StoryDelta& delta) {
  const std::uint32_t from = state.number_of(delta.story);
  const std::uint32_t to = delta.into ? state.number_of(*delta.into) : kNone;
  if (from == kNone || to == kNone || from == to) return conflict(delta, "cannot merge");
  const bool locked = state.stories[from].locked || state.stories[to].locked;
  if (locked && !delta.by_person) return conflict(delta, "a locked story does not merge");
  Story& source = state.stories[from];
  Story& target = state.stories[to];
  for (const std::string& id : source.members) state.placed.find(hash_of_id(id))->story = to;
  target.members.insert(target.members.end(), source.members.begin(), source.members.end());
  source.members.clear();
  source.merged_into = target.id;
  source.revision = target.revision = revision_of(state, delta);
  auto& members = state.open[to].members;
  members.insert(members.end(), state.open[from].members.begin(), state.open[from].members.end());
  state.open[from] = OpenStory{};
  rebuild(state, to);
  state.apart.erase({std::min(from, to), std::max(from, to)});
  if (delta.by_person) state.by_hand.insert(to);
  return {};
}

// Split and move: articles leave a story for another; a split opens the other.
Result<void> part(State& state, const StoryDelta& delta) {
  const std::uint32_t from = state.number_of(delta.story);
  if (from == kNone || !delta.into || delta.articles.empty()) {
    return conflict(delta, "cannot part");
  }
  for (const std::string& id : delta.articles) {
    const IdTable::Place* at = state.placed.find(hash_of_id(id));
    if (at == nullptr || at->story != from) {
      return conflict(delta, "article is not in the story: " + id);
    }
  }
  // A split may give a story that was merged away its id back: the undoing of the merge.
  if (const std::uint32_t old = state.exact_number_of(*delta.into);
      delta.kind == DeltaKind::split && old != kNone) {
    state.stories[old].merged_into.reset();
  }
  std::uint32_t to = state.number_of(*delta.into);
  const std::uint64_t revision = revision_of(state, delta);
  if (to == kNone) to = open_story(state, *delta.into, revision);
  if (to == from) return conflict(delta, "the same story");
  append(state, from, to, delta.articles);
  state.stories[from].revision = state.stories[to].revision = revision;
  if (delta.by_person) state.by_hand.insert({from, to});
  if (delta.by_person && delta.kind == DeltaKind::split) {
    state.apart.insert({std::min(from, to), std::max(from, to)});
  }
  return {};
}

}  // namespace

Window::Window(Params params) : state_(std::make_unique<State>(std::move(params))) {}
Window::~Window() = default;
Window::Window(Window&&) noexcept = default;
Window& Window::operator=(Window&&) noexcept = default;

std::size_t Window::size() const { return state_->leaving.size(); }
std::optional<std::int64_t> Window::horizon() const {
  if (!state_->clock) return std::nullopt;
  return *state_->clock - kWindowSeconds;
}
std::vector<Story> Window::stories() const { return state_->stories; }

const Story* Window::find(std::string_view story_id) const {
  const std::uint32_t number = state_->number_of(story_id);
  return number == kNone ? nullptr : &state_->stories[number];
}

const Story* Window::story_of(std::string_view article_id) const {
  const IdTable::Place* found = state_->placed.find(hash_of_id(article_id));
  return found == nullptr ? nullptr : &state_->stories[found->story];
}

Result<void> apply(Window& window, const StoryDelta& delta, const ItemPtr& item, const Copy* copy) {
  State& state = window.state();
  switch (delta.kind) {
    case DeltaKind::open:
    case DeltaKind::join: return enter(state, delta, item, copy);
    case DeltaKind::merge: return merge(state, delta);
    case DeltaKind::split:
    case DeltaKind::move: return part(state, delta);
    case DeltaKind::close:
    case DeltaKind::lock:
    case DeltaKind::unlock:
    case DeltaKind::revise: break;
  }
  const std::uint32_t number = state.number_of(delta.story);
  if (number == kNone) return conflict(delta, "no such story");
  if (delta.kind == DeltaKind::close) {
    state.open[number].closed = true;
  } else if (delta.kind !=
             DeltaKind::revise) {  // a revision changes no place, only the story's text
    state.stories[number].locked = delta.kind == DeltaKind::lock;
  }
  state.stories[number].revision = revision_of(state, delta);
  return {};
}

}  // namespace newsloom::cluster
