#pragma once
// The outside world, as interfaces: Store (what is kept) and Bus (what is to be done next).
// Edges implement them; the pipeline and the pages use them. One contract suite tests every edge:
// tests/contract.

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "newsloom/core/article.h"
#include "newsloom/core/capture.h"
#include "newsloom/core/digest.h"
#include "newsloom/core/item.h"
#include "newsloom/core/result.h"
#include "newsloom/core/revision.h"
#include "newsloom/core/story.h"
#include "newsloom/core/story_link.h"

namespace newsloom {

/// What refine made of one capture: its items, or why there is none.
struct Refined {
  std::string capture;
  std::vector<ItemPtr> items;
  std::optional<Rejection> rejection;
  std::string made_by;  ///< stages and their versions: "refine/1"
  /// By item, or empty: items with equal keys may be versions of one article (revisions.h).
  std::vector<std::string> version_keys;

  friend bool operator==(const Refined&, const Refined&) = default;
};

/// What settle decided on some items, in order: written at once or not at all.
struct Settlement {
  std::vector<StoryDelta> deltas;  ///< `sequence` is given by the store, in this order
  std::vector<Copy> copies;  ///< of the items placed by these deltas, and of those that changed
  std::vector<Revision> revisions;  ///< items that are versions of an article that is placed
};

/// A line of the list of stories.
struct StoryRow {
  std::string id;
  std::uint64_t revision = 0;
  std::string headline;
  std::uint32_t articles = 0;
  std::uint32_t sources = 0;   ///< distinct publishers
  std::uint32_t families = 0;  ///< independent texts: a copy family counts once
  std::int64_t first = 0;      ///< times of the earliest and the latest article, seconds since 1970
  std::int64_t latest = 0;
  std::int64_t changed = 0;  ///< when the last capture came that changed it; 0 where not known
  double rank = 0;           ///< see story_rank()

  friend bool operator==(const StoryRow&, const StoryRow&) = default;
};

/// What the order of the front page looks at.
struct Standing {
  std::int64_t latest = 0;     ///< time of the latest article, seconds since 1970
  std::uint32_t families = 0;  ///< independent texts: copies add nothing
  std::uint32_t sources = 0;   ///< distinct publishers
  std::uint32_t fresh = 0;     ///< families first met in the day that ends with the latest article
};
/// Order of the front page: recency in days; every doubling of independent texts is worth one day
/// of age, every doubling of sources and of the last day's growth half a day.
/// rank = latest / 86400 + log2(1 + families) + log2(1 + sources) / 2 + log2(1 + fresh) / 2.
[[nodiscard]] double story_rank(const Standing& standing);

struct SearchHit {
  std::string article;
  std::optional<std::string> story;
  std::string title;
  std::optional<std::string> publisher;
  std::optional<Timestamp> published;
  std::string snippet;  ///< plain text around the first match

  friend bool operator==(const SearchHit&, const SearchHit&) = default;
};

struct StoreCounts {
  std::uint64_t captures = 0;
  std::uint64_t pending = 0;  ///< captures without a refined result
  std::uint64_t rejected = 0;
  std::uint64_t articles = 0;   ///< versions of one article count once
  std::uint64_t unsettled = 0;  ///< articles in no story yet
  std::uint64_t stories = 0;
  std::uint64_t deltas = 0;
};

/// Keeps captures (ground truth), deltas (truth of stories) and what was derived from them.
/// Threads: any; calls are serialised inside. All writes are idempotent by id.
/// Errors of all calls: unavailable (locked, disk full: try again), corrupt (damaged), conflict.
class Store {
 public:
  virtual ~Store() = default;

  // Ground truth.
  /// Durable when it returns. Gives the ids that were new; those known already are left as they
  /// are.
  virtual Result<std::vector<std::string>> put_captures(const std::vector<Capture>& captures) = 0;
  [[nodiscard]] virtual Result<Capture> capture(std::string_view id) const = 0;
  /// Ids in order of arrival; `only_pending`: those without a refined result.
  [[nodiscard]] virtual Result<std::vector<std::string>> capture_ids(bool only_pending) const = 0;

  // Derived by refine.
  /// Replaces an earlier result for the same capture.
  virtual Result<void> put_refined(const Refined& refined) = 0;
  /// The newest version of an article, under the article's id; the id of any version leads there.
  /// Errors: not_found.
  [[nodiscard]] virtual Result<ItemPtr> item(std::string_view article) const = 0;
  /// One version as refine made it, under its own id. Errors: not_found.
  [[nodiscard]] virtual Result<ItemPtr> version(std::string_view item) const = 0;
  /// Versions with what placing needs of each, and perhaps no more: codec_placing.h. In the order
  /// that was asked for. Errors: not_found.
  [[nodiscard]] virtual Result<std::vector<ItemPtr>> to_place(
      const std::vector<std::string>& items) const = 0;
  /// Items with this one's version key from captures that arrived before, oldest first.
  [[nodiscard]] virtual Result<std::vector<std::string>> versions_before(
      std::string_view item) const = 0;
  /// Ids of all items, versions too, in order of their captures' arrival, then of parts;
  /// `only_unsettled`: those that no delta places and no revision names.
  [[nodiscard]] virtual Result<std::vector<std::string>> article_ids(bool only_unsettled) const = 0;
  [[nodiscard]] virtual Result<std::vector<std::pair<std::string, Rejection>>> rejections()
      const = 0;

  // The truth of stories.
  virtual Result<void> append(Settlement settlement) = 0;
  /// In order; `after`: sequence to begin behind.
  [[nodiscard]] virtual Result<std::vector<StoryDelta>> deltas(std::uint64_t after) const = 0;
  /// The deltas that name an article or a story.
  [[nodiscard]] virtual Result<std::vector<StoryDelta>> deltas_of(std::string_view id) const = 0;
  [[nodiscard]] virtual Result<std::vector<Copy>> copies(
      const std::vector<std::string>& articles) const = 0;
  /// Of an article or of any version of it, in order; empty where it was captured once. An empty
  /// id: of all articles.
  [[nodiscard]] virtual Result<std::vector<Revision>> revisions(std::string_view id) const = 0;
  /// The story that an article is in, or nothing.
  [[nodiscard]] virtual Result<std::optional<std::string>> story_of(
      std::string_view article) const = 0;

  // Derived by digest.
  virtual Result<void> put_digest(const Digest& digest, const StoryRow& row) = 0;
  /// Follows redirects of merged stories. Errors: not_found.
  [[nodiscard]] virtual Result<Digest> digest(std::string_view story) const = 0;
  /// Best rank first. `offset` + `limit` page.
  [[nodiscard]] virtual Result<std::vector<StoryRow>> stories(std::uint32_t offset,
                                                              std::uint32_t limit) const = 0;
  /// The same, of those with StoryRow::changed from `since` on.
  [[nodiscard]] virtual Result<std::vector<StoryRow>> stories_since(std::int64_t since,
                                                                    std::uint32_t offset,
                                                                    std::uint32_t limit) const = 0;
  /// Words are joined by AND; "a phrase" in quotation marks; newest first.
  [[nodiscard]] virtual Result<std::vector<SearchHit>> search(std::string_view query,
                                                              std::uint32_t limit) const = 0;

  // Derived by the linker.
  /// Of stories whose latest time is `from` or later; in order of ids.
  [[nodiscard]] virtual Result<std::vector<StoryProfile>> profiles(std::int64_t from) const = 0;
  /// Stores `profiles`, forgets those of the stories `gone`, and puts `links` in the place of all
  /// with StoryLink::at from `from` on; at once or not at all.
  virtual Result<void> put_links(const std::vector<StoryProfile>& profiles,
                                 const std::vector<std::string>& gone,
                                 const std::vector<StoryLink>& links, std::int64_t from) = 0;
  /// Of one story, turned so that it comes first; the best first. Follows redirects.
  [[nodiscard]] virtual Result<std::vector<StoryLink>> links(std::string_view story) const = 0;

  // A cache of what settle holds in memory (snapshot.h).
  /// Stores a piece of the snapshot that ends with the delta `sequence`; number 0 forgets pieces of
  /// an earlier one with that sequence. Nothing is there to be read before keep_snapshot().
  virtual Result<void> put_snapshot_piece(std::uint64_t sequence, std::uint32_t number,
                                          std::string_view bytes) = 0;
  /// Makes the pieces stored with this sequence the snapshot, and forgets all others, at once or
  /// not at all. `head` is kept beside them.
  virtual Result<void> keep_snapshot(std::uint64_t sequence, std::string_view head) = 0;
  virtual Result<void> drop_snapshot() = 0;
  /// The head of the snapshot. Errors: not_found (there is none).
  [[nodiscard]] virtual Result<std::string> snapshot() const = 0;
  /// Errors: not_found, corrupt (not the bytes that were stored).
  [[nodiscard]] virtual Result<std::string> snapshot_piece(std::uint64_t sequence,
                                                           std::uint32_t number) const = 0;

  /// Rebuild: puts `all` in the place of every delta, copy, revision, digest and link, at once or
  /// not at all; there is no snapshot then.
  virtual Result<void> replace_stories(Settlement all) = 0;

  [[nodiscard]] virtual Result<StoreCounts> counts() const = 0;
  /// Looks for damage; each line says what and where. Empty: all is well.
  [[nodiscard]] virtual Result<std::vector<std::string>> check() const = 0;
};

/// What of a story is new since a time: articles captured then, statements, figures and timeline
/// entries that stand in no version of an article captured before, chapters that began since.
/// Captures without a time count by the article's own. Errors: those of the store.
[[nodiscard]] Result<Digest> news_since(const Store& store, const Digest& digest,
                                        std::int64_t since);

/// A person's word on the stories.
struct Correction {
  DeltaKind kind = DeltaKind::merge;  ///< merge, split, move, lock or unlock
  std::string story;                  ///< the one that is changed (merge: that goes)
  std::string into;  ///< merge, move: the target; split: empty, a new one is opened
  std::vector<std::string> articles;  ///< split, move: those that leave
  std::string by;                     ///< who corrects, for the log
  std::string note;                   ///< why, for the log
};

/// Where edges hand corrections to. Threads: any; calls are serialised inside.
class Corrector {
 public:
  virtual ~Corrector() = default;
  /// The delta as stored. Errors: not_found, conflict (does not fit), those of the store.
  virtual Result<StoryDelta> correct(const Correction& correction) = 0;
  /// Takes back the correction with this sequence; 0: the last one.
  virtual Result<StoryDelta> undo(std::uint64_t sequence, const std::string& by) = 0;
};

/// One thing to do. Messages carry ids, not bodies.
struct Message {
  std::string topic;
  std::string id;              ///< of the capture or article
  std::uint64_t delivery = 0;  ///< handle for ack() and retry()
};

/// Work to be done, delivered at least once. Threads: any.
class Bus {
 public:
  virtual ~Bus() = default;
  /// Waits while the topic is full. Errors: unavailable (closed).
  virtual Result<void> publish(std::string_view topic, std::string_view id) = 0;
  /// Waits for the next message; nothing once the topic is closed and empty.
  virtual Result<std::optional<Message>> next(std::string_view topic) = 0;
  /// Done: will not come again.
  virtual Result<void> ack(const Message& message) = 0;
  /// Not done: will be delivered again, after those waiting.
  virtual Result<void> retry(const Message& message) = 0;
  /// No more will be published on the topic.
  virtual Result<void> close(std::string_view topic) = 0;
};

}  // namespace newsloom
