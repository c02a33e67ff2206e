#pragma once
// The stores: in memory (tests, throw-away runs) and one SQLite file (the default).

#include <memory>
#include <string>

#include "newsloom/pipeline/ports.h"

namespace newsloom::store {

/// Gone when the program ends.
[[nodiscard]] std::unique_ptr<Store> in_memory();

struct SqliteOptions {
  std::string path;
  bool create = true;          ///< false: not_found where there is no such file
  bool read_only = false;      ///< true: reads beside a writer, writes nothing
  int busy_timeout_ms = 5000;  ///< how long a locked database is waited for
};

/// One file in WAL mode; migrations run when it is opened for writing.
/// Errors: not_found, unavailable (locked, no rights, disk full), corrupt (damaged, or no newsloom
/// database), unsupported (written by a newer program).
[[nodiscard]] Result<std::unique_ptr<Store>> sqlite(const SqliteOptions& options);

}  // namespace newsloom::store
