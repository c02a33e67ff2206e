#pragma once
// Names of two articles matched by spelling, whatever the language: "Selenskyj" and "Zelensky",
// "Warszawie" and "Warszawa".

#include <string>
#include <string_view>
#include <vector>

#include "newsloom/stages/cluster/params.h"

namespace newsloom::cluster {

/// A word that is written with a capital inside of a sentence.
struct SpeltName {
  std::string key;   ///< name_word_key
  float weight = 0;  ///< how often it stands in the text, and how rare it is at all
};

/// At most kMaxSpeltNames, the heaviest. Scripts without capitals have none.
[[nodiscard]] std::vector<SpeltName> spelt_names(std::string_view text,
                                                 const Params::Values& values);
inline constexpr std::size_t kMaxSpeltNames = 120;

/// Cosine of the names, each matched with the most alike of the other side: 0 to 1.
[[nodiscard]] float likeness_of_names(const std::vector<SpeltName>& a,
                                      const std::vector<SpeltName>& b);

}  // namespace newsloom::cluster
