#pragma once
// Names of different articles and languages compared: one key for equal names, and how alike two
// names are in spite of spelling, order of words, accents, alphabet and transliteration.

#include <string>
#include <string_view>

#include "newsloom/core/annotations.h"

namespace newsloom {

/// Equal for forms of one name: "Sergey V. Lavrov", "Sergei Lavrov", "Сергей Лавров" → "sergei
/// lavrov"; "the Vale Corp." → "vale". Well-known short forms are spelt out: "U.S." → "united
/// states". Empty for a name without letters and digits. Limits: kMaxNameKeyBytes of the name
/// count.
[[nodiscard]] std::string name_key(std::string_view name, NameType type);

/// 0 to 1; 1 where the keys are equal. A surname against the full name gives about 0.8, an acronym
/// against the words 0.85, a forename 0.6, other people of one surname less than 0.5. Symmetric.
/// Complexity: O(letters squared), letters limited by kMaxNameKeyBytes.
[[nodiscard]] double name_similarity(std::string_view a, std::string_view b);

/// One word without case, accents and habits of transliteration: "Zelenskyy" → "zelenski".
[[nodiscard]] std::string name_word_key(std::string_view word);

/// How alike two word keys are, 0 to 1: letters of one sound cost little.
[[nodiscard]] double name_word_similarity(std::string_view a, std::string_view b);

/// The same, where the longer key may be an inflected form of the shorter one: "fogtom" is "vogt"
/// with a case ending.
[[nodiscard]] double inflected_name_similarity(std::string_view a, std::string_view b);

inline constexpr std::size_t kMaxNameKeyBytes = 200;

}  // namespace newsloom
