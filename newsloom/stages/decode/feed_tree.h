#pragma once
// One entry (or one field) of an XML feed as a small tree with known names: "title", "dc:creator".

#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace newsloom::decode {

/// Nodes of one entry; more are left out, with a warning.
inline constexpr std::size_t kMaxEntryNodes = 200000;

struct FeedNode {
  std::string name;   ///< usual prefix and local name in lower case; empty for text
  std::string local;  ///< local name as written
  std::string space;  ///< URI of its name space, or empty
  std::vector<std::pair<std::string, std::string>> attributes;  ///< names as in `name`
  std::string text;                                             ///< of a text node
  std::vector<std::uint32_t> children;                          ///< places in FeedTree::nodes
};

class FeedTree {
 public:
  std::vector<FeedNode> nodes;  ///< nodes[0] is the entry itself

  [[nodiscard]] const FeedNode& root() const { return nodes.front(); }
  /// The value of an attribute, or an empty view.
  [[nodiscard]] static std::string_view attribute(const FeedNode& node, std::string_view name);
  [[nodiscard]] static bool has_attribute(const FeedNode& node, std::string_view name);
  /// The first child element of that name, or nullptr.
  [[nodiscard]] const FeedNode* child(const FeedNode& node, std::string_view name) const;
  [[nodiscard]] bool has_elements(const FeedNode& node) const;
  /// All text below, as written.
  [[nodiscard]] std::string text_of(const FeedNode& node) const;
  /// What stands inside, as HTML: elements of XHTML, SVG and MathML without their prefix.
  [[nodiscard]] std::string inner_html(const FeedNode& node) const;
};

/// The usual name of an element or attribute: by its name space's URI, whatever prefix the feed
/// chose; RSS and Atom have none. `in_atom`: the feed itself is Atom.
[[nodiscard]] std::string usual_name(std::string_view written, std::string_view space,
                                     bool in_atom);

}  // namespace newsloom::decode
