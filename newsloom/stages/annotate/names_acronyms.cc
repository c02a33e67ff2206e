// Names by their letters: bodies that an acronym in brackets spells out, and call signs.

#include <algorithm>
#include <array>
#include <optional>
#include <string_view>
#include <vector>

#include "newsloom/stages/annotate/names_spans.h"

namespace newsloom::annotate {
namespace {

class Acronyms {
 public:
  Acronyms(const Analysis& analysis, const std::vector<std::uint32_t>& known,
           std::vector<NameSpan>& spans)
      : analysis_(analysis), known_(known), spans_(spans) {}

  // "Harbour and Pilots' Union (HPU)": the words whose first letters the brackets give are one
  // body, whatever part of them was found.
  void run() {
    std::vector<NameSpan> more;
    const auto count = static_cast<std::uint32_t>(analysis_.tokens.size());
    for (std::uint32_t i = 2; i + 2 < count; ++i) {
      if (word(i) != "(" || word(i + 2) != ")" || !analysis_.words[i + 1].all_capitals) continue;
      const auto first = spelt_out(i, word(i + 1));
      if (!first) continue;
      // A part that was found keeps its type: a festival is no body. "Computer Aided Design (CAD)"
      // is no name at all.
      NameSpan whole{*first, i, NameType::org};
      const auto inside = [&](const NameSpan& s) { return s.first < i && s.last > *first; };
      const auto part = std::find_if(spans_.begin(), spans_.end(), inside);
      if (part == spans_.end() && !is(i - 1, Known::org_word)) continue;
      if (part != spans_.end() && !is(i - 1, Known::org_word)) whole.type = part->type;
      std::erase_if(spans_, inside);
      more.push_back(whole);
    }
    if (more.empty()) return;
    spans_.insert(spans_.end(), more.begin(), more.end());
    std::sort(spans_.begin(), spans_.end(),
              [](const NameSpan& a, const NameSpan& b) { return a.first < b.first; });
  }

 private:
  bool is(std::uint32_t i, std::uint32_t bits) const { return (known_[i] & bits) != 0; }
  std::string_view word(std::uint32_t i) const { return analysis_.text(analysis_.tokens[i]); }
  bool same_field(std::uint32_t a, std::uint32_t b) const {
    return analysis_.tokens[a].span.field == analysis_.tokens[b].span.field;
  }
  // Where the words before `end` begin whose first letters are `letters`; small words may be left
  // out of the letters.
  std::optional<std::uint32_t> spelt_out(std::uint32_t end, std::string_view letters) const {
    constexpr std::size_t kLeast = 2;
    constexpr std::size_t kMost = 7;
    if (letters.size() < kLeast || letters.size() > kMost) return std::nullopt;
    std::size_t left = letters.size();
    std::uint32_t at = end;
    while (left > 0 && at > 0 && same_field(at - 1, end) && end - at < 2 * kMost) {
      --at;
      const std::string_view w = word(at);
      if (is_possessive(analysis_, at) || w == "&" || w == "-") continue;
      const char c = w.empty() ? ' ' : w.front();
      const bool fits = (c & ~0x20) == letters[left - 1];
      if (analysis_.words[at].capital) {
        if (!fits) return std::nullopt;
        --left;
      } else if (w != "and" && w != "of" && w != "for" && w != "the" && w != "on" && w != "in") {
        return std::nullopt;
      } else if (fits && left > 1 && letters.size() > kLeast + 1 && at > 0 &&
                 (word(at - 1).front() & ~0x20) != letters[left - 1]) {
        --left;  // "Bank of Osk (BOO)"
      }
    }
    if (left > 0 || !analysis_.words[at].capital || end - at < kLeast) return std::nullopt;
    return at;
  }

  const Analysis& analysis_;
  const std::vector<std::uint32_t>& known_;
  std::vector<NameSpan>& spans_;
};

class CallSigns {
 public:
  explicit CallSigns(const Analysis& analysis) : analysis_(analysis) {}

  // One digit and two or three capitals, "1MDB", a radio station: a body where it is no measure,
  // time or rank and does what names do.
  bool is_call_sign(std::uint32_t i) const {
    constexpr auto kMeasures = std::to_array<std::string_view>(
        {"AM", "PM", "ST",  "ND",  "RD",  "TH",  "KM",  "KG",  "MM",  "CM",  "ML",  "GB",  "MB",
         "TB", "KB", "MP",  "HP",  "KW",  "MW",  "GW",  "KV",  "HZ",  "MHZ", "GHZ", "MPH", "KPH",
         "WD", "BN", "MN",  "TN",  "LB",  "LBS", "FT",  "IN",  "HRS", "HR",  "MIN", "SEC", "PCS",
         "DS", "XL", "XXL", "UTC", "GMT", "EST", "EDT", "PST", "PDT", "CET", "BST", "IST", "AC"});
    const std::string_view w = word(i);
    if (w.size() < 3 || w.size() > 4 || w[0] < '1' || w[0] > '9') return false;
    const std::string_view letters = w.substr(1);
    return std::all_of(letters.begin(), letters.end(),
                       [](char c) { return c >= 'A' && c <= 'Z'; }) &&
           std::find(kMeasures.begin(), kMeasures.end(), letters) == kMeasures.end() &&
           stands_as_name(i);
  }

 private:
  std::string_view word(std::uint32_t i) const { return analysis_.text(analysis_.tokens[i]); }
  bool same_field(std::uint32_t a, std::uint32_t b) const {
    return analysis_.tokens[a].span.field == analysis_.tokens[b].span.field;
  }
  // A proper noun for the tagger; what does or has something ("1MDB is …", "1MDB's"); what a verb
  // or a small word before it asks for, with no noun behind it.
  bool stands_as_name(std::uint32_t i) const {
    const std::uint32_t count = static_cast<std::uint32_t>(analysis_.tokens.size());
    const auto upos = [&](std::uint32_t at) { return analysis_.tokens[at].upos; };
    if (!analysis_.has_tags) return false;
    if (upos(i) == Upos::propn) return true;
    const bool ends = i + 1 == count || !same_field(i, i + 1);
    if (!ends && (upos(i + 1) == Upos::verb || upos(i + 1) == Upos::aux ||
                  is_possessive(analysis_, i + 1))) {
      return true;
    }
    const bool asked =
        i > 0 && same_field(i - 1, i) && (upos(i - 1) == Upos::verb || upos(i - 1) == Upos::adp);
    return asked && (ends || (upos(i + 1) != Upos::noun && upos(i + 1) != Upos::propn &&
                              upos(i + 1) != Upos::adj && upos(i + 1) != Upos::num));
  }

  const Analysis& analysis_;
};

}  // namespace

void widen_names_by_acronym(const Analysis& analysis, const std::vector<std::uint32_t>& known,
                            std::vector<NameSpan>& spans) {
  Acronyms(analysis, known, spans).run();
}

bool is_call_sign(const Analysis& analysis, std::uint32_t i) {
  return CallSigns(analysis).is_call_sign(i);
}

}  // namespace newsloom::annotate
