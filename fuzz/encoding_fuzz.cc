// Charsets, dates and addresses: whatever comes in, UTF-8 and valid days come out.
#include <cstdlib>

#include "newsloom/core/text/encoding.h"
#include "newsloom/core/text/loose_date.h"
#include "newsloom/core/text/utf8.h"
#include "newsloom/core/url.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace newsloom;
  const std::string_view bytes(reinterpret_cast<const char*>(data), size);
  const std::size_t line = std::min(bytes.find('\n'), bytes.size());
  for (const bool is_html : {false, true}) {
    const DecodedText text = to_utf8(bytes.substr(line), bytes.substr(0, line), is_html);
    if (!is_utf8(text.utf8) || text.encoding.empty()) std::abort();
  }
  for (const auto order : {DateOrder::unknown, DateOrder::day_first, DateOrder::month_first}) {
    const auto date = read_loose_date(bytes, order);
    if (date && !is_valid(date->time.local_day())) std::abort();
  }
  if (resolved_url("http://h.test/a/b", bytes).find('\n') != std::string::npos) std::abort();
  return 0;
}
