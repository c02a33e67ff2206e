#pragma once
// The reader behind loose_date(): one text as tokens; each step takes tokens and marks them used.
// Its steps stand in three files: days (loose_date.cc), ISO forms (loose_date_iso.cc), clocks and
// zones (loose_date_clock.cc).

#include <optional>
#include <string_view>
#include <vector>

#include "newsloom/core/text/loose_date.h"
#include "newsloom/core/text/loose_date_tokens.h"

namespace newsloom::dates {

/// Two digits are of 1969 to 2068.
[[nodiscard]] constexpr int full_year(std::int64_t value, int digits) {
  if (digits > 2) return static_cast<int>(value);
  return static_cast<int>(value < 69 ? 2000 + value : 1900 + value);
}

/// Good for one text: read() uses it up.
class Reader {
 public:
  Reader(std::string_view text, DateOrder order) : tokens_(tokens_of(text)), order_(order) {}

  std::optional<LooseDate> read();

 private:
  std::size_t count() const { return tokens_.size(); }
  bool number_at(std::size_t i) const {
    return i < count() && tokens_[i].is_number() && !tokens_[i].used;
  }
  bool sign_at(std::size_t i, char32_t c) const { return i < count() && tokens_[i].is_sign(c); }
  bool adjacent(std::size_t i) const { return i < count() && !tokens_[i].space_before; }
  void use(std::size_t begin, std::size_t end) {
    for (std::size_t i = begin; i < end; ++i) tokens_[i].used = true;
  }

  // ISO forms.
  std::optional<LooseDate> epoch_seconds() const;
  bool compact();
  void compact_clock();
  bool compact_iso();
  bool short_month();
  void week(int year, std::size_t at);
  void ordinal_day(int year, int number);

  // Clocks and zones.
  bool clock_digits(std::int64_t v, int digits);
  bool han_clock();
  bool clock();
  bool clock_word_around(std::size_t begin, std::size_t end) const;
  bool take_clock(std::size_t begin, std::size_t end, std::int64_t hour, std::int64_t minute,
                  std::int64_t second);
  bool set_clock(std::int64_t hour, std::int64_t minute, std::int64_t second);
  void zone_after(std::size_t at);
  std::size_t named_zone(std::size_t i);
  std::size_t offset(std::size_t i);
  void drop_comment(std::size_t i);
  void bare_zone();

  // Days.
  void words();
  bool marker(std::size_t i);
  bool day();
  bool marked(const std::vector<std::size_t>& at);
  void trailing_dotted_clock(std::vector<std::size_t>& at);
  bool with_month_word(const std::vector<std::size_t>& at);
  bool three_numbers(const std::vector<std::size_t>& at);
  bool in_either_order(int year, std::int64_t a, std::int64_t b, char32_t sign);
  bool month_and_year(const std::vector<std::size_t>& at);
  bool set_month(int year, std::int64_t month);
  bool set_day(int year, std::int64_t month, std::int64_t day);
  bool all_used() const;
  std::optional<LooseDate> result();

  std::vector<Token> tokens_;
  DateOrder order_;
  std::optional<int> month_;
  std::optional<int> weekday_;
  std::optional<int> marked_year_;
  std::optional<int> marked_day_;
  std::optional<int> zone_;
  CivilDay day_;
  std::int64_t clock_ = 0;
  DateUnit unit_ = DateUnit::day;
  bool have_day_ = false;
  bool have_clock_ = false;
  bool half_given_ = false;
  bool us_zone_ = false;
  bool generic_zone_ = false;  // "ET": standard or summer time, by the day
  bool korean_ = false;
  bool failed_ = false;
};

}  // namespace newsloom::dates
