#pragma once
// The commands that work on the database: ingest, rebuild, doctor.

#include "newsloom/app/options.h"

namespace newsloom::app {

[[nodiscard]] CommandSpec ingest_command();
[[nodiscard]] CommandSpec rebuild_command();
[[nodiscard]] CommandSpec doctor_command();

}  // namespace newsloom::app
