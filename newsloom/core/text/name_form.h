#pragma once
// Forms of names compared, by both who join names: inside an article and over a story.

#include <string>
#include <string_view>
#include <vector>

#include "newsloom/core/annotations.h"

namespace newsloom {

/// A form of a name with what joining looks at.
struct NameForm {
  std::string key;                 ///< name_key of the whole
  std::vector<std::string> words;  ///< the key's words
  NameType type = NameType::other;
};

[[nodiscard]] NameForm name_form(std::string_view name, NameType type);

/// How well two forms name the same: 0 not at all, else one of these.
enum NameFit : int {
  kNameForename = 1000,  ///< a forename of a full name, the first words of a body
  kNameSpelling = 2000,  ///< two spellings of a place or body
  kNameSurname = 3000,   ///< a surname of a full name, in some spelling; an acronym
  kNameExact = 3500,     ///< the very surname
  kNameEqual = 4000,     ///< the same key, or two spellings of one full name
};
[[nodiscard]] int name_fit(const NameForm& a, const NameForm& b);

/// Two full names of one person: "Bill Clark", "William Clark"; "J. Orlov", "Jan Orlov".
[[nodiscard]] bool same_person(const NameForm& a, const NameForm& b);

/// Forms that fit begin with letters of one class ("Zelensky", "Selenskyj"), but for acronyms.
[[nodiscard]] char sound_class(char letter);

}  // namespace newsloom
