#pragma once
// SqliteStore: the Store over one SQLite file. Only the files sqlite_*.cc know it; its jobs are in
// sqlite_store.cc (the file, captures), sqlite_articles.cc, sqlite_stories.cc, sqlite_snapshot.cc.

#include <SQLiteCpp/SQLiteCpp.h>

#include <map>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>
#include <type_traits>
#include <vector>

#include "newsloom/core/codec.h"
#include "newsloom/edges/store/store.h"

namespace newsloom::store {

[[nodiscard]] Error error_of(const SQLite::Exception& e, const std::string& path);

inline std::string_view blob_of(const SQLite::Column& column) {
  return {static_cast<const char*>(column.getBlob()), static_cast<std::size_t>(column.getBytes())};
}

inline std::optional<std::string> optional_text(const SQLite::Column& column) {
  if (column.isNull()) return std::nullopt;
  return column.getString();
}

class SqliteStore final : public Store {
 public:
  SqliteStore(const SqliteOptions& options, int flags)
      : path_(options.path), db_(options.path, flags, options.busy_timeout_ms) {}

  Result<void> prepare(bool read_only);
  Result<std::vector<std::string>> put_captures(const std::vector<Capture>& captures) override;
  Result<Capture> capture(std::string_view id) const override;
  Result<std::vector<std::string>> capture_ids(bool only_pending) const override;
  Result<void> put_refined(const Refined& refined) override;
  Result<ItemPtr> item(std::string_view article) const override;
  Result<ItemPtr> version(std::string_view item) const override;
  Result<std::vector<ItemPtr>> to_place(const std::vector<std::string>& items) const override;
  Result<std::vector<std::string>> versions_before(std::string_view item) const override;
  Result<std::vector<std::string>> article_ids(bool only_unsettled) const override;
  Result<std::vector<std::pair<std::string, Rejection>>> rejections() const override;
  Result<void> append(Settlement settlement) override;
  Result<std::vector<StoryDelta>> deltas(std::uint64_t after) const override;
  Result<std::vector<StoryDelta>> deltas_of(std::string_view id) const override;
  Result<std::vector<Copy>> copies(const std::vector<std::string>& articles) const override;
  Result<std::vector<Revision>> revisions(std::string_view id) const override;
  Result<std::optional<std::string>> story_of(std::string_view article) const override;
  Result<void> put_digest(const Digest& digest, const StoryRow& row) override;
  Result<Digest> digest(std::string_view story) const override;
  Result<std::vector<StoryRow>> stories(std::uint32_t offset, std::uint32_t limit) const override;
  Result<std::vector<StoryRow>> stories_since(std::int64_t since, std::uint32_t offset,
                                              std::uint32_t limit) const override;
  Result<std::vector<SearchHit>> search(std::string_view query, std::uint32_t limit) const override;
  Result<std::vector<StoryProfile>> profiles(std::int64_t from) const override;
  Result<void> put_links(const std::vector<StoryProfile>& profiles,
                         const std::vector<std::string>& gone, const std::vector<StoryLink>& links,
                         std::int64_t from) override;
  Result<std::vector<StoryLink>> links(std::string_view story) const override;
  Result<void> put_snapshot_piece(std::uint64_t sequence, std::uint32_t number,
                                  std::string_view bytes) override;
  Result<void> keep_snapshot(std::uint64_t sequence, std::string_view head) override;
  Result<void> drop_snapshot() override;
  Result<std::string> snapshot() const override;
  Result<std::string> snapshot_piece(std::uint64_t sequence, std::uint32_t number) const override;
  Result<void> replace_stories(Settlement all) override;
  Result<StoreCounts> counts() const override;
  Result<std::vector<std::string>> check() const override;

 private:
  // Runs `work` under the lock; what SQLiteCpp throws becomes an Error.
  template <class T, class Work>
  Result<T> guarded(Work work) const {
    const std::lock_guard lock(mutex_);
    try {
      if constexpr (std::is_void_v<decltype(work())>) {
        work();
        return {};
      } else {
        return work();
      }
    } catch (const SQLite::Exception& e) {
      return tl::unexpected<Error>(error_of(e, path_));
    }
  }

  static codec::ArticleOf finder(const std::vector<ItemPtr>& items);
  static Result<ItemPtr> item_in(const SQLite::Column& column);
  Result<std::vector<std::string>> texts(const std::string& sql) const;
  static Result<std::vector<StoryDelta>> deltas_in(SQLite::Statement& select);
  // A contentless index has to be told what it indexed in order to forget it.
  // Where the articles were placed is remembered for those that come back.
  Result<void> forget_articles(const std::string& capture);
  void put_article(const Item& item, const std::string& json, const std::string& version_key);
  void write(Settlement& settlement);
  void forget_snapshot();
  void check_snapshot(std::vector<std::string>& out) const;
  void note_places(const StoryDelta& delta);
  std::string redirected(std::string story) const;
  Result<ItemPtr> stored_item(std::string_view id) const;
  std::string article_of(std::string_view item) const;
  // The item with the newest text that is still there.
  std::string newest_version(const std::string& article) const;
  std::optional<std::string> current_story(std::string_view article) const;

  // Constant after construction.
  const std::string path_;
  // Guarded by mutex_. SQLite itself changes on reading (caches), hence mutable.
  mutable std::mutex mutex_;
  mutable SQLite::Database db_;
  std::map<std::string, std::string> placed_;  // of the capture that is being refined again
};

}  // namespace newsloom::store
