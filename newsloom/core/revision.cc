#include "newsloom/core/revision.h"

#include <algorithm>

#include "newsloom/core/item.h"

namespace newsloom {
namespace {

std::string counted(const std::vector<Change>& changes, const char* one, const char* many) {
  std::string out;
  for (const ChangeKind kind : {ChangeKind::changed, ChangeKind::added, ChangeKind::removed}) {
    const auto count =
        std::count_if(changes.begin(), changes.end(), [&](auto& c) { return c.kind == kind; });
    if (count == 0) continue;
    // The noun stands once: "1 paragraph changed, 2 added".
    const std::string noun = out.empty() ? std::string(" ") + (count == 1 ? one : many) : "";
    out += (out.empty() ? "" : ", ") + std::to_string(count) + noun + " ";
    out += name_of(kind);
  }
  return out;
}

}  // namespace

std::string_view name_of(ChangeKind kind) {
  switch (kind) {
    case ChangeKind::added: return "added";
    case ChangeKind::removed: return "removed";
    case ChangeKind::changed: break;
  }
  return "changed";
}

std::string summary_of(const Changes& changes) {
  std::string out = changes.title ? "title" : "";
  for (const std::string& part : {counted(changes.paragraphs, "paragraph", "paragraphs"),
                                  counted(changes.figures, "figure", "figures")}) {
    if (!part.empty()) out += (out.empty() ? "" : ", ") + part;
  }
  return out;
}

ItemPtr under_id(const ItemPtr& item, std::string_view article) {
  if (item->article.id == article) return item;
  auto out = std::make_shared<Item>(*item);
  out->article.id = article;
  out->annotations.article = article;
  return out;
}

}  // namespace newsloom
