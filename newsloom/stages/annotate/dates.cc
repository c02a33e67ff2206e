#include "newsloom/stages/annotate/dates.h"

#include <fmt/format.h>

#include <algorithm>
#include <optional>

#include "newsloom/stages/annotate/dates_frame.h"
#include "newsloom/stages/annotate/dates_governor.h"
#include "newsloom/stages/annotate/dates_match.h"
#include "newsloom/stages/annotate/dates_resolve.h"
#include "newsloom/stages/annotate/dates_rules.h"

namespace newsloom::annotate {
namespace {

using F = DateField;

/// Sentences from the top in which a date standing alone is the date line.
constexpr std::size_t kDatelineSentences = 6;
/// What a plan over a month ("agreed to hold talks in April") weighs against the cues around it.
constexpr double kPlanWeight = 0.5;

struct SentenceMatches {
  Atoms atoms;
  Lexemes lexemes;
  std::vector<DateMatch> matches;
};

bool names_day(const DateMatch& m) {
  return m.action == DateAction::weekday ||
         (m.action == DateAction::date &&
          (m.fields.has(F::day) || m.fields.has(F::dayshift) || m.fields.has(F::weekday)));
}

bool is_time_alone(const DateMatch& m) { return m.action == DateAction::time; }

bool has_time(const DateMatch& m) { return m.fields.has(F::hour) || m.fields.has(F::part); }

bool is_weekday_alone(const DateMatch& m) {
  return m.action == DateAction::weekday && !has_time(m) && !m.fields.has(F::weekshift);
}

bool is_month_alone(const DateMatch& m) {
  return m.action == DateAction::date && m.fields.has(F::month) && !m.fields.has(F::year) &&
         !m.fields.has(F::day) && !m.fields.has(F::yearshift) && !m.fields.has(F::sign);
}

/// "in September", "on 3 March", "in the autumn".
bool lacks_year(const DateMatch& m) {
  return m.action == DateAction::date && (m.fields.has(F::month) || m.fields.has(F::season)) &&
         !m.fields.has(F::year) && !m.fields.has(F::yearshift) && !m.fields.has(F::sign);
}

/// Words between two matches that let them be one: "10 a.m. on Tuesday", "Monday, June 2".
bool joins(const SentenceMatches& s, const DateRules& rules, std::uint32_t from, std::uint32_t to) {
  if (to < from || to - from > 3) return false;
  for (std::uint32_t i = from; i < to;) {
    std::uint32_t length = s.atoms.is(i, ",") ? 1 : 0;
    for (std::uint32_t k = s.lexemes.first[i]; k < s.lexemes.first[i + 1] && length == 0; ++k) {
      if (s.lexemes.list[k].of == rules.join) length = s.lexemes.list[k].atoms;
    }
    if (length == 0) return false;
    i += length;
  }
  return true;
}

void take_time(const DateMatch& time, DateMatch& day) {
  for (const F f : {F::hour, F::minute, F::second, F::ampm, F::zone, F::part}) {
    if (time.fields.has(f)) day.fields.set(f, time.fields.get(f));
  }
}

/// Joins a day with its time, and a weekday with its date.
void join_neighbours(const DateRules& rules, SentenceMatches& s) {
  std::vector<DateMatch> out;
  for (DateMatch& next : s.matches) {
    if (!out.empty() && joins(s, rules, out.back().end, next.begin)) {
      DateMatch& last = out.back();
      if (is_weekday_alone(last) && next.action == DateAction::date && next.fields.has(F::day)) {
        if (!next.fields.has(F::month)) next.fields.set(F::weekday, last.fields.get(F::weekday));
        next.begin = last.begin;
        last = next;
        continue;
      }
      if (last.action == DateAction::date && last.fields.has(F::day) && !has_time(last) &&
          is_weekday_alone(next) && !next.fields.has(F::sign) && next.begin == last.end + 1 &&
          s.atoms.is(last.end, ",")) {
        last.end = next.end;
        continue;
      }
      if (is_time_alone(last) && names_day(next) && !has_time(next)) {
        take_time(last, next);
        next.begin = last.begin;
        last = next;
        continue;
      }
      if (is_time_alone(next) && names_day(last) && !last.fields.has(F::hour)) {
        take_time(next, last);
        last.end = next.end;
        continue;
      }
      if (is_time_alone(next) && is_time_alone(last) &&
          last.fields.has(F::hour) != next.fields.has(F::hour)) {
        take_time(next, last);
        last.end = next.end;
        continue;
      }
    }
    out.push_back(next);
  }
  s.matches = std::move(out);
}

SentenceMatches matches_of(const Analysis& analysis, Span span, const DateRules& rules) {
  SentenceMatches s;
  s.atoms = atoms_of(analysis.text(span), span);
  s.lexemes = lexemes(s.atoms, rules);
  s.matches = date_matches(s.atoms, s.lexemes, rules);
  join_neighbours(rules, s);
  return s;
}

/// "may", "march" and "second" of one word that the tagger takes for a verb.
bool is_verb(const Analysis& analysis, const SentenceMatches& s, const DateMatch& m) {
  if (!analysis.has_tags || m.end - m.begin != 1 || s.atoms.digits(m.begin)) return false;
  const Span& span = s.atoms.list[m.begin].span;
  const auto token = std::lower_bound(analysis.tokens.begin(), analysis.tokens.end(), span,
                                      [](const Token& t, const Span& at) { return t.span < at; });
  return token != analysis.tokens.end() && token->span == span &&
         (token->upos == Upos::aux || token->upos == Upos::verb) && m.fields.has(F::month);
}

/// "XXXX-11-04" of "NEW YORK, Nov. 4 (Agency) –".
bool lacks_only_year(const DateMatch& m) { return lacks_year(m) && m.fields.has(F::day); }

/// "PORT MARRIN, ": no word in small letters before the date.
bool only_names(const SentenceMatches& s, std::uint32_t end) {
  for (std::uint32_t i = 0; i < end; ++i) {
    if (s.atoms.list[i].kind == AtomKind::word && !s.atoms.digits(i) && !s.atoms.list[i].capital) {
      return false;
    }
  }
  return true;
}

/// A full date that makes up (nearly) all of a sentence near the top, or one that opens the text.
std::optional<std::string> dateline(const std::vector<SentenceMatches>& sentences) {
  for (std::size_t i = 0; i < std::min(sentences.size(), kDatelineSentences); ++i) {
    const SentenceMatches& s = sentences[i];
    for (const DateMatch& m : s.matches) {
      const bool full = m.action == DateAction::date && m.fields.has(F::year) &&
                        m.fields.has(F::month) && m.fields.has(F::day);
      if ((!full && !lacks_only_year(m)) ||
          (s.atoms.size() > (m.end - m.begin) + 6u && m.begin > 8))
        continue;
      const bool alone = s.atoms.size() <= (m.end - m.begin) + 6u;
      // "KYIV, May 28, 2025 (Agency) –"
      const bool opener = m.begin <= 6 && m.begin >= 2 && s.atoms.list[0].capital &&
                          m.end < s.atoms.size() &&
                          (s.atoms.is(m.end, "(") || s.atoms.is(m.end, "–") ||
                           s.atoms.is(m.end, "—") || s.atoms.is(m.end, "-"));
      if (full ? !alone && !opener : !opener || !only_names(s, m.begin)) continue;
      DateResolver resolver(std::nullopt, false);
      const auto value = resolver.resolve(m, {});
      if (!value || value->value.size() < 10) continue;
      std::string day = value->value.substr(0, 10);
      if (full ? parse_day(day).has_value() : day.starts_with("XXXX-")) return day;
    }
  }
  return std::nullopt;
}

/// "XXXX-11-04" as seen from the day on which the page was fetched: the last one.
std::optional<CivilDay> last_before(std::string_view line, CivilDay fetched) {
  for (const int year : {static_cast<int>(fetched.year), fetched.year - 1}) {
    const auto day = parse_day(fmt::format("{:04}{}", year, line.substr(4)));
    if (day && days_from_civil(*day) <= days_from_civil(fetched)) return day;
  }
  return std::nullopt;
}

std::optional<Moment> anchor_of(const Article& article,
                                const std::vector<SentenceMatches>& sentences) {
  std::optional<Timestamp> time = article.published;
  if (!time) {
    // A date line is surer than the day on which the page was fetched.
    const auto line = dateline(sentences);
    if (const auto day = line ? parse_day(*line) : std::nullopt) return moment_of(*day);
    time = time_of(article);
    if (line && time) {
      if (const auto day = last_before(*line, time->local_day())) return moment_of(*day);
    }
    if (line) return std::nullopt;  // weekdays are counted from a day whose year is not known
    if (!time) return std::nullopt;
    return moment_of(time->local_day());
  }
  Moment anchor = moment_of(time->local_day());
  if (time->precision == Timestamp::Precision::second) {
    const std::int64_t local = time->seconds + time->offset_minutes * 60;
    const std::int64_t of_day = ((local % 86400) + 86400) % 86400;
    anchor.hour = static_cast<int>(of_day / 3600);
    anchor.minute = static_cast<int>(of_day / 60 % 60);
  }
  return anchor;
}

/// Texts on history: most years named lie well before publication, and hardly a "Monday".
bool is_narrative(const std::vector<SentenceMatches>& sentences,
                  const std::optional<Moment>& anchor) {
  int years = 0;
  int far = 0;
  int full = 0;  // with a month
  int full_far = 0;
  int deictic = 0;  // "Monday", "yesterday"; "today" is said in stories, too
  for (const SentenceMatches& s : sentences) {
    for (const DateMatch& m : s.matches) {
      if (m.fields.has(F::year)) {
        ++years;
        if (m.fields.has(F::month)) {
          ++full;
          if (!anchor || m.fields.integer(F::year) < *anchor->year - 1) ++full_far;
        }
        if (!anchor || std::abs(m.fields.integer(F::year) - *anchor->year) > 0) ++far;
      } else if (m.action == DateAction::weekday ||
                 (m.action == DateAction::date && m.fields.integer(F::from) == 0 &&
                  (m.fields.integer(F::dayshift) < 0 || m.fields.has(F::weekshift)))) {
        ++deictic;
      }
    }
  }
  if (!anchor) return years >= 8;
  if (full_far >= 2 && full_far == full && far * 10 >= years * 9 && deictic == 0) return true;
  return far >= 8 && far * 10 >= years * 8 && deictic * 6 <= far;
}

/// Which side of the unknown day of writing the words put a date on.
int lies_of(const DateMatch& m, const TenseCues& tense) {
  if (m.fields.has(F::sign) && m.fields.get(F::sign) != 0)
    return m.fields.get(F::sign) > 0 ? 1 : -1;
  if (tense.future > tense.past + kPastByDefault) return 1;
  return tense.past > tense.future ? -1 : 0;
}

}  // namespace

Result<DateResources> DateResources::load(const DataSource& data) {
  const auto load = [&](const std::string& language, const std::string& name,
                        std::string_view text) -> Result<DateRules> {
    NL_TRY(NumberWords numbers, NumberWords::load(data, language));
    return date_rules(text, name, std::move(numbers));
  };
  DateResources resources;
  NL_TRY(resources.rules_, load_languages<DateRules>(data, "annotate/dates", ".rules", load));
  return resources;
}

const DateRules* DateResources::rules(std::string_view language) const {
  return rules_of(rules_, language);
}

std::optional<std::string> written_on(const Analysis& analysis, const DateResources& resources) {
  const DateRules* rules = resources.rules(analysis.language);
  if (rules == nullptr || analysis.article == nullptr) return std::nullopt;
  std::vector<SentenceMatches> sentences;
  for (const Sentence& sentence : analysis.sentences) {
    if (sentences.size() == kDatelineSentences) break;
    sentences.push_back(matches_of(analysis, sentence.span, *rules));
  }
  return dateline(sentences);
}

std::vector<DateExpr> dates(const Analysis& analysis, const DateResources& resources) {
  std::vector<DateExpr> out;
  const DateRules* rules = resources.rules(analysis.language);
  if (rules == nullptr || analysis.article == nullptr) return out;
  std::vector<SentenceMatches> sentences;
  sentences.reserve(analysis.sentences.size());
  for (const Sentence& sentence : analysis.sentences) {
    sentences.push_back(matches_of(analysis, sentence.span, *rules));
  }
  const std::optional<Moment> anchor = anchor_of(*analysis.article, sentences);
  DateResolver resolver(anchor, is_narrative(sentences, anchor));
  for (std::size_t n = 0; n < sentences.size(); ++n) {
    const SentenceMatches& s = sentences[n];
    for (const DateMatch& m : s.matches) {
      if (m.action == DateAction::none || is_verb(analysis, s, m)) continue;
      TenseCues tense = tense_cues(s.atoms, s.lexemes, *rules, m.begin, m.end);
      if (m.action == DateAction::weekday || lacks_year(m)) {
        const Span words{s.atoms.list[m.begin].span.begin, s.atoms.list[m.end - 1].span.end,
                         s.atoms.list[m.begin].span.field};
        const TenseCues frame = frame_cues(analysis, analysis.sentences[n], words);
        tense.past += frame.past;
        tense.future += frame.future;
        tense.wish += frame.wish;
        tense.nearer += frame.nearer;
      }
      // A day of the week is past or to come by its verb; a date by itself tells more.
      if (m.action == DateAction::weekday) {
        const TenseCues verb =
            governing_tense(analysis, analysis.sentences[n], s.atoms.list[m.end - 1].span);
        tense.past += verb.past;
        tense.future += verb.future;
        if (tense.past == 0 &&
            is_announced(analysis, analysis.sentences[n], s.atoms.list[m.end - 1].span)) {
          tense.future += kPlanWeight;
        }
      } else if (is_month_alone(m)) {
        const Sentence& sentence = analysis.sentences[n];
        const Span at = s.atoms.list[m.end - 1].span;
        if (is_of_plan(analysis, sentence, at)) tense.future += kPlanWeight;
        if (is_of_arranged(analysis, sentence, at)) tense.future += kPlanWeight;
      }
      const auto value = resolver.resolve(m, tense);
      if (!value || out.size() >= kMaxDates) continue;
      DateExpr expr;
      expr.span = s.atoms.list[m.begin].span;
      expr.span.end = s.atoms.list[m.end - 1].span.end;
      expr.type = value->type;
      expr.value = value->value;
      expr.precision = value->precision;
      if (expr.type != DateType::set && expr.value.starts_with("XXXX-"))
        expr.lies = lies_of(m, tense);
      out.push_back(std::move(expr));
    }
  }
  return out;
}

}  // namespace newsloom::annotate
