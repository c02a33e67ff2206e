// Any bytes become a sound tree: subtrees nest, depth is capped, no text is made up.
#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "newsloom/core/html/dom.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace newsloom::html;
  const auto document =
      parse(std::string_view(reinterpret_cast<const char*>(data), size));  // NOLINT
  if (!document) return 0;
  for (NodeId id = 0; id < document->nodes().size(); ++id) {
    const Node& node = document->at(id);
    if (node.end <= id || node.end > document->nodes().size()) std::abort();
    if (node.depth > kMaxDepth) std::abort();
    if (id > 0 && (node.parent >= id || node.end > document->at(node.parent).end)) std::abort();
    if (node.tag != Tag::none && !node.text.empty()) std::abort();
  }
  return 0;
}
