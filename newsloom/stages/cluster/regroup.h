#pragma once
// What later articles show of stories that are there: that one is two, or that an article belongs
// to another. Decided when an article joins, at bounded cost; see docs/decisions/0025.

#include <cstdint>
#include <optional>
#include <vector>

#include "newsloom/core/item.h"
#include "newsloom/core/story.h"
#include "newsloom/stages/cluster/state.h"

namespace newsloom::cluster {

/// A story is looked at with its fourth voice and then whenever it has grown by half.
inline constexpr std::size_t kFirstLook = 4;
/// Articles of a story that are compared with each other, the newest; the others go with theirs.
inline constexpr std::size_t kMostCompared = 24;
/// Stories with more voices give and take no single articles.
inline constexpr std::size_t kMostOfMove = 12;

/// Are two stories alike enough to be one, measured by how alike each is in itself?
[[nodiscard]] bool are_one(std::uint32_t a, std::uint32_t b, const Window::State& state);

/// Does a story of so many voices, the new one counted, get a look?
[[nodiscard]] bool is_time_to_look(std::size_t voices);

/// The article is about to join the story `joined`: does the story then fall into two? The larger
/// part (by voices) keeps the id, the older one where both are equal. Locked stories, and those
/// that a person has arranged, stay as they are.
[[nodiscard]] std::optional<StoryDelta> split_of(const Seen& article, const Item& item,
                                                 std::uint32_t joined, const Window::State& state);

/// Is a member of another story nearer to `joined` now that the article is part of it?
[[nodiscard]] std::optional<StoryDelta> move_to(const Seen& article, const Item& item,
                                                const std::vector<Choice>& options,
                                                std::uint32_t joined, const Window::State& state);

}  // namespace newsloom::cluster
