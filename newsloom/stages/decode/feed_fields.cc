#include "newsloom/stages/decode/feed_fields.h"

#include <algorithm>

#include "newsloom/core/text/loose_date.h"
#include "newsloom/core/text/normalize.h"
#include "newsloom/core/text/utf8.h"
#include "newsloom/core/url.h"
#include "newsloom/stages/decode/html_clean.h"

namespace newsloom::decode {
namespace {

std::string_view trimmed(std::string_view text) {
  while (!text.empty() && static_cast<unsigned char>(text.front()) <= ' ') text.remove_prefix(1);
  while (!text.empty() && static_cast<unsigned char>(text.back()) <= ' ') text.remove_suffix(1);
  return text;
}

std::string lowered(std::string_view text) {
  std::string out(text);
  std::transform(out.begin(), out.end(), out.begin(),
                 [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; });
  return out;
}

bool ends(std::string_view text, std::string_view end) {
  return text.size() >= end.size() && text.substr(text.size() - end.size()) == end;
}

// Nothing where the text is not base64, or not text.
std::optional<std::string> base64_decoded(std::string_view text) {
  std::string out;
  unsigned bits = 0;
  int count = 0;
  for (const char c : text) {
    int digit = -1;
    if (c >= 'A' && c <= 'Z') digit = c - 'A';
    if (c >= 'a' && c <= 'z') digit = c - 'a' + 26;
    if (c >= '0' && c <= '9') digit = c - '0' + 52;
    if (c == '+' || c == '-') digit = 62;
    if (c == '/' || c == '_') digit = 63;
    if (digit < 0) {
      if (c == '=' || static_cast<unsigned char>(c) <= ' ') continue;
      return std::nullopt;
    }
    bits = (bits << 6U) | static_cast<unsigned>(digit);
    count += 6;
    if (count >= 8) {
      count -= 8;
      out.push_back(static_cast<char>((bits >> static_cast<unsigned>(count)) & 0xFFU));
    }
  }
  if (!is_utf8(out)) return std::nullopt;
  return out;
}

enum class Form { text, html, markup };

// How the text of a field is to be read. Source: RFC 4287, 3.1.1 and 4.1.3.3; Atom 0.3, 3.1.
Form form_of(const FeedTree& tree, const FeedNode& node, FeedDialect dialect, bool& base64) {
  const std::string type = lowered(FeedTree::attribute(node, "type"));
  const std::string mode = lowered(FeedTree::attribute(node, "mode"));
  base64 = mode == "base64" || lowered(FeedTree::attribute(node, "encoding")) == "base64";
  if (tree.has_elements(node)) return Form::markup;
  if (type == "xhtml" || ends(type, "xhtml+xml")) {
    return mode == "escaped" ? Form::html : Form::markup;
  }
  if (type == "html" || type == "text/html") return Form::html;
  if (type.find('/') != std::string::npos && type.substr(0, 5) != "text/" && !ends(type, "xml")) {
    base64 = true;
    return Form::html;
  }
  if (type == "text" || type == "plain" || type == "text/plain" ||
      (dialect != FeedDialect::rss && type.empty())) {
    return base64 ? Form::html : Form::text;
  }
  return Form::html;
}

// RFC 4287, 3.1.1.3: the div around XHTML is no part of the text.
const FeedNode& content_of(const FeedTree& tree, const FeedNode& node, FeedDialect dialect) {
  if (dialect != FeedDialect::atom10) return node;
  const FeedNode* only = nullptr;
  for (const std::uint32_t id : node.children) {
    const FeedNode& child = tree.nodes[id];
    if (child.name.empty() && trimmed(child.text).empty()) continue;
    if (only != nullptr || (child.name != "xhtml:div" && child.name != "div")) return node;
    only = &child;
  }
  return only == nullptr ? node : *only;
}

bool is_email(std::string_view text) {
  const std::size_t at = text.find('@');
  return at != std::string_view::npos && at > 0 && at + 1 < text.size() &&
         text.find_first_of(" \t\n<>()") == std::string_view::npos;
}

}  // namespace

FieldScope inner_scope(const FieldScope& scope, const FeedNode& node) {
  FieldScope inner = scope;
  if (const auto base = FeedTree::attribute(node, "xml:base"); !base.empty()) {
    inner.base = resolved_url(scope.base, base);
  }
  if (FeedTree::has_attribute(node, "xml:lang")) {
    inner.language = FeedTree::attribute(node, "xml:lang");
  }
  return inner;
}

std::string html_of(const FeedTree& tree, const FeedNode& node, const FieldScope& scope,
                    FeedDialect dialect) {
  const FieldScope inner = inner_scope(scope, node);
  bool base64 = false;
  switch (form_of(tree, node, dialect, base64)) {
    case Form::markup:
      return cleaned_html(trimmed(tree.inner_html(content_of(tree, node, dialect))), inner.base);
    case Form::text: return escaped_html(trimmed(tree.text_of(node)));
    case Form::html: break;
  }
  std::string text = tree.text_of(node);
  if (base64) text = base64_decoded(text).value_or("");
  return cleaned_html(trimmed(text), inner.base);
}

std::string title_of(const FeedTree& tree, const FeedNode& node, const FieldScope& scope,
                     FeedDialect dialect) {
  std::string html = html_of(tree, node, scope, dialect);
  if (html.find('<') != std::string::npos) return html;
  const std::string text = squeezed(text_of_html(html));
  return text.find('<') == std::string::npos ? text : squeezed(html);
}

std::string field_text(const FeedTree& tree, const FeedNode& node) {
  return std::string(trimmed(tree.text_of(node)));
}

FeedPerson person_of_text(std::string_view text) {
  FeedPerson person;
  text = trimmed(text);
  for (const auto& [open, close] : {std::pair{'(', ')'}, std::pair{'<', '>'}}) {
    const std::size_t from = text.find(open);
    const std::size_t to = text.rfind(close);
    if (from == std::string_view::npos || to == std::string_view::npos || to < from) continue;
    const std::string_view inside = trimmed(text.substr(from + 1, to - from - 1));
    const std::string_view before = trimmed(text.substr(0, from));
    if (is_email(before)) {
      person.email = before;
      person.name = inside;
      return person;
    }
    if (is_email(inside)) {
      person.email = inside;
      person.name = before;
      return person;
    }
  }
  if (text.substr(0, 7) == "mailto:") text.remove_prefix(7);
  (is_email(text) ? person.email : person.name) = squeezed(text);
  return person;
}

FeedPerson person_of(const FeedTree& tree, const FeedNode& node, const FieldScope& scope) {
  if (!tree.has_elements(node)) return person_of_text(field_text(tree, node));
  const FieldScope inner = inner_scope(scope, node);
  FeedPerson person;
  for (const std::uint32_t id : node.children) {
    const FeedNode& part = tree.nodes[id];
    const std::size_t colon = part.name.rfind(':');
    const std::string local = colon == std::string::npos ? part.name : part.name.substr(colon + 1);
    std::string text = field_text(tree, part);
    if (local == "name" && person.name.empty()) {
      person.name = squeezed(text);
    } else if (local == "email" && person.email.empty()) {
      person.email = std::move(text);
    } else if ((local == "uri" || local == "url" || local == "homepage") && person.url.empty() &&
               !text.empty()) {
      person.url = resolved_url(inner_scope(inner, part).base, text);
    }
  }
  return person;
}

std::optional<Timestamp> feed_date(std::string_view text) {
  if (auto time = parse_timestamp(trimmed(text))) return time;
  const auto date = read_loose_date(text);
  return date ? std::optional<Timestamp>(date->time) : std::nullopt;
}

}  // namespace newsloom::decode
