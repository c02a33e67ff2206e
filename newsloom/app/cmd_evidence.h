#pragma once
// The evidence of stories as tables: quotes, figures, timeline, people, brief.

#include "newsloom/app/options.h"

namespace newsloom::app {

[[nodiscard]] CommandSpec quotes_command();
[[nodiscard]] CommandSpec figures_command();
[[nodiscard]] CommandSpec timeline_command();
[[nodiscard]] CommandSpec people_command();
[[nodiscard]] CommandSpec brief_command();

}  // namespace newsloom::app
