#pragma once
// Which words of an article only tell where it was written or where things happen. Articles on
// different events share them, so they say less about the event than persons and deeds do.

#include <string>
#include <vector>

#include "newsloom/core/item.h"
#include "newsloom/core/text/words.h"

namespace newsloom::cluster {

/// "PORT AMERY, Kastelia (Northwire) - ": place and agency before the text begins. Ascending,
/// disjoint, in the text; only looked for at the start of the first lines.
[[nodiscard]] std::vector<Span> datelines(std::string_view text);

/// Names of places in one article, as annotated or as its dateline tells, with the adjectives made
/// from them ("Kastelian"). A word that stands in a person's name is none.
class Places {
 public:
  static constexpr std::size_t kMaxPlaces = 64;  ///< words; further ones are not known as places

  explicit Places(const Item& item);
  [[nodiscard]] bool has(std::string_view text, const Word& word) const;

 private:
  void add(std::string_view text, Span span, bool of_person);

  std::vector<std::string> places_;  // folded, ascending
  std::vector<std::uint64_t> persons_;
};

}  // namespace newsloom::cluster
