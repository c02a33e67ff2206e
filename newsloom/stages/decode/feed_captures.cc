#include "newsloom/stages/decode/feed_captures.h"

#include "newsloom/core/text/normalize.h"
#include "newsloom/stages/decode/feed.h"
#include "newsloom/stages/decode/html_clean.h"

namespace newsloom::decode {
namespace {

std::optional<std::string> not_empty(std::string text) {
  return text.empty() ? std::nullopt : std::optional<std::string>(std::move(text));
}

// Titles with markup are HTML (feed.h); an article's title is plain text.
std::string plain_title(const std::string& title) {
  return title.find('<') == std::string::npos && title.find("&lt;") == std::string::npos
             ? title
             : squeezed(text_of_html(title));
}

}  // namespace

Result<int> feed_captures(const Capture& page, std::vector<Capture>& out) {
  NL_TRY(Feed feed, feed(page.body, page.url, page.content_type));
  const std::optional<std::string> publisher = not_empty(plain_title(feed.title));
  for (FeedEntry& entry : feed.entries) {
    Capture capture;
    capture.kind = CaptureKind::feed_entry;
    capture.url = std::move(entry.link);
    capture.fetched_at = page.fetched_at;
    capture.publisher = publisher;
    capture.content_type = "text/html; charset=utf-8";
    capture.body = entry.content.empty() ? std::move(entry.summary) : std::move(entry.content);
    capture.known.title = not_empty(plain_title(entry.title));
    for (const FeedPerson& person : entry.authors) {
      if (!person.name.empty()) capture.known.authors.push_back(person.name);
    }
    capture.known.published = entry.published;
    capture.known.modified = entry.updated;
    capture.known.language = not_empty(std::move(entry.language));
    // Two entries without link or body differ in their id, if in anything.
    capture.id = capture_id(capture.url.empty() ? entry.id : capture.url, capture.body);
    out.push_back(std::move(capture));
  }
  return static_cast<int>(feed.entries.size());
}

}  // namespace newsloom::decode
