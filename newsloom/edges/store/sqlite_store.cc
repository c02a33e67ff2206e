#include <SQLiteCpp/SQLiteCpp.h>
#include <sqlite3.h>

#include <filesystem>
#include <limits>
#include <map>
#include <mutex>

#include "newsloom/core/codec.h"
#include "newsloom/edges/store/compress.h"
#include "newsloom/edges/store/migrations.h"
#include "newsloom/edges/store/query.h"
#include "newsloom/edges/store/store.h"

namespace newsloom::store {
namespace {

// One number that marks the file as ours: "nwsl" (PRAGMA application_id).
constexpr int kApplicationId = 0x6E77736C;

Error error_of(const SQLite::Exception& e, const std::string& path) {
  const std::string what = e.what();
  switch (e.getErrorCode()) {
    case SQLITE_BUSY:
    case SQLITE_LOCKED: return {Errc::unavailable, "database is locked by another program", path};
    case SQLITE_FULL: return {Errc::unavailable, "disk is full: " + what, path};
    case SQLITE_IOERR:
      return {Errc::unavailable, "cannot read or write the database: " + what, path};
    case SQLITE_CANTOPEN:
    case SQLITE_PERM:
    case SQLITE_AUTH:
    case SQLITE_READONLY: return {Errc::unavailable, "cannot open the database: " + what, path};
    case SQLITE_NOTADB:
    case SQLITE_CORRUPT: return {Errc::corrupt, "database is damaged or not one: " + what, path};
    default: return {Errc::corrupt, "database: " + what, path};
  }
}

std::string_view blob_of(const SQLite::Column& column) {
  return {static_cast<const char*>(column.getBlob()), static_cast<std::size_t>(column.getBytes())};
}

std::optional<std::string> optional_text(const SQLite::Column& column) {
  if (column.isNull()) return std::nullopt;
  return column.getString();
}

class SqliteStore final : public Store {
 public:
  SqliteStore(const SqliteOptions& options, int flags)
      : path_(options.path), db_(options.path, flags, options.busy_timeout_ms) {}

  Result<void> prepare(bool read_only) {
    return guarded<void>([&]() -> Result<void> {
      db_.exec("PRAGMA foreign_keys = ON");
      const int version = db_.execAndGet("PRAGMA user_version").getInt();
      const int mark = db_.execAndGet("PRAGMA application_id").getInt();
      const int tables = db_.execAndGet("SELECT count(*) FROM sqlite_master").getInt();
      if (mark != kApplicationId && tables > 0) {
        return fail(Errc::corrupt, "this is a database of another program", path_);
      }
      if (version > static_cast<int>(kMigrations.size())) {
        return fail(Errc::unsupported, "written by a newer newsloom", path_);
      }
      if (read_only) {
        if (version == static_cast<int>(kMigrations.size())) return {};
        return fail(Errc::unsupported, "written by an older newsloom: open it for writing once",
                    path_);
      }
      db_.exec("PRAGMA journal_mode = WAL");
      db_.exec("PRAGMA synchronous = NORMAL");
      if (version == static_cast<int>(kMigrations.size())) return {};
      SQLite::Transaction transaction(db_, SQLite::TransactionBehavior::IMMEDIATE);
      for (std::size_t i = static_cast<std::size_t>(version); i < kMigrations.size(); ++i) {
        db_.exec(std::string(kMigrations.at(i)));
      }
      db_.exec("PRAGMA application_id = " + std::to_string(kApplicationId));
      db_.exec("PRAGMA user_version = " + std::to_string(kMigrations.size()));
      transaction.commit();
      return {};
    });
  }

  Result<std::vector<std::string>> put_captures(const std::vector<Capture>& captures) override {
    std::vector<std::string> bodies;  // packed outside of the lock
    bodies.reserve(captures.size());
    for (const Capture& capture : captures) bodies.push_back(packed(capture.body));
    return guarded<std::vector<std::string>>([&] {
      std::vector<std::string> added;
      // Full: acknowledged captures outlive a power cut, not only a killed process.
      db_.exec("PRAGMA synchronous = FULL");
      SQLite::Transaction transaction(db_, SQLite::TransactionBehavior::IMMEDIATE);
      SQLite::Statement insert(db_,
                               "INSERT OR IGNORE INTO captures(id, url, fetched_at, sha256, size, "
                               "facts, body) VALUES (?,?,?,?,?,?,?)");
      for (std::size_t i = 0; i < captures.size(); ++i) {
        const Capture& capture = captures[i];
        insert.bind(1, capture.id);
        insert.bind(2, capture.url);
        if (capture.fetched_at) {
          insert.bind(3, to_string(*capture.fetched_at));
        } else {
          insert.bind(3);
        }
        insert.bind(4, sha256_hex(capture.body));
        insert.bind(5, static_cast<std::int64_t>(capture.body.size()));
        insert.bind(6, codec::facts_to_json(capture));
        insert.bind(7, bodies[i].data(), static_cast<int>(bodies[i].size()));
        if (insert.exec() == 1) added.push_back(capture.id);
        insert.reset();
      }
      transaction.commit();
      db_.exec("PRAGMA synchronous = NORMAL");
      return added;
    });
  }

  Result<Capture> capture(std::string_view id) const override {
    return guarded<Capture>([&]() -> Result<Capture> {
      SQLite::Statement select(db_, "SELECT facts, body, sha256 FROM captures WHERE id = ?");
      select.bind(1, std::string(id));
      if (!select.executeStep()) return fail(Errc::not_found, "no such capture", std::string(id));
      NL_TRY(std::string body, unpacked(blob_of(select.getColumn(1))));
      if (sha256_hex(body) != select.getColumn(2).getString()) {
        return fail(Errc::corrupt, "the body does not have the hash it was stored with",
                    path_ + ": capture " + std::string(id));
      }
      return codec::capture_from_facts(select.getColumn(0).getString(), std::move(body));
    });
  }

  Result<std::vector<std::string>> capture_ids(bool only_pending) const override {
    return texts(only_pending ? "SELECT id FROM captures WHERE id NOT IN (SELECT capture FROM "
                                "refined) ORDER BY arrival"
                              : "SELECT id FROM captures ORDER BY arrival");
  }

  Result<void> put_refined(const Refined& refined) override {
    std::vector<std::string> items;
    items.reserve(refined.items.size());
    for (const ItemPtr& item : refined.items) items.push_back(packed(codec::to_json(*item)));
    return guarded<void>([&]() -> Result<void> {
      SQLite::Transaction transaction(db_, SQLite::TransactionBehavior::IMMEDIATE);
      NL_TRY_VOID(forget_articles(refined.capture));
      SQLite::Statement insert(db_, "INSERT OR REPLACE INTO refined VALUES (?,?,?,?)");
      insert.bind(1, refined.capture);
      insert.bind(2, refined.made_by);
      if (refined.rejection) {
        insert.bind(3, std::string(name_of(refined.rejection->reason)));
        insert.bind(4, refined.rejection->detail);
      }
      insert.exec();
      for (std::size_t i = 0; i < items.size(); ++i) {
        const bool keyed = i < refined.version_keys.size();
        put_article(*refined.items[i], items[i], keyed ? refined.version_keys[i] : "");
      }
      transaction.commit();
      return {};
    });
  }

  Result<ItemPtr> item(std::string_view article) const override {
    return guarded<ItemPtr>([&]() -> Result<ItemPtr> {
      const std::string id = article_of(article);
      NL_TRY(const ItemPtr newest, stored_item(newest_version(id)));
      return under_id(newest, id);
    });
  }

  Result<ItemPtr> version(std::string_view item) const override {
    return guarded<ItemPtr>([&] { return stored_item(item); });
  }

  Result<std::vector<std::string>> versions_before(std::string_view item) const override {
    return guarded<std::vector<std::string>>([&] {
      std::vector<std::string> out;
      SQLite::Statement select(
          db_,
          "SELECT a.id FROM articles a JOIN captures c ON c.id = a.capture WHERE a.version_key = "
          "(SELECT version_key FROM articles WHERE id = ?1) AND c.arrival < (SELECT d.arrival FROM "
          "captures d JOIN articles b ON b.capture = d.id WHERE b.id = ?1) ORDER BY c.arrival, "
          "a.part");
      select.bind(1, std::string(item));
      while (select.executeStep()) out.push_back(select.getColumn(0).getString());
      return out;
    });
  }

  Result<std::vector<std::string>> article_ids(bool only_unsettled) const override {
    const std::string where =
        only_unsettled ? "WHERE story IS NULL AND a.id NOT IN (SELECT item FROM revisions) " : "";
    return texts("SELECT a.id FROM articles a JOIN captures c ON c.id = a.capture " + where +
                 "ORDER BY c.arrival, a.part");
  }

  Result<std::vector<std::pair<std::string, Rejection>>> rejections() const override {
    using Rows = std::vector<std::pair<std::string, Rejection>>;
    return guarded<Rows>([&] {
      Rows out;
      SQLite::Statement select(
          db_,
          "SELECT r.capture, r.rejected, r.detail FROM refined r JOIN captures "
          "c ON c.id = r.capture WHERE rejected IS NOT NULL ORDER BY arrival");
      while (select.executeStep()) {
        Rejection rejection;
        for (int reason = 0; reason <= static_cast<int>(RejectReason::malformed); ++reason) {
          if (name_of(static_cast<RejectReason>(reason)) == select.getColumn(1).getString()) {
            rejection.reason = static_cast<RejectReason>(reason);
          }
        }
        rejection.detail = select.getColumn(2).getString();
        out.emplace_back(select.getColumn(0).getString(), std::move(rejection));
      }
      return out;
    });
  }

  Result<void> append(Settlement settlement) override {
    return guarded<void>([&] {
      SQLite::Transaction transaction(db_, SQLite::TransactionBehavior::IMMEDIATE);
      write(settlement);
      transaction.commit();
    });
  }

  Result<std::vector<StoryDelta>> deltas(std::uint64_t after) const override {
    return guarded<std::vector<StoryDelta>>([&]() -> Result<std::vector<StoryDelta>> {
      SQLite::Statement select(
          db_, "SELECT delta, sequence FROM deltas WHERE sequence > ? ORDER BY sequence");
      select.bind(1, static_cast<std::int64_t>(after));
      return deltas_in(select);
    });
  }

  Result<std::vector<StoryDelta>> deltas_of(std::string_view id) const override {
    return guarded<std::vector<StoryDelta>>([&]() -> Result<std::vector<StoryDelta>> {
      SQLite::Statement select(db_,
                               "SELECT d.delta, d.sequence FROM delta_names n JOIN deltas d "
                               "USING (sequence) WHERE n.id = ? ORDER BY sequence");
      select.bind(1, std::string(id));
      return deltas_in(select);
    });
  }

  Result<std::vector<Copy>> copies(const std::vector<std::string>& articles) const override {
    return guarded<std::vector<Copy>>([&]() -> Result<std::vector<Copy>> {
      std::vector<Copy> out;
      SQLite::Statement select(db_, "SELECT copy FROM copies WHERE article = ?");
      for (const std::string& id : articles) {
        select.bind(1, id);
        if (select.executeStep()) {
          NL_TRY(Copy copy, codec::copy_from_json(select.getColumn(0).getString()));
          out.push_back(std::move(copy));
        }
        select.reset();
      }
      return out;
    });
  }

  Result<std::vector<Revision>> revisions(std::string_view id) const override {
    return guarded<std::vector<Revision>>([&]() -> Result<std::vector<Revision>> {
      std::vector<Revision> out;
      SQLite::Statement select(db_, std::string("SELECT revision FROM revisions r JOIN articles a "
                                                "ON a.id = r.item JOIN captures c ON c.id = "
                                                "a.capture ") +
                                        (id.empty() ? "" : "WHERE r.article = ? ") +
                                        "ORDER BY c.arrival, a.part");
      if (!id.empty()) select.bind(1, article_of(id));
      while (select.executeStep()) {
        NL_TRY(Revision revision, codec::revision_from_json(select.getColumn(0).getString()));
        out.push_back(std::move(revision));
      }
      return out;
    });
  }

  Result<std::optional<std::string>> story_of(std::string_view article) const override {
    return guarded<std::optional<std::string>>([&] { return current_story(article); });
  }

  Result<void> put_digest(const Digest& digest, const StoryRow& row) override {
    std::vector<ItemPtr> items;
    for (const std::string& id : digest.articles) {
      NL_TRY(ItemPtr member, item(id));
      items.push_back(std::move(member));
    }
    const std::string json = packed(codec::to_json(digest, finder(items)));
    return guarded<void>([&] {
      SQLite::Statement insert(db_,
                               "INSERT OR REPLACE INTO digests VALUES (?,?,?,?,?,?,?,?,?,?,?)");
      insert.bind(1, row.id);
      insert.bind(2, static_cast<std::int64_t>(row.revision));
      insert.bind(3, row.headline);
      insert.bind(4, row.articles);
      insert.bind(5, row.sources);
      insert.bind(6, row.families);
      insert.bind(7, row.first);
      insert.bind(8, row.latest);
      insert.bind(9, row.rank);
      insert.bind(10, json.data(), static_cast<int>(json.size()));
      insert.bind(11, row.changed);
      insert.exec();
    });
  }

  Result<Digest> digest(std::string_view story) const override {
    return guarded<Digest>([&]() -> Result<Digest> {
      SQLite::Statement select(db_, "SELECT digest FROM digests WHERE story = ?");
      select.bind(1, redirected(std::string(story)));
      if (!select.executeStep()) return fail(Errc::not_found, "no such story", std::string(story));
      NL_TRY(const std::string json, unpacked(blob_of(select.getColumn(0))));
      std::vector<ItemPtr> items;
      std::vector<std::string> wanted = codec::articles_of_digest(json);
      for (const std::string& id : wanted) {
        const auto member = stored_item(newest_version(id));
        if (member) {
          items.push_back(under_id(*member, id));
        } else if (member.error().code != Errc::not_found) {
          return tl::unexpected<Error>(member.error());
        }
      }
      return codec::digest_from_json(json, finder(items));
    });
  }

  Result<std::vector<StoryRow>> stories(std::uint32_t offset, std::uint32_t limit) const override {
    return stories_since(std::numeric_limits<std::int64_t>::min(), offset, limit);
  }

  Result<std::vector<StoryRow>> stories_since(std::int64_t since, std::uint32_t offset,
                                              std::uint32_t limit) const override {
    return guarded<std::vector<StoryRow>>([&] {
      std::vector<StoryRow> out;
      SQLite::Statement select(
          db_,
          "SELECT story, revision, headline, articles, sources, families, first, latest, rank, "
          "changed FROM digests WHERE changed >= ? AND story NOT IN (SELECT story FROM redirects) "
          "ORDER BY rank DESC, story LIMIT ? OFFSET ?");
      select.bind(1, since);
      select.bind(2, limit);
      select.bind(3, offset);
      while (select.executeStep()) {
        StoryRow row;
        row.id = select.getColumn(0).getString();
        row.revision = static_cast<std::uint64_t>(select.getColumn(1).getInt64());
        row.headline = select.getColumn(2).getString();
        row.articles = select.getColumn(3).getUInt();
        row.sources = select.getColumn(4).getUInt();
        row.families = select.getColumn(5).getUInt();
        row.first = select.getColumn(6).getInt64();
        row.latest = select.getColumn(7).getInt64();
        row.rank = select.getColumn(8).getDouble();
        row.changed = select.getColumn(9).getInt64();
        out.push_back(std::move(row));
      }
      return out;
    });
  }

  Result<std::vector<SearchHit>> search(std::string_view query,
                                        std::uint32_t limit) const override {
    const Query parsed = parsed_query(query);
    if (parsed.terms.empty()) return std::vector<SearchHit>{};
    return guarded<std::vector<SearchHit>>([&]() -> Result<std::vector<SearchHit>> {
      std::vector<SearchHit> out;
      SQLite::Statement select(db_,
                               "SELECT item FROM articles WHERE number IN (SELECT rowid FROM "
                               "article_words WHERE article_words MATCH ?) ORDER BY time DESC, "
                               "id");
      select.bind(1, fts5_expression(parsed));
      while (out.size() < limit && select.executeStep()) {
        NL_TRY(const ItemPtr found, item_in(select.getColumn(0)));
        const std::string id = article_of(found->article.id);
        if (newest_version(id) != found->article.id) continue;  // an older version of the text
        out.push_back(hit_of(parsed, under_id(found, id)->article, current_story(id)));
      }
      return out;
    });
  }

  Result<std::vector<StoryProfile>> profiles(std::int64_t from) const override {
    return guarded<std::vector<StoryProfile>>([&]() -> Result<std::vector<StoryProfile>> {
      std::vector<StoryProfile> out;
      SQLite::Statement select(
          db_, "SELECT profile FROM profiles WHERE latest >= ? ORDER BY story COLLATE BINARY");
      select.bind(1, from);
      while (select.executeStep()) {
        NL_TRY(StoryProfile one, codec::profile_from_json(select.getColumn(0).getString()));
        out.push_back(std::move(one));
      }
      return out;
    });
  }

  Result<void> put_links(const std::vector<StoryProfile>& profiles,
                         const std::vector<std::string>& gone, const std::vector<StoryLink>& links,
                         std::int64_t from) override {
    return guarded<void>([&] {
      SQLite::Transaction transaction(db_, SQLite::TransactionBehavior::IMMEDIATE);
      SQLite::Statement insert(db_, "INSERT OR REPLACE INTO profiles VALUES (?,?,?)");
      for (const StoryProfile& profile : profiles) {
        insert.bind(1, profile.story);
        insert.bind(2, profile.latest);
        insert.bind(3, codec::to_json(profile));
        insert.exec();
        insert.reset();
      }
      SQLite::Statement forget(db_, "DELETE FROM profiles WHERE story = ?");
      for (const std::string& story : gone) {
        forget.bind(1, story);
        forget.exec();
        forget.reset();
      }
      SQLite::Statement clear(db_, "DELETE FROM links WHERE at >= ?");
      clear.bind(1, from);
      clear.exec();
      SQLite::Statement link(db_, "INSERT OR REPLACE INTO links VALUES (?,?,?,?,?)");
      for (const StoryLink& one : links) {
        link.bind(1, one.story);
        link.bind(2, one.other);
        link.bind(3, one.at);
        link.bind(4, one.score);
        link.bind(5, codec::to_json(one));
        link.exec();
        link.reset();
      }
      transaction.commit();
    });
  }

  Result<std::vector<StoryLink>> links(std::string_view story) const override {
    return guarded<std::vector<StoryLink>>([&]() -> Result<std::vector<StoryLink>> {
      std::vector<StoryLink> out;
      const std::string id = redirected(std::string(story));
      SQLite::Statement select(db_,
                               "SELECT link FROM links WHERE story = ?1 OR other = ?1 ORDER BY "
                               "score DESC, story, other");
      select.bind(1, id);
      while (select.executeStep()) {
        NL_TRY(StoryLink link, codec::link_from_json(select.getColumn(0).getString()));
        out.push_back(link.story == id ? std::move(link) : turned(link));
      }
      return out;
    });
  }

  Result<void> replace_stories(Settlement all) override {
    return guarded<void>([&] {
      SQLite::Transaction transaction(db_, SQLite::TransactionBehavior::IMMEDIATE);
      for (const char* table : {"deltas", "delta_names", "redirects", "copies", "revisions",
                                "digests", "profiles", "links"}) {
        db_.exec(std::string("DELETE FROM ") + table);
      }
      db_.exec("UPDATE articles SET story = NULL");
      write(all);
      transaction.commit();
    });
  }

  Result<StoreCounts> counts() const override {
    return guarded<StoreCounts>([&] {
      const auto count = [&](const char* sql) {
        return static_cast<std::uint64_t>(db_.execAndGet(sql).getInt64());
      };
      StoreCounts out;
      out.captures = count("SELECT count(*) FROM captures");
      out.pending = out.captures - count("SELECT count(*) FROM refined");
      out.rejected = count("SELECT count(*) FROM refined WHERE rejected IS NOT NULL");
      const std::uint64_t again = count("SELECT count(*) FROM revisions WHERE item <> article");
      out.articles = count("SELECT count(*) FROM articles") - again;
      out.unsettled = count(
          "SELECT count(*) FROM articles WHERE story IS NULL AND id NOT IN (SELECT item FROM "
          "revisions)");
      out.stories = count("SELECT count(*) FROM digests");
      out.deltas = count("SELECT count(*) FROM deltas");
      return out;
    });
  }

  Result<std::vector<std::string>> check() const override {
    return guarded<std::vector<std::string>>([&] {
      std::vector<std::string> out;
      SQLite::Statement integrity(db_, "PRAGMA integrity_check(20)");
      while (integrity.executeStep()) {
        const std::string line = integrity.getColumn(0).getString();
        if (line != "ok") out.push_back(path_ + ": " + line);
      }
      if (!out.empty()) return out;
      SQLite::Statement bodies(db_, "SELECT id, body, sha256 FROM captures ORDER BY arrival");
      while (bodies.executeStep()) {
        const auto body = unpacked(blob_of(bodies.getColumn(1)));
        if (!body || sha256_hex(*body) != bodies.getColumn(2).getString()) {
          out.push_back(path_ + ": capture " + bodies.getColumn(0).getString() +
                        ": the body does not have the hash it was stored with");
        }
      }
      return out;
    });
  }

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

  static codec::ArticleOf finder(const std::vector<ItemPtr>& items) {
    return [&items](std::string_view id) -> const Article* {
      for (const ItemPtr& item : items) {
        if (item->article.id == id) return &item->article;
      }
      return nullptr;
    };
  }

  static Result<ItemPtr> item_in(const SQLite::Column& column) {
    NL_TRY(const std::string json, unpacked(blob_of(column)));
    NL_TRY(Item item, codec::item_from_json(json));
    return ItemPtr(std::make_shared<const Item>(std::move(item)));
  }

  Result<std::vector<std::string>> texts(const std::string& sql) const {
    return guarded<std::vector<std::string>>([&] {
      std::vector<std::string> out;
      SQLite::Statement select(db_, sql);
      while (select.executeStep()) out.push_back(select.getColumn(0).getString());
      return out;
    });
  }

  static Result<std::vector<StoryDelta>> deltas_in(SQLite::Statement& select) {
    std::vector<StoryDelta> out;
    while (select.executeStep()) {
      NL_TRY(StoryDelta delta, codec::delta_from_json(select.getColumn(0).getString()));
      delta.sequence = static_cast<std::uint64_t>(select.getColumn(1).getInt64());
      out.push_back(std::move(delta));
    }
    return out;
  }

  // A contentless index has to be told what it indexed in order to forget it.
  // Where the articles were placed is remembered for those that come back.
  Result<void> forget_articles(const std::string& capture) {
    placed_.clear();
    SQLite::Statement select(db_, "SELECT number, item, id, story FROM articles WHERE capture = ?");
    select.bind(1, capture);
    SQLite::Statement forget(
        db_,
        "INSERT INTO article_words(article_words, rowid, title, text) VALUES ('delete',?,?,?)");
    while (select.executeStep()) {
      NL_TRY(const ItemPtr old, item_in(select.getColumn(1)));
      if (!select.getColumn(3).isNull()) {
        placed_[select.getColumn(2).getString()] = select.getColumn(3).getString();
      }
      forget.bind(1, select.getColumn(0).getInt64());
      forget.bind(2, old->article.title.value_or(""));
      forget.bind(3, old->article.text);
      forget.exec();
      forget.reset();
    }
    SQLite::Statement remove(db_, "DELETE FROM articles WHERE capture = ?");
    remove.bind(1, capture);
    remove.exec();
    return {};
  }

  void put_article(const Item& item, const std::string& json, const std::string& version_key) {
    const Article& article = item.article;
    SQLite::Statement insert(db_,
                             "INSERT INTO articles(id, capture, part, canonical_url, title, time, "
                             "story, item, version_key) VALUES (?,?,?,?,?,?,?,?,?)");
    insert.bind(1, article.id);
    insert.bind(2, article.capture);
    insert.bind(3, article.part);
    if (article.canonical_url) insert.bind(4, *article.canonical_url);
    if (article.title) insert.bind(5, *article.title);
    insert.bind(6, seconds_of(article));
    if (const auto story = placed_.find(article.id); story != placed_.end()) {
      insert.bind(7, story->second);
    }
    insert.bind(8, json.data(), static_cast<int>(json.size()));
    if (!version_key.empty()) insert.bind(9, version_key);
    insert.exec();
    SQLite::Statement index(db_, "INSERT INTO article_words(rowid, title, text) VALUES (?,?,?)");
    index.bind(1, db_.getLastInsertRowid());
    index.bind(2, article.title.value_or(""));
    index.bind(3, article.text);
    index.exec();
  }

  void write(Settlement& settlement) {
    SQLite::Statement insert(db_, "INSERT INTO deltas(sequence, story, delta) VALUES (?,?,?)");
    SQLite::Statement name(db_, "INSERT OR IGNORE INTO delta_names VALUES (?,?)");
    std::int64_t sequence =
        db_.execAndGet("SELECT coalesce(max(sequence), 0) FROM deltas").getInt64();
    for (StoryDelta& delta : settlement.deltas) {
      delta.sequence = static_cast<std::uint64_t>(++sequence);
      insert.bind(1, sequence);
      insert.bind(2, delta.story);
      insert.bind(3, codec::to_json(delta));
      insert.exec();
      insert.reset();
      std::vector<std::string> about = delta.articles;
      about.push_back(delta.story);
      if (delta.into) about.push_back(*delta.into);
      for (const std::string& id : about) {
        name.bind(1, id);
        name.bind(2, sequence);
        name.exec();
        name.reset();
      }
      note_places(delta);
    }
    SQLite::Statement copies(db_, "INSERT OR REPLACE INTO copies VALUES (?,?)");
    for (const Copy& copy : settlement.copies) {
      copies.bind(1, copy.article);
      copies.bind(2, codec::to_json(copy));
      copies.exec();
      copies.reset();
    }
    SQLite::Statement revise(db_, "INSERT OR REPLACE INTO revisions VALUES (?,?,?,?,?)");
    for (const Revision& revision : settlement.revisions) {
      revise.bind(1, revision.item);
      revise.bind(2, revision.article);
      revise.bind(3, revision.number);
      revise.bind(4, revision.seen_again ? 1 : 0);
      revise.bind(5, codec::to_json(revision));
      revise.exec();
      revise.reset();
    }
  }

  void note_places(const StoryDelta& delta) {
    std::map<std::string, std::string> places;
    Redirects redirects;
    place(delta, places, redirects);
    for (const auto& [article, story] : places) {
      SQLite::Statement update(db_, "UPDATE articles SET story = ? WHERE id = ?");
      update.bind(1, story);
      update.bind(2, article);
      update.exec();
    }
    if (delta.kind == DeltaKind::split && delta.into) {  // a story that had been merged is back
      SQLite::Statement remove(db_, "DELETE FROM redirects WHERE story = ?");
      remove.bind(1, *delta.into);
      remove.exec();
    }
    for (const auto& [story, into] : redirects) {
      SQLite::Statement insert(db_, "INSERT OR REPLACE INTO redirects VALUES (?,?)");
      insert.bind(1, story);
      insert.bind(2, into);
      insert.exec();
    }
  }

  std::string redirected(std::string story) const {
    SQLite::Statement select(db_, "SELECT into_story FROM redirects WHERE story = ?");
    for (;;) {
      select.bind(1, story);
      if (!select.executeStep()) return story;
      story = select.getColumn(0).getString();
      select.reset();
    }
  }

  Result<ItemPtr> stored_item(std::string_view id) const {
    SQLite::Statement select(db_, "SELECT item FROM articles WHERE id = ?");
    select.bind(1, std::string(id));
    if (!select.executeStep()) return fail(Errc::not_found, "no such article", std::string(id));
    return item_in(select.getColumn(0));
  }

  std::string article_of(std::string_view item) const {
    SQLite::Statement select(db_, "SELECT article FROM revisions WHERE item = ?");
    select.bind(1, std::string(item));
    return select.executeStep() ? select.getColumn(0).getString() : std::string(item);
  }

  // The item with the newest text that is still there.
  std::string newest_version(const std::string& article) const {
    SQLite::Statement select(
        db_,
        "SELECT r.item FROM revisions r JOIN articles a ON a.id = r.item WHERE "
        "r.article = ? AND r.seen_again = 0 ORDER BY r.number DESC LIMIT 1");
    select.bind(1, article);
    return select.executeStep() ? select.getColumn(0).getString() : article;
  }

  std::optional<std::string> current_story(std::string_view article) const {
    SQLite::Statement select(db_, "SELECT story FROM articles WHERE id = ?");
    select.bind(1, article_of(article));
    if (!select.executeStep()) return std::nullopt;
    const std::optional<std::string> story = optional_text(select.getColumn(0));
    if (!story) return std::nullopt;
    return redirected(*story);
  }

  // Constant after construction.
  const std::string path_;
  // Guarded by mutex_. SQLite itself changes on reading (caches), hence mutable.
  mutable std::mutex mutex_;
  mutable SQLite::Database db_;
  std::map<std::string, std::string> placed_;  // of the capture that is being refined again
};

}  // namespace

Result<std::unique_ptr<Store>> sqlite(const SqliteOptions& options) {
  std::error_code ignored;
  if ((!options.create || options.read_only) && !std::filesystem::exists(options.path, ignored)) {
    return fail(Errc::not_found, "there is no such database", options.path);
  }
  int flags =
      options.read_only ? SQLite::OPEN_READONLY : SQLite::OPEN_READWRITE | SQLite::OPEN_CREATE;
  flags |= SQLite::OPEN_FULLMUTEX;
  try {
    auto store = std::make_unique<SqliteStore>(options, flags);
    NL_TRY_VOID(store->prepare(options.read_only));
    return std::unique_ptr<Store>(std::move(store));
  } catch (const SQLite::Exception& e) {
    return tl::unexpected<Error>(error_of(e, options.path));
  }
}

}  // namespace newsloom::store
