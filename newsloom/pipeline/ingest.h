#pragma once
// ingest: captures → store, refined by several threads, settled by one in order of arrival,
// digested at the end. Can be killed at any moment and run again: what add() acknowledged is not
// lost, what was half done is done again.

#include <atomic>
#include <cstdint>
#include <map>
#include <memory>
#include <mutex>
#include <string>
#include <thread>
#include <vector>

#include "newsloom/pipeline/ports.h"
#include "newsloom/pipeline/refine.h"
#include "newsloom/pipeline/settle.h"
#include "newsloom/pipeline/snapshot.h"

namespace newsloom {

struct IngestReport {
  std::uint64_t captures = 0;      ///< given
  std::uint64_t known = 0;         ///< of these, already in the store
  std::uint64_t articles = 0;      ///< placed in stories
  std::uint64_t revised = 0;       ///< articles of which a new version came
  std::uint64_t rejected = 0;      ///< captures without an article
  std::uint64_t stories = 0;       ///< whose digest is new
  std::vector<std::string> notes;  ///< what went wrong without harm to the outcome, for people
};

/// Settles one item of a store: places it, or makes it a version of an earlier one.
[[nodiscard]] Result<Settlement> settle_one(const Store& store, Settler& settler,
                                            const ItemPtr& item);
void append(Settlement& all, const Settlement& one);

/// Makes the digests of all stories whose digest is older than the story. Returns how many.
[[nodiscard]] Result<std::uint64_t> refresh_digests(Store& store, const cluster::Window& window);

/// Makes the digests of all stories. Returns how many.
[[nodiscard]] Result<std::uint64_t> make_all_digests(Store& store, const cluster::Window& window);

class Ingest {
 public:
  /// Captures are committed in batches of at most this many captures or bytes.
  static constexpr std::size_t kBatchCaptures = 64;
  static constexpr std::size_t kBatchBytes = 8U << 20U;

  /// Begins with what an earlier run left undone. `threads`: of refine, at least 1.
  static Result<std::unique_ptr<Ingest>> start(Store& store, Bus& bus,
                                               const RefineResources& resources,
                                               const cluster::Params& params, int threads,
                                               const SnapshotPolicy& policy = {});
  ~Ingest();
  Ingest(const Ingest&) = delete;
  Ingest& operator=(const Ingest&) = delete;

  /// Takes a capture; it is acknowledged (durable) once its batch is written. Waits while much is
  /// under way. Errors: of the store; the first error ends the run.
  Result<void> add(Capture capture);

  /// Waits until all is done.
  Result<IngestReport> finish();

 private:
  Ingest(Store& store, Bus& bus, const RefineResources& resources, const cluster::Params& params,
         Opened opened, const SnapshotPolicy& policy)
      : store_(store),
        bus_(bus),
        resources_(resources),
        params_(params),
        policy_(policy),
        settler_(std::move(opened.settler)),
        saved_(opened.from_snapshot) {
    if (!opened.note.empty()) report_.notes.push_back(std::move(opened.note));
  }

  Result<void> flush();
  Result<void> publish(const std::string& capture);
  void refine_loop();
  void settle_loop();
  Result<void> settle(const Refined& refined);
  void save_when_due(bool at_end);
  void stop_with(Error error);
  [[nodiscard]] Result<void> failure();

  // Constant after start().
  Store& store_;
  Bus& bus_;
  const RefineResources& resources_;
  const cluster::Params params_;
  const SnapshotPolicy policy_;
  std::vector<std::thread> threads_;
  // The caller's thread only.
  std::vector<Capture> batch_;
  std::size_t batch_bytes_ = 0;
  bool finished_ = false;
  IngestReport report_;
  // The settling thread only, until it is joined.
  Settler settler_;
  std::uint64_t saved_ = 0;  // the last delta that a snapshot holds, or that one was tried for
  std::optional<std::string> save_note_;
  std::uint64_t articles_ = 0;
  std::uint64_t revised_ = 0;
  std::uint64_t rejected_ = 0;
  // Guarded by mutex_.
  std::mutex mutex_;
  std::map<std::string, std::uint64_t> order_;  // capture → place in the order of arrival
  std::map<std::uint64_t, Refined> refined_;    // done, waiting for those before it
  std::uint64_t published_ = 0;
  std::optional<Error> error_;
  std::atomic<bool> stopping_ = false;
};

}  // namespace newsloom
