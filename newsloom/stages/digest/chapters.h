#pragma once
// Chapters: the developments of a story that goes on. A turn is where nothing was reported for a
// while, or where what is reported uses other words and names than before; most often both.

#include <vector>

#include "newsloom/core/digest.h"
#include "newsloom/stages/digest/view.h"

namespace newsloom::digest {

/// Stories shorter than this, or of fewer independent texts, have no chapters.
inline constexpr double kMinChapteredDays = 3;
inline constexpr std::size_t kMinChapteredTexts = 4;
/// Texts less than this apart are of one chapter, whatever they say.
inline constexpr double kMinTurnDays = 0.75;
/// A pause this long is a turn by itself.
inline constexpr double kLongPauseDays = 7;
/// A turn has this much of pause (0 to 1) and shift of words (0 to 1) together.
inline constexpr double kTurn = 0.8;
/// Words are compared over so many texts on either side.
inline constexpr std::size_t kTurnTexts = 3;
inline constexpr std::size_t kMaxChapters = 40;

/// Oldest first; empty where there is only one. Each article of the view is in exactly one chapter:
/// a copy in that of its text, one without a time in that of the article which came before it.
/// Complexity: O(articles * words).
[[nodiscard]] std::vector<Chapter> chapters(const View& view);

}  // namespace newsloom::digest
