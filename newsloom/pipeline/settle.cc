#include "newsloom/pipeline/settle.h"

namespace newsloom {

Settlement Settler::place(const ItemPtr& item) {
  Settlement out;
  const Copy copy = near_.add(item->article, item->fingerprint);
  for (StoryDelta& delta : cluster::assign(*item, copy, window_, params_)) {
    delta.sequence = ++sequence_;
    const bool brings_in = delta.kind == DeltaKind::open || delta.kind == DeltaKind::join;
    const auto applied =
        cluster::apply(window_, delta, brings_in ? item : nullptr, brings_in ? &copy : nullptr);
    NL_CHECK(applied.has_value());  // assign() only proposes what fits the window it was given
    at_ = delta.at;
    out.deltas.push_back(std::move(delta));
  }
  out.copies.push_back(copy);
  for (Copy& last : forget()) out.copies.push_back(std::move(last));
  return out;
}

Result<Settlement> Settler::settle(const ItemPtr& item, const std::vector<std::string>& earlier,
                                   const Revisions::Load& load) {
  NL_TRY(std::vector<Revision> revisions, revisions_.decide(item, earlier, load));
  if (revisions.empty()) return place(item);
  Settlement out;
  const Story* story = window_.story_of(revisions.back().article);
  if (story == nullptr) {
    return fail(Errc::corrupt, "a version of an article in no story", revisions.back().article);
  }
  out.deltas = deltas_of(revisions, story->id, at_);
  for (StoryDelta& delta : out.deltas) {
    delta.sequence = ++sequence_;
    NL_TRY_VOID(cluster::apply(window_, delta, nullptr, nullptr));
  }
  out.revisions = std::move(revisions);
  return out;
}

Result<void> Settler::replay(const StoryDelta& delta, const ItemPtr& item) {
  sequence_ = delta.sequence;
  at_ = delta.at;
  if (!item) return cluster::apply(window_, delta, nullptr, nullptr);
  const Copy copy = near_.add(item->article, item->fingerprint);
  NL_TRY_VOID(cluster::apply(window_, delta, item, &copy));
  (void)forget();
  return {};
}

std::vector<Copy> Settler::forget() {
  const auto horizon = window_.horizon();
  return horizon ? near_.forget_before(*horizon) : std::vector<Copy>();
}

}  // namespace newsloom
