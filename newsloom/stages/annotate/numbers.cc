#include "newsloom/stages/annotate/numbers.h"

#include <cmath>
#include <cstdlib>

namespace newsloom::annotate {
namespace {

/// "zweihundert" is about as short as compounds get.
constexpr std::size_t kMinCompound = 7;

double number_of(std::string_view digits) {
  double value = 0;
  for (const char c : digits) value = value * 10 + (c - '0');
  return value;
}

/// Room left in `current` for a word of value `v`: twenty takes five, hundred takes ninety-nine.
bool fits(double current, double v, bool vigesimal) {
  if (current == 0) return true;
  if (v <= 0) return false;
  const double rest = std::fmod(current, 100);
  if (rest == 0) return v < 100;
  if (std::fmod(rest, 10) == 0 && rest >= 20) {
    return v < 10 || (vigesimal && v < 20 && (rest == 60 || rest == 80));
  }
  return false;
}

}  // namespace

const NumberWords::Entry* NumberWords::find(const Atoms& atoms, std::size_t at, NumberPart part,
                                            std::uint32_t& length, bool after_digits) const {
  if (at >= atoms.size()) return nullptr;
  const auto found = entries_.find(atoms.word(at));
  if (found == entries_.end()) return nullptr;
  const Entry* best = nullptr;
  for (const Entry& entry : found->second) {
    if (entry.part != part || (entry.glued && !(after_digits && atoms.glued(at)))) continue;
    bool same = true;
    for (std::size_t i = 0; i < entry.rest.size() && same; ++i) {
      same = atoms.is(at + 1 + i, entry.rest[i]);
    }
    if (!same || (best != nullptr && best->rest.size() >= entry.rest.size())) continue;
    best = &entry;
    length = static_cast<std::uint32_t>(entry.rest.size() + 1);
  }
  return best;
}

NumberMatch NumberWords::digits_at(const Atoms& atoms, std::size_t at) const {
  NumberMatch match;
  if (!atoms.digits(at) || atoms.word(at).size() > kMaxDigits) return match;
  std::string digits(atoms.word(at));
  std::size_t next = at + 1;
  // Groups of three: "12,345,678", "12 345 678", "12'345".
  const auto group_at = [&](std::size_t i) -> std::size_t {
    if (digits.size() > 12 || digits[0] == '0') return 0;
    if (i + 1 < atoms.size() && atoms.glued(i) && atoms.glued(i + 1) && atoms.digits(i + 1) &&
        atoms.word(i + 1).size() == 3) {
      const std::string_view mark = atoms.word(i);
      if ((mark.size() == 1 && mark[0] == group_) || mark == "'" || mark == "’") return 2;
    }
    // "80, 000": a slip of the printer
    if (atoms.is(i, ",") && group_ == ',' && atoms.glued(i) && atoms.is(i + 1, "000")) return 2;
    if (space_groups_ && atoms.digits(i) && atoms.list[i].space_before &&
        atoms.word(i).size() == 3) {
      return 1;
    }
    return 0;
  };
  // "12,34,567": thousands, then pairs, as in India.
  const auto pair_at = [&](std::size_t i) {
    return i + 3 < atoms.size() && group_ == ',' && atoms.is(i, ",") && atoms.glued(i) &&
           atoms.glued(i + 1) && atoms.digits(i + 1) && atoms.word(i + 1).size() == 2 &&
           atoms.is(i + 2, ",") && atoms.glued(i + 2) && atoms.glued(i + 3) &&
           atoms.digits(i + 3) && (atoms.word(i + 3).size() == 2 || atoms.word(i + 3).size() == 3);
  };
  for (std::size_t i = next; digits.size() <= 2 && pair_at(i); i += 2) {
    std::size_t last = i;
    while (pair_at(last)) last += 2;
    if (atoms.word(last + 1).size() != 3) break;
    for (; next < last; next += 2) digits += atoms.word(next + 1);
    digits += atoms.word(next + 1);
    next += 2;
    match.grouped = true;
    break;
  }
  if (digits.size() <= 3 && !match.grouped) {
    for (std::size_t step = group_at(next); step != 0; step = group_at(next)) {
      digits += atoms.word(next + step - 1);
      next += step;
      match.grouped = true;
    }
  }
  match.value = number_of(digits);
  // Decimals: "2.5"; not the first two numbers of "2.5.2025".
  if (next + 1 < atoms.size() && atoms.glued(next) && atoms.glued(next + 1) &&
      atoms.digits(next + 1) && atoms.word(next).size() == 1) {
    const char mark = atoms.word(next)[0];
    const std::string_view part = atoms.word(next + 1);
    const bool third = next + 3 < atoms.size() && atoms.glued(next + 2) && atoms.glued(next + 3) &&
                       atoms.is(next + 2, std::string_view(&mark, 1)) && atoms.digits(next + 3);
    const bool foreign =
        mark != decimal_ && (mark == '.' || mark == ',') && part.size() != 3 && mark != group_;
    if (!third && part.size() <= kMaxDigits && (mark == decimal_ || foreign)) {
      match.value += number_of(part) / std::pow(10.0, static_cast<double>(part.size()));
      match.decimal = true;
      next += 2;
    }
  }
  match.atoms = static_cast<std::uint32_t>(next - at);
  return match;
}

NumberMatch NumberWords::scale_at(const Atoms& atoms, std::size_t at) const {
  NumberMatch match;
  const bool after_digits = at > 0 && atoms.digits(at - 1);
  std::uint32_t length = 0;
  if (const Entry* entry = find(atoms, at, NumberPart::scale, length, after_digits)) {
    match.value = entry->value;
    match.atoms = length;
  }
  return match;
}

NumberMatch NumberWords::fraction_at(const Atoms& atoms, std::size_t at) const {
  NumberMatch match;
  std::uint32_t length = 0;
  if (const Entry* entry = find(atoms, at, NumberPart::fraction, length, false)) {
    match.value = entry->value;
    match.atoms = length;
  }
  return match;
}

bool NumberWords::knows(std::string_view word) const {
  if (entries_.contains(word)) return true;
  if (!compounds_ || word.size() < kMinCompound) return false;
  return starts_[static_cast<unsigned char>(word[0]) * 256u + static_cast<unsigned char>(word[1])];
}

bool NumberWords::is_article(std::string_view word) const {
  const auto found = entries_.find(word);
  if (found == entries_.end()) return false;
  for (const Entry& entry : found->second) {
    if (entry.part == NumberPart::article) return true;
  }
  return false;
}

std::optional<double> NumberWords::compound(std::string_view word, bool& ordinal) const {
  std::string rest(word);
  for (const std::string& ending : ordinal_endings_) {
    if (rest.size() > ending.size() + 2 && rest.ends_with(ending)) {
      bool inner = false;
      const std::string stem = rest.substr(0, rest.size() - ending.size());
      bool known = entries_.contains(stem);
      if (const auto value = known ? std::nullopt : compound(stem, inner); value && !inner) {
        ordinal = true;
        return value;
      }
      if (known) {
        for (const Entry& entry : entries_.at(stem)) {
          if (entry.part == NumberPart::value || entry.part == NumberPart::scale) {
            ordinal = true;
            return entry.value;
          }
        }
      }
    }
  }
  double total = 0;
  double current = 0;
  bool joined = false;
  std::size_t pieces = 0;
  while (!rest.empty()) {
    const Entry* best = nullptr;
    std::size_t length = 0;
    for (std::size_t n = rest.size(); n >= 2 && best == nullptr; --n) {
      const auto found = entries_.find(std::string_view(rest).substr(0, n));
      if (found == entries_.end()) continue;
      for (const Entry& entry : found->second) {
        if ((entry.part == NumberPart::value ||
             (entry.part == NumberPart::scale && !entry.glued)) &&
            entry.rest.empty()) {
          best = &entry;
          length = n;
        }
      }
    }
    if (best == nullptr) {
      if (pieces == 0 || joined || !rest.starts_with(compound_join_)) return std::nullopt;
      joined = true;
      rest.erase(0, compound_join_.size());
      continue;
    }
    ++pieces;
    rest.erase(0, length);
    if (best->part == NumberPart::scale) {
      if (best->value < 1000) {
        current = (current == 0 ? 1 : current) * best->value;
      } else {
        total += (current == 0 ? 1 : current) * best->value;
        current = 0;
      }
    } else {
      current += best->value;
    }
    if (best->value >= 20 && best->part == NumberPart::value) joined = false;
  }
  if (pieces < 2 || joined) return std::nullopt;
  return total + current;
}

NumberMatch NumberWords::words_at(const Atoms& atoms, std::size_t at) const {
  NumberMatch match;
  if (!knows(atoms.word(at))) return match;
  double total = 0;
  double current = 0;
  double last_scale = 1e18;
  std::size_t i = at;
  std::size_t good = at;  // the end of what is certainly the number
  bool begun = false;
  while (i < atoms.size() && i - at < kMaxNumberAtoms) {
    std::uint32_t length = 0;
    const bool first = !begun;
    if (const Entry* entry = find(atoms, i, NumberPart::value, length, false)) {
      if (begun && !fits(current, entry->value, vigesimal_)) break;
      current += entry->value;
      begun = true;
    } else if (const Entry* scale = find(atoms, i, NumberPart::scale, length, false)) {
      if (scale->glued) break;
      if (first && scale->value >= 1000 && i > at) break;
      if (scale->value < 1000) {
        if (begun && (current >= 100 || (current == 0 && total == 0))) break;
        current = (current == 0 ? 1 : current) * scale->value;
      } else {
        if (scale->value >= last_scale || (begun && current == 0)) break;
        total += (current == 0 ? 1 : current) * scale->value;
        last_scale = scale->value;
        current = 0;
      }
      match.scaled = true;
      begun = true;
    } else if (const Entry* ordinal = find(atoms, i, NumberPart::ordinal, length, false)) {
      if (begun && ordinal->value >= 100) break;
      if (begun && !fits(current, ordinal->value, vigesimal_)) break;
      match.ordinal = true;
      match.value = total + current + ordinal->value;
      match.atoms = static_cast<std::uint32_t>(i + length - at);
      match.words = true;
      return match;
    } else if (begun && find(atoms, i, NumberPart::join, length, false) != nullptr) {
      // A joining word counts only where it ends in more of the number.
      const bool hyphen = atoms.is(i, "-");
      if (hyphen && !(atoms.glued(i) && atoms.glued(i + 1))) break;
      if (!hyphen && !(current >= 20 || (current == 0 && total > 0))) break;
      const std::size_t next = i + length;
      const Entry* more = find(atoms, next, NumberPart::value, length, false);
      if (more == nullptr) more = find(atoms, next, NumberPart::ordinal, length, false);
      const Entry* bigger = find(atoms, next, NumberPart::scale, length, false);
      if (!(more != nullptr && fits(current, more->value, vigesimal_)) &&
          !(hyphen && bigger != nullptr)) {
        break;
      }
      if (!hyphen && more != nullptr && current == 0 && last_scale > 1000 && more->value < 1) break;
      i = next;
      continue;
    } else {
      bool ordinal_compound = false;
      const auto value = compounds_ && atoms.list[i].kind == AtomKind::word
                             ? compound(atoms.word(i), ordinal_compound)
                             : std::nullopt;
      if (!value || (begun && !fits(current, *value, vigesimal_) && total == 0)) break;
      current += *value;
      begun = true;
      length = 1;
      if (ordinal_compound) {
        match.ordinal = true;
        good = i + 1;
        break;
      }
    }
    i += length;
    good = i;
  }
  if (!begun || good == at) return {};
  match.value = total + current;
  match.atoms = static_cast<std::uint32_t>(good - at);
  match.words = true;
  return match;
}

void NumberWords::scale_up(const Atoms& atoms, std::size_t at, NumberMatch& match) const {
  std::size_t next = at + match.atoms;
  for (int i = 0; i < 2; ++i) {  // "500 thousand million"
    std::size_t from = next;
    if (atoms.is(from, "-") && atoms.glued(from) && atoms.glued(from + 1)) ++from;
    std::uint32_t length = 0;
    const Entry* scale = find(atoms, from, NumberPart::scale, length, from == next);
    if (scale == nullptr) break;
    if (scale->glued && atoms.glued(from + length) &&
        atoms.list[from + length].kind != AtomKind::mark) {
      break;
    }
    match.value *= scale->value;
    match.scaled = true;
    next = from + length;
  }
  match.atoms = static_cast<std::uint32_t>(next - at);
}

NumberMatch NumberWords::at(const Atoms& atoms, std::size_t at) const {
  if (at >= atoms.size()) return {};
  if (atoms.digits(at)) {
    NumberMatch match = digits_at(atoms, at);
    if (match.atoms == 0) return match;
    std::uint32_t length = 0;
    const std::size_t next = at + match.atoms;
    if (!match.decimal && atoms.glued(next) &&
        find(atoms, next, NumberPart::ordinal_suffix, length, true) != nullptr &&
        !(atoms.glued(next + length) && atoms.list[next + length].kind != AtomKind::mark)) {
      match.ordinal = true;
      match.atoms += length;
      return match;
    }
    if (ordinal_dot_ && !match.decimal && !match.grouped && atoms.is(next, ".") &&
        atoms.glued(next) && next + 1 < atoms.size() && !atoms.glued(next + 1) &&
        atoms.list[next + 1].kind == AtomKind::word) {
      match.ordinal = true;
      ++match.atoms;
      return match;
    }
    scale_up(atoms, at, match);
    return match;
  }
  if (atoms.list[at].kind != AtomKind::word) return {};
  return words_at(atoms, at);
}

}  // namespace newsloom::annotate
