// Dates of any bytes, in each language: spans lie in order, on character boundaries, inside.

#include <cstddef>
#include <cstdint>
#include <string>

#include "data/embedded.h"
#include "newsloom/core/text/normalize.h"
#include "newsloom/core/text/utf8.h"
#include "newsloom/stages/annotate/dates.h"
#include "newsloom/stages/annotate/lines_for_test.h"

using namespace newsloom;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  static const auto resources = annotate::DateResources::load(embedded_data());
  NL_CHECK(resources.has_value());
  if (size < 2) return 0;
  static constexpr const char* kLanguages[] = {"en", "de", "es", "fr", "ru", "uk", "und"};
  Article article;
  article.text = nfc(std::string_view(reinterpret_cast<const char*>(data) + 2, size - 2));
  if (data[0] % 2 == 0) article.published = timestamp_of(civil_from_days(data[0] * 300));
  const annotate::Analysis analysis =
      annotate::lines_of(article, kLanguages[data[1] % std::size(kLanguages)]);
  std::uint32_t end = 0;
  for (const DateExpr& date : annotate::dates(analysis, *resources)) {
    NL_CHECK(date.span.begin >= end && date.span.end > date.span.begin);
    NL_CHECK(date.span.end <= article.text.size());
    NL_CHECK(is_boundary(article.text, date.span.begin) &&
             is_boundary(article.text, date.span.end));
    NL_CHECK(!date.value.empty() && is_utf8(date.value));
    end = date.span.end;
  }
  return 0;
}
