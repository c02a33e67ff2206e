#pragma once
// What a page says of its article for machines: JSON-LD, OpenGraph and other <meta>, <link>, lang.
// Collected as written; headline.h, bylines.h and article_dates.h decide what to believe.
// Sources: schema.org NewsArticle, ogp.me, Dublin Core.

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "newsloom/core/html/dom.h"

namespace newsloom::extract {

/// JSON-LD scripts above this size are not read.
inline constexpr std::size_t kMaxLinkedDataBytes = 4U << 20U;

/// An article as JSON-LD describes it. Empty: not stated.
struct LinkedArticle {
  std::string type;  ///< "NewsArticle"
  std::string headline;
  std::string url;
  std::string published;
  std::string modified;
  std::string body;
  std::string description;
  std::string language;
  std::string section;
  std::string publisher;
  std::vector<std::string> authors;  ///< persons before organisations
  std::size_t persons = 0;           ///< of `authors`
  bool not_free = false;             ///< isAccessibleForFree: false
  int updates = 0;                   ///< of a live blog
};

struct PageFacts {
  std::string html_title;
  std::string base_url;
  std::string canonical;      ///< <link rel=canonical>
  std::string amp_canonical;  ///< set where the page is AMP
  std::string html_lang;
  std::vector<LinkedArticle> linked;  ///< best first
  std::string site_name;              ///< of JSON-LD WebSite
  std::string page_published;         ///< of JSON-LD WebPage
  std::string page_modified;
  std::vector<std::string> page_authors;                   ///< persons, of JSON-LD WebPage
  std::vector<std::pair<std::string, std::string>> metas;  ///< name in lower case, content

  /// The first non-empty meta of that name, or an empty view.
  [[nodiscard]] std::string_view meta(std::string_view name) const;
  [[nodiscard]] std::vector<std::string_view> all_meta(std::string_view name) const;
};

[[nodiscard]] PageFacts facts_of(const html::Document& document, std::string_view page_url);

/// White space squeezed, character references undone (also twice), tags taken out.
[[nodiscard]] std::string clean_text(std::string_view text);

}  // namespace newsloom::extract
