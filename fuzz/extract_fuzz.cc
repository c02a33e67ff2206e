// Any page becomes articles that keep the promises of Article, or a rejection with a reason.
#include <cstdint>
#include <cstdlib>
#include <set>
#include <string>

#include "data/embedded.h"
#include "newsloom/core/text/normalize.h"
#include "newsloom/core/text/utf8.h"
#include "newsloom/stages/extract/extract.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace newsloom;
  static const extract::Resources kResources = *extract::Resources::load(embedded_data());
  Capture capture;
  capture.id = "fuzz";
  capture.url = "https://www.vellgazette.example/2031/05/04/goats";
  capture.fetched_at = parse_timestamp("2031-05-04T12:00:00Z");
  capture.body.assign(reinterpret_cast<const char*>(data), size);  // NOLINT
  for (const CaptureKind kind : {CaptureKind::html, CaptureKind::text, CaptureKind::feed_entry}) {
    capture.kind = kind;
    const extract::Extraction out = extract::articles(capture, kResources);
    if (out.articles.empty() != out.rejection.has_value()) std::abort();
    std::set<std::string> ids;
    for (const Article& article : out.articles) {
      if (!ids.insert(article.id).second) std::abort();
      if (!is_utf8(article.text) || nfc(article.text) != article.text) std::abort();
      if (article.title && article.title->empty()) std::abort();
      for (const std::string& author : article.authors) {
        if (author.empty() || !is_utf8(author)) std::abort();
      }
    }
  }
  return 0;
}
