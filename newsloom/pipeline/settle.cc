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

void Settler::save(BulkWriter& out) const {
  out.number(at_);
  out.number(sequence_);
  window_.save(out);
  near_.save(out);
}

Result<Settler> Settler::load(const cluster::Params& params, BulkReader& in) {
  Settler settler(params);
  settler.at_ = in.number<std::int64_t>();
  settler.sequence_ = in.number<std::uint64_t>();
  NL_TRY(settler.window_, cluster::Window::load(params, in));
  NL_TRY(settler.near_, match::NearIndex::load(in));
  return settler;
}

std::vector<Copy> Settler::forget() {
  const auto horizon = window_.horizon();
  return horizon ? near_.forget_before(*horizon) : std::vector<Copy>();
}

}  // namespace newsloom
