#pragma once
// newsloom run: the stages alone, from files to NDJSON; nothing is kept.

#include "newsloom/app/options.h"

namespace newsloom::app {

[[nodiscard]] CommandSpec run_command();

}  // namespace newsloom::app
