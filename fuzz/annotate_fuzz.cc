// annotate: any bytes as title and text. Every span lies in its field on character boundaries, and
// the same article gives the same annotations.

#include <cstdint>
#include <cstdlib>
#include <string>

#include "data/embedded.h"
#include "newsloom/core/text/normalize.h"
#include "newsloom/core/text/utf8.h"
#include "newsloom/stages/annotate/annotate.h"

namespace {

using newsloom::Article;
using newsloom::Span;

void check(const Article& article, const Span& span) {
  const std::string empty;
  const std::string& field = span.field == newsloom::Field::text ? article.text
                             : article.title                     ? *article.title
                                                                 : empty;
  if (span.begin > span.end || span.end > field.size() ||
      !newsloom::is_boundary(field, span.begin) || !newsloom::is_boundary(field, span.end)) {
    std::abort();
  }
}

void check_all(const Article& article, const newsloom::Annotations& found) {
  for (std::size_t i = 0; i < found.sentences.size(); ++i) {
    check(article, found.sentences[i]);
    if (i > 0 && !(found.sentences[i - 1] < found.sentences[i])) std::abort();
  }
  for (const auto& name : found.names) {
    if (name.mentions.empty() || name.name.empty()) std::abort();
    for (const Span& span : name.mentions) check(article, span);
  }
  for (const auto& statement : found.statements) {
    check(article, statement.span);
    for (const Span& span : statement.content) check(article, span);
    for (const Span& span : statement.quotes) check(article, span);
    if (statement.cue) check(article, *statement.cue);
  }
  for (const auto& date : found.dates) check(article, date.span);
  for (const auto& figure : found.figures) {
    check(article, figure.span);
    check(article, figure.number);
  }
  for (const auto& event : found.events) {
    check(article, event.span);
    check(article, event.trigger);
  }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  static const newsloom::annotate::Resources resources =
      *newsloom::annotate::Resources::load(newsloom::embedded_data());
  std::string_view bytes(reinterpret_cast<const char*>(data), size);
  Article article;
  article.id = "fuzz";
  if (!bytes.empty()) {  // the first byte chooses the language
    constexpr const char* kLanguages[] = {"en", "de", "fr", "zh", "ar", "ru", "", "tr"};
    const char* language = kLanguages[static_cast<unsigned char>(bytes[0]) % 8];
    if (*language != '\0') article.language = language;
    bytes.remove_prefix(1);
  }
  if (const std::size_t line = bytes.find('\n'); line != std::string_view::npos) {
    article.title = newsloom::nfc(bytes.substr(0, line));
    bytes.remove_prefix(line + 1);
  }
  article.text = newsloom::nfc(bytes);
  const newsloom::Annotations found = newsloom::annotate::annotate(article, resources);
  check_all(article, found);
  if (!(newsloom::annotate::annotate(article, resources) == found)) std::abort();
  return 0;
}
