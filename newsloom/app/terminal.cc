#include "newsloom/app/terminal.h"

#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstdio>
#include <cstdlib>
#include <cstring>

namespace newsloom::app {
namespace {

constexpr auto kBetweenBars = std::chrono::milliseconds(100);
constexpr int kBarWidth = 30;

bool colours() {
  static const bool kOn = is_terminal_out() && std::getenv("NO_COLOR") == nullptr;
  return kOn;
}

// The first error on standard output; later writes are not tried.
int output_error = 0;

}  // namespace

void print(std::string_view text) {
  if (output_error != 0) return;
  if (std::fwrite(text.data(), 1, text.size(), stdout) != text.size()) output_error = errno;
}

bool finish_output() {
  if (output_error == 0 && std::fflush(stdout) != 0) output_error = errno;
  if (output_error == 0 || output_error == EPIPE) return true;
  complain(std::string("cannot write the output: ") + std::strerror(output_error));
  return false;
}

bool output_is_gone() { return output_error != 0; }

void complain(std::string_view text) {
  const std::string line = "newsloom: " + std::string(text) + "\n";
  std::fwrite(line.data(), 1, line.size(), stderr);
}

void complain(const Error& error) { complain(message(error)); }

bool is_terminal_out() { return ::isatty(STDOUT_FILENO) == 1; }

std::string bold(std::string_view text) {
  return colours() ? "\033[1m" + std::string(text) + "\033[0m" : std::string(text);
}

std::string dim(std::string_view text) {
  return colours() ? "\033[2m" + std::string(text) + "\033[0m" : std::string(text);
}

Progress::Progress(std::uint64_t total, bool quiet)
    : total_(total),
      on_(!quiet && ::isatty(STDERR_FILENO) == 1),
      start_(std::chrono::steady_clock::now()),
      last_(start_) {}

Progress::~Progress() { clear(); }

void Progress::show(std::uint64_t done, std::uint64_t captures) {
  if (!on_) return;
  const auto now = std::chrono::steady_clock::now();
  if (now - last_ < kBetweenBars) return;
  last_ = now;
  const double seconds = std::chrono::duration<double>(now - start_).count();
  const auto rate = static_cast<std::uint64_t>(static_cast<double>(captures) / seconds);
  std::string line = "\r";
  if (total_ > 0) {
    const auto share = std::min<std::uint64_t>(done, total_) * 100 / total_;
    const auto filled = static_cast<std::size_t>(share * kBarWidth / 100);
    line += "[" + std::string(filled, '#') + std::string(kBarWidth - filled, '.') + "] " +
            std::to_string(share) + " %  ";
  }
  line += std::to_string(captures) + " captures, " + std::to_string(rate) + "/s\033[K";
  std::fwrite(line.data(), 1, line.size(), stderr);
  std::fflush(stderr);
  shown_ = true;
}

void Progress::clear() {
  if (!shown_) return;
  std::fputs("\r\033[K", stderr);
  shown_ = false;
}

}  // namespace newsloom::app
