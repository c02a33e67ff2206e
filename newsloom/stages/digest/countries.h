#pragma once
// Countries as news writes them: name, people, capital and seat of government stand for one party
// ("Moscow", "the Kremlin" and "Russian" are Russia), so that two accounts can be compared.

#include <string>
#include <string_view>
#include <unordered_map>

namespace newsloom::digest {

/// How a word names a country.
enum class CountryWord : unsigned char {
  party,  ///< name, people, capital or government: stands for the country itself
  city,   ///< another large city: lies in the country, but is a place of its own
};

struct CountryHit {
  std::string_view code;  ///< ISO 3166-1 alpha-2; "EU" and "UN" beside it
  CountryWord kind = CountryWord::party;
};

/// A look-up table of folded words and phrases (`text/normalize.h`). Built for each digest: about a
/// thousand short strings.
class Countries {
 public:
  Countries();
  /// `folded` is a word or phrase without article: "russian", "white house". Null where unknown.
  [[nodiscard]] const CountryHit* find(std::string_view folded) const;
  /// Phrases have at most this many words.
  static constexpr std::size_t kMaxWords = 3;

 private:
  std::unordered_map<std::string_view, CountryHit> by_word_;
};

}  // namespace newsloom::digest
