// Dates inside quotations: "yesterday" counts from the day of the saying.

#include <algorithm>
#include <array>
#include <map>
#include <optional>
#include <string>
#include <utility>

#include "newsloom/core/text/normalize.h"
#include "newsloom/core/time.h"
#include "newsloom/stages/annotate/dates.h"

namespace newsloom::annotate {
namespace {

/// Days from the day of speaking, in the languages of the date rules.
constexpr auto kSeenFromToday = std::to_array<std::pair<std::string_view, int>>({
    {"today", 0},
    {"yesterday", -1},
    {"tomorrow", 1},
    {"heute", 0},
    {"gestern", -1},
    {"morgen", 1},
    {"hoy", 0},
    {"ayer", -1},
    {"mañana", 1},
    {"aujourd'hui", 0},
    {"hier", -1},
    {"demain", 1},
    {"сегодня", 0},
    {"вчера", -1},
    {"завтра", 1},
    {"сьогодні", 0},
    {"вчора", -1},
});

std::optional<int> days_from_today(std::string_view words) {
  const std::string key = folded(words);
  for (const auto& [word, days] : kSeenFromToday) {
    if (folded(word) == key) return days;
  }
  return std::nullopt;
}

/// The one day on which a speaker spoke; nothing where the text names several.
std::map<std::string, std::optional<CivilDay>> days_of_speakers(const Annotations& notes) {
  std::map<std::string, std::optional<CivilDay>> out;
  for (const Statement& statement : notes.statements) {
    if (!statement.speaker || !statement.said_on) continue;
    const auto day = parse_day(std::string_view(*statement.said_on).substr(0, 10));
    if (!day) continue;
    const auto [place, fresh] = out.emplace(statement.speaker->name, day);
    if (!fresh && place->second != day) place->second.reset();
  }
  return out;
}

}  // namespace

void set_quoted_dates(const Article& article, Annotations& notes) {
  const auto days = days_of_speakers(notes);
  if (days.empty()) return;
  for (const Statement& statement : notes.statements) {
    if (!statement.speaker) continue;
    const auto found = days.find(statement.speaker->name);
    if (found == days.end() || !found->second) continue;
    for (const Span& quote : statement.quotes) {
      const Span from{quote.begin, quote.begin, quote.field};
      auto date = std::lower_bound(notes.dates.begin(), notes.dates.end(), from,
                                   [](const DateExpr& d, const Span& s) { return d.span < s; });
      for (; date != notes.dates.end() && quote.contains(date->span); ++date) {
        const auto shift = days_from_today(text_of(article, date->span));
        if (!shift || date->value.size() != 10) continue;
        date->value = to_string(civil_from_days(days_from_civil(*found->second) + *shift));
      }
    }
  }
}

}  // namespace newsloom::annotate
