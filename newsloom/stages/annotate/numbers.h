#pragma once
// Numbers as people write them: "2,000", "1.2", "twenty-five", "zweiundzwanzig", "a hundred".
// The words of a language stand in data/annotate/figures/<language>.numbers.

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "newsloom/core/data_source.h"
#include "newsloom/core/result.h"
#include "newsloom/stages/annotate/numbers_atoms.h"

namespace newsloom::annotate {

/// Looks a word up without making a std::string of it.
struct WordHash {
  using is_transparent = void;
  [[nodiscard]] std::size_t operator()(std::string_view word) const {
    return std::hash<std::string_view>()(word);
  }
};

/// A number beyond this many digits is an identifier, not a quantity.
inline constexpr std::size_t kMaxDigits = 15;
/// Words of one number: "seven hundred and twenty-five thousand one hundred" has nine.
inline constexpr std::size_t kMaxNumberAtoms = 24;

enum class NumberPart : std::uint8_t {
  value,
  scale,
  ordinal,
  ordinal_suffix,
  fraction,
  join,
  article
};

struct NumberMatch {
  double value = 0;
  std::uint32_t atoms = 0;  ///< how many atoms it takes; 0: no number here
  bool words = false;       ///< written in words
  bool decimal = false;     ///< "2.5"
  bool grouped = false;     ///< "2,000"
  bool ordinal = false;     ///< "16th", "first"
  bool scaled = false;      ///< with "million" …
};

/// The number words of one language.
class NumberWords {
 public:
  [[nodiscard]] static Result<NumberWords> load(const DataSource& data, std::string_view language);
  /// Reads the text of a .numbers file. Errors: corrupt, with file and line.
  [[nodiscard]] static Result<NumberWords> parse(std::string_view text, std::string_view name);

  /// The cardinal or ordinal that begins at atom `at`, the longest; scales ("million") included.
  [[nodiscard]] NumberMatch at(const Atoms& atoms, std::size_t at) const;
  /// Digits alone with separators and decimals, no scale word.
  [[nodiscard]] NumberMatch digits_at(const Atoms& atoms, std::size_t at) const;
  /// The scale word ("million", "bn") at `at`: its factor and how many atoms; 0 atoms: none.
  [[nodiscard]] NumberMatch scale_at(const Atoms& atoms, std::size_t at) const;
  /// "half", "quarter", "thirds": the fraction as a value; 0 atoms: none.
  [[nodiscard]] NumberMatch fraction_at(const Atoms& atoms, std::size_t at) const;
  /// Whether a number in words may begin with this word.
  [[nodiscard]] bool knows(std::string_view word) const;
  [[nodiscard]] bool is_article(std::string_view word) const;
  [[nodiscard]] char decimal() const { return decimal_; }

 private:
  struct Entry {
    NumberPart part = NumberPart::value;
    double value = 0;
    bool glued = false;             ///< only straight after digits: "5k", "3bn"
    std::vector<std::string> rest;  ///< further atoms of the form
  };

  Result<bool> setting(std::string_view key, std::string_view line, const std::string& where);
  Result<bool> entry(std::string_view key, std::string_view line, const std::string& where);
  [[nodiscard]] const Entry* find(const Atoms& atoms, std::size_t at, NumberPart part,
                                  std::uint32_t& length, bool after_digits) const;
  [[nodiscard]] NumberMatch words_at(const Atoms& atoms, std::size_t at) const;
  [[nodiscard]] std::optional<double> compound(std::string_view word, bool& ordinal) const;
  void scale_up(const Atoms& atoms, std::size_t at, NumberMatch& match) const;

  std::unordered_map<std::string, std::vector<Entry>, WordHash, std::equal_to<>> entries_;
  std::vector<bool> starts_;  ///< by the first two bytes of the words, where `compounds_`
  char decimal_ = '.';
  char group_ = ',';
  bool space_groups_ = false;
  bool compounds_ = false;
  bool ordinal_dot_ = false;  ///< "26." before a word is the 26th
  bool vigesimal_ = false;    ///< "soixante-dix": tens take a teen
  std::string compound_join_;
  std::vector<std::string> ordinal_endings_;  ///< of compounds: "ste"
};

}  // namespace newsloom::annotate
