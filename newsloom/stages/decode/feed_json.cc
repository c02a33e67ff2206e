#include "newsloom/stages/decode/feed_json.h"

#include <simdjson.h>
#include <nlohmann/json.hpp>

#include "newsloom/core/text/normalize.h"
#include "newsloom/core/url.h"
#include "newsloom/stages/decode/feed_fields.h"
#include "newsloom/stages/decode/html_clean.h"

namespace newsloom::decode {
namespace {

namespace dom = simdjson::dom;
using Json = nlohmann::ordered_json;

constexpr std::size_t kMaxJsonFeedBytes = 24U << 20U;

std::string text_at(dom::element object, const char* key) {
  dom::element value;
  std::string_view text;
  std::int64_t number = 0;
  if (object[key].get(value) != simdjson::SUCCESS) return {};
  if (value.get_string().get(text) == simdjson::SUCCESS)
    return squeezed(text).empty() ? "" : std::string(text);
  if (value.get_int64().get(number) == simdjson::SUCCESS) return std::to_string(number);
  return {};
}

dom::array list_at(dom::element object, const char* key) {
  dom::array list;
  if (object[key].get_array().get(list) != simdjson::SUCCESS) return {};
  return list;
}

bool has_list(dom::element object, const char* key) {
  dom::array list;
  return object[key].get_array().get(list) == simdjson::SUCCESS;
}

std::vector<FeedPerson> people_of(dom::element object, std::string_view base) {
  std::vector<FeedPerson> people;
  const auto add = [&people, base](dom::element one) {
    FeedPerson person{squeezed(text_at(one, "name")), "", text_at(one, "url")};
    if (!person.url.empty()) person.url = resolved_url(base, person.url);
    if (!person.empty()) people.push_back(std::move(person));
  };
  if (has_list(object, "authors")) {
    for (const dom::element one : list_at(object, "authors")) add(one);
  }
  dom::element one;
  if (people.empty() && object["author"].get(one) == simdjson::SUCCESS) add(one);
  return people;
}

FeedEntry entry_of(dom::element item, std::string_view base) {
  FeedEntry entry;
  entry.id = text_at(item, "id");
  entry.title = squeezed(text_at(item, "title"));
  for (const char* key : {"url", "external_url"}) {
    const std::string url = text_at(item, key);
    if (entry.link.empty() && !url.empty()) entry.link = resolved_url(base, url);
  }
  if (entry.link.empty() && is_web_url(entry.id)) entry.link = entry.id;
  entry.published = feed_date(text_at(item, "date_published"));
  entry.updated = feed_date(text_at(item, "date_modified"));
  entry.summary = escaped_html(text_at(item, "summary"));
  const std::string html = text_at(item, "content_html");
  entry.content = html.empty() ? escaped_html(text_at(item, "content_text"))
                               : cleaned_html(html, entry.link.empty() ? base : entry.link);
  entry.authors = people_of(item, base);
  entry.language = text_at(item, "language");
  if (has_list(item, "tags")) {
    for (const dom::element tag : list_at(item, "tags")) {
      std::string_view text;
      if (tag.get_string().get(text) == simdjson::SUCCESS)
        entry.categories.push_back(squeezed(text));
    }
  }
  if (has_list(item, "attachments")) {
    for (const dom::element file : list_at(item, "attachments")) {
      FeedEnclosure made{resolved_url(base, text_at(file, "url")), text_at(file, "mime_type"), {}};
      std::int64_t length = 0;
      if (file["size_in_bytes"].get_int64().get(length) == simdjson::SUCCESS && length >= 0) {
        made.length = length;
      }
      if (!made.url.empty()) entry.enclosures.push_back(std::move(made));
    }
  }
  return entry;
}

void put(Json& object, const char* key, const std::string& text) {
  if (!text.empty()) object[key] = text;
}

void put(Json& object, const char* key, const std::optional<Timestamp>& time) {
  if (time) object[key] = to_string(*time);
}

Json json_of(const std::vector<FeedPerson>& people) {
  Json list = Json::array();
  for (const FeedPerson& person : people) {
    Json one = Json::object();
    put(one, "name", person.name);
    put(one, "email", person.email);
    put(one, "url", person.url);
    list.push_back(std::move(one));
  }
  return list;
}

Json json_of(const FeedEntry& entry) {
  Json one = Json::object();
  put(one, "id", entry.id);
  put(one, "title", entry.title);
  put(one, "link", entry.link);
  put(one, "published", entry.published);
  put(one, "updated", entry.updated);
  put(one, "summary", entry.summary);
  put(one, "content", entry.content);
  if (!entry.authors.empty()) one["authors"] = json_of(entry.authors);
  if (!entry.categories.empty()) one["categories"] = entry.categories;
  Json enclosures = Json::array();
  for (const FeedEnclosure& enclosure : entry.enclosures) {
    Json made = Json::object();
    put(made, "url", enclosure.url);
    put(made, "type", enclosure.type);
    if (enclosure.length) made["length"] = *enclosure.length;
    enclosures.push_back(std::move(made));
  }
  if (!enclosures.empty()) one["enclosures"] = std::move(enclosures);
  put(one, "language", entry.language);
  return one;
}

}  // namespace

Result<Feed> feed_of_json(std::string_view utf8, std::string_view url) {
  if (utf8.size() > kMaxJsonFeedBytes) {
    return fail(Errc::too_large,
                "JSON feed is longer than " + std::to_string(kMaxJsonFeedBytes) + " bytes");
  }
  dom::parser parser;
  dom::element root;
  const simdjson::padded_string padded(utf8);
  if (const auto error = parser.parse(padded).get(root); error != simdjson::SUCCESS) {
    return fail(Errc::invalid_input, simdjson::error_message(error));
  }
  if (!root.is_object() || !has_list(root, "items")) {
    return fail(Errc::invalid_input, "no JSON Feed: no list of items");
  }
  Feed feed;
  feed.format = "jsonfeed";
  feed.title = squeezed(text_at(root, "title"));
  feed.link = text_at(root, "home_page_url");
  if (!feed.link.empty()) feed.link = resolved_url(url, feed.link);
  feed.language = text_at(root, "language");
  feed.authors = people_of(root, url);
  for (const dom::element item : list_at(root, "items")) {
    if (feed.entries.size() >= kMaxFeedEntries) break;
    if (!item.is_object()) continue;
    FeedEntry entry = entry_of(item, url);
    if (entry.language.empty()) entry.language = feed.language;
    feed.entries.push_back(std::move(entry));
  }
  // The format has no time of its own: that of the newest entry.
  for (const FeedEntry& entry : feed.entries) {
    const auto& time = entry.updated ? entry.updated : entry.published;
    if (time && (!feed.updated || feed.updated->seconds < time->seconds)) feed.updated = time;
  }
  return feed;
}

std::string to_json(const Feed& feed) {
  Json root = Json::object();
  root["format"] = feed.format;
  put(root, "title", feed.title);
  put(root, "link", feed.link);
  put(root, "language", feed.language);
  put(root, "updated", feed.updated);
  root["authors"] = json_of(feed.authors);
  Json entries = Json::array();
  for (const FeedEntry& entry : feed.entries) entries.push_back(json_of(entry));
  root["entries"] = std::move(entries);
  put(root, "encoding", feed.encoding);
  root["warnings"] = feed.warnings;
  return root.dump(-1, ' ', false, Json::error_handler_t::replace);
}

}  // namespace newsloom::decode
