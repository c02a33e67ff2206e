#pragma once
// lemma: dictionary forms of English verbs and nouns by rule ("denied" → "deny", "allies" →
// "ally"). A small closed list holds the irregular ones; the rest follows spelling rules.

#include <string>
#include <string_view>

namespace newsloom::annotate {

/// What an ending says about a verb form.
enum class VerbForm : unsigned char { base, third_person, past, past_participle, gerund };

struct VerbLemma {
  std::string lemma;   ///< best guess
  std::string with_e;  ///< the other spelling ("not" / "note" for "noting"), empty where none
  VerbForm form = VerbForm::base;
};

/// `word` in lower case, ASCII apostrophes. Regular past and participle are both `past`.
[[nodiscard]] VerbLemma verb_lemma(std::string_view word);

/// Singular of a lower-case noun: "countries" → "country", "talks" → "talk", "men" → "man".
[[nodiscard]] std::string noun_lemma(std::string_view word);

}  // namespace newsloom::annotate
