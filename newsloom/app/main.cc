// The program. One of the two places that catch what a library may throw; the other is a worker's
// loop around one message.

#include <csignal>
#include <exception>
#include <string>
#include <vector>

#include "newsloom/app/options.h"
#include "newsloom/app/terminal.h"

int main(int argc, char** argv) {
  // A reader that has had enough (| head) ends the output, not the program.
  std::signal(SIGPIPE, SIG_IGN);
  try {
    return newsloom::app::run_program(std::vector<std::string>(argv + 1, argv + argc));
  } catch (const std::exception& e) {
    newsloom::app::complain(std::string("internal error: ") + e.what());
  } catch (...) {
    newsloom::app::complain("internal error");
  }
  return newsloom::app::kInternal;
}
