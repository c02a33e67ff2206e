// The number itself: sign, currency, digits or words, fraction, range, unit.

#include <cmath>
#include <optional>
#include <utility>

#include "newsloom/stages/annotate/figures_amount.h"
#include "newsloom/stages/annotate/figures_sentence.h"

namespace newsloom::annotate {
namespace {

using W = FigureWord;

/// Numbers above this take no scale after their currency: nobody writes "75,000 USD million".
constexpr double kBeforeScale = 10000;

/// A currency sign or code before a number.
FigureWords::Hit money_before(const FigureSentence& s, std::size_t at) {
  const auto hit = s.find(at, W::money);
  if (!hit) return {};
  const Atom& last = s.atoms.list[at + hit.atoms - 1];
  return last.kind == AtomKind::mark || s.atoms.list[at].capital ? hit : FigureWords::Hit{};
}

bool is_time_unit(std::string_view unit) {
  return unit == "second" || unit == "minute" || unit == "hour" || unit == "day" ||
         unit == "week" || unit == "month" || unit == "quarter" || unit == "year" ||
         unit == "night" || unit == "decade" || unit == "century";
}

/// "per barrel", "a month", "/ MWh" after a unit.
void read_per(const FigureSentence& s, Quantity& q, std::uint32_t at) {
  const bool dash = s.atoms.is(at, "-");
  const auto per = s.find(dash ? at + 1 : at, W::per);
  if (!per) return;
  std::uint32_t next = at + (dash ? 1 : 0) + per.atoms;
  if (s.atoms.is(next, "-")) ++next;
  const std::string_view word = s.atoms.word(at + (dash ? 1 : 0));
  const bool article = s.words->numbers.is_article(word);
  if (const auto unit = s.find(next, W::unit)) {
    if (unit.phrase->canonical == "percent") return;
    if (s.taken[next]) return;  // "$6 billion a year earlier"
    q.unit += " per " + unit.phrase->canonical;
    q.per_time = is_time_unit(unit.phrase->canonical);
    q.end = next + unit.atoms;
  } else if (!article && s.is_word(next) && !s.find(next, W::stop) && !q.unit.empty()) {
    q.unit += " per " + std::string(s.atoms.word(next));
    q.end = next + 1;
  }
}

/// "30 MUSD", "400 kEUR": a code with its scale before it.
std::optional<std::pair<std::string, double>> scaled_code(const FigureSentence& s,
                                                          std::uint32_t at) {
  constexpr std::size_t kCodeLetters = 3;
  if (!s.is_word(at)) return std::nullopt;
  const std::string_view raw = text_of(*s.analysis->article, s.atoms.list[at].span);
  if (raw.size() != kCodeLetters + 1 || (raw[0] != 'M' && raw[0] != 'k')) return std::nullopt;
  std::string code;
  for (const char c : raw.substr(1)) {
    if (c < 'A' || c > 'Z') return std::nullopt;
    code += static_cast<char>(c - 'A' + 'a');
  }
  const auto found = s.words->phrases.find(code);
  if (found == s.words->phrases.end()) return std::nullopt;
  for (const FigurePhrase& phrase : found->second) {
    if (phrase.kind == W::money && phrase.rest.empty() && phrase.canonical == raw.substr(1)) {
      return std::pair(phrase.canonical, raw[0] == 'M' ? 1e6 : 1e3);
    }
  }
  return std::nullopt;
}

/// The unit after the number.
void read_unit(const FigureSentence& s, Quantity& q) {
  const Atoms& a = s.atoms;
  std::uint32_t at = q.end;
  if (a.is(at, "-") && ((a.glued(at) && a.glued(at + 1)) ||
                        (!a.glued(at) && (s.find(at + 1, W::unit) || s.find(at + 1, W::age)) &&
                         s.is_word(at + 1)))) {
    ++at;
  }
  // "four more days"
  if (const auto filler = s.find(at, W::filler);
      filler && s.is_word(at) && s.find(at + filler.atoms, W::unit)) {
    at += filler.atoms;
  }
  // "in his 30s"
  if (a.is(at, "s") && a.glued(at) && q.value && *q.value < 100 && !q.words &&
      s.before(q.begin, W::age_decade)) {
    q.age = true;
    q.unit = "year of age";
    q.end = at + 1;
    return;
  }
  if (a.is(at, "[") || (a.is(at, "(") && a.is(at + 2, ")"))) ++at;
  if (!q.money) {
    const auto years = s.find(at, W::unit);
    if (q.value && *q.value < 130 && s.before(q.begin, W::age_before) &&
        (!years || years.phrase->canonical == "year")) {
      q.age = true;
      q.unit = "year of age";
      q.end = years ? at + years.atoms : q.end;
      return;
    }
    // "36-Jährige": the form has its own hyphen
    if (s.find(q.end, W::age)) at = q.end;
    if (const auto age = s.find(at, W::age)) {
      q.age = true;
      q.end = at + age.atoms;
      const std::string_view word = a.word(a.is(at, "-") ? at + 1 : at);
      q.unit = word.starts_with("m")   ? "month of age"
               : word.starts_with("w") ? "week of age"
               : word.starts_with("d") ? "day of age"
                                       : "year of age";
      return;
    }
  }
  const auto money = s.find(at, W::money);
  const auto unit = s.find(at, W::unit);
  const auto small = s.find(at, W::small_money);
  if (money && !q.money && money.atoms >= unit.atoms) {
    q.money = true;
    q.unit = money.phrase->canonical;
    q.end = at + money.atoms;
    // "75 USD million"
    const NumberMatch scale = s.words->numbers.scale_at(a, q.end);
    if (scale.atoms > 0 && q.value && std::fabs(*q.value) < kBeforeScale && a.list[at].capital) {
      *q.value *= scale.value;
      q.end += scale.atoms;
    }
    // "3 dollars 50 cents", "15 dollars and 50"
    const std::uint32_t more = a.is(q.end, "and") ? q.end + 1 : q.end;
    const NumberMatch cents = s.words->numbers.at(a, more);
    if (cents.atoms > 0 && !cents.ordinal && cents.value < 100 && q.value) {
      const auto coin = s.find(more + cents.atoms, W::small_money);
      const bool bare = !s.is_word(more + cents.atoms) &&
                        (more > q.end ? a.digits(more) : cents.value >= 10 && !cents.decimal);
      if (coin || bare) {
        *q.value += cents.value / 100;
        q.end = more + cents.atoms + coin.atoms;
      }
    }
  } else if (q.money && money) {
    q.end = at + money.atoms;  // "$10 dollars"
  } else if (const auto code = q.money ? std::nullopt : scaled_code(s, at)) {
    q.money = true;
    q.unit = code->first;
    if (q.value) *q.value *= code->second;
    if (q.low) *q.low *= code->second;
    if (q.high) *q.high *= code->second;
    q.end = at + 1;
  } else if (unit && !q.money) {
    q.unit = unit.phrase->canonical;
    q.end = at + unit.atoms;
  } else if (small && !q.money) {
    q.unit = small.phrase->canonical;
    q.end = at + small.atoms;
  }
  if (!q.unit.empty()) read_per(s, q, q.end);
  if (a.is(q.end, "]")) ++q.end;
}

/// Reads "to 7" of "5 to 7" at `at`; only grows `q` where both make a range.
void read_range(const FigureSentence& s, Quantity& q, const Amount& first, bool between) {
  const Atoms& a = s.atoms;
  std::uint32_t at = q.end;
  // A unit may stand with the first number too: "5% to 7%", "$5 to $7".
  if (!q.money) {
    const auto unit = s.find(at, W::unit);
    const auto coin = s.find(at, W::money);
    const std::uint32_t length = unit ? unit.atoms : coin ? coin.atoms : 0;
    if (length > 0 && s.find(at + length, W::range)) at += length;
  }
  const auto joiner = s.find(at, W::range);
  if (!joiner) return;
  const bool mark = a.list[at].kind == AtomKind::mark;
  const std::string_view word = a.word(at);
  if ((word == "and" || word == "or" || word == "und" || word == "et" || word == "y" ||
       word == "и" || word == "і" || word == "та") &&
      !between) {
    if (word != "or") return;
  }
  std::uint32_t next = at + joiner.atoms;
  // "rose 4 percent to 13", "by 2 to 9": a change and where it led, no range
  const bool moved =
      s.before(q.begin, W::by) || s.before(q.begin, W::up) || s.before(q.begin, W::down);
  if (!mark && moved && !between) return;
  if (const auto money = money_before(s, next)) {
    if (!q.money) return;
    next += money.atoms;
  } else if (q.money && at > q.end) {
    return;
  }
  const Amount second = amount_at(s, next, q.money);
  if (second.end == 0 || second.share) return;
  double low = first.value;
  if (!first.scaled && second.scaled && second.scale > 1 && low < second.value / second.scale) {
    low *= second.scale;
  }
  if (low >= second.value || second.value > 1000 * low + 1000) return;
  if (mark && a.is(second.end, word) && a.digits(second.end + 1)) return;  // a telephone number
  q.low = low;
  q.high = second.value;
  q.value.reset();
  q.end = second.end;
  q.number_end = second.end;
  q.plain_year = q.plain_year && second.year_like;
}

}  // namespace

std::optional<std::pair<std::uint32_t, std::string>> per_time_at(const FigureSentence& s,
                                                                 std::uint32_t at) {
  const auto per = s.find(at, W::per);
  if (!per) return std::nullopt;
  const std::uint32_t next = at + per.atoms;
  const auto unit = s.find(next, W::unit);
  if (!unit || !is_time_unit(unit.phrase->canonical) || s.taken[next]) return std::nullopt;
  return std::pair(next + unit.atoms, unit.phrase->canonical);
}

void FigureSentence::look_up() {
  kinds.assign(atoms.size(), 0);
  for (std::size_t i = 0; i < atoms.size(); ++i) {
    const auto found = words->phrases.find(atoms.word(i));
    if (found == words->phrases.end()) continue;
    for (const FigurePhrase& phrase : found->second) {
      kinds[i] |= std::uint64_t{1} << static_cast<unsigned>(phrase.kind);
    }
  }
}

bool FigureSentence::may_begin(std::size_t at) const {
  static constexpr std::uint64_t kOpeners = std::uint64_t{1} << static_cast<unsigned>(W::money) |
                                            std::uint64_t{1} << static_cast<unsigned>(W::vague) |
                                            std::uint64_t{1} << static_cast<unsigned>(W::several) |
                                            std::uint64_t{1} << static_cast<unsigned>(W::minus);
  if (atoms.list[at].kind != AtomKind::word || (kinds[at] & kOpeners) != 0) return true;
  return words->numbers.knows(atoms.word(at));
}

FigureWords::Hit FigureSentence::before(std::size_t at, FigureWord kind) const {
  FigureWords::Hit best;
  for (std::uint32_t length = 1; length <= kMaxFigurePhrase && length <= at; ++length) {
    const FigureWords::Hit hit = find(at - length, kind, length);
    if (hit) best = hit;
  }
  return best;
}

std::string FigureSentence::text(std::size_t begin, std::size_t end) const {
  return std::string(text_of(*analysis->article, span_of(begin, end)));
}

Span FigureSentence::span_of(std::size_t begin, std::size_t end) const {
  Span out = atoms.list[begin].span;
  out.end = atoms.list[end - 1].span.end;
  return out;
}

Quantity quantity_at(const FigureSentence& s, std::size_t start) {
  const Atoms& a = s.atoms;
  Quantity q;
  auto at = static_cast<std::uint32_t>(start);
  q.begin = q.end = at;
  // "+3", "-20", "minus 20"
  const bool loose = at == 0 || a.list[at].space_before;
  if ((a.is(at, "-") || a.is(at, "−") || a.is(at, "–")) && loose && a.digits(at + 1)) {
    const bool after_number = at > 0 && (a.digits(at - 1) || s.before(at, W::unit));
    if (after_number || !(a.glued(at + 1) || at == 0 || s.words->phrases.contains("to"))) return q;
    q.sign = -1;
    ++at;
  } else if (a.is(at, "+") && loose && a.digits(at + 1) && a.glued(at + 1)) {
    q.sign = 1;
    ++at;
  } else if (const auto minus = s.find(at, W::minus); minus && s.is_word(at)) {
    q.sign = -1;
    at += minus.atoms;
    if (a.is(at, "-") && a.glued(at) && a.glued(at + 1)) ++at;
  }
  if (const auto money = money_before(s, at)) {
    q.money = true;
    q.unit = money.phrase->canonical;
    at += money.atoms;
    if (a.is(at, "-") && a.glued(at) && a.digits(at + 1) && a.glued(at + 1)) {
      q.sign = -1;
      ++at;
    }
  }
  Quantity none;
  none.begin = none.end = static_cast<std::uint32_t>(start);
  if (at >= a.size()) return none;
  q.number_begin = at;
  if (const auto vague = s.find(at, W::vague); vague && q.sign == 0) {
    const double low = std::strtod(vague.phrase->canonical.c_str(), nullptr);
    q.low = low;
    q.high = low * 10;
    q.vague = true;
    q.words = true;
    q.number_end = q.end = at + vague.atoms;
    if (q.money) return q;
    read_unit(s, q);
    return q;
  }
  if (const auto several = s.find(at, W::several)) {
    const NumberMatch scale = s.words->numbers.scale_at(a, at + several.atoms);
    if (scale.atoms == 0) return none;
    q.low = scale.value * 2;
    q.high = scale.value * 10;
    q.vague = true;
    q.words = true;
    q.number_end = q.end = at + several.atoms + scale.atoms;
    read_unit(s, q);
    return q;
  }
  Amount amount = amount_at(s, at, q.money);
  if (amount.end == 0 && q.sign == 0) amount = share_at(s, at);
  if (amount.end == 0) return none;
  q.value = amount.value;
  q.words = amount.words;
  q.share = amount.share;
  q.plain_year = amount.year_like && !q.money;
  q.number_end = q.end = amount.end;
  const bool between = bool(s.before(q.begin, W::between));
  if (!amount.share) read_range(s, q, amount, between);
  // "one in five"
  if (q.value && *q.value >= 1 && *q.value <= 10 && !q.money) {
    if (const auto in = s.find(q.end, W::ratio)) {
      const Amount whole = amount_at(s, q.end + in.atoms, false);
      if (whole.end > 0 && !whole.year_like && whole.value > *q.value && whole.value <= 1000 &&
          !whole.share && !s.find(whole.end, W::unit)) {
        q.value = *q.value / whole.value;
        q.share = true;
        q.end = q.number_end = whole.end;
        return q;
      }
    }
  }
  if (!q.share) read_unit(s, q);
  if (q.money && !q.unit.empty()) read_per(s, q, q.end);
  if (q.sign < 0 && q.value) q.value = -*q.value;
  return q;
}

}  // namespace newsloom::annotate
