#pragma once
// For tests only: the files of data/, without an edge.

#include "newsloom/core/data_source.h"

namespace newsloom::testing {

[[nodiscard]] DataSource data();

}  // namespace newsloom::testing
