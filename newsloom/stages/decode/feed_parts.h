#pragma once
// Fields that a feed and an entry share: links, categories, titles, dates, people.

#include <algorithm>
#include <array>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "newsloom/stages/decode/feed.h"
#include "newsloom/stages/decode/feed_fields.h"
#include "newsloom/stages/decode/feed_tree.h"

namespace newsloom::decode {

inline constexpr std::size_t kMaxCategories = 1000;

template <std::size_t N>
[[nodiscard]] bool is_one_of(std::string_view name, const std::array<std::string_view, N>& list) {
  return std::find(list.begin(), list.end(), name) != list.end();
}

inline constexpr std::array<std::string_view, 4> kUpdated = {"updated", "modified",
                                                             "dcterms:modified", "atom:updated"};
inline constexpr std::array<std::string_view, 7> kPublished = {
    "pubdate",        "published",       "issued",        "created",
    "dcterms:issued", "dcterms:created", "atom:published"};
inline constexpr std::array<std::string_view, 6> kAuthors = {
    "author", "dc:creator", "itunes:author", "atom:author", "dc:author", "creator"};

/// Adds who is not yet among them, as long as there is room.
void add_person(std::vector<FeedPerson>& people, FeedPerson person);

/// Nothing where it is no whole number, or below zero.
[[nodiscard]] std::optional<std::int64_t> number_of(std::string_view text);

/// A <link> of Atom: rel and type decide whether it is the page of the entry.
struct LinkChoice {
  std::string url;
  int rank = 0;  ///< higher is better

  /// Of equals the first counts, or (RSS) the last.
  void offer(std::string candidate, int candidate_rank, bool last = false);
};

inline constexpr int kLinkOfField = 9;      // RSS <link>, Atom alternate in HTML
inline constexpr int kLinkOfOtherType = 7;  // Atom alternate in another type
inline constexpr int kLinkOfAtomInRss = 5;
inline constexpr int kLinkOfGuid = 4;
inline constexpr int kLinkOfAbout = 3;

/// Reads what both have; the dialect decides how text is escaped and which link counts.
class FieldReader {
 public:
  /// The tree must live as long.
  FieldReader(const FeedTree& tree, FeedDialect dialect) : tree_(tree), dialect_(dialect) {}

  void link(const FeedNode& node, const FieldScope& outer, LinkChoice& link,
            std::vector<FeedEnclosure>* enclosures) const;
  /// The label for people first; the term too, where it says something else.
  void categories(const FeedNode& node, std::vector<std::string>& out) const;
  [[nodiscard]] std::string html(const FeedNode& node, const FieldScope& scope) const;
  [[nodiscard]] std::string title(const FeedNode& node, const FieldScope& scope) const;
  [[nodiscard]] std::optional<Timestamp> date(const FeedNode& node) const;

 private:
  void list_of_categories(const FeedNode& node, std::vector<std::string>& out) const;
  [[nodiscard]] FeedDialect dialect_of(const FeedNode& node) const;

  const FeedTree& tree_;
  FeedDialect dialect_;
};

}  // namespace newsloom::decode
