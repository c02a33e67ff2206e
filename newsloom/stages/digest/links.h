#pragma once
// Links: stories of different languages that tell of one event, without translation. A profile is
// what of a story survives a change of language: names by their sound, countries and cities,
// numbers and dates. Two profiles are compared by what they share, weighed by how rare it is at
// that time.

#include <span>
#include <vector>

#include "newsloom/core/item.h"
#include "newsloom/core/story.h"
#include "newsloom/core/story_link.h"

namespace newsloom::digest {

/// A link has at least this score.
inline constexpr double kLinkThreshold = 0.5;
/// Stories may be linked where one begins at most this long after the other's last article.
inline constexpr std::int64_t kLinkGapSeconds = 3 * 86400;
/// Stories whose latest articles are further apart are not compared.
inline constexpr std::int64_t kLinkReachSeconds = 45LL * 86400;
/// How rare a key is is counted among the stories whose latest article is this near to the pair's.
inline constexpr std::int64_t kRaritySeconds = 15LL * 86400;
/// Articles of one story, bytes of one article, and keys of one profile that are read.
inline constexpr std::size_t kMaxProfiledArticles = 40;
inline constexpr std::size_t kMaxProfiledBytes = 8000;
inline constexpr std::size_t kMaxKeys = 400;
inline constexpr std::size_t kMaxReasons = 8;

/// `items` are the story's members; copies of one text count once. A story without a known language
/// gives a profile without keys.
[[nodiscard]] StoryProfile profile(const Story& story, std::span<const ItemPtr> items,
                                   std::span<const Copy> copies);

/// All links among the profiles whose StoryLink::at is `from` or later; by story and other. What is
/// known of a pair depends only on the profiles within kLinkReachSeconds + kRaritySeconds of it.
[[nodiscard]] std::vector<StoryLink> links(std::span<const StoryProfile> profiles,
                                           std::int64_t from);

/// The consonants of a name by classes of sound: "Westrom", "Вестром" and "ويستروم" are "4256".
[[nodiscard]] std::string sound_of(std::string_view latin);

}  // namespace newsloom::digest
