// robots.txt: any text is read; the file itself may always be fetched.
#include <cstdlib>

#include "newsloom/core/robots.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  const newsloom::Robots robots(text);
  if (!robots.allowed("newsloom", "http://h.test/robots.txt")) std::abort();
  (void)robots.allowed("newsloom", "http://h.test/" + std::string(text.substr(0, 200)));
  const auto delay = robots.crawl_delay("newsloom");
  if (delay && *delay < 0) std::abort();
  return 0;
}
