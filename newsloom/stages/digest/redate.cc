#include "newsloom/stages/digest/redate.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>
#include <set>
#include <utility>
#include <vector>

#include "newsloom/stages/digest/words.h"

namespace newsloom::digest {
namespace {

constexpr std::size_t kMinWordBytes = 5;
constexpr std::size_t kMaxWordsCompared = 3000;
/// A day without a year belongs to the year in which it lies within half a year of the story.
constexpr std::int64_t kHalfYear = 183;
/// An account without a day is at most this many days from the one that it is most like.
constexpr std::int64_t kNearDays = 3;
/// What it costs, in days, to take the day of an account that is not like this one at all.
constexpr double kUnlike = 6;
/// And for each date that would then lie on the wrong side.
constexpr std::int64_t kWrongSide = 6;

/// Words that turn a weekday to the future.
constexpr auto kAhead = std::to_array<std::string_view>({
    "next",
    "coming",
    "upcoming",
    "will",
    "nächsten",
    "kommenden",
});

std::set<std::string> long_words(const Article& article) {
  std::set<std::string> out;
  const std::string_view text = article.text;
  for (const Span& span : word_spans(text, Field::text)) {
    if (out.size() >= kMaxWordsCompared) break;
    if (span.size() >= kMinWordBytes) out.insert(lower(text.substr(span.begin, span.size())));
  }
  return out;
}

double likeness(const std::set<std::string>& a, const std::set<std::string>& b) {
  std::size_t both = 0;
  for (const std::string& word : a) both += b.count(word);
  const std::size_t all = a.size() + b.size() - both;
  return all == 0 ? 0 : static_cast<double>(both) / static_cast<double>(all);
}

/// Days of the dated accounts of the story, each with how unlike the account this one is (0: the
/// most similar one … kUnlike); nothing where no account has a day.
std::vector<std::pair<std::int64_t, std::int64_t>> days_of_others(const View& view,
                                                                  const Account& undated) {
  const std::set<std::string> own = long_words(undated.article());
  std::vector<std::pair<std::int64_t, double>> found;
  double best = 0;
  for (const Account& other : view.accounts) {
    if (!other.day) continue;
    found.emplace_back(*other.day, likeness(own, long_words(other.article())));
    best = std::max(best, found.back().second);
  }
  std::vector<std::pair<std::int64_t, std::int64_t>> out;
  for (const auto& [day, like] : found) {
    const double unlike = best > 0 ? (best - like) / best : 0;
    out.emplace_back(day, std::llround(unlike * kUnlike));
  }
  std::stable_sort(out.begin(), out.end(),
                   [](const auto& a, const auto& b) { return a.second < b.second; });
  return out;
}

/// The weekdays (0 = Monday) that the account looks back on: "derailed Thursday, officials said
/// Friday".
std::vector<int> weekdays_behind(const Account& account) {
  std::vector<int> out;
  for (const SettledDate& date : account.dates) {
    if (!date.value.starts_with("XXXX-WXX-") || date.value.size() < 10 || date.lies > 0) continue;
    const int day = date.value[9] - '1';
    if (day >= 0 && day < 7) out.push_back(day);
  }
  return out;
}

std::optional<std::string> with_year(std::string_view value, std::int64_t anchor, int lies = 0);

/// How many dates without a year ("talks on September 11") would lie on the wrong side of `day`.
std::int64_t wrong_sides(const Account& account, std::int64_t day) {
  std::int64_t out = 0;
  for (const SettledDate& date : account.dates) {
    if (date.lies == 0 || date.value.size() < 10 || !date.value.starts_with("XXXX-")) continue;
    const auto settled = with_year(date.value, day);
    const auto at = settled ? parse_day(*settled) : std::nullopt;
    if (at && (date.lies > 0) != (days_from_civil(*at) > day) && days_from_civil(*at) != day) ++out;
  }
  return out;
}

/// The day, near that of a dated account, from which the weekdays that the account looks back on
/// lie nearest: reports are of the last days, so "Friday" is not told on a Thursday.
std::optional<std::int64_t> borrowed_day(const View& view, const Account& account) {
  const std::vector<int> behind = weekdays_behind(account);
  std::optional<std::int64_t> best;
  std::int64_t best_cost = std::numeric_limits<std::int64_t>::max();
  for (const auto& [base, unlike] : days_of_others(view, account)) {
    for (std::int64_t away = 0; away <= kNearDays; ++away) {
      for (const std::int64_t day : {base + away, base - away}) {
        const int today = weekday_of(civil_from_days(day));
        std::int64_t cost = away + unlike + kWrongSide * wrong_sides(account, day);
        for (const int weekday : behind) cost += (today - weekday + 7) % 7;
        if (cost < best_cost) best = day, best_cost = cost;
      }
    }
  }
  return best;
}

bool has_year(std::string_view text) {
  std::size_t run = 0;
  for (const char c : text) {
    run = c >= '0' && c <= '9' ? run + 1 : 0;
    if (run == 4) return true;
  }
  return false;
}

std::string day_text(std::int64_t day) { return to_string(civil_from_days(day)); }

/// "XXXX-04": the year in which the month lies nearest to the anchor; on the side of it that the
/// words tell, where they do.
std::optional<std::string> month_with_year(std::string_view value, std::int64_t anchor, int lies) {
  const int year = civil_from_days(anchor).year;
  if (lies != 0) {
    const std::string now = day_text(anchor).substr(4, 3);
    const bool before = value.substr(4, 3) < now;
    const int side =
        lies > 0 ? (before ? year + 1 : year) : (value.substr(4, 3) > now ? year - 1 : year);
    return fmt::format("{:04}{}", side, value.substr(4, 3));
  }
  for (const int candidate : {year, year - 1, year + 1}) {
    const auto middle = parse_day(fmt::format("{:04}{}-15", candidate, value.substr(4, 3)));
    if (middle && std::abs(days_from_civil(*middle) - anchor) <= kHalfYear) {
      return fmt::format("{:04}{}", candidate, value.substr(4, 3));
    }
  }
  return std::nullopt;
}

/// "2025-W23", by ISO 8601: the week belongs to the year of its Thursday.
std::string week_text(std::int64_t day) {
  const std::int64_t thursday = day - weekday_of(civil_from_days(day)) + 3;
  const int year = civil_from_days(thursday).year;
  const std::int64_t first = days_from_civil({year, 1, 1});
  return fmt::format("{:04}-W{:02}", year, (thursday - first) / 7 + 1);
}

/// "yesterday", "this month", "last year": seen from the anchor; nothing for other words.
std::optional<std::string> relative_value(std::string_view words, std::int64_t anchor) {
  std::vector<std::string> parts;
  for (const Span& span : word_spans(words.substr(0, 60), Field::text)) {
    parts.push_back(lower(words.substr(span.begin, span.size())));
  }
  const auto is = [&](std::string_view a, std::string_view b = {}) {
    return parts.size() == (b.empty() ? 1 : 2) && parts[0] == a && (b.empty() || parts[1] == b);
  };
  const CivilDay today = civil_from_days(anchor);
  if (is("today") || is("heute")) return day_text(anchor);
  if (is("yesterday") || is("gestern")) return day_text(anchor - 1);
  if (is("tomorrow")) return day_text(anchor + 1);
  if (is("tonight")) return day_text(anchor);
  if (is("last", "night")) return day_text(anchor - 1);
  if (parts.size() == 2) {
    const bool part = parts[1] == "morning" || parts[1] == "afternoon" || parts[1] == "evening" ||
                      parts[1] == "night";
    if (part && parts[0] == "this") return day_text(anchor);
    if (part && parts[0] == "yesterday") return day_text(anchor - 1);
    if (part && parts[0] == "tomorrow") return day_text(anchor + 1);
  }
  for (const auto& [word, shift] :
       {std::pair("this", 0), std::pair("last", -1), std::pair("next", 1)}) {
    if (is(word, "week")) return week_text(anchor + std::int64_t{7} * shift);
  }
  if (is("this", "year")) return fmt::format("{:04}", today.year);
  if (is("last", "year")) return fmt::format("{:04}", today.year - 1);
  if (is("next", "year")) return fmt::format("{:04}", today.year + 1);
  const int month = today.year * 12 + today.month - 1;
  for (const auto& [word, shift] :
       {std::pair("this", 0), std::pair("last", -1), std::pair("next", 1)}) {
    if (is(word, "month")) {
      return fmt::format("{:04}-{:02}", (month + shift) / 12, (month + shift) % 12 + 1);
    }
  }
  return std::nullopt;
}

/// "XXXX-05-16", or a day whose year was only guessed: the year nearest to the anchor.
std::optional<std::string> with_year(std::string_view value, std::int64_t anchor, int lies) {
  if (value.size() == 7 && value.starts_with("XXXX-")) return month_with_year(value, anchor, lies);
  if (value.size() < 10 || value[4] != '-' || value[7] != '-') return std::nullopt;
  const int year = civil_from_days(anchor).year;
  for (const int candidate : {year, year - 1, year + 1}) {
    const auto day = parse_day(fmt::format("{:04}{}", candidate, value.substr(4, 6)));
    if (day && std::abs(days_from_civil(*day) - anchor) <= kHalfYear) return to_string(*day);
  }
  return std::nullopt;
}

/// "XXXX-WXX-3": the weekday before the anchor (the same day counts) or the one after it. "Next"
/// decides; then the words around; else the one that dated accounts of the story tell of; else the
/// one before.
std::optional<std::string> with_week(std::string_view value, std::string_view words, int lies,
                                     std::int64_t anchor, const std::set<std::string>& told) {
  if (!value.starts_with("XXXX-WXX-") || value.size() < 10) return std::nullopt;
  const int wanted = value[9] - '1';
  if (wanted < 0 || wanted > 6) return std::nullopt;
  const int now = weekday_of(civil_from_days(anchor));
  const std::int64_t back = anchor - (now - wanted + 7) % 7;
  const std::string before = day_text(back);
  const std::string after = day_text(back + 7);
  for (const Span& span : word_spans(words, Field::text)) {
    const std::string word = lower(words.substr(span.begin, span.size()));
    if (std::find(kAhead.begin(), kAhead.end(), word) != kAhead.end()) return after;
  }
  if (lies > 0) return back == anchor ? before : after;
  if (lies < 0) return before;
  return told.contains(after) && !told.contains(before) ? after : before;
}

void settle(Account& account, std::int64_t anchor, const std::set<std::string>& told) {
  const Article& article = account.article();
  for (SettledDate& date : account.dates) {
    const std::string_view words = text_of(article, date.span);
    std::optional<std::string> value;
    if (date.value.starts_with("XXXX-WXX-")) {
      // A teaser on another page can be days younger or older than what it stands beside.
      if (article.kind == ArticleKind::teaser) continue;
      value = with_week(date.value, words, date.lies, anchor, told);
    } else if (!has_year(words) && parse_day(std::string_view(date.value).substr(0, 10))) {
      value = with_year(date.value, anchor);
    } else if (date.value.starts_with("XXXX-") && !date.value.starts_with("XXXX-W")) {
      value = with_year(date.value, anchor, date.lies);
    } else if (date.value.ends_with("_REF") && article.kind != ArticleKind::teaser) {
      value = relative_value(words, anchor);
    }
    if (!value || *value == date.value) continue;
    date.value = *value;
    date.precision = value->size() == 4                      ? DatePrecision::year
                     : value->find('W') != std::string::npos ? DatePrecision::week
                     : value->size() == 7                    ? DatePrecision::month
                                                             : DatePrecision::day;
    date.borrowed = true;
  }
}

}  // namespace

void settle_dates(View& view) {
  for (Account& account : view.accounts) {
    for (const DateExpr& date : account.notes().dates) {
      account.dates.push_back({date.span, date.type, date.value, date.value, date.precision,
                               date.confidence, date.lies, false});
    }
  }
  std::set<std::string> told;
  for (const Account& account : view.accounts) {
    for (const SettledDate& date : account.dates) {
      if (account.day && parse_day(date.value)) told.insert(date.value);
    }
  }
  for (Account& account : view.accounts) {
    if (account.day || account.dates.empty()) continue;
    if (const auto day = borrowed_day(view, account)) {
      const auto& line = account.notes().written_on;
      const auto own = line ? with_year(*line, *day) : std::nullopt;
      const auto parsed = own ? parse_day(*own) : std::nullopt;
      account.borrowed_day = parsed ? days_from_civil(*parsed) : *day;
    }
    if (account.borrowed_day) settle(account, *account.borrowed_day, told);
  }
}

std::string settled_value(const Account& account, std::string_view value, Span near) {
  const SettledDate* best = nullptr;
  for (const SettledDate& date : account.dates) {
    if (!date.borrowed || date.original != value || date.span.field != near.field) continue;
    const auto away = [&](const SettledDate& d) {
      return d.span.begin > near.begin ? d.span.begin - near.begin : near.begin - d.span.begin;
    };
    if (best == nullptr || away(date) < away(*best)) best = &date;
  }
  return best == nullptr ? std::string(value) : best->value;
}

}  // namespace newsloom::digest
