#pragma once
// Standard output and standard error: results, complaints, progress.

#include <chrono>
#include <cstdint>
#include <string>
#include <string_view>

#include "newsloom/core/result.h"

namespace newsloom::app {

/// Writes to standard output (buffered).
void print(std::string_view text);
/// Writes out what is buffered. False, with a complaint, where it could not be written (disk full);
/// a closed pipe is no complaint: the reader has had enough.
[[nodiscard]] bool finish_output();
/// True once standard output cannot be written any more: long work may stop.
[[nodiscard]] bool output_is_gone();

/// "newsloom: text" on standard error.
void complain(std::string_view text);
void complain(const Error& error);

[[nodiscard]] bool is_terminal_out();
/// For people: bold where standard output is a terminal and NO_COLOR is not set.
[[nodiscard]] std::string bold(std::string_view text);
[[nodiscard]] std::string dim(std::string_view text);

/// A bar on standard error while long work goes on; nothing where that is no terminal, or quiet.
class Progress {
 public:
  /// `total` 0: not known, only counts are shown.
  Progress(std::uint64_t total, bool quiet);
  ~Progress();
  Progress(const Progress&) = delete;
  Progress& operator=(const Progress&) = delete;

  void show(std::uint64_t done, std::uint64_t captures);
  /// Takes the bar away, so that a line can be written in its place.
  void clear();

 private:
  const std::uint64_t total_;
  const bool on_;
  bool shown_ = false;
  const std::chrono::steady_clock::time_point start_;
  std::chrono::steady_clock::time_point last_;
};

}  // namespace newsloom::app
