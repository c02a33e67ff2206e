#pragma once
// newsloom feed: what a feed says, as one JSON object for each file.

#include "newsloom/app/options.h"

namespace newsloom::app {

[[nodiscard]] CommandSpec feed_command();

}  // namespace newsloom::app
