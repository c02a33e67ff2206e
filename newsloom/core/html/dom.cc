#include "newsloom/core/html/dom.h"

#include "newsloom/core/html/builder.h"
#include "newsloom/core/html/storage.h"

namespace newsloom::html {

Document::Document() = default;
Document::~Document() = default;
Document::Document(Document&&) noexcept = default;
Document& Document::operator=(Document&&) noexcept = default;

std::string_view Document::attribute(const Node& node, std::string_view name) const {
  const Attribute* const first = attributes_of(node);
  for (std::size_t i = 0; i < node.attribute_count; ++i) {
    if (first[i].name == name) return first[i].value;
  }
  return {};
}

bool Document::has_attribute(const Node& node, std::string_view name) const {
  const Attribute* const first = attributes_of(node);
  for (std::size_t i = 0; i < node.attribute_count; ++i) {
    if (first[i].name == name) return true;
  }
  return false;
}

std::string Document::inner_text(NodeId id) const {
  std::string out;
  for (NodeId i = id; i < nodes_[id].end; ++i) out.append(nodes_[i].text);
  return out;
}

Result<Document> parse(std::string_view utf8) {
  if (utf8.size() > kMaxBytes) return fail(Errc::too_large, "more than 32 MiB of HTML");
  return Builder(utf8).build();
}

}  // namespace newsloom::html
