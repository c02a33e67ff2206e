#pragma once
// Changes: two versions of one article compared: title, paragraphs, figures. And whether two texts
// under one address are versions of one article at all.

#include "newsloom/core/item.h"
#include "newsloom/core/revision.h"

namespace newsloom::digest {

/// Paragraphs beyond this are not compared (live blogs).
inline constexpr std::size_t kMaxComparedParagraphs = 1000;
/// More changes than this are cut, and Changes::cut says so.
inline constexpr std::size_t kMaxListedChanges = 200;
/// A removed and an added paragraph at one place are one changed paragraph from this share of the
/// smaller one's words in common.
inline constexpr double kSameParagraph = 0.5;
/// Two texts are versions of one article from this share of the smaller one's runs of words…
inline constexpr double kSameArticleRuns = 0.08;
/// …or this share of the words of the shorter title.
inline constexpr double kSameArticleTitle = 0.6;

/// What `after` has otherwise than `before`. White space does not count.
/// Complexity: O(paragraphs squared), limited by kMaxComparedParagraphs.
[[nodiscard]] Changes changes(const Item& before, const Item& after);

/// Addresses that are used again (a daily column, a wrong canonical link to the front page) bring
/// other articles: those share neither title nor sentences.
[[nodiscard]] bool same_article(const Article& a, const Article& b);

}  // namespace newsloom::digest
