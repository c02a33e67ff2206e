#pragma once
// The commands that show what is in the database: stories, story, search, explain.

#include "newsloom/app/options.h"

namespace newsloom::app {

[[nodiscard]] CommandSpec stories_command();
[[nodiscard]] CommandSpec story_command();
[[nodiscard]] CommandSpec article_command();
[[nodiscard]] CommandSpec search_command();
[[nodiscard]] CommandSpec explain_command();

}  // namespace newsloom::app
