#include "newsloom/stages/decode/feed_xml.h"

#include <algorithm>
#include <array>
#include <charconv>

#include "newsloom/core/text/normalize.h"
#include "newsloom/core/url.h"
#include "newsloom/stages/decode/feed_fields.h"
#include "newsloom/stages/decode/feed_tree.h"
#include "newsloom/stages/decode/xml_reader.h"

namespace newsloom::decode {
namespace {

constexpr std::size_t kMaxPeople = 100;
constexpr std::size_t kMaxCategories = 1000;

template <std::size_t N>
bool is_one_of(std::string_view name, const std::array<std::string_view, N>& list) {
  return std::find(list.begin(), list.end(), name) != list.end();
}

void add_person(std::vector<FeedPerson>& people, FeedPerson person) {
  if (person.empty() || people.size() >= kMaxPeople) return;
  if (std::find(people.begin(), people.end(), person) == people.end()) {
    people.push_back(std::move(person));
  }
}

// A <link> of Atom: rel and type decide whether it is the page of the entry.
struct LinkChoice {
  std::string url;
  int rank = 0;  // higher is better

  // Of equals the first counts, or (RSS) the last.
  void offer(std::string candidate, int candidate_rank, bool last = false) {
    if (candidate.empty() || candidate_rank < rank + (last ? 0 : 1)) return;
    url = std::move(candidate);
    rank = candidate_rank;
  }
};

constexpr int kLinkOfField = 9;      // RSS <link>, Atom alternate in HTML
constexpr int kLinkOfOtherType = 7;  // Atom alternate in another type
constexpr int kLinkOfAtomInRss = 5;
constexpr int kLinkOfGuid = 4;
constexpr int kLinkOfAbout = 3;

std::optional<std::int64_t> number_of(std::string_view text) {
  std::int64_t value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (text.empty() || error != std::errc() || end != text.data() + text.size()) return std::nullopt;
  return value < 0 ? std::nullopt : std::optional<std::int64_t>(value);
}

// Fields that a feed and an entry share.
class FieldReader {
 public:
  FieldReader(const FeedTree& tree, FeedDialect dialect) : tree_(tree), dialect_(dialect) {}

  void link(const FeedNode& node, const FieldScope& outer, LinkChoice& link,
            std::vector<FeedEnclosure>* enclosures) const {
    const FieldScope scope = inner_scope(outer, node);
    const std::string_view href = FeedTree::attribute(node, "href");
    if (href.empty()) {
      const std::string text = field_text(tree_, node);
      if (!text.empty())
        link.offer(resolved_url(scope.base, text), kLinkOfField, dialect_ == FeedDialect::rss);
      return;
    }
    std::string url = resolved_url(scope.base, href);
    const std::string_view rel = FeedTree::attribute(node, "rel");
    const std::string_view type = FeedTree::attribute(node, "type");
    if (rel == "enclosure" && enclosures != nullptr) {
      enclosures->push_back(
          {std::move(url), std::string(type), number_of(FeedTree::attribute(node, "length"))});
    } else if (rel.empty() || rel == "alternate" || rel == "text/html") {
      const bool html = type.empty() || type.find("html") != std::string_view::npos;
      int rank = html ? kLinkOfField : kLinkOfOtherType;
      if (node.name == "atom:link") rank = kLinkOfAtomInRss;
      link.offer(std::move(url), rank, dialect_ == FeedDialect::rss);
    }
  }

  // The label for people first; the term too, where it says something else.
  void categories(const FeedNode& node, std::vector<std::string>& out) const {
    bool found = false;
    for (const std::string_view key : {"label", "text", "term"}) {
      const std::string_view value = FeedTree::attribute(node, key);
      if (value.empty() || is_web_url(value)) continue;
      add_category(value, out);
      found = true;
    }
    if (!found) list_of_categories(node, out);
    for (const std::uint32_t id : node.children) {  // itunes nests one level
      const FeedNode& inner = tree_.nodes[id];
      if (inner.name == node.name) add_category(FeedTree::attribute(inner, "text"), out);
    }
  }

  std::string html(const FeedNode& node, const FieldScope& scope) const {
    return html_of(tree_, node, scope, dialect_of(node));
  }
  std::string title(const FeedNode& node, const FieldScope& scope) const {
    return title_of(tree_, node, scope, dialect_of(node));
  }
  std::optional<Timestamp> date(const FeedNode& node) const {
    return feed_date(field_text(tree_, node));
  }

 private:
  static void add_category(std::string_view text, std::vector<std::string>& out) {
    std::string name = squeezed(text);
    if (name.empty() || out.size() >= kMaxCategories) return;
    if (std::find(out.begin(), out.end(), name) == out.end()) out.push_back(std::move(name));
  }

  // <tags> and keywords hold a list with commas; a <category> is one, whatever is in it.
  void list_of_categories(const FeedNode& node, std::vector<std::string>& out) const {
    const std::string text = field_text(tree_, node);
    const bool is_list = node.name == "tags" || node.name == "keywords" ||
                         node.name == "itunes:keywords" || node.name == "media:keywords";
    if (!is_list) return add_category(text, out);
    for (std::size_t begin = 0; begin <= text.size();) {
      const std::size_t end = std::min(text.find(',', begin), text.size());
      add_category(std::string_view(text).substr(begin, end - begin), out);
      begin = end + 1;
    }
  }

  // Fields of Atom follow its rules in any feed, those of modules the rules of RSS.
  FeedDialect dialect_of(const FeedNode& node) const {
    if (node.name.substr(0, 5) == "atom:") return FeedDialect::atom10;
    return node.name.find(':') == std::string::npos ? dialect_ : FeedDialect::rss;
  }

  const FeedTree& tree_;
  FeedDialect dialect_;
};

constexpr std::array<std::string_view, 4> kUpdated = {"updated", "modified", "dcterms:modified",
                                                      "atom:updated"};
constexpr std::array<std::string_view, 7> kPublished = {
    "pubdate",        "published",       "issued",        "created",
    "dcterms:issued", "dcterms:created", "atom:published"};
constexpr std::array<std::string_view, 6> kAuthors = {"author",      "dc:creator", "itunes:author",
                                                      "atom:author", "dc:author",  "creator"};
constexpr std::array<std::string_view, 8> kSummaries = {
    "description",    "summary",           "abstract",        "itunes:summary",
    "dc:description", "media:description", "itunes:subtitle", "atom:summary"};
constexpr std::array<std::string_view, 7> kContents = {
    "atom:content", "content:encoded", "content", "fullitem", "xhtml:body", "body", "xhtml:div"};
constexpr std::array<std::string_view, 9> kCategories = {
    "category", "dc:subject", "itunes:category", "media:category", "atom:category",
    "keywords", "tags",       "itunes:keywords", "media:keywords"};

// Turns the tree of an <item> or <entry> into an entry.
class EntryReader {
 public:
  EntryReader(const FeedTree& tree, FieldScope scope, FeedDialect dialect)
      : tree_(tree), fields_(tree, dialect), dialect_(dialect), scope_(std::move(scope)) {}

  FeedEntry read() {
    const FeedNode& root = tree_.root();
    entry_.language = scope_.language;
    if (const auto href = FeedTree::attribute(root, "href"); !href.empty()) {
      link_.offer(resolved_url(scope_.base, href), kLinkOfField);
    }
    if (const auto about = FeedTree::attribute(root, "rdf:about"); !about.empty()) {
      entry_.id = about;
      link_.offer(resolved_url(scope_.base, about), kLinkOfAbout);
    }
    if (const auto time = feed_date(FeedTree::attribute(root, "lastmod"))) entry_.updated = time;
    for (const std::uint32_t id : root.children) field(tree_.nodes[id]);
    entry_.link = std::move(link_.url);
    if (!entry_.published) entry_.published = dc_date_;
    if (!entry_.updated) entry_.updated = dc_date_;
    return std::move(entry_);
  }

 private:
  void field(const FeedNode& node) {
    const std::string& name = node.name;
    if (name.empty()) return;
    if (name == "title" || name == "dc:title" || name == "media:title" || name == "atom:title") {
      // The entry's own title stands above those of modules, whichever comes first.
      const int rank = name == "title" ? 2 : 1;
      if (rank > title_rank_) {
        title_rank_ = rank;
        entry_.title = fields_.title(node, scope_);
      }
    } else if (name == "link" || name == "atom:link") {
      fields_.link(node, scope_, link_, &entry_.enclosures);
    } else if (name == "guid" || name == "id" || name == "dc:identifier" || name == "atom:id") {
      identifier(node);
    } else if (name == "dc:date") {
      if (!dc_date_) dc_date_ = fields_.date(node);
    } else if (is_one_of(name, kUpdated)) {
      if (!entry_.updated) entry_.updated = fields_.date(node);
    } else if (is_one_of(name, kPublished)) {
      if (!entry_.published) entry_.published = fields_.date(node);
    } else if (is_one_of(name, kAuthors)) {
      add_person(entry_.authors, person_of(tree_, node, scope_));
    } else if (is_one_of(name, kCategories)) {
      fields_.categories(node, entry_.categories);
    } else if (name == "enclosure" || name == "media:content") {
      enclosure(node);
    } else if (name == "media:group") {
      for (const std::uint32_t id : node.children) field(tree_.nodes[id]);
    } else if (name == "dc:language") {
      entry_.language = field_text(tree_, node);
    } else {
      text(node);
    }
  }

  void text(const FeedNode& node) {
    if (is_one_of(node.name, kContents)) {
      if (entry_.content.empty()) entry_.content = fields_.html(node, scope_);
      return;
    }
    const auto at = std::find(kSummaries.begin(), kSummaries.end(), node.name);
    const auto rank = static_cast<int>(kSummaries.end() - at);
    if (rank <= 0) return;
    std::string html = fields_.html(node, scope_);
    if (html.empty()) return;
    const bool two_names = (node.name == "summary" && summary_name_ == "description") ||
                           (node.name == "description" && summary_name_ == "summary");
    if (two_names) {  // feeds with both mean a short and a long text
      if (entry_.content.empty()) entry_.content = std::move(html);
    } else if (rank > summary_rank_) {
      summary_rank_ = rank;
      summary_name_ = node.name;
      entry_.summary = std::move(html);
    }
  }

  void identifier(const FeedNode& node) {
    const std::string text = field_text(tree_, node);
    if (text.empty() || id_of_field_) return;
    // An Atom id is an address; a guid may be any text.
    const bool address = dialect_ != FeedDialect::rss && text.find('/') != std::string::npos;
    entry_.id = address ? resolved_url(inner_scope(scope_, node).base, text) : text;
    id_of_field_ = true;
    if (node.name != "guid" || FeedTree::attribute(node, "ispermalink") == "false") return;
    if (is_web_url(text)) link_.offer(text, kLinkOfGuid);
  }

  void enclosure(const FeedNode& node) {
    const std::string_view url = FeedTree::attribute(node, "url");
    if (url.empty() || entry_.enclosures.size() >= kMaxCategories) return;
    FeedEnclosure made;
    made.url = resolved_url(inner_scope(scope_, node).base, url);
    made.type = FeedTree::attribute(node, "type");
    made.length = number_of(FeedTree::attribute(node, "length"));
    if (!made.length) made.length = number_of(FeedTree::attribute(node, "filesize"));
    entry_.enclosures.push_back(std::move(made));
  }

  const FeedTree& tree_;
  FieldReader fields_;
  FeedDialect dialect_;
  FieldScope scope_;
  FeedEntry entry_;
  LinkChoice link_;
  std::optional<Timestamp> dc_date_;
  int title_rank_ = 0;
  int summary_rank_ = 0;
  std::string summary_name_;
  bool id_of_field_ = false;
};

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
    EntryReader reader(tree_, inner_scope(scopes_.back(), tree_.root()), dialect_);
    feed_.entries.push_back(reader.read());
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
