#pragma once
// StoryLink: two stories in different languages that tell of one event, found without translation.
// StoryProfile: what of a story can be compared over languages. Both derived by digest's linker.
// See docs/decisions/0022.

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace newsloom {

/// What a key of a profile stands for.
enum class LinkKeyKind { name, place, country, figure, date };

[[nodiscard]] std::string_view name_of(LinkKeyKind kind);

struct LinkKey {
  LinkKeyKind kind = LinkKeyKind::name;
  std::string key;    ///< comparable over languages: "lavrov", "UA", "1800", "2026-03-04"
  std::string words;  ///< as the story's articles write it
  float weight = 1;   ///< share of the story's independent texts that have it, 0 to 1

  friend bool operator==(const LinkKey&, const LinkKey&) = default;
};

struct StoryProfile {
  std::string story;
  std::uint64_t revision = 0;  ///< of the story that it was made from
  std::string language;        ///< of most of its articles, without region: "de"; empty: not known
  std::int64_t first = 0;     ///< times of the earliest and the latest article, seconds since 1970;
  std::int64_t latest = 0;    ///< 0 where no article has a time
  std::vector<LinkKey> keys;  ///< by kind and key, each once

  friend bool operator==(const StoryProfile&, const StoryProfile&) = default;
};

/// What two stories have in common, as each of them writes it.
struct LinkReason {
  LinkKeyKind kind = LinkKeyKind::name;
  std::string in_story;
  std::string in_other;

  friend bool operator==(const LinkReason&, const LinkReason&) = default;
};

struct StoryLink {
  std::string story;  ///< before `other` in the order of ids
  std::string other;
  std::string language;  ///< of `story`
  std::string other_language;
  double score = 0;                 ///< 0 to 1; a link has at least digest::kLinkThreshold
  std::vector<LinkReason> because;  ///< the most telling first
  std::int64_t at = 0;              ///< the later of both stories' latest times

  friend bool operator==(const StoryLink&, const StoryLink&) = default;
};

/// The same link seen from its other end.
[[nodiscard]] StoryLink turned(const StoryLink& link);

}  // namespace newsloom
