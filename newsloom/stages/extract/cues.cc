#include "newsloom/stages/extract/cues.h"

#include <string>

#include "newsloom/core/text/normalize.h"
#include "newsloom/core/text/utf8.h"

namespace newsloom::extract {
namespace {

const std::vector<std::string_view> kClassKinds = {
    "ad",      "related", "share",     "comment", "newsletter", "nav",    "footer", "header",
    "sidebar", "caption", "author",    "meta",    "tags",       "cookie", "popup",  "paywall",
    "promo",   "card",    "body",      "content", "title",      "lead",   "quote",  "video",
    "hidden",  "legal",   "tool",      "social",  "toc",        "list",   "poll",   "box",
    "note",    "live",    "paragraph", "date",    "publisher"};

const std::vector<std::string_view> kTextKinds = {
    "related", "ad",   "share",   "newsletter", "comment",  "copyright", "credit", "bio",
    "byline",  "date", "cookie",  "paywall",    "source",   "tags",      "toc",    "nav",
    "login",   "app",  "contact", "agency",     "continue", "consent"};

bool is_lower(char c) { return c >= 'a' && c <= 'z'; }
bool is_upper(char c) { return c >= 'A' && c <= 'Z'; }

}  // namespace

Result<Cues> Cues::load(const DataSource& data) {
  const auto classes = data("extract/class_cues.tsv");
  const auto texts = data("extract/text_cues.tsv");
  if (!classes || !texts) return fail(Errc::not_found, "no cue lists", "extract/");
  Cues cues;
  NL_TRY(cues.class_, PatternSet::parse(*classes, kClassKinds));
  NL_TRY(cues.text_, PatternSet::parse(*texts, kTextKinds));
  return cues;
}

// Feeds a name as words: "storyBody--main" → "_story_body_main_".
std::uint64_t Cues::of_name(std::string_view name) const {
  std::uint64_t found = 0;
  std::uint32_t state = 0;
  found |= class_.feed(state, '_');
  char before = '_';
  for (const char raw : name.substr(0, kMaxCueBytes)) {
    if (is_upper(raw)) {
      if (is_lower(before)) found |= class_.feed(state, '_');
      found |= class_.feed(state, static_cast<char>(raw + 32));
      before = raw;
    } else if (is_lower(raw)) {
      found |= class_.feed(state, raw);
      before = raw;
    } else {
      if (before != '_') found |= class_.feed(state, '_');
      before = '_';
    }
  }
  if (before != '_') found |= class_.feed(state, '_');
  return found;
}

std::uint64_t Cues::of_element(const html::Document& document, const html::Node& node) const {
  std::uint64_t found = 0;
  const html::Attribute* const first = document.attributes_of(node);
  for (std::size_t i = 0; i < node.attribute_count; ++i) {
    const std::string_view name = first[i].name;
    if (name == "class" || name == "id" || name == "role" || name == "itemprop" ||
        name == "data-testid" || name == "data-component" || name == "aria-label" ||
        name == "data-block" || name == "data-type" || name == "data-module") {
      if (!first[i].value.empty()) found |= of_name(first[i].value);
    }
  }
  if (node.tag == html::Tag::other && node.name.find('-') != std::string_view::npos) {
    found |= of_name(node.name);
  }
  return found;
}

// Feeds a text in lower case: "^read more: a story$", any run of ASCII signs as one space.
std::uint64_t Cues::of_text(std::string_view text) const {
  std::size_t size = std::min(text.size(), kMaxCueBytes);
  while (size > 0 && !is_boundary(text, size)) --size;
  const std::string lower = folded(text.substr(0, size));
  std::uint64_t found = 0;
  std::uint32_t state = 0;
  found |= text_.feed(state, '^');
  char before = ' ';
  for (const char c : lower) {
    const bool word = is_lower(c) || (c >= '0' && c <= '9') ||
                      (static_cast<unsigned char>(c) >= 0x80) || c == '@' || c == ':' || c == '|';
    if (word) {
      found |= text_.feed(state, c);
    } else if (before != ' ') {
      found |= text_.feed(state, ' ');
    }
    before = word ? c : ' ';
  }
  if (before != ' ') found |= text_.feed(state, ' ');
  if (size == text.size()) found |= text_.feed(state, '$');
  return found;
}

}  // namespace newsloom::extract
