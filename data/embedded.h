#pragma once
// The files of data/, as they stand inside the program.

#include "newsloom/core/data_source.h"

namespace newsloom {

/// Names are relative to data/: "names/forenames.tsv".
[[nodiscard]] DataSource embedded_data();

}  // namespace newsloom
