// Statements and events of arbitrary text: spans lie in the text on character boundaries, what is
// said lies inside the statement, quotations inside what is said, triggers inside their events.

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

#include "data/embedded.h"
#include "newsloom/core/result.h"
#include "newsloom/core/text/utf8.h"
#include "newsloom/stages/annotate/annotate.h"

namespace {

using newsloom::Article;
using newsloom::Span;

const newsloom::annotate::Resources& resources() {
  static const auto loaded = newsloom::annotate::Resources::load(newsloom::embedded_data());
  NL_CHECK(loaded.has_value());
  return *loaded;
}

void check(const Article& article, const Span& span) {
  const std::string_view text =
      span.field == newsloom::Field::title ? std::string_view(*article.title) : article.text;
  NL_CHECK(span.begin <= span.end && span.end <= text.size());
  NL_CHECK(newsloom::is_boundary(text, span.begin) && newsloom::is_boundary(text, span.end));
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  if (size < 2) return 0;
  constexpr std::string_view kLanguages[] = {"en", "de", "fr", "ru"};
  Article article;
  article.id = "fuzz";
  article.language = std::string(kLanguages[data[0] % 4]);
  const std::string_view bytes(reinterpret_cast<const char*>(data + 1), size - 1);
  const std::size_t title = std::min<std::size_t>(data[0] / 4, bytes.size());
  article.title = newsloom::repaired_utf8(bytes.substr(0, title));
  article.text = newsloom::repaired_utf8(bytes.substr(title));
  const auto annotations = newsloom::annotate::annotate(article, resources());
  for (const auto& statement : annotations.statements) {
    check(article, statement.span);
    NL_CHECK(!statement.content.empty());
    NL_CHECK(statement.confidence >= 0 && statement.confidence <= 1);
    for (const Span& part : statement.content) {
      check(article, part);
      NL_CHECK(statement.span.contains(part));
    }
    for (const Span& quote : statement.quotes) {
      check(article, quote);
      bool inside = false;
      for (const Span& part : statement.content) inside = inside || part.contains(quote);
      NL_CHECK(inside);
    }
    if (statement.cue) check(article, *statement.cue);
    if (statement.speaker && statement.speaker->span) check(article, *statement.speaker->span);
  }
  for (const auto& event : annotations.events) {
    check(article, event.span);
    check(article, event.trigger);
    NL_CHECK(event.span.contains(event.trigger));
  }
  return 0;
}
