#pragma once
// Commands around the main job: similar, man, completion.

#include "newsloom/app/options.h"

namespace newsloom::app {

[[nodiscard]] CommandSpec similar_command();
[[nodiscard]] CommandSpec man_command();
[[nodiscard]] CommandSpec completion_command();

}  // namespace newsloom::app
