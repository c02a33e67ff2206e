#include "newsloom/stages/annotate/figures_amount.h"

#include <cmath>
#include <optional>

namespace newsloom::annotate {
namespace {

using W = FigureWord;

std::optional<double> vulgar(std::string_view mark) {
  if (mark == "½") return 0.5;
  if (mark == "¼") return 0.25;
  if (mark == "¾") return 0.75;
  if (mark == "⅓") return 1.0 / 3;
  if (mark == "⅔") return 2.0 / 3;
  return std::nullopt;
}

/// "1/4", "3⁄8" at `at`: the value and three atoms.
std::optional<double> slashed(const FigureSentence& s, std::size_t at) {
  const Atoms& a = s.atoms;
  if (!a.digits(at) || !a.digits(at + 2) || !(a.is(at + 1, "/") || a.is(at + 1, "⁄"))) {
    return std::nullopt;
  }
  if (a.is(at + 3, "/") || a.word(at).size() > 2 || a.word(at + 2).size() > 3) return std::nullopt;
  const NumberMatch over = s.words->numbers.digits_at(a, at);
  const NumberMatch under = s.words->numbers.digits_at(a, at + 2);
  if (under.value < 2 || over.value >= under.value || over.value == 0) return std::nullopt;
  return over.value / under.value;
}

/// "m" after a number is a million before people and money, else a metre.
bool is_metre(const FigureSentence& s, std::size_t at, bool money) {
  if (!money && s.atoms.is(at, "t")) return true;  // tonnes
  if (money || !s.atoms.is(at, "m")) return false;
  const std::string_view raw = text_of(*s.analysis->article, s.atoms.list[at].span);
  if (raw == "M") return false;
  if (!s.is_word(at + 1) || s.atoms.list[at + 1].capital) return true;
  return bool(s.find(at + 1, W::stop));
}

}  // namespace

Amount amount_at(const FigureSentence& s, std::size_t at, bool money) {
  const Atoms& a = s.atoms;
  const NumberWords& numbers = s.words->numbers;
  Amount out;
  if (at >= a.size()) return out;
  if (const auto half = vulgar(a.word(at))) {
    out.value = *half;
    out.end = static_cast<std::uint32_t>(at + 1);
    return out;
  }
  if (const auto value = slashed(s, at)) {
    out.value = *value;
    out.end = static_cast<std::uint32_t>(at + 3);
    return out;
  }
  if (a.is(at, ".") && a.digits(at + 1) && a.glued(at + 1) &&
      !(at > 0 && a.glued(at) && a.list[at - 1].kind != AtomKind::mark)) {
    const NumberMatch decimals = numbers.digits_at(a, at + 1);  // ".4"
    if (decimals.atoms == 1) {
      out.value = decimals.value / std::pow(10.0, static_cast<double>(a.word(at + 1).size()));
      out.end = static_cast<std::uint32_t>(at + 2);
      return out;
    }
  }
  NumberMatch match = numbers.at(a, at);
  if (match.atoms == 0 || match.ordinal) return out;
  out.end = static_cast<std::uint32_t>(at + match.atoms);
  out.words = match.words;
  if (match.scaled && !match.words && is_metre(s, out.end - 1, money)) {
    match = numbers.digits_at(a, at);
    out.end = static_cast<std::uint32_t>(at + match.atoms);
    match.scaled = false;
  }
  out.value = match.value;
  out.scaled = match.scaled;
  if (match.scaled && !match.words) {
    const NumberMatch plain = numbers.digits_at(a, at);
    out.scale = plain.value != 0 ? match.value / plain.value : 1;
  } else if (match.scaled) {
    for (double scale : {1e12, 1e9, 1e6, 1e3, 1e2}) {
      if (match.value >= scale && std::fmod(match.value, scale) == 0) {
        out.scale = scale;
        break;
      }
    }
  }
  out.year_like = !match.words && !match.decimal && !match.grouped && !match.scaled &&
                  a.word(at).size() == 4 && match.value >= 1500 && match.value < 2100;
  // "two-thirds", "three quarters of"
  const std::size_t dash = a.is(out.end, "-") ? out.end + 1 : out.end;
  if (!match.decimal && match.value >= 1 && match.value < 100 && !match.scaled) {
    const NumberMatch part = numbers.fraction_at(a, dash);
    const bool second = a.is(dash, "second");
    if (part.atoms > 0 && !second && (dash > out.end || s.find(dash + part.atoms, W::of)) &&
        match.value * part.value <= 1.5) {
      out.value = match.value * part.value;
      out.share = true;
      out.end = static_cast<std::uint32_t>(dash + part.atoms);
      return out;
    }
  }
  // "10 1/2", "7½", "two and a half million"
  if (const auto more = slashed(s, out.end); more && !match.words && !match.decimal) {
    out.value += *more;
    out.end += 3;
  } else if (const auto half = out.end < a.size() ? vulgar(a.word(out.end)) : std::nullopt) {
    out.value += *half;
    ++out.end;
  } else if (const auto hit = s.find(out.end, W::and_half); hit && !match.scaled) {
    out.value += 0.5;
    out.end += hit.atoms;
    const NumberMatch scale = numbers.scale_at(a, out.end);
    if (scale.atoms > 0) {
      out.value *= scale.value;
      out.end += scale.atoms;
      out.scaled = true;
    }
  }
  return out;
}

/// "half", "a third of", "half a million".
Amount share_at(const FigureSentence& s, std::size_t at) {
  const Atoms& a = s.atoms;
  const NumberWords& numbers = s.words->numbers;
  Amount out;
  const std::size_t noun = numbers.is_article(a.word(at)) ? at + 1 : at;
  const NumberMatch part = numbers.fraction_at(a, noun);
  if (part.atoms == 0) return out;
  std::size_t next = noun + part.atoms;
  const bool half = part.value == 0.5;
  if (half || part.value == 0.25) {
    const std::size_t scale_at =
        next < a.size() && numbers.is_article(a.word(next)) ? next + 1 : next;
    const NumberMatch scale = numbers.scale_at(a, scale_at);
    if (scale.atoms > 0) {
      out.value = part.value * scale.value;
      out.scaled = true;
      out.words = true;
      out.end = static_cast<std::uint32_t>(scale_at + scale.atoms);
      return out;
    }
    if (half && (a.is(next, "-") || (at > 0 && a.glued(at)) || a.is(next, "time"))) return out;
  }
  if (half) {
  } else if (noun == at || !s.find(next, W::of)) {
    return out;
  }
  // "the second half of the year" is no share.
  if (noun == at && !s.find(next, W::of) && !s.find(next, W::stop)) return out;
  if (at > 0 && noun == at) {
    const NumberMatch before = numbers.at(a, at - 1);
    if (before.ordinal || s.before(at, W::label) || a.is(at - 1, "other") || a.is(at - 1, "latter"))
      return out;
  }
  out.value = part.value;
  out.share = true;
  out.words = true;
  out.end = static_cast<std::uint32_t>(next);
  return out;
}

}  // namespace newsloom::annotate
