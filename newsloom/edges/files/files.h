#pragma once
// Files as inputs: walking folders, opening, and the files that an NDJSON line may name.

#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "newsloom/core/data_source.h"
#include "newsloom/core/result.h"

namespace newsloom::files {

/// Fills a buffer and returns how many bytes, 0 at the end. Errors: unavailable.
using ByteSource = std::function<Result<std::size_t>(char* buffer, std::size_t size)>;

/// One file that was asked for or found in a folder.
struct Input {
  std::string path;         ///< "-" is standard input
  std::uint64_t bytes = 0;  ///< 0 where not known
};

/// Folders are walked (hidden files left out), in order of path; what cannot be read is a problem.
struct Inputs {
  std::vector<Input> found;
  std::vector<Error> problems;
};
[[nodiscard]] Inputs inputs(const std::vector<std::string>& paths);

/// Errors: not_found, unavailable (no rights, a folder).
[[nodiscard]] Result<ByteSource> open(const std::string& path);

/// Reads a whole file. Errors: as open(), too_large above `max_bytes`.
[[nodiscard]] Result<std::string> read_all(const std::string& path, std::size_t max_bytes);

/// Gives files below `folder` by relative path, and nothing outside of it: not by "..", not by an
/// absolute path, not by a link. Errors: rejected, and those of read_all().
[[nodiscard]] std::function<Result<std::string>(std::string_view relative)> opener_below(
    std::string folder);

/// The files of a folder as data, in place of those inside the program (`--data`). Files are read
/// once, when first asked for; not for several threads.
[[nodiscard]] DataSource data_in(const std::string& folder);

}  // namespace newsloom::files
