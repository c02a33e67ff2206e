// Runs tests/e2e/scenarios/*.json: each is a little story of somebody at a command line. A step is
//   run        arguments; $TMP is a fresh folder, $SAMPLE is data/sample, $name a saved value
//   in         standard input, or in_file: a file whose content it is; folder: working folder
//   code       exit code (0 where left out)
//   out, err   texts that must stand in standard output or error; not_out, not_err: must not
//   ndjson     true: every line of the output is a JSON object; lines: how many
//   same_as    number of an earlier step (from 0) whose output was the same, byte for byte
//   save       name → JSON pointer into the first line of output that is JSON
//   file       text to write into $TMP under the name given by "as", instead of a run

#include <gtest/gtest.h>

#include "tests/support/program.h"

namespace newsloom::testing {
namespace {

class Scenario {
 public:
  explicit Scenario(const fs::path& path) : scenario_(Json::parse(read_file(path))) {
    known_["TMP"] = folder_.path();
    known_["SAMPLE"] = source_path("data/sample");
  }

  void run() {
    for (std::size_t i = 0; i < scenario_.at("steps").size(); ++i) {
      const Json& step = scenario_.at("steps").at(i);
      SCOPED_TRACE("step " + std::to_string(i) + ": " + step.dump().substr(0, 300));
      take(step);
      if (::testing::Test::HasFailure()) return;  // what follows rests on this step
    }
  }

 private:
  void take(const Json& step) {
    if (step.contains("file")) {
      write_file(folder_.path(text_of(step, "as")), filled(text_of(step, "file")));
      outputs_.emplace_back();
      return;
    }
    Call one;
    for (const Json& arg : step.at("run")) one.args.push_back(filled(arg.get<std::string>()));
    one.input = filled(text_of(step, "in"));
    if (step.contains("in_file")) one.input = read_file(filled(text_of(step, "in_file")));
    one.folder = filled(text_of(step, "folder"));
    const Outcome outcome = call(one);
    outputs_.push_back(outcome.out);
    ASSERT_EQ(outcome.signal, 0) << outcome.err;
    ASSERT_EQ(outcome.code, step.value("code", 0)) << outcome.out.substr(0, 2000) << outcome.err;
    check_texts(step, outcome);
    if (step.value("ndjson", false)) (void)lines_of(outcome.out);
    if (step.contains("lines")) {
      EXPECT_EQ(lines_of(outcome.out).size(), step.at("lines").get<std::size_t>()) << outcome.out;
    }
    if (step.contains("same_as")) {
      EXPECT_EQ(outcome.out, outputs_.at(step.at("same_as").get<std::size_t>()));
    }
    save(step, outcome.out);
  }

  void check_texts(const Json& step, const Outcome& outcome) {
    const auto has = [&](const char* list, const std::string& where, bool wanted) {
      for (const Json& text : step.value(list, Json::array())) {
        const std::string piece = filled(text.get<std::string>());
        EXPECT_EQ(where.find(piece) != std::string::npos, wanted)
            << list << ": '" << piece << "' in:\n"
            << where.substr(0, 3000);
      }
    };
    has("out", outcome.out, true);
    has("not_out", outcome.out, false);
    has("err", outcome.err, true);
    has("not_err", outcome.err, false);
  }

  void save(const Json& step, const std::string& out) {
    if (!step.contains("save")) return;
    const Json value = Json::parse(out.substr(0, out.find('\n')), nullptr, false);
    for (const auto& [name, pointer] : step.at("save").items()) {
      const Json::json_pointer at(pointer.get<std::string>());
      ASSERT_TRUE(value.contains(at)) << "no " << at.to_string() << " in " << out.substr(0, 500);
      known_[name] =
          value.at(at).is_string() ? value.at(at).get<std::string>() : value.at(at).dump();
    }
  }

  [[nodiscard]] std::string filled(std::string text) const {
    for (const auto& [name, value] : known_) {
      const std::string key = "$" + name;
      for (std::size_t at = 0; (at = text.find(key, at)) != std::string::npos; at += value.size()) {
        text.replace(at, key.size(), value);
      }
    }
    return text;
  }

  Json scenario_;
  TempFolder folder_;
  std::map<std::string, std::string> known_;
  std::vector<std::string> outputs_;
};

class Scenarios : public ::testing::TestWithParam<std::string> {};

TEST_P(Scenarios, GoesAsDescribed) {
  Scenario(source_path("tests/e2e/scenarios/" + GetParam() + ".json")).run();
}

std::vector<std::string> names() {
  std::vector<std::string> out;
  for (const auto& entry : fs::directory_iterator(source_path("tests/e2e/scenarios"))) {
    if (entry.path().extension() == ".json") out.push_back(entry.path().stem().string());
  }
  std::sort(out.begin(), out.end());
  return out;
}

INSTANTIATE_TEST_SUITE_P(All, Scenarios, ::testing::ValuesIn(names()),
                         [](const auto& one) { return one.param; });

}  // namespace
}  // namespace newsloom::testing
