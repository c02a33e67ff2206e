#include "newsloom/stages/extract/bylines.h"

#include <algorithm>

#include "newsloom/core/text/normalize.h"
#include "newsloom/stages/extract/names.h"

namespace newsloom::extract {
namespace {

using html::Node;
using html::NodeId;
using html::Tag;

constexpr std::size_t kMaxMarkedBytes = 160;  // of an element that names the author

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

// Whoever JSON-LD or <meta> names, be it a handle or an organisation.
std::vector<std::string> as_stated(const PageFacts& facts) {
  std::vector<std::string> names;
  if (!facts.linked.empty()) {
    for (const std::string& author : facts.linked.front().authors) {
      add(names, stated_names_in(author));
    }
  }
  for (const char* name : {"author", "article:author", "parsely-author", "dc.creator"}) {
    if (!names.empty()) break;
    for (const std::string_view value : facts.all_meta(name)) add(names, stated_names_in(value));
  }
  return names;
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
    } else if ((is_block_level(node) || node.tag == Tag::br) && !out.empty() &&
               out.back() != '\n') {
      out.push_back('\n');
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
      if (!marked) continue;
      const std::string text = text_below(page, id);
      std::vector<std::string> found = authors_in(text, site);
      if (found.empty() && item.empty() && text.size() <= 40 &&
          text.find(' ') == std::string::npos) {
        found = stated_names_in(text);  // a handle
      }
      add(names, found);
    }
    if (!names.empty()) return names;
  }
  return names;
}

bool has_opening(std::string_view text) {
  const std::string lower = folded(text.substr(0, 24));
  for (const std::string_view opening : {"by",
                                         "von",
                                         "par",
                                         "por",
                                         "di",
                                         "text",
                                         "written by",
                                         "door",
                                         "autor",
                                         "author",
                                         "posted by",
                                         "words by",
                                         "av",
                                         "af",
                                         "przez",
                                         "автор",
                                         "authors",
                                         "autorin",
                                         "published by",
                                         "authored by",
                                         "autora",
                                         "publié par",
                                         "written and edited by"}) {
    if (lower.compare(0, opening.size(), opening) != 0) continue;
    if (lower.size() == opening.size()) return true;
    const char next = lower[opening.size()];
    if (next == ' ' || next == ':' || next == '\n') return true;
  }
  return false;
}

// The part of a line that names people: before a date or a bar.
std::vector<std::string> from_line(std::string_view line, const std::string& site) {
  return authors_in(line, site);
}

bool is_full_name(const std::string& name) {
  if (!looks_like_person(name)) return false;
  if (name.find(' ') != std::string::npos) return true;
  // Names in Han are written in one word.
  return static_cast<unsigned char>(name.front()) >= 0xE3 && name.size() >= 6 && name.size() <= 15;
}

std::vector<std::string> from_author_element(const Page& page, NodeId id, const std::string& site) {
  const std::string text = text_below(page, id);
  if (text.size() > kMaxMarkedBytes) return {};
  std::vector<std::string> names = from_line(text, site);
  if (names.empty() || !is_full_name(names.front())) return {};
  return names;
}

// Elements whose class says that the author stands in them.
std::vector<std::string> from_classes(const Page& page, const Zones& zones,
                                      const std::string& site) {
  for (const std::size_t i : zones.head) {
    const Block& block = page.blocks[i];
    const NodeId end = page.document.at(block.element).end;
    for (NodeId id = block.element; id < end && id < block.element + 200; ++id) {
      if ((page.cues[id] & bit(ClassCue::author)) == 0) continue;
      std::vector<std::string> names = from_author_element(page, id, site);
      if (!names.empty()) return names;
    }
    NodeId id = page.document.at(block.element).parent;
    for (int level = 0; level < 3 && id != html::kNone; ++level) {
      if ((page.cues[id] & bit(ClassCue::author)) != 0) {
        std::vector<std::string> names = from_author_element(page, id, site);
        if (names.empty()) names = from_line(page.text_of(block), site);
        if (!names.empty() && is_full_name(names.front())) return names;
      }
      id = page.document.at(id).parent;
    }
  }
  return {};
}

// "Posted on 8 November 2025 by Sanne Kuipers": what stands behind the "by".
std::string_view after_by(std::string_view line) {
  if (line.size() > kMaxMarkedBytes || line.empty() || line.back() == '.' ||
      std::none_of(line.begin(), line.end(), [](char c) { return c >= '0' && c <= '9'; })) {
    return {};
  }
  for (const std::string_view by :
       {" by ", " By ", " BY ", " von ", " Von ", " par ", " por ", " door "}) {
    const std::size_t at = line.find(by);
    if (at != std::string_view::npos) return line.substr(at + by.size());
  }
  return {};
}

// "记者：沈一鸣": names in Han behind a label; "윤서진 기자": a Korean name before its role.
std::vector<std::string> from_label(std::string_view line) {
  for (const std::string_view label :
       {"记者：", "记者:", "作者：", "作者:", "記者：", "撰文：", "文／"}) {
    const std::size_t at = line.find(label);
    if (at == std::string_view::npos) continue;
    std::string_view name = line.substr(at + label.size());
    while (!name.empty() && name.front() == ' ') name.remove_prefix(1);
    name = name.substr(0, name.find_first_of(" |,;/()"));
    std::string found(name);
    if (is_full_name(found)) return {found};
  }
  const std::size_t role = line.find(" 기자");
  if (role == std::string_view::npos || role == 0) return {};
  const std::size_t start = line.find_last_of(" =]|/", role - 1);
  std::string name(line.substr(start == std::string_view::npos ? 0 : start + 1,
                               role - (start == std::string_view::npos ? 0 : start + 1)));
  if (!is_full_name(name)) return {};
  return {name};
}

std::vector<std::string> from_visible(const Page& page, const Zones& zones,
                                      const std::string& site) {
  for (const std::size_t i : zones.head) {
    std::string_view text = page.text_of(page.blocks[i]);
    while (!text.empty() && text.size() <= kMaxBylineBytes) {
      const std::size_t end = std::min(text.find('\n'), text.size());
      const std::string_view line = text.substr(0, end);
      text.remove_prefix(std::min(text.size(), end + 1));
      if (std::vector<std::string> names = from_label(line); !names.empty()) return names;
      if (const std::string_view rest = after_by(line); !rest.empty() && !has_opening(line)) {
        std::vector<std::string> names = from_line(rest, site);
        if (!names.empty() && is_full_name(names.front())) return names;
      }
      if (!has_opening(line)) continue;
      std::vector<std::string> names = from_line(line, site);
      // "By" alone: the name is in the next block.
      if (names.empty() && line.size() < 14 && i + 1 < page.blocks.size()) {
        names = from_line(page.text_of(page.blocks[i + 1]), site);
      }
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
  if (!names.empty()) return names;
  // An organisation that is stated counts, but the site itself only where the page names no person.
  const std::vector<std::string> stated = as_stated(facts);
  const auto is_site = [&](const std::string& name) { return same_site(name, site); };
  if (!std::all_of(stated.begin(), stated.end(), is_site)) return stated;
  names = from_classes(page, zones, site);
  if (names.empty() && stated.empty()) names = from_visible(page, zones, site);
  return names.empty() ? stated : names;
}

}  // namespace newsloom::extract
