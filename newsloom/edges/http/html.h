#pragma once
// HTML made from an article's own text: paragraphs in which every span that a story rests on can be
// linked to. Captures are hostile input: everything is escaped here.

#include <string>
#include <string_view>
#include <vector>

#include "newsloom/core/article.h"
#include "newsloom/core/span.h"
#include "newsloom/core/text/utf8.h"

namespace newsloom::http {

/// & < > " ' as entities; control characters become spaces.
[[nodiscard]] std::string escaped(std::string_view text);

/// The name of a place in an article: "s120-260" counts code points of the text, "t0-71" of the
/// title.
class Anchors {
 public:
  explicit Anchors(const Article& article);
  [[nodiscard]] std::string operator()(Span span) const;

 private:
  CodePointIndex text_;
  CodePointIndex title_;
  CodePointIndex standfirst_;
};

/// A span that can be linked to; `evidence`: some line of the story rests on it.
struct Marked {
  Span span;
  bool evidence = false;
};

inline constexpr std::size_t kMaxMarked = 20'000;

/// The text in <p> (title: bare), with an element around every marked span that lies within one
/// paragraph and crosses no other; else an empty element where it begins.
[[nodiscard]] std::string marked_text(const Article& article, Field field,
                                      std::vector<Marked> marked);

/// "28 May 2025", "28 May 2025, 14:03", from what a page gave.
[[nodiscard]] std::string shown(const Timestamp& time);
/// The same for a TIMEX3 value: "2 June 2025", "May 2025", "2025"; else the value itself.
[[nodiscard]] std::string shown_date(std::string_view timex);
/// Only http and https addresses may be linked to.
[[nodiscard]] bool is_web_url(std::string_view url);

}  // namespace newsloom::http
