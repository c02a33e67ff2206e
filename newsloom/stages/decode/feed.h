#pragma once
// Feeds of all kinds as one shape: RSS 0.9x, 1.0 and 2.0, Atom 0.3 and 1.0, CDF, JSON Feed.
// Broken XML gives the entries that can be read, and a warning.

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "newsloom/core/html/dom.h"
#include "newsloom/core/result.h"
#include "newsloom/core/time.h"

namespace newsloom::decode {

inline constexpr std::size_t kMaxFeedEntries = 100000;

struct FeedPerson {
  std::string name;
  std::string email;
  std::string url;

  [[nodiscard]] bool empty() const { return name.empty() && email.empty() && url.empty(); }
  friend bool operator==(const FeedPerson&, const FeedPerson&) = default;
};

struct FeedEnclosure {
  std::string url;
  std::string type;
  std::optional<std::int64_t> length;  ///< bytes

  friend bool operator==(const FeedEnclosure&, const FeedEnclosure&) = default;
};

/// Texts are UTF-8; an empty one is not there. `title` is plain text, `summary` and `content` are
/// HTML without anything active.
struct FeedEntry {
  std::string id;
  std::string title;
  std::string link;
  std::optional<Timestamp> published;
  std::optional<Timestamp> updated;
  std::string summary;
  std::string content;
  std::vector<FeedPerson> authors;
  std::vector<std::string> categories;
  std::vector<FeedEnclosure> enclosures;
  std::string language;

  friend bool operator==(const FeedEntry&, const FeedEntry&) = default;
};

struct Feed {
  std::string format;  ///< "rss20", "rss1", "rss092", "atom10", "atom03", "cdf", "jsonfeed"
  std::string title;
  std::string link;
  std::string language;
  std::optional<Timestamp> updated;
  std::vector<FeedPerson> authors;
  std::vector<FeedEntry> entries;
  std::string encoding;
  std::vector<std::string> warnings;

  friend bool operator==(const Feed&, const Feed&) = default;
};

/// Reads a feed. `url` is the base of relative links, `content_type` the HTTP header; both may be
/// empty. Errors: invalid_input where nothing of a feed is found.
[[nodiscard]] Result<Feed> feed(std::string_view bytes, std::string_view url,
                                std::string_view content_type);

/// The shape of `newsloom feed` (docs/formats, "Feeds alone").
[[nodiscard]] std::string to_json(const Feed& feed);

struct FeedLink {
  std::string url;
  std::string title;
  std::string type;  ///< media type, empty where guessed

  friend bool operator==(const FeedLink&, const FeedLink&) = default;
};

/// Feeds that a page announces (<link rel=alternate>), then the links in it that look like feeds.
/// Absolute addresses, each once, in order.
[[nodiscard]] std::vector<FeedLink> feed_links(const html::Document& page, std::string_view base);

/// Addresses worth a try where a site announces none: "/feed", "/rss.xml" …
[[nodiscard]] std::vector<std::string> usual_feed_urls(std::string_view site_url);

}  // namespace newsloom::decode
