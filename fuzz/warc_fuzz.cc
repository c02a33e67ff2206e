// Inputs of any kind, WARC and packed ones above all: reading ends, and counts agree.
#include <algorithm>
#include <cstdlib>

#include "newsloom/stages/decode/decode.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace newsloom;
  std::size_t at = 0;
  const auto source = [&](char* out, std::size_t room) -> Result<std::size_t> {
    const std::size_t n = std::min({room, size - at, std::size_t{97}});
    std::copy_n(data + at, n, out);
    at += n;
    return n;
  };
  std::uint64_t captures = 0;
  std::uint64_t problems = 0;
  decode::Sink sink;
  sink.capture = [&captures](Capture&& capture) {
    ++captures;
    if (capture.id.empty()) std::abort();
    return true;
  };
  sink.problem = [&problems](const Error& error) {
    ++problems;
    if (error.what.empty()) std::abort();
  };
  const auto counts = decode::read(source, decode::Origin{"input", "", "", {}}, sink);
  if (counts.captures != captures || counts.problems != problems) std::abort();
  if (captures + problems + counts.skipped == 0 && size > 0) {
    // Only a feed without entries or a file of empty lines says nothing at all.
    return 0;
  }
  return 0;
}
