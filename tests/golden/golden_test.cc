// Golden cases: tests/golden/<stage>/<case>/in.* goes through the real program, and what comes out
// must be want.jsonl, line for line. `make golden` (UPDATE_GOLDEN=1) writes want.jsonl anew; the
// difference is then to be read. SOURCE says where the input comes from.

#include <gtest/gtest.h>

#include "tests/support/program.h"

namespace newsloom::testing {
namespace {

struct Case {
  std::string stage;
  std::string name;
};

fs::path folder_of(const Case& one) {
  return fs::path(source_path("tests/golden")) / one.stage / one.name;
}

std::vector<Case> cases() {
  std::vector<Case> out;
  for (const char* stage : {"decode", "extract", "annotate", "match", "cluster", "digest"}) {
    const fs::path folder = fs::path(source_path("tests/golden")) / stage;
    std::vector<std::string> names;
    if (fs::is_directory(folder)) {
      for (const auto& entry : fs::directory_iterator(folder)) {
        if (entry.is_directory()) names.push_back(entry.path().filename().string());
      }
    }
    std::sort(names.begin(), names.end());
    for (const std::string& name : names) out.push_back({stage, name});
  }
  return out;
}

std::vector<std::string> arguments_of(const Case& one) {
  std::vector<std::string> inputs;
  for (const auto& entry : fs::directory_iterator(folder_of(one))) {
    const std::string name = entry.path().filename().string();
    if (name.starts_with("in.")) inputs.push_back(name);
  }
  std::sort(inputs.begin(), inputs.end());
  std::vector<std::string> args;
  if (one.stage == "decode") {
    args = {"feed"};
    args.insert(args.end(), inputs.begin(), inputs.end());
    return args;
  }
  args = {"run"};
  args.insert(args.end(), inputs.begin(), inputs.end());
  args.insert(args.end(), {"--until", one.stage});
  return args;
}

class Golden : public ::testing::TestWithParam<Case> {};

TEST_P(Golden, GivesWhatIsWanted) {
  const Case& one = GetParam();
  const fs::path want = folder_of(one) / "want.jsonl";
  EXPECT_TRUE(fs::exists(folder_of(one) / "SOURCE")) << "say where the input comes from";
  Call run;
  run.args = arguments_of(one);
  run.folder = folder_of(one).string();
  const Outcome outcome = call(run);
  ASSERT_EQ(outcome.signal, 0) << outcome.err;
  ASSERT_LE(outcome.code, kNothingFound) << outcome.err;
  if (std::getenv("UPDATE_GOLDEN") != nullptr) {
    write_file(want, outcome.out);
    return;
  }
  const std::vector<Json> found = lines_of(outcome.out);
  const std::vector<Json> wanted = lines_of(read_file(want));
  EXPECT_FALSE(wanted.empty()) << "no want.jsonl: run `make golden`";
  for (std::size_t i = 0; i < std::max(found.size(), wanted.size()); ++i) {
    const Json a = i < wanted.size() ? wanted[i] : Json();
    const Json b = i < found.size() ? found[i] : Json();
    EXPECT_EQ(a, b) << "line " << i + 1 << ", from wanted to found:\n" << Json::diff(a, b).dump(1);
  }
}

INSTANTIATE_TEST_SUITE_P(All, Golden, ::testing::ValuesIn(cases()),
                         [](const auto& one) { return one.param.stage + "_" + one.param.name; });

}  // namespace
}  // namespace newsloom::testing
