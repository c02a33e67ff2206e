// A window as bytes, and back: all that it holds, to the last bit, but for what it only remembers.
#include <algorithm>

#include "newsloom/stages/cluster/state.h"

namespace newsloom::cluster {
namespace {

constexpr std::size_t kLeastMember = 36;  // bytes
constexpr std::size_t kLeastStory = 17;
constexpr std::size_t kLeastText = 4;
constexpr std::size_t kNumber = 4;
constexpr std::size_t kSummed = 12;
constexpr std::size_t kLeaving = 12;
constexpr float kHeaviest = 1e6F;  // sums of weights of 65,535 voices
constexpr double kMostCounted = 1e18;

float weight_in(BulkReader& in) {
  const auto weight = in.number<float>();
  if (weight < 0 || weight > kHeaviest) in.stop();
  return in.ok() ? weight : 0;
}

void save(const Norms& norms, BulkWriter& out) {
  out.number(norms.words);
  out.number(norms.names);
  out.number(norms.core);
}

Norms norms_in(BulkReader& in) {
  Norms out;
  out.words = weight_in(in);
  out.names = weight_in(in);
  out.core = weight_in(in);
  return out;
}

void save(const std::optional<std::int64_t>& time, BulkWriter& out) {
  out.flag(time.has_value());
  if (time) out.number(*time);
}

std::optional<std::int64_t> time_in(BulkReader& in) {
  if (!in.flag()) return std::nullopt;
  return in.time();
}

void save(const Member& member, BulkWriter& out) {
  out.number(member.id);
  out.number(member.family);
  out.number(member.time);
  out.number(member.story);
  out.number(member.page);
  out.number(member.language);
  const unsigned flags =
      (member.has_time ? 1U : 0U) | (member.live ? 2U : 0U) | (member.voice ? 4U : 0U);
  out.number(static_cast<std::uint8_t>(flags));
  member.terms.save(out);
}

void load(Member& member, BulkReader& in, std::size_t stories) {
  member.id = in.number<std::uint64_t>();
  member.family = in.number<std::uint64_t>();
  member.time = in.time();
  member.story = in.below<std::uint32_t>(stories, kNone);
  member.page = in.number<std::uint32_t>();
  member.language = in.number<std::uint16_t>();
  const auto flags = in.number<std::uint8_t>();
  member.has_time = (flags & 1U) != 0;
  member.live = (flags & 2U) != 0;
  member.voice = (flags & 4U) != 0;
  member.terms.load(in);
  if (member.story == kNone) in.stop();
}

void save(const Story& story, BulkWriter& out) {
  out.text(story.id);
  out.number(story.revision);
  out.flag(story.merged_into.has_value());
  if (story.merged_into) out.text(*story.merged_into);
  out.flag(story.locked);
  out.number<std::uint64_t>(story.members.size());
  for (const std::string& id : story.members) out.text(id);
}

void load(Story& story, BulkReader& in) {
  in.text(story.id);
  story.revision = in.number<std::uint64_t>();
  if (in.flag()) in.text(story.merged_into.emplace());
  story.locked = in.flag();
  story.members.resize(in.count(kLeastText));
  for (std::string& id : story.members) in.text(id);
}

void save(const OpenStory& story, BulkWriter& out) {
  out.numbers(story.members);
  out.flag(story.many != nullptr);
  if (story.many) {
    story.many->centroid.save(out);
    out.numbers(story.many->families);
  }
  save(story.norms, out);
  out.number(story.voices);
  out.number(story.first);
  save(story.first_time, out);
  save(story.last_time, out);
  out.flag(story.closed);
}

void load(OpenStory& story, BulkReader& in, std::size_t members) {
  in.numbers(story.members);
  if (in.flag()) {
    story.many = std::make_unique<OpenStory::Many>();
    story.many->centroid.load(in);
    in.numbers(story.many->families);
  }
  story.norms = norms_in(in);
  story.voices = in.number<std::uint32_t>();
  story.first = in.below<std::uint32_t>(members, kNone);
  story.first_time = time_in(in);
  story.last_time = time_in(in);
  story.closed = in.flag();
  const bool known = std::all_of(story.members.begin(), story.members.end(),
                                 [members](std::uint32_t member) { return member < members; });
  if (!known || (!story.members.empty() && story.first == kNone)) in.stop();
}

// Where each article is follows from the stories and the members.
bool place_all(Window::State& state) {
  for (std::uint32_t i = 0; i < state.stories.size(); ++i) {
    for (const std::string& id : state.stories[i].members)
      state.placed.add(hash_of_id(id), {i, kNone});
  }
  for (std::uint32_t i = 0; i < state.members.size(); ++i) {
    const Member& member = state.members[i];
    if (!member.live) continue;
    IdTable::Place* place = state.placed.find(member.id);
    if (place == nullptr || place->member != kNone || place->story != member.story) return false;
    place->member = i;
  }
  return true;
}

// Every id leads to its story, and the next one is free.
bool ids_are_good(const Window::State& state) {
  for (std::uint32_t i = 0; i < state.stories.size(); ++i) {
    if (state.exact_number_of(state.stories[i].id) != i) return false;
  }
  return state.exact_number_of(story_id(state.stories.size() + 1)) == kNone;
}

// What the rest of cluster relies on: live members are in one story, and leave once.
bool fits_together(const Window::State& state) {
  std::vector<bool> leaves(state.members.size());
  for (const auto& [time, member] : state.leaving) {
    if (leaves[member] || !state.members[member].live) return false;
    leaves[member] = true;
  }
  if (state.leaving.size() + state.dead != state.members.size()) return false;
  std::size_t placed = 0;
  for (std::uint32_t i = 0; i < state.open.size(); ++i) {
    const OpenStory& story = state.open[i];
    placed += story.members.size();
    for (const std::uint32_t member : story.members) {
      if (!leaves[member] || state.members[member].story != i) return false;
    }
    if (story.first != kNone && !story.members.empty() && state.members[story.first].story != i) {
      return false;
    }
    if (story.first != kNone && !leaves[story.first]) return false;
  }
  return placed == state.leaving.size() && state.increment >= 1 && state.increment < kMostCounted &&
         state.documents >= 0 && state.documents < kMostCounted && state.found >= 0 &&
         state.found <= 1 && !state.by_hand.contains(kNone);
}

}  // namespace

void Kept::save(BulkWriter& out) const {
  const std::uint8_t head = block_ ? block_[0] : 0;
  out.number(head);
  out.bytes(block_ ? bytes() : nullptr, size() * (kKeyBytes + 2));
}

void Kept::load(BulkReader& in) {
  const auto head = in.number<std::uint8_t>();
  const std::size_t n = head >> 1U;
  if (n > kMaxWords + kMaxNames) in.stop();
  block_.reset();
  if (n == 0 || !in.ok()) return;
  block_ = std::make_unique_for_overwrite<std::uint8_t[]>(1 + n * (kKeyBytes + 2));
  block_[0] = head;
  in.bytes(&block_[1], n * (kKeyBytes + 2));
}

void Centroid::save(BulkWriter& out) const {
  out.number<std::uint64_t>(terms_.size());
  for (const Summed& term : terms_) {
    out.number(term.key);
    out.number(term.weight);
    out.number(term.voices);
    out.number(term.rarity);
    out.flag(term.title);
  }
  cluster::save(norms_, out);
  out.number(voices_);
}

void Centroid::load(BulkReader& in) {
  terms_.resize(in.count(kSummed));
  for (Summed& term : terms_) {
    term.key = in.number<std::uint32_t>();
    term.weight = weight_in(in);
    term.voices = in.number<std::uint16_t>();
    term.rarity = in.number<std::uint8_t>();
    term.title = in.flag();
  }
  norms_ = norms_in(in);
  voices_ = in.number<std::uint32_t>();
}

void Window::save(BulkWriter& out) const {
  const State& s = *state_;
  out.number<std::uint64_t>(s.stories.size());
  for (const Story& story : s.stories) cluster::save(story, out);
  out.number<std::uint64_t>(s.members.size());
  for (const Member& member : s.members) cluster::save(member, out);
  for (const OpenStory& story : s.open) cluster::save(story, out);
  s.postings.save(out);
  s.counts.save(out);
  out.number<std::uint64_t>(s.apart.size());
  for (const auto& [a, b] : s.apart) {
    out.number(a);
    out.number(b);
  }
  out.number<std::uint64_t>(s.by_hand.size());
  for (const std::uint32_t story : s.by_hand) out.number(story);
  out.number<std::uint64_t>(s.languages.size());
  for (const auto& [language, number] : s.languages) {
    out.text(language);
    out.number(number);
  }
  out.number(s.documents);
  out.number(s.increment);
  out.number(s.found);
  out.number<std::uint64_t>(s.leaving.size());
  for (const auto& [time, member] : s.leaving) {
    out.number(time);
    out.number(member);
  }
  out.number<std::uint64_t>(s.dead);
  cluster::save(s.clock, out);
  out.number(s.revision);
}

Result<Window> Window::load(Params params, BulkReader& in) {
  Window window(std::move(params));
  State& s = *window.state_;
  s.stories.resize(in.count(kLeastStory));
  for (std::uint32_t i = 0; i < s.stories.size() && in.ok(); ++i) {
    cluster::load(s.stories[i], in);
    if (s.stories[i].id != story_id(i + 1)) s.story_numbers.emplace(s.stories[i].id, i);
  }
  s.members.resize(in.count(kLeastMember));
  for (Member& member : s.members) {
    if (!in.ok()) break;
    cluster::load(member, in, s.stories.size());
  }
  s.open.resize(in.ok() ? s.stories.size() : 0);
  for (OpenStory& story : s.open) {
    if (!in.ok()) break;
    cluster::load(story, in, s.members.size());
  }
  s.postings.load(in, s.members.size());
  s.counts.load(in);
  for (std::size_t left = in.count(2 * kNumber); left > 0 && in.ok(); --left) {
    const auto a = in.number<std::uint32_t>();
    s.apart.emplace_hint(s.apart.end(), a, in.number<std::uint32_t>());
  }
  for (std::size_t left = in.count(kNumber); left > 0 && in.ok(); --left) {
    s.by_hand.insert(in.below<std::uint32_t>(s.stories.size(), kNone));
  }
  for (std::size_t left = in.count(kLeastText); left > 0 && in.ok(); --left) {
    std::string language;
    in.text(language);
    s.languages[language] = in.number<std::uint16_t>();
  }
  s.documents = in.number<double>();
  s.increment = in.number<double>();
  s.found = in.number<double>();
  s.leaving.resize(in.count(kLeaving));
  for (auto& [time, member] : s.leaving) {
    time = in.time();
    member = in.below<std::uint32_t>(s.members.size(), kNone);
    if (member == kNone) in.stop();
  }
  s.dead = static_cast<std::size_t>(in.number<std::uint64_t>());
  s.clock = time_in(in);
  s.revision = in.number<std::uint64_t>();
  if (in.ok() && (!fits_together(s) || !ids_are_good(s) || !place_all(s))) in.stop();
  if (!in.ok()) return tl::unexpected<Error>(in.finish().error());
  return window;
}

}  // namespace newsloom::cluster
