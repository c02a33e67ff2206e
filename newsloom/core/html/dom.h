#pragma once
// A parsed page as flat arrays: what extract and decode need of HTML, and nothing of any parser.
// The parser behind it was chosen by measurement: docs/decisions/0010-html-parser.md.

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "newsloom/core/result.h"

namespace newsloom::html {

/// Limits of what is read. Above them: too_large.
inline constexpr std::size_t kMaxBytes = 32U << 20U;
/// Elements nested deeper are read as children of the deepest allowed one; nothing is lost.
inline constexpr std::size_t kMaxDepth = 512;
/// Elements and text nodes of one page. Above: too_large.
inline constexpr std::size_t kMaxNodes = 2'000'000;
/// Attributes kept of one element; more are read over.
inline constexpr std::size_t kMaxAttributes = 256;

/// Tags that extraction knows by name; all others are `other`.
enum class Tag : std::uint8_t {
  none,  ///< a text node
  other,
  html,
  head,
  body,
  title,
  meta,
  link,
  base,
  script,
  style,
  noscript,
  template_,
  iframe,
  object,
  embed,
  svg,
  math,
  canvas,
  video,
  audio,
  picture,
  source,
  img,
  figure,
  figcaption,
  article,
  section,
  nav,
  aside,
  header,
  footer,
  main,
  address,
  div,
  span,
  p,
  br,
  hr,
  wbr,
  pre,
  blockquote,
  q,
  cite,
  h1,
  h2,
  h3,
  h4,
  h5,
  h6,
  ul,
  ol,
  li,
  dl,
  dt,
  dd,
  table,
  caption,
  thead,
  tbody,
  tfoot,
  tr,
  td,
  th,
  a,
  b,
  strong,
  i,
  em,
  u,
  s,
  small,
  sub,
  sup,
  abbr,
  code,
  kbd,
  mark,
  time,
  ins,
  del,
  label,
  form,
  input,
  button,
  select,
  option,
  textarea,
  fieldset,
  details,
  summary,
  dialog,
  menu,
  font,
  center,
};

struct Attribute {
  std::string_view name;  ///< lower case
  std::string_view value;
};

using NodeId = std::uint32_t;
inline constexpr NodeId kNone = 0xFFFFFFFF;

struct Node {
  Tag tag = Tag::none;
  NodeId parent = kNone;
  NodeId first_child = kNone;
  NodeId next_sibling = kNone;
  NodeId end = 0;                ///< one past the last descendant: [id + 1, end) is the subtree
  std::string_view name;         ///< lower-case tag name; empty for text
  std::string_view text;         ///< of a text node, entities decoded (raw for script and style)
  std::uint32_t attributes = 0;  ///< first in Document::attributes()
  std::uint16_t attribute_count = 0;
  std::uint16_t depth = 0;
};

/// Node 0 is always the html element. Nodes stand in document order. Views live as long as the
/// Document (it owns all text).
class Document {
 public:
  Document();
  ~Document();
  Document(Document&&) noexcept;
  Document& operator=(Document&&) noexcept;
  Document(const Document&) = delete;
  Document& operator=(const Document&) = delete;

  [[nodiscard]] const std::vector<Node>& nodes() const { return nodes_; }
  [[nodiscard]] const Node& at(NodeId id) const { return nodes_[id]; }
  [[nodiscard]] const Attribute* attributes_of(const Node& node) const {
    return attributes_.data() + node.attributes;
  }
  /// The value of an attribute, or an empty view.
  [[nodiscard]] std::string_view attribute(const Node& node, std::string_view name) const;
  [[nodiscard]] bool has_attribute(const Node& node, std::string_view name) const;
  /// All text below, white space as written.
  [[nodiscard]] std::string inner_text(NodeId id) const;

 private:
  friend class Builder;
  std::vector<Node> nodes_;
  std::vector<Attribute> attributes_;
  struct Storage;
  std::unique_ptr<Storage> storage_;
};

/// Parses a page (UTF-8). Broken markup is repaired, never refused. Errors: too_large.
[[nodiscard]] Result<Document> parse(std::string_view utf8);

}  // namespace newsloom::html
