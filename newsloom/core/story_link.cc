#include "newsloom/core/story_link.h"

#include <array>
#include <utility>

namespace newsloom {

std::string_view name_of(LinkKeyKind kind) {
  constexpr std::array<std::string_view, 5> kNames = {"name", "place", "country", "figure", "date"};
  return kNames.at(static_cast<std::size_t>(kind));
}

StoryLink turned(const StoryLink& link) {
  StoryLink out = link;
  std::swap(out.story, out.other);
  std::swap(out.language, out.other_language);
  for (LinkReason& reason : out.because) std::swap(reason.in_story, reason.in_other);
  return out;
}

}  // namespace newsloom
