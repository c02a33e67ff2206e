#include "newsloom/app/options.h"

#include <gtest/gtest.h>

#include <set>

namespace newsloom::app {
namespace {

int run(const std::vector<std::string>& words) {
  ::testing::internal::CaptureStdout();
  ::testing::internal::CaptureStderr();
  const int code = run_program(words);
  ::testing::internal::GetCapturedStdout();
  ::testing::internal::GetCapturedStderr();
  return code;
}

TEST(Options, WrongUsageEndsWithTwo) {
  for (const std::vector<std::string>& words :
       std::vector<std::vector<std::string>>{{},
                                             {"nonsense"},
                                             {"run"},
                                             {"run", "--until"},
                                             {"run", "x", "--until", "lunch"},
                                             {"run", "x", "--frobnicate"},
                                             {"run", "x", "--final=yes"},
                                             {"run", "x", "--jobs", "many"},
                                             {"run", "x", "-z"},
                                             {"story"},
                                             {"story", "s1", "s2"},
                                             {"completion", "fish"}}) {
    EXPECT_EQ(run(words), kUsage) << (words.empty() ? "" : words[0]);
  }
}

TEST(Options, HelpIsThereForEveryCommandWithExamples) {
  EXPECT_EQ(run({"--help"}), kOk);
  EXPECT_EQ(run({"--version"}), kOk);
  for (const CommandSpec& command : commands()) {
    EXPECT_EQ(run({command.name, "--help"}), kOk) << command.name;
    EXPECT_FALSE(command.examples.empty()) << command.name;
    EXPECT_FALSE(command.summary.empty()) << command.name;
    EXPECT_NE(help_of_program().find("  " + command.name), std::string::npos);
    EXPECT_NE(man_page().find(".SS newsloom " + command.name), std::string::npos);
    EXPECT_NE(bash_completion().find("    " + command.name + ")"), std::string::npos);
    EXPECT_NE(zsh_completion().find("  " + command.name + ")"), std::string::npos);
  }
}

TEST(Options, NamesAreUniqueAndOptionsDocumented) {
  std::set<std::string> names;
  for (const CommandSpec& command : commands()) {
    EXPECT_TRUE(names.insert(command.name).second) << command.name;
    std::set<std::string> options;
    for (const OptionSpec& option : command.options) {
      EXPECT_TRUE(options.insert(option.name).second) << command.name << " --" << option.name;
      EXPECT_FALSE(option.help.empty()) << command.name << " --" << option.name;
      EXPECT_NE(help_of(command).find("--" + option.name), std::string::npos);
    }
  }
}

TEST(Options, TheManPageHasNoLineThatRoffWouldMisread) {
  std::string line;
  for (const char c : man_page()) {
    if (c != '\n') {
      line += c;
      continue;
    }
    if (!line.empty() && line.front() == '.') {
      EXPECT_TRUE(line.starts_with(".T") || line.starts_with(".S") || line.starts_with(".B") ||
                  line.starts_with(".I") || line.starts_with(".P"))
          << line;
    }
    EXPECT_FALSE(line.starts_with("'")) << line;
    line.clear();
  }
}

}  // namespace
}  // namespace newsloom::app
