#pragma once
// OPML: lists of feeds, in and out. Source: OPML 2.0 (http://opml.org/spec2.opml).

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "newsloom/core/result.h"
#include "newsloom/core/time.h"

namespace newsloom::decode {

inline constexpr std::size_t kMaxOpmlBytes = 32U << 20U;
inline constexpr std::size_t kMaxOpmlFeeds = 100000;
inline constexpr std::size_t kMaxOpmlDepth = 64;  ///< deeper folders count as the deepest

struct OpmlFeed {
  std::string title;
  std::string url;
  std::string page;                                  ///< htmlUrl
  std::vector<std::vector<std::string>> categories;  ///< paths: folders around it, then its own
  std::vector<std::string> tags;                     ///< flat: the paths of one part, each once

  friend bool operator==(const OpmlFeed&, const OpmlFeed&) = default;
};

struct OpmlLink {
  std::string title;
  std::string url;

  friend bool operator==(const OpmlLink&, const OpmlLink&) = default;
};

struct Opml {
  std::string title;
  std::optional<Timestamp> created;
  std::optional<Timestamp> modified;
  std::string owner_name;
  std::string owner_email;
  std::string owner_url;
  std::vector<OpmlFeed> feeds;
  std::vector<OpmlLink> lists;          ///< other OPML files it includes
  std::vector<OpmlLink> opportunities;  ///< sites named as feeds but without the feed's address
  std::vector<std::string> warnings;

  friend bool operator==(const Opml&, const Opml&) = default;
};

/// Broken XML gives what can be read. Errors: invalid_input where there is no opml element,
/// too_large.
[[nodiscard]] Result<Opml> opml(std::string_view bytes, std::string_view content_type);

/// OPML 2.0; a feed stands in the folder of its first category path.
[[nodiscard]] std::string to_xml(const Opml& list);

}  // namespace newsloom::decode
