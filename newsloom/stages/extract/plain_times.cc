#include "newsloom/stages/extract/plain_times.h"

#include <algorithm>
#include <array>

#include "newsloom/core/text/loose_date.h"
#include "newsloom/core/text/normalize.h"

namespace newsloom::extract {
namespace {

struct Unit {
  std::string_view word;  ///< beginning, folded
  std::int64_t seconds;
};
constexpr std::int64_t kMinute = 60;
constexpr std::int64_t kHour = 3600;
constexpr std::int64_t kDay = 86400;
constexpr std::array kUnits = {Unit{"second", 1},         Unit{"sec", 1},
                               Unit{"sekunde", 1},        Unit{"segundo", 1},
                               Unit{"minut", kMinute},    Unit{"min", kMinute},
                               Unit{"mins", kMinute},     Unit{"m", kMinute},
                               Unit{"hour", kHour},       Unit{"hr", kHour},
                               Unit{"hrs", kHour},        Unit{"h", kHour},
                               Unit{"stunde", kHour},     Unit{"std", kHour},
                               Unit{"hora", kHour},       Unit{"heure", kHour},
                               Unit{"ora", kHour},        Unit{"ore", kHour},
                               Unit{"uur", kHour},        Unit{"timm", kHour},
                               Unit{"time", kHour},       Unit{"tund", kHour},
                               Unit{"час", kHour},        Unit{"минут", kMinute},
                               Unit{"day", kDay},         Unit{"d", kDay},
                               Unit{"tag", kDay},         Unit{"dia", kDay},
                               Unit{"día", kDay},         Unit{"jour", kDay},
                               Unit{"giorn", kDay},       Unit{"dag", kDay},
                               Unit{"days", kDay},        Unit{"tage", kDay},
                               Unit{"tagen", kDay},       Unit{"dias", kDay},
                               Unit{"días", kDay},        Unit{"дня", kDay},
                               Unit{"дней", kDay},        Unit{"день", kDay},
                               Unit{"week", 7 * kDay},    Unit{"woche", 7 * kDay},
                               Unit{"semana", 7 * kDay},  Unit{"semaine", 7 * kDay},
                               Unit{"settiman", 7 * kDay}};
constexpr std::array<std::string_view, 7> kBefore = {"vor", "hace", "il y a", "há",
                                                     "ha",  "för",  "for"};
constexpr std::array<std::string_view, 8> kAfter = {"ago",   "fa",    "geleden", "sedan",
                                                    "siden", "atrás", "назад",   "sitten"};

std::optional<std::int64_t> unit_seconds(std::string_view word) {
  std::optional<std::int64_t> found;
  std::size_t length = 0;
  for (const Unit& unit : kUnits) {
    const bool short_form = unit.word.size() < 4;
    const bool fits = short_form ? word == unit.word
                                 : word.substr(0, unit.word.size()) == unit.word &&
                                       word.size() <= unit.word.size() + 3;
    if (fits && unit.word.size() > length) {
      found = unit.seconds;
      length = unit.word.size();
    }
  }
  return found;
}

std::string beside(std::string_view text, std::size_t begin, std::size_t end) {
  std::string left(text.substr(0, begin));
  std::string right(text.substr(end));
  const auto cut = [](std::string_view side) {
    std::string_view rest = side;
    for (bool more = true; more && !rest.empty();) {
      more = false;
      for (const std::string_view sign :
           {" ", "-", ",", "|", ":", ";", "(", ")", "·", "•", "–", "—", "/"}) {
        if (rest.substr(0, sign.size()) == sign) {
          rest.remove_prefix(sign.size());
          more = true;
        }
        if (rest.size() >= sign.size() && rest.substr(rest.size() - sign.size()) == sign) {
          rest.remove_suffix(sign.size());
          more = true;
        }
      }
    }
    return std::string(rest);
  };
  left = cut(left);
  right = cut(right);
  return left.empty() ? right : right.empty() ? left : left + " | " + right;
}

}  // namespace

std::vector<LinePiece> line_pieces(std::string_view text) {
  std::vector<LinePiece> pieces;
  for (std::size_t at = 0; at < text.size();) {
    const auto b = static_cast<unsigned char>(text[at]);
    const bool digit = b >= '0' && b <= '9';
    const bool letter = (b >= 'a' && b <= 'z') || (b >= 'A' && b <= 'Z') || b >= 0x80;
    if (!digit && !letter) {
      ++at;
      continue;
    }
    std::size_t end = at + 1;
    while (end < text.size()) {
      const auto c = static_cast<unsigned char>(text[end]);
      const bool d = c >= '0' && c <= '9';
      const bool l = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c >= 0x80;
      if (digit ? !d : !l) break;
      ++end;
    }
    pieces.push_back({newsloom::folded(text.substr(at, end - at)), at, end, digit});
    at = end;
  }
  return pieces;
}

std::optional<Timestamp> date_of_line(const std::string& text, std::string& rest) {
  if (text.size() > kMaxLooseDateBytes) return std::nullopt;
  if (auto whole = loose_date(text)) return whole;
  const std::vector<LinePiece> pieces = line_pieces(text);
  if (pieces.size() < 2 || pieces.size() > 14) return std::nullopt;
  // The longest part that is a date and reaches one end of the line.
  for (std::size_t skip = 1; skip < pieces.size(); ++skip) {
    const std::size_t begin = pieces[skip].begin;
    if (auto date = loose_date(std::string_view(text).substr(begin))) {
      rest = beside(text, begin, text.size());
      return date;
    }
    const std::size_t end = pieces[pieces.size() - skip - 1].end;
    if (auto date = loose_date(std::string_view(text).substr(0, end))) {
      rest = beside(text, 0, end);
      return date;
    }
  }
  return std::nullopt;
}

std::optional<std::int64_t> relative_time(std::string_view text, std::string& rest) {
  if (text.size() > 120) return std::nullopt;
  const std::vector<LinePiece> pieces = line_pieces(text);
  if (pieces.size() == 1) {
    for (const std::string_view word : {"yesterday", "gestern", "ayer", "hier", "ieri", "ontem"}) {
      if (pieces[0].folded == word) return kDay;
    }
  }
  for (std::size_t i = 0; i < pieces.size(); ++i) {
    const bool one = pieces[i].folded == "an" || pieces[i].folded == "a" ||
                     pieces[i].folded == "einer" || pieces[i].folded == "una" ||
                     pieces[i].folded == "un" || pieces[i].folded == "une";
    if ((!pieces[i].number && !one) || pieces[i].folded.size() > 5 || i + 1 >= pieces.size()) {
      continue;
    }
    const auto unit = unit_seconds(pieces[i + 1].folded);
    if (!unit) continue;
    const std::int64_t count = one ? 1 : std::stoll(pieces[i].folded);
    const bool after = i + 2 < pieces.size() && std::find(kAfter.begin(), kAfter.end(),
                                                          pieces[i + 2].folded) != kAfter.end();
    const bool ya = i >= 3 && pieces[i - 1].folded == "a" && pieces[i - 2].folded == "y";
    const bool before = i > 0 && (ya || std::find(kBefore.begin(), kBefore.end(),
                                                  pieces[i - 1].folded) != kBefore.end());
    const bool short_form = pieces.size() == 2 && pieces[i + 1].folded.size() <= 3;  // "3h"
    if (!after && !before && !short_form) continue;
    std::size_t begin = before ? pieces[i - (ya ? 3 : 1)].begin : pieces[i].begin;
    // Crawlers put the name of a <time> element in front: "time2 hours ago".
    if (!before && i > 0 && pieces[i - 1].folded == "time") begin = pieces[i - 1].begin;
    rest = beside(text, begin, pieces[after ? i + 2 : i + 1].end);
    if (std::count(rest.begin(), rest.end(), ' ') > 6) return std::nullopt;
    return count * *unit;
  }
  return std::nullopt;
}

Timestamp time_before(const Timestamp& fetched, std::int64_t seconds) {
  const Timestamp time = timestamp_of_utc(fetched.seconds - seconds);
  return seconds % kDay == 0 && seconds > 0 ? timestamp_of(time.local_day()) : time;
}

}  // namespace newsloom::extract
