#pragma once
// cluster: items → story deltas, one item at a time, in order of arrival.
// assign() decides and changes nothing; apply() changes and decides nothing: so a decision can be
// logged, explained, tested and replayed.

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <unordered_set>
#include <vector>

#include "newsloom/core/bulk.h"
#include "newsloom/core/data_source.h"
#include "newsloom/core/item.h"
#include "newsloom/core/result.h"
#include "newsloom/core/story.h"

namespace newsloom::cluster {

/// Weights and thresholds: one configuration for everything. Loaded once.
class Params {
 public:
  struct Values;
  [[nodiscard]] static Result<Params> load(const DataSource& data);
  /// For training: weights that come from no file.
  [[nodiscard]] static Params of(std::shared_ptr<const Values> values);
  [[nodiscard]] const Values& values() const { return *values_; }
  /// Hash of the files that they come from; empty where they come from none.
  [[nodiscard]] const std::string& identity() const { return identity_; }

 private:
  std::string identity_;
  std::shared_ptr<const Values> values_;
};

/// Reads what cluster compares of an article (Fingerprint::terms): a part of refine, since it is
/// half of the cost of a placement and needs nothing but the article and its annotations.
class TermReader {
 public:
  [[nodiscard]] static Result<TermReader> load(const DataSource& data);
  /// Complexity: O(words read), at most kMaxBodyWords of the text. Threads: any.
  [[nodiscard]] std::vector<Term> terms(const Item& item) const;

 private:
  std::shared_ptr<const std::unordered_map<std::string, std::unordered_set<std::uint64_t>>>
      stop_words_;
};

/// Articles older than this are forgotten; of a story with several voices, a few are kept longer.
inline constexpr std::int64_t kWindowSeconds = 14 * 86400;
/// And so many are always kept, so that a stream of few articles remembers for longer.
inline constexpr std::size_t kLeastRemembered = 500;

/// The open stories, the recent items, and the term statistics of the stream.
class Window {
 public:
  explicit Window(Params params);
  ~Window();
  Window(Window&&) noexcept;
  Window& operator=(Window&&) noexcept;

  [[nodiscard]] std::size_t size() const;  ///< articles in the window
  /// What is older (seconds since 1970) has left the window; nothing before the first time is met.
  [[nodiscard]] std::optional<std::int64_t> horizon() const;
  /// Every story ever opened, in order of opening (merged ones redirect).
  [[nodiscard]] std::vector<Story> stories() const;
  [[nodiscard]] const Story* find(std::string_view story_id) const;  ///< follows redirects
  [[nodiscard]] const Story* story_of(std::string_view article_id) const;

  /// All that the window holds, to the last bit, so that a restart need not replay the deltas: a
  /// cache. What other sources or other params wrote must not be loaded (pipeline/snapshot.h).
  void save(BulkWriter& out) const;
  /// Errors: of the reader's source, corrupt (what does not fit together).
  [[nodiscard]] static Result<Window> load(Params params, BulkReader& in);

  struct State;
  [[nodiscard]] const State& state() const { return *state_; }
  [[nodiscard]] State& state() { return *state_; }

 private:
  std::unique_ptr<State> state_;
};

/// The decisions for one new item: the first delta opens or joins; merges and splits that the item
/// brings about follow. `copy` is match's word on it. Nothing for an article that is placed.
[[nodiscard]] std::vector<StoryDelta> assign(const Item& item, const Copy& copy,
                                             const Window& window, const Params& params);

/// Applies one delta. `item` is the article that an open or join brings in, else null.
/// Replaying all deltas with their items gives the same window.
/// Errors: conflict, where the delta does not fit (unknown story, article already placed).
Result<void> apply(Window& window, const StoryDelta& delta, const ItemPtr& item, const Copy* copy);

/// How far two articles tell the same story, 0 to 1, in one language or across two.
[[nodiscard]] double similarity(const Item& a, const Item& b, const Params& params);

}  // namespace newsloom::cluster
