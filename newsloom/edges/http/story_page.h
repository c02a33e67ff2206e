#pragma once
// What the pages show, as values for the templates: no HTML here but an article's marked text.

#include <map>
#include <nlohmann/json.hpp>
#include <string>
#include <string_view>
#include <vector>

#include "newsloom/edges/http/html.h"
#include "newsloom/pipeline/ports.h"

namespace newsloom::http {

/// Articles of one story with their anchors.
class Library {
 public:
  /// Articles that the store cannot give are left out.
  Library(const Store& store, const std::vector<std::string>& articles);

  [[nodiscard]] const Article* find(std::string_view id) const;
  [[nodiscard]] const ItemPtr* item(std::string_view id) const;
  /// "/article/p17#s120-260".
  [[nodiscard]] std::string link(const Evidence& evidence) const;
  /// Publisher, else title, else id.
  [[nodiscard]] std::string called(std::string_view id) const;
  /// The words of the evidence, on one line.
  [[nodiscard]] std::string words(const Evidence& evidence) const;

 private:
  struct Entry {
    ItemPtr item;
    Anchors anchors;
  };
  std::map<std::string, Entry, std::less<>> entries_;
};

[[nodiscard]] nlohmann::json front_values(const std::vector<StoryRow>& rows, std::uint32_t offset,
                                          std::uint32_t limit,
                                          const std::optional<Timestamp>& since = std::nullopt);
[[nodiscard]] nlohmann::json story_values(const Digest& digest, const Library& library);
/// `digest` of the story that the article is in, where there is one.
[[nodiscard]] nlohmann::json article_values(const Item& item, const Digest* digest);
/// The stories in other languages that tell of the same.
void put_links(nlohmann::json& out, const Store& store, std::string_view story);
/// The form with which a story is corrected.
void put_editing(nlohmann::json& out, const Store& store, const Digest& digest,
                 const Library& library, const std::string& token);
/// What changed from capture to capture; `shown_number`: the version on the page, 0: the newest.
void put_revisions(nlohmann::json& out, std::string_view article,
                   const std::vector<Revision>& revisions, int shown_number);
[[nodiscard]] nlohmann::json search_values(std::string_view query,
                                           const std::vector<SearchHit>& hits);

}  // namespace newsloom::http
