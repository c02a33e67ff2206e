// The snapshot of what settle holds in memory: pieces with their hashes, and a head.
#include "newsloom/core/capture.h"
#include "newsloom/edges/store/sqlite_store.h"

namespace newsloom::store {

Result<void> SqliteStore::put_snapshot_piece(std::uint64_t sequence, std::uint32_t number,
                                             std::string_view bytes) {
  const std::string hash = sha256_hex(bytes);  // outside of the lock
  return guarded<void>([&] {
    SQLite::Transaction transaction(db_, SQLite::TransactionBehavior::IMMEDIATE);
    if (number == 0) {
      for (const char* table : {"snapshots", "snapshot_pieces"}) {
        SQLite::Statement forget(db_, std::string("DELETE FROM ") + table + " WHERE sequence = ?");
        forget.bind(1, static_cast<std::int64_t>(sequence));
        forget.exec();
      }
    }
    SQLite::Statement insert(db_, "INSERT OR REPLACE INTO snapshot_pieces VALUES (?,?,?,?)");
    insert.bind(1, static_cast<std::int64_t>(sequence));
    insert.bind(2, number);
    insert.bind(3, hash);
    insert.bindNoCopy(4, bytes.data(), static_cast<int>(bytes.size()));
    insert.exec();
    transaction.commit();
  });
}

Result<void> SqliteStore::keep_snapshot(std::uint64_t sequence, std::string_view head) {
  return guarded<void>([&] {
    SQLite::Transaction transaction(db_, SQLite::TransactionBehavior::IMMEDIATE);
    for (const char* table : {"snapshots", "snapshot_pieces"}) {
      SQLite::Statement forget(db_, std::string("DELETE FROM ") + table + " WHERE sequence <> ?");
      forget.bind(1, static_cast<std::int64_t>(sequence));
      forget.exec();
    }
    SQLite::Statement insert(db_, "INSERT OR REPLACE INTO snapshots VALUES (?,?)");
    insert.bind(1, static_cast<std::int64_t>(sequence));
    insert.bind(2, head.data(), static_cast<int>(head.size()));
    insert.exec();
    transaction.commit();
  });
}

Result<void> SqliteStore::drop_snapshot() {
  return guarded<void>([&] {
    SQLite::Transaction transaction(db_, SQLite::TransactionBehavior::IMMEDIATE);
    forget_snapshot();
    transaction.commit();
  });
}

Result<std::string> SqliteStore::snapshot() const {
  return guarded<std::string>([&]() -> Result<std::string> {
    SQLite::Statement select(db_, "SELECT head FROM snapshots ORDER BY sequence DESC LIMIT 1");
    if (!select.executeStep()) return fail(Errc::not_found, "there is no snapshot", path_);
    return std::string(blob_of(select.getColumn(0)));
  });
}

Result<std::string> SqliteStore::snapshot_piece(std::uint64_t sequence,
                                                std::uint32_t number) const {
  std::string hash;
  auto read = guarded<std::string>([&]() -> Result<std::string> {
    SQLite::Statement select(db_,
                             "SELECT p.bytes, p.sha256 FROM snapshots s JOIN snapshot_pieces p "
                             "USING (sequence) WHERE sequence = ? AND p.number = ?");
    select.bind(1, static_cast<std::int64_t>(sequence));
    select.bind(2, number);
    if (!select.executeStep()) {
      return fail(Errc::not_found, "there is no such piece of a snapshot", std::to_string(number));
    }
    hash = select.getColumn(1).getString();
    return std::string(blob_of(select.getColumn(0)));
  });
  if (read && sha256_hex(*read) != hash) {
    return fail(Errc::corrupt, "a piece does not have the hash it was stored with",
                path_ + ": snapshot, piece " + std::to_string(number));
  }
  return read;
}

void SqliteStore::forget_snapshot() {
  db_.exec("DELETE FROM snapshots");
  db_.exec("DELETE FROM snapshot_pieces");
}

void SqliteStore::check_snapshot(std::vector<std::string>& out) const {
  SQLite::Statement pieces(
      db_, "SELECT number, bytes, sha256 FROM snapshot_pieces ORDER BY sequence, number");
  while (pieces.executeStep()) {
    if (sha256_hex(blob_of(pieces.getColumn(1))) == pieces.getColumn(2).getString()) continue;
    out.push_back(path_ + ": snapshot, piece " + pieces.getColumn(0).getString() +
                  ": it does not have the hash it was stored with (the next ingest replays all "
                  "decisions)");
  }
}

}  // namespace newsloom::store
