#pragma once
// Commands and options, each defined once: parsing, help, man page and shell completion all come
// from this table.

#include <functional>
#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace newsloom::app {

/// Exit codes, as documented in the man page.
enum ExitCode : int {
  kOk = 0,
  kNothingFound = 1,  ///< ran, but there was nothing
  kUsage = 2,
  kSomeUnreadable = 3,  ///< some input could not be read; the rest was done
  kInternal = 4,
};

struct OptionSpec {
  std::string name;           ///< without the dashes: "until"
  std::string value;          ///< what stands for the value in help: "STAGE"; empty: a flag
  std::string default_value;  ///< empty: none
  std::string help;
  std::vector<std::string> choices;  ///< empty: any value
};

/// What a command was called with.
struct Arguments {
  std::vector<std::string> positional;
  std::map<std::string, std::string> values;  ///< by option name; flags: "1"

  [[nodiscard]] bool has(const std::string& option) const { return values.contains(option); }
  [[nodiscard]] std::string get(const std::string& option) const {
    const auto found = values.find(option);
    return found == values.end() ? std::string() : found->second;
  }
  [[nodiscard]] int number(const std::string& option) const;
};

struct CommandSpec {
  std::string name;
  std::string positional;  ///< "INPUT...", "STORY", or empty
  std::size_t least_positional = 0;
  std::size_t most_positional = 0;
  std::string summary;      ///< one line
  std::string description;  ///< a paragraph
  std::vector<OptionSpec> options;
  std::vector<std::pair<std::string, std::string>> examples;  ///< command, what it does
  std::function<int(const Arguments&)> run;
};

/// All commands, in the order of the help.
[[nodiscard]] const std::vector<CommandSpec>& commands();

/// Options that every command has.
[[nodiscard]] const std::vector<OptionSpec>& common_options();

[[nodiscard]] std::string help_of_program();
[[nodiscard]] std::string help_of(const CommandSpec& command);
[[nodiscard]] std::string man_page();  ///< roff
[[nodiscard]] std::string bash_completion();
[[nodiscard]] std::string zsh_completion();

/// Runs the program: returns its exit code. Arguments without the program's own name.
[[nodiscard]] int run_program(const std::vector<std::string>& arguments);

}  // namespace newsloom::app
