// Plain-text captures: an article or a reason; texts are UTF-8; parts count up; addresses are
// canonical once and for all.
#include <cstdlib>

#include "data/embedded.h"
#include "newsloom/core/text/utf8.h"
#include "newsloom/stages/extract/canonical_url.h"
#include "newsloom/stages/extract/plain_text.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace newsloom;
  static const auto resources = extract::Resources::load(embedded_data());
  if (!resources) std::abort();
  Capture capture;
  capture.id = "c";
  capture.kind = CaptureKind::text;
  capture.fetched_at = timestamp_of_utc(2000000000);
  capture.body.assign(reinterpret_cast<const char*>(data), size);
  const auto found = extract::plain_text_articles(capture, *resources);
  if (found.articles.empty() != found.rejection.has_value()) std::abort();
  int part = 0;
  for (const Article& article : found.articles) {
    if (article.part != part++ || article.text.empty() || !is_utf8(article.text)) std::abort();
    if (article.title && !is_utf8(*article.title)) std::abort();
  }
  const std::string url = extract::canonical_url("http://h.test/" + capture.body);
  if (extract::canonical_url(url) != url) std::abort();
  return 0;
}
