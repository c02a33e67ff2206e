#include "newsloom/stages/extract/page_facts.h"

#include <algorithm>

#include "newsloom/core/html/entities.h"
#include "newsloom/core/text/normalize.h"
#include "newsloom/stages/extract/blocks.h"
#include "newsloom/stages/extract/linked_data.h"

namespace newsloom::extract {
namespace {

using html::Node;
using html::NodeId;
using html::Tag;

constexpr std::size_t kMaxMetas = 400;

std::string lower(std::string_view text) {
  std::string out(text);
  for (char& c : out) {
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c + 32);
  }
  return out;
}

bool has_word(std::string_view list, std::string_view word) {
  std::size_t at = 0;
  while ((at = list.find(word, at)) != std::string_view::npos) {
    const std::size_t end = at + word.size();
    if ((at == 0 || list[at - 1] == ' ') && (end == list.size() || list[end] == ' ')) return true;
    at = end;
  }
  return false;
}

void read_meta(const html::Document& document, const Node& node, PageFacts& facts) {
  if (facts.metas.size() >= kMaxMetas) return;
  std::string_view name = document.attribute(node, "property");
  if (name.empty()) name = document.attribute(node, "name");
  if (name.empty()) name = document.attribute(node, "itemprop");
  if (name.empty()) name = document.attribute(node, "http-equiv");
  const std::string_view content = document.attribute(node, "content");
  if (name.empty() || content.empty()) return;
  facts.metas.emplace_back(lower(name), clean_text(content));
}

void read_link(const html::Document& document, const Node& node, PageFacts& facts) {
  const std::string rel = lower(document.attribute(node, "rel"));
  if (facts.canonical.empty() && has_word(rel, "canonical")) {
    facts.canonical = document.attribute(node, "href");
  }
}

}  // namespace

std::string_view PageFacts::meta(std::string_view name) const {
  for (const auto& [key, value] : metas) {
    if (key == name && !value.empty()) return value;
  }
  return {};
}

std::vector<std::string_view> PageFacts::all_meta(std::string_view name) const {
  std::vector<std::string_view> found;
  for (const auto& [key, value] : metas) {
    if (key == name && !value.empty()) found.emplace_back(value);
  }
  return found;
}

std::string clean_text(std::string_view text) {
  std::string plain(text);
  for (int round = 0; round < 2 && plain.find('&') != std::string::npos; ++round) {
    plain = html::decoded(plain);
  }
  std::string out;
  std::size_t at = 0;
  while (at < plain.size()) {
    const std::size_t tag = plain.find('<', at);
    const std::size_t end = tag == std::string::npos ? tag : plain.find('>', tag);
    const bool is_tag = end != std::string::npos && tag + 1 < plain.size() &&
                        (plain[tag + 1] == '/' || (lower(plain.substr(tag + 1, 1)) >= "a" &&
                                                   lower(plain.substr(tag + 1, 1)) <= "z"));
    if (!is_tag) {
      append_squeezed(out, std::string_view(plain).substr(at), 0);
      break;
    }
    append_squeezed(out, std::string_view(plain).substr(at, tag - at), 0);
    if (plain.compare(tag, 3, "<p>") == 0 || plain.compare(tag, 3, "<br") == 0 ||
        plain.compare(tag, 3, "</p") == 0) {
      append_squeezed(out, " ", 0);
    }
    at = end + 1;
  }
  while (!out.empty() && out.back() == ' ') out.pop_back();
  return nfc(out);
}

PageFacts facts_of(const html::Document& document, std::string_view page_url) {
  PageFacts facts;
  LinkedData linked;
  bool amp = false;
  for (NodeId id = 0; id < document.nodes().size(); ++id) {
    const Node& node = document.at(id);
    switch (node.tag) {
      case Tag::html:
        facts.html_lang = document.attribute(node, "lang");
        if (facts.html_lang.empty()) facts.html_lang = document.attribute(node, "xml:lang");
        amp = document.has_attribute(node, "amp") || document.has_attribute(node, "⚡");
        break;
      case Tag::meta: read_meta(document, node, facts); break;
      case Tag::link: read_link(document, node, facts); break;
      case Tag::base:
        if (facts.base_url.empty()) facts.base_url = document.attribute(node, "href");
        break;
      case Tag::title:
        // Not the titles of drawings.
        if (facts.html_title.empty() && document.at(node.parent).tag != Tag::svg) {
          facts.html_title = clean_text(document.inner_text(id));
        }
        break;
      case Tag::script:
        if (lower(document.attribute(node, "type")).find("ld+json") != std::string::npos &&
            node.first_child != html::kNone &&
            document.at(node.first_child).text.size() <= kMaxLinkedDataBytes) {
          linked.read(document.at(node.first_child).text);
        }
        break;
      default: break;
    }
  }
  if (amp) facts.amp_canonical = facts.canonical;
  linked.finish(page_url, facts);
  return facts;
}

}  // namespace newsloom::extract
