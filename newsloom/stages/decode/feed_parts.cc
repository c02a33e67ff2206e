#include "newsloom/stages/decode/feed_parts.h"

#include <charconv>
#include <utility>

#include "newsloom/core/text/normalize.h"
#include "newsloom/core/url.h"

namespace newsloom::decode {
namespace {

constexpr std::size_t kMaxPeople = 100;

void add_category(std::string_view text, std::vector<std::string>& out) {
  std::string name = squeezed(text);
  if (name.empty() || out.size() >= kMaxCategories) return;
  if (std::find(out.begin(), out.end(), name) == out.end()) out.push_back(std::move(name));
}

}  // namespace

void add_person(std::vector<FeedPerson>& people, FeedPerson person) {
  if (person.empty() || people.size() >= kMaxPeople) return;
  if (std::find(people.begin(), people.end(), person) == people.end()) {
    people.push_back(std::move(person));
  }
}

std::optional<std::int64_t> number_of(std::string_view text) {
  std::int64_t value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (text.empty() || error != std::errc() || end != text.data() + text.size()) return std::nullopt;
  return value < 0 ? std::nullopt : std::optional<std::int64_t>(value);
}

void LinkChoice::offer(std::string candidate, int candidate_rank, bool last) {
  if (candidate.empty() || candidate_rank < rank + (last ? 0 : 1)) return;
  url = std::move(candidate);
  rank = candidate_rank;
}

void FieldReader::link(const FeedNode& node, const FieldScope& outer, LinkChoice& link,
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

void FieldReader::categories(const FeedNode& node, std::vector<std::string>& out) const {
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

std::string FieldReader::html(const FeedNode& node, const FieldScope& scope) const {
  return html_of(tree_, node, scope, dialect_of(node));
}

std::string FieldReader::title(const FeedNode& node, const FieldScope& scope) const {
  return title_of(tree_, node, scope, dialect_of(node));
}

std::optional<Timestamp> FieldReader::date(const FeedNode& node) const {
  return feed_date(field_text(tree_, node));
}

// <tags> and keywords hold a list with commas; a <category> is one, whatever is in it.
void FieldReader::list_of_categories(const FeedNode& node, std::vector<std::string>& out) const {
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
FeedDialect FieldReader::dialect_of(const FeedNode& node) const {
  if (node.name.substr(0, 5) == "atom:") return FeedDialect::atom10;
  return node.name.find(':') == std::string::npos ? dialect_ : FeedDialect::rss;
}

}  // namespace newsloom::decode
