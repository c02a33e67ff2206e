// Figures of any bytes, in each language: spans lie in order, on character boundaries, inside.

#include <cstddef>
#include <cstdint>
#include <string>

#include "data/embedded.h"
#include "newsloom/core/text/normalize.h"
#include "newsloom/core/text/utf8.h"
#include "newsloom/stages/annotate/figures.h"
#include "newsloom/stages/annotate/lines_for_test.h"

using namespace newsloom;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  static const auto resources = annotate::FigureResources::load(embedded_data());
  NL_CHECK(resources.has_value());
  if (size < 2) return 0;
  static constexpr const char* kLanguages[] = {"en", "de", "es", "fr", "ru", "uk", "und"};
  Article article;
  article.text = nfc(std::string_view(reinterpret_cast<const char*>(data) + 2, size - 2));
  const annotate::Analysis analysis =
      annotate::lines_of(article, kLanguages[data[1] % std::size(kLanguages)]);
  std::uint32_t end = 0;
  for (const Figure& figure : annotate::figures(analysis, {}, *resources)) {
    NL_CHECK(figure.number.begin >= end && figure.span.contains(figure.number));
    NL_CHECK(figure.span.end <= article.text.size());
    NL_CHECK(is_boundary(article.text, figure.span.begin));
    NL_CHECK(is_boundary(article.text, figure.span.end));
    NL_CHECK(figure.value || (figure.low && figure.high));
    end = figure.number.end;
  }
  return 0;
}
