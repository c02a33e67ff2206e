#pragma once
// The words that dates are written with: months, weekdays, zones, halves of the day, and words that
// mean nothing. All keys are folded and without accents.

#include <optional>
#include <string>
#include <string_view>

namespace newsloom::dates {

/// Folded, compatibility-decomposed, without accents and dots: "Déc." → "dec".
[[nodiscard]] std::string word_key(std::string_view word);

/// 1 to 12. Full and short names of many languages, and beginnings (three letters or more) that fit
/// one month only.
[[nodiscard]] std::optional<int> month_of(std::string_view key);

/// 0 = Monday … 6 = Sunday.
[[nodiscard]] std::optional<int> weekday_of_word(std::string_view key);

/// Minutes east of UTC of "gmt", "est", "mesz" …
[[nodiscard]] std::optional<int> zone_minutes(std::string_view key);

/// -1: the word is none; 0: before noon; 1: after noon.
[[nodiscard]] int half_of_day(std::string_view key);

/// "published", "at", "uhr", "le", "th" …: says nothing about the date itself.
[[nodiscard]] bool is_filler(std::string_view key);

}  // namespace newsloom::dates
