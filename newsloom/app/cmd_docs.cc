// man and completion: generated from the table of commands.
#include "newsloom/app/cmd_tools.h"
#include "newsloom/app/terminal.h"

namespace newsloom::app {

CommandSpec man_command() {
  CommandSpec command;
  command.name = "man";
  command.summary = "Print the manual page (roff)";
  command.description = "The page holds every command with its options and examples.";
  command.examples = {{"newsloom man | man -l -", "read it"},
                      {"newsloom man > /usr/local/share/man/man1/newsloom.1", "install it"}};
  command.run = [](const Arguments&) {
    print(man_page());
    return static_cast<int>(kOk);
  };
  return command;
}

CommandSpec completion_command() {
  CommandSpec command;
  command.name = "completion";
  command.positional = "SHELL";
  command.least_positional = 1;
  command.most_positional = 1;
  command.summary = "Print the shell completion: bash or zsh";
  command.description = "Completes commands, their options and file names.";
  command.examples = {{"source <(newsloom completion bash)", "use it in this shell"}};
  command.run = [](const Arguments& arguments) {
    const std::string& shell = arguments.positional.front();
    if (shell != "bash" && shell != "zsh") {
      complain("no completion for '" + shell + "': bash or zsh");
      return static_cast<int>(kUsage);
    }
    print(shell == "bash" ? bash_completion() : zsh_completion());
    return static_cast<int>(kOk);
  };
  return command;
}

}  // namespace newsloom::app
