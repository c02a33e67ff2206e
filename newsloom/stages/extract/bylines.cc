#include "newsloom/stages/extract/bylines.h"

#include <algorithm>

#include "newsloom/core/text/normalize.h"
#include "newsloom/stages/extract/byline_lines.h"
#include "newsloom/stages/extract/names.h"

namespace newsloom::extract {
namespace {

using html::Node;
using html::NodeId;
using html::Tag;

constexpr std::size_t kMaxMarkedBytes = 160;  // of an element that names the author
constexpr std::size_t kMaxHandleBytes = 40;
constexpr std::ptrdiff_t kMaxTeamWords = 5;
constexpr std::size_t kLinkedArticles = 3;  // of JSON-LD, looked at

void add(std::vector<std::string>& names, const std::vector<std::string>& more) {
  for (const std::string& name : more) {
    const auto same = [&](const std::string& other) { return bare_name(other) == bare_name(name); };
    if (names.size() < kMaxAuthors && std::none_of(names.begin(), names.end(), same)) {
      names.push_back(name);
    }
  }
}

std::vector<std::string> from_linked(const PageFacts& facts, const std::string& site) {
  std::vector<std::string> names;
  const std::size_t looked_at = std::min(kLinkedArticles, facts.linked.size());
  for (std::size_t i = 0; i < looked_at; ++i) {
    for (const std::string& author : facts.linked[i].authors) add(names, authors_in(author, site));
    if (!names.empty()) return names;
  }
  // "The Gazette Team", given as a person.
  for (std::size_t i = 0; i < looked_at && names.empty(); ++i) {
    const LinkedArticle& article = facts.linked[i];
    for (std::size_t n = 0; n < article.persons; ++n) {
      const std::string& author = article.authors[n];
      const auto words = std::count(author.begin(), author.end(), ' ') + 1;
      if (bare_name(author) == bare_name(site) || is_account(author) || words > kMaxTeamWords) {
        continue;
      }
      add(names, stated_names_in(author));
    }
  }
  for (const std::string& author : facts.page_authors) {
    if (names.empty() && !is_account(author)) add(names, authors_in(author, site));
  }
  return names;
}

// "Written by" and its value as cards for sharing show them.
std::string_view card_author(const PageFacts& facts) {
  static constexpr std::string_view kLabels[] = {
      "written by", "geschrieben von", "verfasst von", "écrit par",  "escrito por",
      "scritto da", "geschreven door", "skrevet av",   "skriven av", "napisane przez",
      "автор"};
  for (const char* number : {"1", "2"}) {
    const std::string label = folded(facts.meta(std::string("twitter:label") + number));
    if (std::find(std::begin(kLabels), std::end(kLabels), label) != std::end(kLabels)) {
      return facts.meta(std::string("twitter:data") + number);
    }
  }
  return {};
}

// "vellgazette.example, Vell, Brandholm", "Vell Gazette (www.vellgazette.example)": the address of
// the site, no list of names.
bool is_address_of_site(std::string_view value, const std::string& site) {
  if (value.find("(www.") != std::string_view::npos) return true;
  const std::size_t comma = value.find(',');
  return comma != std::string_view::npos && same_site(value.substr(0, comma), site);
}

std::vector<std::string> from_meta(const PageFacts& facts, const std::string& site) {
  for (const char* name :
       {"author", "article:author", "parsely-author", "dc.creator", "dcterms.creator",
        "sailthru.author", "byl", "citation_author", "article:author_name", "og:author", "authors",
        "creator", "cxenseparse:author", "vr:author"}) {
    std::vector<std::string> names;
    for (const std::string_view value : facts.all_meta(name)) {
      if (!is_address_of_site(value, site)) add(names, authors_in(value, site));
    }
    if (!names.empty()) return names;
  }
  const std::string_view card = card_author(facts);
  std::vector<std::string> names = authors_in(card, site);
  if (names.empty() && !same_site(card, site) && !is_account(card)) names = stated_names_in(card);
  return names;
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

// "von ferryfan": one word, with or without an opening.
std::vector<std::string> handle_in(std::string_view text) {
  if (text.size() > kMaxHandleBytes) return {};
  std::vector<std::string> names = stated_names_in(text);
  if (!names.empty() && names.front().find(' ') != std::string::npos) return {};
  return names;
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
      if (found.empty() && item.empty()) found = handle_in(text);
      add(names, found);
    }
    if (!names.empty()) return names;
  }
  return names;
}

std::vector<std::string> from_author_element(const Page& page, NodeId id, const std::string& site) {
  const std::string text = text_below(page, id);
  if (text.size() > kMaxMarkedBytes) return {};
  std::vector<std::string> names = authors_in(text, site);
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
        if (names.empty()) names = authors_in(page.text_of(block), site);
        if (!names.empty() && is_full_name(names.front())) return names;
      }
      id = page.document.at(id).parent;
    }
  }
  return {};
}

bool holds_all(const std::vector<std::string>& list, const std::vector<std::string>& names) {
  return std::all_of(names.begin(), names.end(), [&](const std::string& name) {
    return std::any_of(list.begin(), list.end(), [&](const std::string& other) {
      return bare_name(other) == bare_name(name);
    });
  });
}

}  // namespace

std::vector<std::string> authors_of(const PageFacts& facts, const Page& page, const Zones& zones,
                                    const std::string& site) {
  std::vector<std::string> names = from_linked(facts, site);
  // <meta> may list more than the first author.
  if (std::vector<std::string> more = from_meta(facts, site);
      names.empty() || (more.size() > names.size() && holds_all(more, names))) {
    names = std::move(more);
  }
  if (names.empty()) names = from_marked(page, zones, site);
  if (!names.empty()) return names;
  // An organisation that is stated counts, but the site itself only where the page names no person.
  const std::vector<std::string> stated = as_stated(facts);
  const auto is_site = [&](const std::string& name) { return same_site(name, site); };
  if (!std::all_of(stated.begin(), stated.end(), is_site)) {
    names = from_labels(page, site);
    if (names.empty()) names = full_names(from_visible(page, zones, site));
    return names.empty() ? stated : names;
  }
  names = from_classes(page, zones, site);
  if (names.empty()) names = from_visible(page, zones, site);
  if (!stated.empty()) names = full_names(std::move(names));
  if (names.empty()) names = from_labels(page, site);
  if (names.empty()) names = beside_date(page, zones, site);
  if (names.empty()) names = signature(page, zones, site);
  if (names.empty() && stated.empty()) names = teams(page, zones, site);
  return names.empty() ? stated : names;
}

}  // namespace newsloom::extract
