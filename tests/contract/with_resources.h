#pragma once
// A suite of tests that ingest: what articles are read and placed with is loaded once.

#include <gtest/gtest.h>

#include "newsloom/pipeline/ingest.h"
#include "newsloom/testing/data.h"

namespace newsloom {

class WithResources : public ::testing::Test {
 protected:
  static const RefineResources& resources() {
    static const RefineResources loaded = *RefineResources::load(testing::data());
    return loaded;
  }
  static const cluster::Params& params() {
    static const cluster::Params loaded = *cluster::Params::load(testing::data());
    return loaded;
  }
};

}  // namespace newsloom
