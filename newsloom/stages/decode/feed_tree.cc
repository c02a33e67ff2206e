#include "newsloom/stages/decode/feed_tree.h"

#include <algorithm>
#include <array>

#include "newsloom/core/html/entities.h"
#include "newsloom/stages/decode/html_clean.h"

namespace newsloom::decode {
namespace {

constexpr std::string_view kAtom10 = "http://www.w3.org/2005/atom";
constexpr std::string_view kAtom03 = "http://purl.org/atom/ns";

// Beginnings of the URIs, in lower case: feeds write them with and without last slash or year.
struct Space {
  std::string_view uri;
  std::string_view prefix;
};
constexpr std::array kSpaces = {
    Space{"http://purl.org/rss/1.0/modules/content", "content:"},
    Space{"http://purl.org/rss/1.0/modules/rss091", ""},
    Space{"http://purl.org/rss/1.0/modules/", "?"},
    Space{"http://purl.org/rss/", ""},
    Space{"http://purl.org/net/rss1.1", ""},
    Space{"http://my.netscape.com/", ""},
    Space{"http://channel.netscape.com/", ""},
    Space{"http://backend.userland.com/", ""},
    Space{"http://blogs.law.harvard.edu/tech/rss", ""},
    Space{"http://cyber.law.harvard.edu/rss", ""},
    Space{"http://purl.org/dc/elements/", "dc:"},
    Space{"http://purl.org/dc/terms", "dcterms:"},
    Space{"http://www.itunes.com/dtds/podcast", "itunes:"},
    Space{"http://example.com/dtds/podcast", "itunes:"},
    Space{"http://search.yahoo.com/mrss", "media:"},
    Space{"http://www.w3.org/1999/02/22-rdf-syntax-ns", "rdf:"},
    Space{"http://www.w3.org/1999/xhtml", "xhtml:"},
    Space{"http://www.w3.org/2000/svg", "svg:"},
    Space{"http://www.w3.org/1998/math/mathml", "math:"},
    Space{"http://www.w3.org/1999/xlink", "xlink:"},
    Space{"http://rssnamespace.org/feedburner", "feedburner:"},
};

std::string lowered(std::string_view text) {
  std::string out(text);
  std::transform(out.begin(), out.end(), out.begin(),
                 [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; });
  return out;
}

std::string_view local_of(std::string_view name) {
  const std::size_t colon = name.rfind(':');
  return colon == std::string_view::npos ? name : name.substr(colon + 1);
}

bool starts(std::string_view text, std::string_view prefix) {
  return text.substr(0, prefix.size()) == prefix;
}

}  // namespace

std::string usual_name(std::string_view written, std::string_view space, bool in_atom) {
  const std::string name = lowered(written);
  const std::string local(local_of(name));
  const std::string uri = lowered(space);
  if (starts(uri, kAtom10) || starts(uri, kAtom03)) return in_atom ? local : "atom:" + local;
  for (const Space& known : kSpaces) {
    if (starts(uri, known.uri) && known.prefix != "?") return std::string(known.prefix) + local;
    if (starts(uri, known.uri)) break;
  }
  if (in_atom && starts(name, "atom:")) return local;
  return name;
}

std::string_view FeedTree::attribute(const FeedNode& node, std::string_view name) {
  for (const auto& [key, value] : node.attributes) {
    if (key == name) return value;
  }
  return {};
}

bool FeedTree::has_attribute(const FeedNode& node, std::string_view name) {
  return std::any_of(node.attributes.begin(), node.attributes.end(),
                     [name](const auto& a) { return a.first == name; });
}

const FeedNode* FeedTree::child(const FeedNode& node, std::string_view name) const {
  for (const std::uint32_t id : node.children) {
    if (nodes[id].name == name) return &nodes[id];
  }
  return nullptr;
}

bool FeedTree::has_elements(const FeedNode& node) const {
  return std::any_of(node.children.begin(), node.children.end(),
                     [this](std::uint32_t id) { return !nodes[id].name.empty(); });
}

std::string FeedTree::text_of(const FeedNode& node) const {
  std::string out;
  // Children have higher numbers than their parents: a stack instead of recursion.
  std::vector<std::uint32_t> todo(node.children.rbegin(), node.children.rend());
  while (!todo.empty()) {
    const FeedNode& next = nodes[todo.back()];
    todo.pop_back();
    out += next.text;
    todo.insert(todo.end(), next.children.rbegin(), next.children.rend());
  }
  return out;
}

std::string FeedTree::inner_html(const FeedNode& node) const {
  struct Step {
    std::uint32_t id;
    bool close;
  };
  std::string out;
  std::vector<Step> todo;
  for (auto id = node.children.rbegin(); id != node.children.rend(); ++id) {
    todo.push_back({*id, false});
  }
  while (!todo.empty()) {
    const Step step = todo.back();
    todo.pop_back();
    const FeedNode& next = nodes[step.id];
    if (step.close) {
      out += "</" + next.local + ">";
      continue;
    }
    if (next.name.empty()) {
      html::append_escaped(out, next.text);
      continue;
    }
    out += "<" + next.local;
    for (const auto& [key, value] : next.attributes) {
      if (starts(key, "xmlns")) continue;
      out += " " + key + "=\"";
      html::append_escaped(out, value);
      out += "\"";
    }
    const bool empty = next.children.empty();
    out += empty ? " />" : ">";
    if (!empty) todo.push_back({step.id, true});
    for (auto id = next.children.rbegin(); id != next.children.rend(); ++id) {
      todo.push_back({*id, false});
    }
  }
  return out;
}

}  // namespace newsloom::decode
