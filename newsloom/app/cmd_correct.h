#pragma once
// newsloom correct: a person's word on the stories.

#include "newsloom/app/options.h"

namespace newsloom::app {

[[nodiscard]] CommandSpec correct_command();

}  // namespace newsloom::app
