#pragma once
// The commands that open the pages: serve (your database) and demo (the bundled sample).

#include "newsloom/app/options.h"

namespace newsloom::app {

[[nodiscard]] CommandSpec serve_command();
[[nodiscard]] CommandSpec demo_command();

}  // namespace newsloom::app
