#pragma once
// Lexicon of names: what lists know of each word of an article (a place, a forename, a word such as
// "Ministry" or "President"). Files: data/annotate/gazetteer.tsv, name_words.tsv; territories in
// several languages from CLDR through ICU.

#include <cstdint>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "newsloom/core/data_source.h"
#include "newsloom/core/result.h"
#include "newsloom/stages/annotate/analysis.h"

namespace newsloom::annotate {

/// Bits of what a word may be.
struct Known {
  enum : std::uint32_t {
    place = 1U << 0,      ///< begins or goes on the name of a place
    place_end = 1U << 1,  ///< … and ends it
    people = 1U << 2,     ///< "Ukrainian"
    org = 1U << 3,
    org_end = 1U << 4,
    given = 1U << 5,  ///< a forename
    family = 1U << 6,
    territory = 1U << 7,       ///< a country's name in CLDR
    org_word = 1U << 8,        ///< "Ministry", "Inc"
    place_word = 1U << 9,      ///< "River", "Street"
    role_word = 1U << 10,      ///< "president", "spokesman"
    honorific = 1U << 11,      ///< "Mr", "Dr"
    calendar = 1U << 12,       ///< "Monday", "June"
    role_modifier = 1U << 13,  ///< "former", "deputy"
    link = 1U << 14,           ///< "of", "de", "bin": inside a name
    wire = 1U << 15,           ///< "Reuters": agencies, stand in datelines and credits
    place_lower = 1U << 16,    ///< a name of a place, written without a capital
    listed_start = 1U << 17,   ///< begins a listed name of several words
    listed = 1U << 18,         ///< stands in one
  };
};

class NameLexicon {
 public:
  /// Errors: not_found, corrupt.
  [[nodiscard]] static Result<NameLexicon> load(const DataSource& data);

  /// Known bits of every token; longer names of lists count before shorter ones.
  /// Complexity: O(tokens).
  [[nodiscard]] std::vector<std::uint32_t> look_up(const Analysis& analysis) const;

  /// Bits of one lower-case word standing alone.
  [[nodiscard]] std::uint32_t of_word(std::string_view word) const;

  static constexpr std::size_t kMaxWords = 8;  // of one name

 private:
  struct Entry {
    std::uint32_t whole = 0;  // bits of the name that ends here
    bool goes_on = false;
  };
  void add(std::string_view name, std::uint32_t bits);

  std::unordered_map<std::uint64_t, Entry> entries_;  // key: the words' hashes, mixed in order
};

}  // namespace newsloom::annotate
