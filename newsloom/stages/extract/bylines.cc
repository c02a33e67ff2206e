#include "newsloom/stages/extract/bylines.h"

#include <algorithm>

#include "newsloom/core/text/normalize.h"
#include "newsloom/stages/extract/names.h"

namespace newsloom::extract {
namespace {

using html::Node;
using html::NodeId;
using html::Tag;

void add(std::vector<std::string>& names, const std::vector<std::string>& more) {
  for (const std::string& name : more) {
    const auto same = [&](const std::string& other) { return bare_name(other) == bare_name(name); };
    if (names.size() < kMaxAuthors && std::none_of(names.begin(), names.end(), same)) {
      names.push_back(name);
    }
  }
}

std::vector<std::string> from_linked(const PageFacts& facts, const std::string& site) {
  for (const LinkedArticle& article : facts.linked) {
    std::vector<std::string> names;
    for (const std::string& author : article.authors) add(names, authors_in(author, site));
    if (!names.empty()) return names;
    if (&article == &facts.linked[std::min<std::size_t>(2, facts.linked.size() - 1)]) break;
  }
  return {};
}

std::vector<std::string> from_meta(const PageFacts& facts, const std::string& site) {
  for (const char* name :
       {"author", "article:author", "parsely-author", "dc.creator", "dcterms.creator",
        "sailthru.author", "byl", "citation_author", "article:author_name", "og:author", "authors",
        "creator", "cxenseparse:author", "vr:author"}) {
    std::vector<std::string> names;
    for (const std::string_view value : facts.all_meta(name)) {
      add(names, authors_in(value, site));
    }
    if (!names.empty()) return names;
  }
  return {};
}

std::string text_below(const Page& page, NodeId id) {
  std::string out;
  const Node& top = page.document.at(id);
  for (NodeId i = id; i < top.end && out.size() < kMaxBylineBytes * 2;) {
    const Node& node = page.document.at(i);
    if (is_skipped(node)) {
      i = node.end;
      continue;
    }
    if (node.tag == Tag::none) {
      append_squeezed(out, node.text, 0);
    } else if (is_block_level(node) && !out.empty() && out.back() != ' ') {
      out.append(", ");
    }
    ++i;
  }
  while (!out.empty() && out.back() == ' ') out.pop_back();
  return nfc(out);
}

// Elements that say that they name the author: rel=author, itemprop=author.
std::vector<std::string> from_marked(const Page& page, const Zones& zones,
                                     const std::string& site) {
  const html::Document& document = page.document;
  std::vector<std::string> names;
  for (const std::size_t i : zones.head) {
    // The block's own element and up to three around it, with all they hold.
    NodeId top = page.blocks[i].element;
    const NodeId end = document.at(top).end;
    for (NodeId id = top; id < end && id < top + 400; ++id) {
      const Node& node = document.at(id);
      if (node.tag == Tag::none || node.attribute_count == 0) continue;
      const std::string_view rel = document.attribute(node, "rel");
      const std::string_view item = document.attribute(node, "itemprop");
      const std::string_view href = node.tag == Tag::a ? document.attribute(node, "href") : "";
      const bool marked = rel == "author" || item == "author" || item == "creator" ||
                          href.find("/author/") != std::string_view::npos ||
                          href.find("/authors/") != std::string_view::npos ||
                          href.find("/autor") != std::string_view::npos ||
                          href.find("/auteur") != std::string_view::npos ||
                          href.find("/journalist/") != std::string_view::npos ||
                          href.find("/by/") != std::string_view::npos;
      if (marked) add(names, authors_in(text_below(page, id), site));
    }
    if (!names.empty()) return names;
  }
  return names;
}

bool has_opening(std::string_view text) {
  const std::string lower = folded(text.substr(0, 24));
  for (const std::string_view opening :
       {"by ", "von ", "par ", "por ", "by: ", "di ", "text: ", "written by ", "door ", "autor: ",
        "author: ", "posted by ", "words by ", "av ", "af ", "przez ", "автор", "authors: "}) {
    if (lower.compare(0, opening.size(), opening) == 0) return true;
  }
  return false;
}

// The part of a line that names people: before a date or a bar.
std::vector<std::string> from_line(std::string_view line, const std::string& site) {
  return authors_in(line, site);
}

std::vector<std::string> from_classes(const Page& page, const Zones& zones,
                                      const std::string& site) {
  for (const std::size_t i : zones.head) {
    const Block& block = page.blocks[i];
    NodeId id = page.document.at(block.first).parent;
    for (int level = 0; level < 4 && id != html::kNone; ++level) {
      if ((page.cues[id] & bit(ClassCue::author)) != 0) {
        const std::string text = text_below(page, id);
        std::vector<std::string> names =
            text.size() <= 160 ? from_line(text, site) : from_line(page.text_of(block), site);
        if (!names.empty() && looks_like_person(names.front()) &&
            names.front().find(' ') != std::string::npos) {
          return names;
        }
      }
      id = page.document.at(id).parent;
    }
  }
  return {};
}

std::vector<std::string> from_visible(const Page& page, const Zones& zones,
                                      const std::string& site) {
  for (const std::size_t i : zones.head) {
    std::string_view text = page.text_of(page.blocks[i]);
    while (!text.empty() && text.size() <= kMaxBylineBytes) {
      const std::size_t end = std::min(text.find('\n'), text.size());
      const std::string_view line = text.substr(0, end);
      text.remove_prefix(std::min(text.size(), end + 1));
      if (!has_opening(line)) continue;
      std::vector<std::string> names = from_line(line, site);
      if (!names.empty()) return names;
    }
  }
  return {};
}

}  // namespace

std::vector<std::string> authors_of(const PageFacts& facts, const Page& page, const Zones& zones,
                                    const std::string& site) {
  std::vector<std::string> names = from_linked(facts, site);
  if (names.empty()) names = from_meta(facts, site);
  if (names.empty()) names = from_marked(page, zones, site);
  if (names.empty()) names = from_classes(page, zones, site);
  if (names.empty()) names = from_visible(page, zones, site);
  return names;
}

}  // namespace newsloom::extract
