// The file itself: opening, migrations, captures, counts and checks.
#include "newsloom/edges/store/sqlite_store.h"

#include <sqlite3.h>

#include <filesystem>

#include "newsloom/core/codec.h"
#include "newsloom/edges/store/compress.h"
#include "newsloom/edges/store/migrations.h"

namespace newsloom::store {
namespace {

// One number that marks the file as ours: "nwsl" (PRAGMA application_id).
constexpr int kApplicationId = 0x6E77736C;

}  // namespace

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

Result<void> SqliteStore::prepare(bool read_only) {
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

Result<std::vector<std::string>> SqliteStore::put_captures(const std::vector<Capture>& captures) {
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

Result<Capture> SqliteStore::capture(std::string_view id) const {
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

Result<std::vector<std::string>> SqliteStore::capture_ids(bool only_pending) const {
  return texts(only_pending ? "SELECT id FROM captures WHERE id NOT IN (SELECT capture FROM "
                              "refined) ORDER BY arrival"
                            : "SELECT id FROM captures ORDER BY arrival");
}

Result<void> SqliteStore::replace_stories(Settlement all) {
  return guarded<void>([&] {
    SQLite::Transaction transaction(db_, SQLite::TransactionBehavior::IMMEDIATE);
    for (const char* table : {"deltas", "delta_names", "redirects", "copies", "revisions",
                              "digests", "profiles", "links"}) {
      db_.exec(std::string("DELETE FROM ") + table);
    }
    db_.exec("UPDATE articles SET story = NULL");
    forget_snapshot();
    write(all);
    transaction.commit();
  });
}

Result<StoreCounts> SqliteStore::counts() const {
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

Result<std::vector<std::string>> SqliteStore::check() const {
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
    check_snapshot(out);
    return out;
  });
}

Result<std::vector<std::string>> SqliteStore::texts(const std::string& sql) const {
  return guarded<std::vector<std::string>>([&] {
    std::vector<std::string> out;
    SQLite::Statement select(db_, sql);
    while (select.executeStep()) out.push_back(select.getColumn(0).getString());
    return out;
  });
}

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
