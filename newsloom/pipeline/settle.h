#pragma once
// settle: items → stories. The half with state: keeps the window of open stories and the index of
// copies, and places items one by one in order of arrival. One writer; not for several threads.

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "newsloom/pipeline/ports.h"
#include "newsloom/pipeline/revisions.h"
#include "newsloom/stages/cluster/cluster.h"
#include "newsloom/stages/match/match.h"

namespace newsloom {

class Settler {
 public:
  explicit Settler(cluster::Params params) : params_(std::move(params)), window_(params_) {}

  /// Places one item: what was decided, already applied to the window. Deltas are numbered on from
  /// the last one that was placed or replayed, as the store numbers them.
  Settlement place(const ItemPtr& item);

  /// Places one item, or makes it a version of an article that is placed: `earlier` are the items
  /// of earlier captures with its version key.
  Result<Settlement> settle(const ItemPtr& item, const std::vector<std::string>& earlier,
                            const Revisions::Load& load);
  /// What was decided before on versions.
  void replay(const std::vector<Revision>& revisions) { revisions_ = Revisions(revisions); }

  /// Applies a delta that was decided before (replay after a restart) or by a person. `item` is the
  /// article that an open or join brings in, else null.
  Result<void> replay(const StoryDelta& delta, const ItemPtr& item);

  /// The last delta that was placed or replayed.
  [[nodiscard]] std::uint64_t sequence() const { return sequence_; }
  /// All but what was decided on versions, to be read by load() in the place of a replay.
  void save(BulkWriter& out) const;
  /// Errors: of the reader's source, corrupt.
  [[nodiscard]] static Result<Settler> load(const cluster::Params& params, BulkReader& in);

  [[nodiscard]] const cluster::Window& window() const { return window_; }
  /// The last word on the copies among the articles of the window. Of those that leave it, place()
  /// gives the last word when they do.
  [[nodiscard]] std::vector<Copy> copies() const { return near_.copies(); }

 private:
  std::vector<Copy> forget();

  cluster::Params params_;
  cluster::Window window_;
  match::NearIndex near_;
  Revisions revisions_;
  std::int64_t at_ = 0;         // of the last delta: the stream's own clock
  std::uint64_t sequence_ = 0;  // of the last delta
};

}  // namespace newsloom
