#pragma once
// The rules for dates of one language, read from data/annotate/dates/<language>.rules.
// Format, with an example to copy: docs/annotators/dates.md.

#include <algorithm>
#include <array>
#include <cstdint>
#include <limits>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

#include "newsloom/core/result.h"
#include "newsloom/stages/annotate/numbers.h"

namespace newsloom::annotate {

/// What a rule can say of a time. Each has the same name in rule files.
enum class DateField : std::uint8_t {
  year,
  yy,
  month,
  day,
  weekday,
  decade,
  century,
  era,
  quarter,
  half,
  season,
  week,
  weekend,
  part,
  hour,
  minute,
  second,
  ampm,
  zone,
  yearshift,
  monthshift,
  dayshift,
  weekshift,
  count,
  unit,
  count2,
  unit2,
  sign,
  nth,
  near,
  mod,
  from,
  ref,
  easter,
  vague,
  each,
  skip,
  kSize,
};
inline constexpr std::size_t kDateFields = static_cast<std::size_t>(DateField::kSize);

/// The fields that one match of a rule has filled.
struct DateFields {
  static constexpr float kUnset = -1e30F;
  std::array<float, kDateFields> values;

  DateFields() { values.fill(kUnset); }
  [[nodiscard]] bool has(DateField f) const { return values[index(f)] > kUnset; }
  [[nodiscard]] double get(DateField f) const { return values[index(f)]; }
  /// Beyond kMaxInteger either way counts as kMaxInteger: texts hold numbers of any size, dates do
  /// not.
  static constexpr double kMaxInteger = 1e9;
  [[nodiscard]] int integer(DateField f, int otherwise = 0) const {
    return has(f) ? static_cast<int>(std::clamp(get(f), -kMaxInteger, kMaxInteger)) : otherwise;
  }
  void set(DateField f, double value) { values[index(f)] = static_cast<float>(value); }
  void clear(DateField f) { values[index(f)] = kUnset; }

 private:
  static constexpr std::size_t index(DateField f) { return static_cast<std::size_t>(f); }
};

/// Units, parts of the day, seasons: the numbers behind their names in rule files.
enum class DateUnit : int {
  second = 1,
  minute,
  hour,
  day,
  night,
  weekend,
  week,
  fortnight,
  month,
  quarter,
  season,
  half,
  year,
  decade,
  century,
  millennium,
};

enum class DateAction : std::uint8_t { date, time, weekday, shift, duration, set, ref, none };

/// Classes that the engine itself recognises, whatever the language.
enum class BuiltinClass : std::uint32_t {
  int_,
  number,
  day,
  year,
  year3,
  anyyear,
  two,
  clock,
  clock4,
  hour,
  minute,
  numdate,
  ordinal,
  dotclock,
  cap,
  word,
  kSize,
};
inline constexpr std::uint32_t kBuiltinClasses = static_cast<std::uint32_t>(BuiltinClass::kSize);

struct DateElement {
  enum class Sort : std::uint8_t { words, of_class, before, not_before, not_next };
  Sort sort = Sort::words;
  std::vector<std::uint32_t> words;  ///< ids of the words, any of them
  std::uint32_t of = 0;              ///< class
  bool classed = false;              ///< of before/not_next: a class is meant, not words
  DateField field = DateField::kSize;
  bool optional = false;
  bool adjacent = false;  ///< no space before it
};

struct DateRule {
  std::vector<DateElement> elements;
  std::size_t open = 0;   ///< elements before it are context
  std::size_t close = 0;  ///< elements from it on are context
  DateAction action = DateAction::date;
  std::vector<std::pair<DateField, double>> sets;
  int line = 0;
};

/// A form of a class: "the year before last", "Sept."
struct DateForm {
  std::uint32_t of = 0;
  double value = 0;
  bool capital = false;  ///< counts only where written with a capital: May, March
  std::vector<std::uint32_t> rest;
};

inline constexpr std::uint32_t kNoWord = 0xFFFFFFFF;
inline constexpr std::size_t kMaxRuleElements = 24;

struct DateRules {
  NumberWords numbers;
  bool month_first = false;  ///< 3/4/2020 is 4 March
  std::unordered_map<std::string, std::uint32_t, WordHash, std::equal_to<>> vocabulary;
  std::unordered_map<std::string, std::uint32_t, WordHash, std::equal_to<>> classes;
  std::vector<std::vector<DateForm>> forms;  ///< by id of their first word
  std::vector<DateRule> rules;
  /// Rules by what they can begin with.
  std::vector<std::vector<std::uint32_t>> by_word;
  std::vector<std::vector<std::uint32_t>> by_class;
  std::vector<std::string> past_endings;    ///< of verbs: "ed"
  std::vector<std::string> future_endings;  ///< "ra" …
  std::uint32_t past_cue = kNoWord;         ///< class of words that speak of the past: "was"
  std::uint32_t future_cue = kNoWord;
  std::uint32_t present_cue = kNoWord;
  std::uint32_t join = kNoWord;  ///< class of words between a day and its time: "on", "at"

  [[nodiscard]] std::uint32_t word(std::string_view text) const {
    const auto found = vocabulary.find(text);
    return found == vocabulary.end() ? kNoWord : found->second;
  }
};

/// Errors: corrupt, with file and line.
[[nodiscard]] Result<DateRules> date_rules(std::string_view text, std::string_view name,
                                           NumberWords numbers);

}  // namespace newsloom::annotate
