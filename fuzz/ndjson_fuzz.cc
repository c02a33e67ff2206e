// NDJSON: every line gives a capture or a problem; no path leaves its folder.
#include <algorithm>
#include <cstdlib>

#include "newsloom/stages/decode/ndjson.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace newsloom;
  std::size_t at = 0;
  decode::ByteStream stream([&](char* out, std::size_t room) -> Result<std::size_t> {
    const std::size_t n = std::min(room, size - at);
    std::copy_n(data + at, n, out);
    at += n;
    return n;
  });
  decode::Origin origin;
  origin.name = "input";
  origin.open = [](std::string_view path) -> Result<std::string> {
    if (path.empty() || path[0] == '/' || path.substr(0, 3) == "../" || path == "..") std::abort();
    return std::string("<p>page</p>");
  };
  decode::Sink sink;
  sink.capture = [](Capture&& capture) {
    if (capture.id.empty()) std::abort();
    return true;
  };
  sink.problem = [](const Error&) {};
  (void)decode::read_ndjson(stream, origin, sink);
  return 0;
}
