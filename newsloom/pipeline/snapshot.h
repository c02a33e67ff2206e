#pragma once
// snapshot: what settle holds in memory, kept in the store, so that a restart reads it in the place
// of replaying every delta. A cache and nothing else: the deltas stay the truth, and whatever is
// wrong with a snapshot is answered by a full replay. See docs/decisions/0024.

#include <cstdint>
#include <string>

#include "newsloom/pipeline/ports.h"
#include "newsloom/pipeline/settle.h"

namespace newsloom {

/// When a snapshot is worth writing. Storing an article of the window takes about a fifteenth of
/// what replaying a delta takes; after a run a restart is waited for, so that it may cost more to
/// write than is saved on the average. While a run goes on the snapshot is for a crash alone.
struct SnapshotPolicy {
  std::uint64_t least_deltas = 4096;  ///< fewer are replayed in half a second
  std::uint64_t parts_at_end = 64;    ///< deltas for so many articles of the window, after a run
  std::uint64_t parts_in_run = 8;     ///< and during one

  [[nodiscard]] bool is_due(std::uint64_t deltas, std::uint64_t articles, bool at_end) const {
    const std::uint64_t parts = at_end ? parts_at_end : parts_in_run;
    return deltas >= least_deltas && deltas >= articles / parts;
  }
};

/// A settler as its store says.
struct Opened {
  Settler settler;
  std::uint64_t from_snapshot = 0;  ///< the last delta that a snapshot held; 0: all were replayed
  std::string note;  ///< why a snapshot that is there was not used, for people; empty: none was
};

/// Loads the settler of a store: from its snapshot and the deltas behind it, else from all deltas;
/// the outcome is the same. Errors: of the store, corrupt.
[[nodiscard]] Result<Opened> open_settler(const Store& store, const cluster::Params& params);

/// The same where nobody asks how.
[[nodiscard]] Result<Settler> settler_of(const Store& store, const cluster::Params& params);

/// Stores what the settler holds. Nothing where the store has deltas that the settler does not know
/// (another process corrected), or where the params come from no files. Errors: of the store, which
/// leave the snapshot before, or none.
Result<void> save_snapshot(Store& store, const Settler& settler, const cluster::Params& params);

/// What a snapshot says of itself.
struct SnapshotHead {
  std::string made_by;         ///< sources, compiler and params that decide what a window holds
  std::uint64_t sequence = 0;  ///< of the last delta in it
  std::string last_delta;      ///< its hash
  std::uint32_t pieces = 0;
  std::uint64_t bytes = 0;

  friend bool operator==(const SnapshotHead&, const SnapshotHead&) = default;
};
[[nodiscard]] std::string to_bytes(const SnapshotHead& head);
/// Errors: corrupt, unsupported (another form, or another kind of machine).
[[nodiscard]] Result<SnapshotHead> snapshot_head_from(std::string_view bytes);
[[nodiscard]] std::string snapshot_made_by(const cluster::Params& params);

}  // namespace newsloom
