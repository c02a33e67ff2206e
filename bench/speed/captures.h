#pragma once
// What a benchmark reads: the inputs named on its command line, or the bundled sample.

#include <string>
#include <vector>

#include "newsloom/app/inputs.h"

namespace newsloom::bench {

[[nodiscard]] inline std::vector<Capture> captures_of(const std::vector<std::string>& inputs) {
  std::vector<Capture> out;
  const auto take = [&](Capture&& capture) {
    out.push_back(std::move(capture));
    return true;
  };
  if (inputs.empty()) {
    app::read_embedded("sample/captures.ndjson", take);
  } else {
    app::read_inputs(inputs, true, take);
  }
  return out;
}

}  // namespace newsloom::bench
