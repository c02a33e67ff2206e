#pragma once
// JSON-LD of a page → its articles. Reads @graph, lists, references by @id, and broken JSON.

#include <string>
#include <string_view>
#include <vector>

#include "newsloom/stages/extract/loose_json.h"
#include "newsloom/stages/extract/page_facts.h"

namespace newsloom::extract {

class LinkedData {
 public:
  static constexpr std::size_t kMaxObjects = 5'000;

  /// One script's content.
  void read(std::string_view script);
  /// Fills linked, site_name, page_published and page_modified. The article about this address
  /// comes first, then those with a body or a date.
  void finish(std::string_view page_url, PageFacts& facts);

 private:
  void collect(const Json& value, int depth);
  [[nodiscard]] const Json& resolved(const Json& value) const;
  [[nodiscard]] LinkedArticle article(const Json& object) const;
  void names(const Json* value, std::vector<std::string>& people,
             std::vector<std::string>& others) const;

  std::vector<Json> scripts_;
  std::vector<const Json*> objects_;
};

}  // namespace newsloom::extract
