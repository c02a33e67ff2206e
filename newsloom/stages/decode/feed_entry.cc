#include "newsloom/stages/decode/feed_entry.h"

#include <algorithm>
#include <array>
#include <optional>
#include <string>
#include <utility>

#include "newsloom/core/url.h"
#include "newsloom/stages/decode/feed_parts.h"

namespace newsloom::decode {
namespace {

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

}  // namespace

FeedEntry entry_of(const FeedTree& tree, FieldScope scope, FeedDialect dialect) {
  return EntryReader(tree, std::move(scope), dialect).read();
}

}  // namespace newsloom::decode
