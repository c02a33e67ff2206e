#include "newsloom/stages/decode/opml.h"

#include <algorithm>
#include <map>

#include "newsloom/core/html/entities.h"
#include "newsloom/core/text/encoding.h"
#include "newsloom/core/text/loose_date.h"
#include "newsloom/core/text/normalize.h"
#include "newsloom/core/url.h"
#include "newsloom/stages/decode/html_clean.h"
#include "newsloom/stages/decode/xml_reader.h"

namespace newsloom::decode {
namespace {

using Path = std::vector<std::string>;

constexpr std::size_t kMaxPaths = 100;  // of one feed

std::string lowered(std::string_view text) {
  std::string out(text);
  std::transform(out.begin(), out.end(), out.begin(),
                 [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; });
  return out;
}

std::string attribute(const XmlEvent& event, std::string_view lower_name) {
  for (const XmlAttribute& a : event.attributes) {
    if (lowered(a.name) == lower_name) return squeezed(a.value);
  }
  return {};
}

void add_path(Path path, OpmlFeed& feed) {
  if (path.empty() || feed.categories.size() >= kMaxPaths) return;
  if (path.size() == 1 &&
      std::find(feed.tags.begin(), feed.tags.end(), path[0]) == feed.tags.end()) {
    feed.tags.push_back(path[0]);
  }
  if (std::find(feed.categories.begin(), feed.categories.end(), path) == feed.categories.end()) {
    feed.categories.push_back(std::move(path));
  }
}

// "/news/north,sport": paths between commas, their parts between slashes.
void add_paths(std::string_view list, OpmlFeed& feed) {
  for (std::size_t begin = 0; begin <= list.size();) {
    const std::size_t end = std::min(list.find(',', begin), list.size());
    Path path;
    for (std::size_t from = begin; from <= end;) {
      const std::size_t to = std::min(list.find('/', from), end);
      std::string part = squeezed(list.substr(from, to - from));
      if (!part.empty() && path.size() < kMaxOpmlDepth) path.push_back(std::move(part));
      from = to + 1;
    }
    add_path(std::move(path), feed);
    begin = end + 1;
  }
}

class OpmlReader {
 public:
  explicit OpmlReader(std::string_view utf8) : xml_(utf8) {}

  Result<Opml> read() {
    XmlEvent event;
    for (xml_.next(event); event.kind != XmlEvent::Kind::end_of_document; xml_.next(event)) {
      if (event.kind == XmlEvent::Kind::start) {
        start(event);
      } else if (event.kind == XmlEvent::Kind::end) {
        end(event);
      } else {
        text_ += event.text;
      }
    }
    if (!found_) return fail(Errc::invalid_input, "no opml element");
    for (const std::string& warning : xml_.warnings()) list_.warnings.push_back(warning);
    return std::move(list_);
  }

 private:
  void start(const XmlEvent& event) {
    text_.clear();
    const std::string name = lowered(event.name);
    found_ = found_ || name == "opml";
    if (name == "outline") outline(event);
  }

  void end(const XmlEvent& event) {
    const std::string name = lowered(event.name);
    const std::string text = squeezed(text_);
    text_.clear();
    if (name == "outline") {
      if (too_deep_ > 0) {
        --too_deep_;
      } else if (!folders_.empty()) {
        folders_.pop_back();
      }
    } else if (name == "title" && list_.title.empty()) {
      list_.title = text;
    } else if (name == "datecreated") {
      list_.created = date(text);
    } else if (name == "datemodified") {
      list_.modified = date(text);
    } else if (name == "ownername") {
      list_.owner_name = text;
    } else if (name == "owneremail") {
      list_.owner_email = text;
    } else if (name == "ownerid") {
      list_.owner_url = text;
    }
  }

  std::optional<Timestamp> date(const std::string& text) {
    auto time = loose_date(text);
    if (!time && !text.empty()) list_.warnings.push_back("not a date: " + text);
    return time;
  }

  void outline(const XmlEvent& event) {
    const std::string type = lowered(attribute(event, "type"));
    std::string title = attribute(event, "text");
    if (title.empty()) title = attribute(event, "title");
    const std::string feed_url = attribute(event, "xmlurl");
    const std::string url = attribute(event, "url");
    const std::string page = attribute(event, "htmlurl");
    std::string folder;
    if (!feed_url.empty()) {
      if (list_.feeds.size() < kMaxOpmlFeeds) list_.feeds.push_back(feed(event, title, feed_url));
    } else if ((type == "link" || type == "include") && !url.empty()) {
      if (list_.lists.size() < kMaxOpmlFeeds) list_.lists.push_back({title, url});
    } else if (type == "rss" || type == "atom" || type == "pie") {
      if (!page.empty()) list_.opportunities.push_back({title, page});
    } else {
      folder = title;
    }
    if (folders_.size() < kMaxOpmlDepth) {
      folders_.push_back(std::move(folder));
    } else {
      ++too_deep_;
    }
  }

  OpmlFeed feed(const XmlEvent& event, const std::string& title, const std::string& url) const {
    OpmlFeed made;
    made.title = title;
    made.url = url;
    made.page = attribute(event, "htmlurl");
    Path path;
    std::copy_if(folders_.begin(), folders_.end(), std::back_inserter(path),
                 [](const std::string& name) { return !name.empty(); });
    add_path(std::move(path), made);
    add_paths(attribute(event, "category"), made);
    return made;
  }

  XmlReader xml_;
  Opml list_;
  std::string text_;
  Path folders_;  // names of the outlines open now; empty for feeds
  std::size_t too_deep_ = 0;
  bool found_ = false;
};

void put(std::string& out, std::string_view name, std::string_view value) {
  if (value.empty()) return;
  out.append("    <").append(name).append(">");
  html::append_escaped(out, value);
  out.append("</").append(name).append(">\n");
}

void put_attribute(std::string& out, std::string_view name, std::string_view value) {
  if (value.empty()) return;
  out.append(" ").append(name).append("=\"");
  html::append_escaped(out, value);
  out.append("\"");
}

void put_feed(std::string& out, const OpmlFeed& feed, std::size_t depth) {
  out.append(4 + depth * 2, ' ').append("<outline type=\"rss\"");
  // The text is required; readers show it.
  put_attribute(out, "text", feed.title.empty() ? feed.url : feed.title);
  put_attribute(out, "title", feed.title);
  put_attribute(out, "xmlUrl", feed.url);
  put_attribute(out, "htmlUrl", feed.page);
  std::string more;
  for (std::size_t i = 1; i < feed.categories.size(); ++i) {
    if (!more.empty()) more += ",";
    for (const std::string& part : feed.categories[i]) more += "/" + part;
  }
  put_attribute(out, "category", more);
  out.append(" />\n");
}

}  // namespace

Result<Opml> opml(std::string_view bytes, std::string_view content_type) {
  if (bytes.size() > kMaxOpmlBytes) {
    return fail(Errc::too_large, "longer than " + std::to_string(kMaxOpmlBytes) + " bytes");
  }
  return OpmlReader(to_utf8(bytes, content_type, false).utf8).read();
}

std::string to_xml(const Opml& list) {
  std::string out =
      "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<opml version=\"2.0\">\n  <head>\n";
  put(out, "title", list.title);
  if (list.created) put(out, "dateCreated", to_string(*list.created));
  if (list.modified) put(out, "dateModified", to_string(*list.modified));
  put(out, "ownerName", list.owner_name);
  put(out, "ownerEmail", list.owner_email);
  put(out, "ownerId", list.owner_url);
  out += "  </head>\n  <body>\n";
  std::map<Path, std::vector<const OpmlFeed*>> folders;
  for (const OpmlFeed& feed : list.feeds) {
    folders[feed.categories.empty() ? Path() : feed.categories[0]].push_back(&feed);
  }
  for (const auto& [path, feeds] : folders) {
    for (std::size_t i = 0; i < path.size(); ++i) {
      out.append(4 + i * 2, ' ').append("<outline");
      put_attribute(out, "text", path[i]);
      out.append(">\n");
    }
    for (const OpmlFeed* feed : feeds) put_feed(out, *feed, path.size());
    for (std::size_t i = path.size(); i-- > 0;) out.append(4 + i * 2, ' ').append("</outline>\n");
  }
  for (const OpmlLink& link : list.lists) {
    out += "    <outline type=\"include\"";
    put_attribute(out, "text", link.title.empty() ? link.url : link.title);
    put_attribute(out, "url", link.url);
    out += " />\n";
  }
  return out + "  </body>\n</opml>\n";
}

}  // namespace newsloom::decode
