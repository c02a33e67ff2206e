// OPML: what is read can be written and read again.
#include <cstdlib>

#include "newsloom/stages/decode/opml.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace newsloom;
  const auto list = decode::opml({reinterpret_cast<const char*>(data), size}, "");
  if (!list) return 0;
  const auto again = decode::opml(decode::to_xml(*list), "");
  if (!again || again->feeds.size() != list->feeds.size()) std::abort();
  return 0;
}
