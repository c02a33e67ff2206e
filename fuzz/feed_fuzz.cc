// Feeds: any bytes are read or refused; what comes out is UTF-8 and holds nothing that runs.
#include <cstdlib>

#include "newsloom/core/text/utf8.h"
#include "newsloom/stages/decode/feed.h"
#include "newsloom/stages/decode/html_clean.h"

namespace {

void check(bool holds) {
  if (!holds) std::abort();
}

void check_html(const std::string& html) {
  check(newsloom::is_utf8(html));
  for (const char* tag : {"<script", "<iframe", "<object", "<style", "<embed", "<form"}) {
    check(html.find(tag) == std::string::npos);
  }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view bytes(reinterpret_cast<const char*>(data), size);
  const auto feed = newsloom::decode::feed(bytes, "http://lund.test/feed", "");
  if (feed) {
    check(newsloom::is_utf8(newsloom::decode::to_json(*feed)));
    for (const auto& entry : feed->entries) {
      check_html(entry.summary);
      check_html(entry.content);
    }
  }
  const std::string clean = newsloom::decode::cleaned_html(newsloom::repaired_utf8(bytes), "");
  check_html(clean);
  // Clean HTML stays as it is.
  check(newsloom::decode::cleaned_html(clean, "") == clean);
  return 0;
}
