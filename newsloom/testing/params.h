#pragma once
// For tests only: the shipped weights, and those weights in a stream that leans to no side yet.

#include <string>

#include "newsloom/stages/cluster/params.h"
#include "newsloom/testing/data.h"

namespace newsloom::cluster {

/// As shipped, but a new stream is taken for a usual one: what is tested is not how it begins.
inline const Params& settled_params() {
  static const Params loaded = [] {
    static const std::string weights =
        std::string(*testing::data()("cluster/weights.tsv")) + "start\t0.56\n";
    return Params::load([](std::string_view name) -> std::optional<std::string_view> {
             return name == "cluster/weights.tsv" ? weights : testing::data()(name);
           })
        .value();
  }();
  return loaded;
}

}  // namespace newsloom::cluster
