#pragma once
// newsloom feed: what a feed says, as one JSON object for each file.

#include <string>
#include <vector>

namespace newsloom::app {

/// FILE... [--url URL] [--content-type TYPE]; "-" is standard input. Exit code: 0 all read, 2
/// usage, 3 some file could not be read (the others are done).
int run_feed(const std::vector<std::string>& args);

}  // namespace newsloom::app
