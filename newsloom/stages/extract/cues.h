#pragma once
// Cues: what class names and short texts of a page say about its parts ("related", "share",
// "newsletter" …). Closed lists written by hand: data/extract/class_cues.tsv and text_cues.tsv.

#include <cstdint>
#include <string_view>
#include <vector>

#include "newsloom/core/data_source.h"
#include "newsloom/core/html/dom.h"
#include "newsloom/core/result.h"
#include "newsloom/stages/extract/pattern_set.h"

namespace newsloom::extract {

/// What a class name, id, role or itemprop says. The order is part of the trained model.
enum class ClassCue : std::uint8_t {
  ad,
  related,
  share,
  comment,
  newsletter,
  nav,
  footer,
  header,
  sidebar,
  caption,
  author,
  meta,
  tags,
  cookie,
  popup,
  paywall,
  promo,
  card,
  body,
  content,
  title,
  lead,
  quote,
  video,
  hidden,
  legal,
  tool,
  social,
  toc,
  list,
  poll,
  box,
  note,
  live,
  paragraph,
  date,
  publisher,
  kCount,
};

/// What a short text says. The order is part of the trained model.
enum class TextCue : std::uint8_t {
  related,
  ad,
  share,
  newsletter,
  comment,
  copyright,
  credit,
  bio,
  byline,
  date,
  cookie,
  paywall,
  source,
  tags,
  toc,
  nav,
  login,
  app,
  contact,
  agency,
  continue_,
  consent,
  kCount,
};

template <class Cue>
[[nodiscard]] constexpr std::uint64_t bit(Cue cue) {
  return std::uint64_t{1} << static_cast<unsigned>(cue);
}

/// The start of a text that is looked at for cues, in bytes.
inline constexpr std::size_t kMaxCueBytes = 400;

class Cues {
 public:
  /// Errors: not_found, corrupt.
  [[nodiscard]] static Result<Cues> load(const DataSource& data);

  /// ClassCue bits of an element's class, id, role, itemprop and (custom elements) name.
  [[nodiscard]] std::uint64_t of_element(const html::Document& document,
                                         const html::Node& node) const;
  /// TextCue bits of a text; of a long one only the first kMaxCueBytes count.
  [[nodiscard]] std::uint64_t of_text(std::string_view text) const;

 private:
  [[nodiscard]] std::uint64_t of_name(std::string_view name) const;

  PatternSet class_;
  PatternSet text_;
};

}  // namespace newsloom::extract
