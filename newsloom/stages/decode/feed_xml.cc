#include "newsloom/stages/decode/feed_xml.h"

#include <string>
#include <utility>
#include <vector>

#include "newsloom/core/url.h"
#include "newsloom/stages/decode/feed_entry.h"
#include "newsloom/stages/decode/feed_fields.h"
#include "newsloom/stages/decode/feed_parts.h"
#include "newsloom/stages/decode/feed_tree.h"
#include "newsloom/stages/decode/xml_reader.h"

namespace newsloom::decode {
namespace {

bool is_container(std::string_view name) {
  return name == "rss" || name == "rdf:rdf" || name == "rdf" || name == "channel" || name == "feed";
}

bool is_entry(std::string_view name) { return name == "item" || name == "entry"; }

// Walks the document; entries and fields of the feed become trees one by one.
class FeedReader {
 public:
  FeedReader(std::string_view utf8, std::string_view url) : xml_(utf8) {
    scopes_.push_back({std::string(url), ""});
  }

  Result<Feed> read() {
    XmlEvent event;
    for (xml_.next(event); event.kind != XmlEvent::Kind::end_of_document; xml_.next(event)) {
      while (event.kind == XmlEvent::Kind::start) {
        // A field that ends in the start of an entry hands that start back.
        if (!start(event)) break;
      }
      if (event.kind == XmlEvent::Kind::end && !containers_.empty() &&
          event.name == containers_.back()) {
        containers_.pop_back();
        scopes_.pop_back();
      }
    }
    if (!found_) return fail(Errc::invalid_input, "no feed: no rss, rdf, channel or feed element");
    feed_.link = std::move(link_.url);
    if (!feed_.updated) feed_.updated = published_;
    if (feed_.authors.empty()) feed_.authors = std::move(editors_);
    if (feed_.language.empty()) feed_.language = root_language_;
    feed_.warnings = xml_.warnings();
    if (too_many_) feed_.warnings.emplace_back("more entries than are read");
    if (too_large_) feed_.warnings.emplace_back("an entry has more elements than are read");
    return std::move(feed_);
  }

 private:
  // True where `event` holds another start that is still to be looked at.
  bool start(XmlEvent& event) {
    const std::string name = usual_name(event.name, event.space, in_atom_ || !found_);
    if (is_container(name) && !is_entry(name)) {
      container(event, name);
      return false;
    }
    if (is_entry(name)) return entry(event);
    if (containers_.empty()) return false;
    return field(event);
  }

  void container(const XmlEvent& event, const std::string& name) {
    const FeedNode node = node_of(event, name);
    if (feed_.format.empty()) {
      feed_.format = format_of(node);
      in_atom_ = feed_.format.substr(0, 4) == "atom";
      if (in_atom_) {
        dialect_ = feed_.format == "atom10" ? FeedDialect::atom10 : FeedDialect::atom03;
      }
    }
    found_ = true;
    containers_.emplace_back(event.name);
    scopes_.push_back(inner_scope(scopes_.back(), node));
    if (root_language_.empty()) root_language_ = scopes_.back().language;
    if (const auto href = FeedTree::attribute(node, "href"); !href.empty()) {
      link_.offer(resolved_url(scopes_.back().base, href), kLinkOfField);
    }
    if (!feed_.updated) feed_.updated = feed_date(FeedTree::attribute(node, "lastmod"));
  }

  static std::string format_of(const FeedNode& node) {
    const std::string_view version = FeedTree::attribute(node, "version");
    if (node.name == "rss") {
      if (version.substr(0, 2) == "2." || version == "2") return "rss20";
      if (version.substr(0, 1) == "1") return "rss1";
      if (version == "0.91" || version == "0.92" || version == "0.93" || version == "0.94") {
        return "rss0" + std::string(version.substr(2));
      }
      return "rss";
    }
    if (node.name == "rdf:rdf" || node.name == "rdf") {
      for (const auto& [key, value] : node.attributes) {
        if (key.substr(0, 5) == "xmlns" && value.find("rdf/simple/0.9") != std::string::npos) {
          return "rss090";
        }
      }
      return "rss1";
    }
    if (node.name == "channel") return "cdf";
    if (node.space == "http://www.w3.org/2005/Atom") return "atom10";
    if (version == "0.3" || node.space.find("purl.org/atom") != std::string::npos) {
      return version == "0.1" || version == "0.2" ? "atom0" + std::string(version.substr(2))
                                                  : "atom03";
    }
    return "atom10";
  }

  bool entry(XmlEvent& event) {
    found_ = true;
    if (feed_.format.empty()) feed_.format = "rss";
    const bool again = build(event);
    if (feed_.entries.size() >= kMaxFeedEntries) {
      too_many_ = true;
      return again;
    }
    feed_.entries.push_back(entry_of(tree_, inner_scope(scopes_.back(), tree_.root()), dialect_));
    FeedEntry& made = feed_.entries.back();
    if (made.language.empty()) made.language = feed_.language;
    return again;
  }

  bool field(XmlEvent& event) {
    const bool again = build(event);
    const FeedNode& node = tree_.root();
    const FieldReader fields(tree_, dialect_);
    const FieldScope& scope = scopes_.back();
    const std::string& name = node.name;
    if (name == "title" || name == "dc:title") {
      if (feed_.title.empty()) feed_.title = fields.title(node, scope);
    } else if (name == "link" || name == "atom:link") {
      fields.link(node, scope, link_, nullptr);
    } else if (name == "language" || name == "dc:language") {
      if (feed_.language.empty()) feed_.language = field_text(tree_, node);
    } else if (is_one_of(name, kUpdated) || name == "lastbuilddate") {
      if (!feed_.updated) feed_.updated = fields.date(node);
    } else if (is_one_of(name, kPublished) || name == "dc:date") {
      if (!published_) published_ = fields.date(node);
    } else if (is_one_of(name, kAuthors)) {
      add_person(feed_.authors, person_of(tree_, node, scope));
    } else if (name == "managingeditor" || name == "webmaster" || name == "itunes:owner") {
      if (editors_.empty()) add_person(editors_, person_of(tree_, node, scope));
    }
    return again;
  }

  FeedNode node_of(const XmlEvent& event, std::string name) const {
    FeedNode node;
    node.name = std::move(name);
    const std::size_t colon = event.name.rfind(':');
    node.local = colon == std::string_view::npos ? event.name : event.name.substr(colon + 1);
    node.space = event.space;
    for (const XmlAttribute& a : event.attributes) {
      const std::size_t mark = a.name.find(':');
      const std::string_view prefix =
          mark == std::string_view::npos ? std::string_view() : a.name.substr(0, mark);
      const std::string_view space = prefix.empty() ? prefix : xml_.space_of(prefix);
      node.attributes.emplace_back(usual_name(a.name, space, false), a.value);
    }
    return node;
  }

  // Reads on to the end of the element that `event` starts. True where the start of an entry ended
  // it (an entry never stands inside another, so the first was not closed): it is in `event` then.
  bool build(XmlEvent& event) {
    tree_.nodes.clear();
    tree_.nodes.push_back(node_of(event, usual_name(event.name, event.space, in_atom_)));
    std::vector<std::uint32_t> open = {0};
    std::size_t left_out = 0;
    for (xml_.next(event); event.kind != XmlEvent::Kind::end_of_document; xml_.next(event)) {
      if (event.kind == XmlEvent::Kind::end) {
        if (left_out > 0) {
          --left_out;
        } else {
          open.pop_back();
        }
        if (open.empty()) return false;
        continue;
      }
      const bool full = tree_.nodes.size() >= kMaxEntryNodes;
      too_large_ = too_large_ || full;
      if (event.kind == XmlEvent::Kind::text) {
        if (!full) append_text(open.back(), event);
        continue;
      }
      std::string name = usual_name(event.name, event.space, in_atom_);
      if (is_entry(name)) {
        return true;
      }
      if (full) {
        ++left_out;
        continue;
      }
      const auto id = static_cast<std::uint32_t>(tree_.nodes.size());
      tree_.nodes[open.back()].children.push_back(id);
      tree_.nodes.push_back(node_of(event, std::move(name)));
      open.push_back(id);
    }
    return false;
  }

  void append_text(std::uint32_t parent, const XmlEvent& event) {
    std::vector<std::uint32_t>& children = tree_.nodes[parent].children;
    if (!children.empty() && tree_.nodes[children.back()].name.empty()) {
      tree_.nodes[children.back()].text += event.text;
      return;
    }
    FeedNode node;
    node.text = event.text;
    children.push_back(static_cast<std::uint32_t>(tree_.nodes.size()));
    tree_.nodes.push_back(std::move(node));
  }

  XmlReader xml_;
  Feed feed_;
  FeedTree tree_;
  LinkChoice link_;
  std::vector<FieldScope> scopes_;
  std::vector<std::string> containers_;
  std::vector<FeedPerson> editors_;
  std::optional<Timestamp> published_;
  std::string root_language_;
  bool in_atom_ = false;
  FeedDialect dialect_ = FeedDialect::rss;
  bool found_ = false;
  bool too_many_ = false;
  bool too_large_ = false;
};

}  // namespace

Result<Feed> feed_of_xml(std::string_view utf8, std::string_view url) {
  return FeedReader(utf8, url).read();
}

}  // namespace newsloom::decode
