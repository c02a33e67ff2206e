#include "newsloom/pipeline/correct.h"

#include <algorithm>
#include <set>

#include "newsloom/pipeline/ingest.h"
#include "newsloom/pipeline/linked.h"
#include "newsloom/pipeline/settle.h"

namespace newsloom {
namespace {

constexpr std::string_view kUndoNote = "undo of #";

std::string free_story_id(const cluster::Window& window) {
  for (std::size_t n = window.stories().size() + 1;; ++n) {
    std::string id = "s" + std::to_string(n);
    if (window.find(id) == nullptr) return id;
  }
}

// The stream's own clock: the last delta's time.
std::int64_t stream_time(const std::vector<StoryDelta>& deltas) {
  return deltas.empty() ? 0 : deltas.back().at;
}

Result<StoryDelta> checked_delta(const Settler& settler, const Correction& correction) {
  const cluster::Window& window = settler.window();
  StoryDelta delta;
  delta.kind = correction.kind;
  delta.by_person = true;
  delta.made_by = correction.by;
  if (!correction.note.empty()) delta.because.note = correction.note;
  const Story* story = window.find(correction.story);
  if (story == nullptr) return fail(Errc::not_found, "no such story", correction.story);
  delta.story = story->id;
  delta.articles = correction.articles;
  for (const std::string& id : correction.articles) {
    const Story* now = window.story_of(id);
    if (now == nullptr) return fail(Errc::not_found, "no such article", id);
    if (now->id != story->id) {
      return fail(Errc::conflict, "article is in story " + now->id + ", not in " + story->id, id);
    }
  }
  if (correction.kind == DeltaKind::split) {
    if (correction.articles.size() >= story->members.size()) {
      return fail(Errc::conflict, "a split leaves at least one article behind", story->id);
    }
    // Undoing a merge gives the story that went its own id back.
    const bool back = !correction.into.empty() && correction.into != story->id &&
                      window.find(correction.into) == story;
    delta.into = back ? correction.into : free_story_id(window);
  } else if (correction.kind == DeltaKind::merge || correction.kind == DeltaKind::move) {
    const Story* into = window.find(correction.into);
    if (into == nullptr) return fail(Errc::not_found, "no such story", correction.into);
    if (into->id == story->id) return fail(Errc::conflict, "that is the same story", into->id);
    delta.into = into->id;
  }
  return delta;
}

Result<StoryDelta> settle_correction(Store& store, Settler& settler, StoryDelta delta,
                                     const std::vector<StoryDelta>& log) {
  delta.at = stream_time(log);
  delta.sequence = (log.empty() ? 0 : log.back().sequence) + 1;
  NL_TRY_VOID(settler.replay(delta, nullptr));
  NL_TRY_VOID(store.append(Settlement{{delta}, {}, {}}));
  NL_TRY([[maybe_unused]] const std::uint64_t made, refresh_digests(store, settler.window()));
  NL_TRY([[maybe_unused]] const std::uint64_t linked, refresh_links(store, settler.window()));
  return delta;
}

// The person's delta to take back: by number, or the last that no undo names.
const StoryDelta* to_undo(const std::vector<StoryDelta>& log, std::uint64_t sequence) {
  std::set<std::uint64_t> undone;
  for (const StoryDelta& delta : log) {
    const std::string note = delta.because.note.value_or("");
    if (delta.by_person && note.starts_with(kUndoNote)) {
      undone.insert(std::stoull("0" + note.substr(kUndoNote.size())));
      undone.insert(delta.sequence);
    }
  }
  for (auto delta = log.rbegin(); delta != log.rend(); ++delta) {
    if (!delta->by_person || undone.contains(delta->sequence)) continue;
    if (sequence == 0 || delta->sequence == sequence) return &*delta;
  }
  return nullptr;
}

// Who was in the story that a merge took away, from the log before it.
std::vector<std::string> members_before(const std::vector<StoryDelta>& log,
                                        const StoryDelta& merge) {
  std::vector<std::string> members;
  for (const StoryDelta& delta : log) {
    if (delta.sequence >= merge.sequence) break;
    const bool arrives = delta.kind == DeltaKind::open || delta.kind == DeltaKind::join;
    const bool moves = delta.kind == DeltaKind::split || delta.kind == DeltaKind::move;
    if ((arrives && delta.story == merge.story) || (moves && delta.into == merge.story)) {
      members.insert(members.end(), delta.articles.begin(), delta.articles.end());
    } else if (moves && delta.story == merge.story) {
      std::erase_if(members, [&](const std::string& id) {
        return std::find(delta.articles.begin(), delta.articles.end(), id) != delta.articles.end();
      });
    } else if (delta.kind == DeltaKind::merge && delta.into == merge.story) {
      const auto more = members_before(log, delta);
      members.insert(members.end(), more.begin(), more.end());
    }
  }
  return members;
}

Result<Correction> opposite_of(const StoryDelta& delta, const std::vector<StoryDelta>& log) {
  Correction back;
  back.story = delta.story;
  switch (delta.kind) {
    case DeltaKind::lock: back.kind = DeltaKind::unlock; return back;
    case DeltaKind::unlock: back.kind = DeltaKind::lock; return back;
    case DeltaKind::split:
      back.kind = DeltaKind::merge;
      back.story = delta.into.value_or("");
      back.into = delta.story;
      return back;
    case DeltaKind::move:
      back.kind = DeltaKind::move;
      back.story = delta.into.value_or("");
      back.into = delta.story;
      back.articles = delta.articles;
      return back;
    case DeltaKind::merge:
      back.kind = DeltaKind::split;
      back.story = delta.into.value_or("");
      back.into = delta.story;
      back.articles = members_before(log, delta);
      return back;
    case DeltaKind::open:
    case DeltaKind::join:
    case DeltaKind::revise:
    case DeltaKind::close: break;
  }
  return fail(Errc::conflict, "cannot be taken back", "#" + std::to_string(delta.sequence));
}

}  // namespace

Result<StoryDelta> correct(Store& store, const cluster::Params& params,
                           const Correction& correction) {
  NL_TRY(Settler settler, settler_of(store, params));
  NL_TRY(const std::vector<StoryDelta> log, store.deltas(0));
  NL_TRY(StoryDelta delta, checked_delta(settler, correction));
  return settle_correction(store, settler, std::move(delta), log);
}

Result<StoryDelta> undo(Store& store, const cluster::Params& params, std::uint64_t sequence,
                        const std::string& by) {
  NL_TRY(Settler settler, settler_of(store, params));
  NL_TRY(const std::vector<StoryDelta> log, store.deltas(0));
  const StoryDelta* delta = to_undo(log, sequence);
  if (delta == nullptr) return fail(Errc::not_found, "there is no correction to take back");
  NL_TRY(Correction back, opposite_of(*delta, log));
  back.by = by;
  back.note = std::string(kUndoNote) + std::to_string(delta->sequence);
  NL_TRY(StoryDelta opposite, checked_delta(settler, back));
  return settle_correction(store, settler, std::move(opposite), log);
}

}  // namespace newsloom
