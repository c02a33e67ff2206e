#include "newsloom/app/inputs.h"

#include <algorithm>
#include <cstring>

#include "data/embedded.h"
#include "newsloom/app/terminal.h"
#include "newsloom/edges/files/files.h"
#include "newsloom/stages/decode/decode.h"

namespace newsloom::app {
namespace {

std::string folder_of(const std::string& path) {
  const std::size_t slash = path.rfind('/');
  return slash == std::string::npos ? "." : path.substr(0, std::max<std::size_t>(slash, 1));
}

}  // namespace

InputReport read_inputs(const std::vector<std::string>& paths, bool quiet,
                        const std::function<bool(Capture&&)>& take) {
  InputReport report;
  const files::Inputs inputs = files::inputs(paths);
  std::uint64_t total = 0;
  for (const files::Input& input : inputs.found) total += input.bytes;
  Progress progress(total, quiet);
  std::uint64_t done = 0;
  bool stopped = false;
  const auto problem = [&](const Error& error) {
    progress.clear();
    complain(error);
    ++report.problems;
  };
  std::for_each(inputs.problems.begin(), inputs.problems.end(), problem);
  for (const files::Input& input : inputs.found) {
    if (stopped) break;
    auto opened = files::open(input.path);
    if (!opened) {
      problem(opened.error());
      continue;
    }
    const auto counted = [&, read = std::move(*opened)](char* buffer, std::size_t size) {
      auto got = read(buffer, size);
      if (got) done += *got;
      return got;
    };
    decode::Origin origin;
    origin.name = input.path == "-" ? "standard input" : input.path;
    origin.open = files::opener_below(folder_of(input.path));
    const decode::Sink sink{[&](Capture&& capture) {
                              ++report.captures;
                              stopped = !take(std::move(capture));
                              progress.show(done, report.captures);
                              return !stopped;
                            },
                            problem};
    report.skipped += decode::read(counted, origin, sink).skipped;
  }
  return report;
}

InputReport read_embedded(const std::string& name, const std::function<bool(Capture&&)>& take) {
  InputReport report;
  const DataSource data = embedded_data();
  const auto bytes = data(name);
  NL_CHECK(bytes.has_value());  // the package holds its own sample
  std::size_t at = 0;
  const auto read = [&](char* buffer, std::size_t size) -> Result<std::size_t> {
    const std::size_t count = std::min(size, bytes->size() - at);
    std::memcpy(buffer, bytes->data() + at, count);
    at += count;
    return count;
  };
  decode::Origin origin;
  origin.name = name;
  origin.open = [&](std::string_view relative) -> Result<std::string> {
    const std::string path = folder_of(name) + "/" + std::string(relative);
    const auto found = data(path);
    if (!found) return fail(Errc::not_found, "no such file in the program", path);
    return std::string(*found);
  };
  const decode::Sink sink{[&](Capture&& capture) {
                            ++report.captures;
                            return take(std::move(capture));
                          },
                          [&](const Error& error) {
                            complain(error);
                            ++report.problems;
                          }};
  report.skipped = decode::read(read, origin, sink).skipped;
  return report;
}

}  // namespace newsloom::app
