#pragma once
// A plain-text capture as lines, each with what its shape says: a sentence, a heading, a date, a
// credit … No line is judged by its words alone; the few closed lists are general.

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "newsloom/core/time.h"
#include "newsloom/stages/extract/resources.h"

namespace newsloom::extract {

/// Lines beyond are not read; no article has so many.
inline constexpr std::size_t kMaxPlainLines = 5000;
inline constexpr std::size_t kMaxPlainBytes = 16U << 20U;

enum class LineKind : std::uint8_t {
  prose,           ///< a paragraph: whole sentences
  sentence,        ///< one short sentence: part of the body only next to prose
  heading,         ///< words without an end: a title, a heading, a label, a name
  caption,         ///< text of a picture, with its credit
  credit,          ///< only the credit of a picture
  date,            ///< an absolute date and little else
  ago,             ///< a time relative to the capture: "2 hours ago"
  related,         ///< "Related articles": other articles follow
  inline_related,  ///< "Read more: …" with its title on the same line
  comments,        ///< "Comments": those of readers follow
  furniture,       ///< share, newsletter, app, copyright, advertisement …
  label,           ///< "Published on:": the next line is its value
  noise,           ///< no words at all
};

struct PlainLine {
  std::string text;  ///< NFC, white space squeezed, bullet and markup signs taken off
  LineKind kind = LineKind::heading;
  std::uint32_t words = 0;
  bool bullet = false;
  bool blank_before = false;
  bool marked_heading = false;    ///< "# …" in the text
  std::uint64_t cues = 0;         ///< TextCue bits
  std::optional<Timestamp> date;  ///< of kind date, or found at its end
  std::optional<std::int64_t> seconds_ago;
  std::string rest;  ///< of kinds date and ago: what stands beside the time ("The Orvik Post")
};

/// Cuts, joins hard-wrapped paragraphs, and classifies. `utf8` is well-formed.
[[nodiscard]] std::vector<PlainLine> plain_lines(std::string_view utf8,
                                                 const ResourceData& resources);

}  // namespace newsloom::extract
