#pragma once
// The inputs of a command: files, folders and standard input, decoded one after the other.

#include <cstdint>
#include <functional>
#include <string>
#include <vector>

#include "newsloom/core/capture.h"

namespace newsloom::app {

struct InputReport {
  std::uint64_t captures = 0;
  std::uint64_t problems = 0;  ///< inputs or parts of them that could not be read
  std::uint64_t skipped = 0;
};

/// Hands every capture to `take` (false: stop). Problems go to standard error, each with its place.
InputReport read_inputs(const std::vector<std::string>& paths, bool quiet,
                        const std::function<bool(Capture&&)>& take);

/// The same for the files inside the program, e.g. the sample.
InputReport read_embedded(const std::string& name, const std::function<bool(Capture&&)>& take);

}  // namespace newsloom::app
