#include "newsloom/stages/digest/moments.h"

#include <algorithm>
#include <array>

#include "newsloom/core/text/normalize.h"
#include "newsloom/core/text/utf8.h"
#include "newsloom/stages/digest/redate.h"
#include "newsloom/stages/digest/words.h"

namespace newsloom::digest {
namespace {

constexpr std::size_t kMaxWho = 8;

/// Words that announce: only asked where the account's own day is not known.
constexpr auto kPlanWords = std::to_array<std::string_view>({
    "will",      "next",        "upcoming", "scheduled", "planned", "plans",    "proposed",
    "proposing", "proposes",    "expected", "due",       "ready",   "set",      "ahead",
    "would",     "forthcoming", "wird",     "soll",      "geplant", "nächsten", "kommenden",
});

/// What an outlet offers its readers.
constexpr auto kOutlet = std::to_array<std::string_view>(
    {"coverage", "updates", "live blog", "liveblog", "newsletter", "podcast", "subscribe"});

bool announces(std::string_view sentence) {
  const std::string_view text = sentence.substr(0, 2000);
  for (const Span& span : word_spans(text, Field::text)) {
    const std::string word = lower(text.substr(span.begin, span.size()));
    if (std::find(kPlanWords.begin(), kPlanWords.end(), word) != kPlanWords.end()) return true;
  }
  return false;
}

/// Whether the account's own day is known: as published, or from a date line.
bool knows_day(const Account& account) {
  return account.day || account.notes().written_on.has_value();
}

/// Whether days lie ahead of the account: of a borrowed day only where the words say so, too.
bool lies_ahead(const Account& account, const DayRange& days, int lies, std::string_view sentence) {
  const auto day = account.anchor();
  if (day && days.first <= *day) return false;
  if (knows_day(account)) return day.has_value();
  return lies > 0 || announces(sentence);
}

/// How the words around a date of the account put it; 0 where it has no such date.
int lies_of(const Account& account, std::string_view original, Span near) {
  for (const SettledDate& date : account.dates) {
    if ((original.empty() || date.original == original) && near.contains(date.span))
      return date.lies;
  }
  return 0;
}

/// "our coverage continues tomorrow": the outlet about itself.
bool about_itself(std::string_view text) {
  const std::string words = lower(text.substr(0, 400));
  if (words.find("our ") == std::string::npos && words.find("we ") == std::string::npos &&
      words.find("we'll") == std::string::npos && words.find("you ") == std::string::npos) {
    return false;
  }
  return std::any_of(kOutlet.begin(), kOutlet.end(),
                     [&](std::string_view word) { return words.find(word) != std::string::npos; });
}

/// "PORT MARRIN, Nov 4 (Agency) -": the day of the report, not of what it tells.
bool is_dateline(const Account& account, const Span& date) {
  constexpr std::uint32_t kFromTop = 120;
  if (date.field != Field::text || date.begin > kFromTop) return false;
  std::string_view rest = std::string_view(account.article().text).substr(date.end, 8);
  while (!rest.empty() && rest.front() == ' ') rest.remove_prefix(1);
  return rest.starts_with('(') || rest.starts_with("- ") || rest.starts_with("--") ||
         rest.starts_with("–") || rest.starts_with("—");
}

bool calendar(const SettledDate& date) {
  return (date.type == DateType::date || date.type == DateType::time) &&
         days_of(date.value).has_value();
}

void set_days(Moment& moment, std::string_view value, DatePrecision precision) {
  moment.days = days_of(value);
  if (!moment.days) return;
  moment.date = std::string(moment.days->one_day() ? value.substr(0, 10) : value);
  moment.precision = moment.days->one_day() ? DatePrecision::day : precision;
}

class Finder {
 public:
  Finder(const View& view, std::vector<Moment>& out) : view_(view), out_(out) {}
  void read(const Account& account);

 private:
  void add_event(const Account& account, const Event& event);
  void date_event(const Account& account, const Event& event, Moment& moment) const;
  void add_sentence(const Account& account, std::uint32_t sentence, const SettledDate& date);
  Moment basis(const Account& account, std::uint32_t sentence, Span span) const;
  void names_of(const Account& account, Span span, std::vector<std::uint32_t>& who) const;

  const View& view_;
  std::vector<Moment>& out_;
};

Moment Finder::basis(const Account& account, std::uint32_t sentence, Span span) const {
  Moment out;
  out.account = &account;
  out.sentence = sentence;
  out.span = span;
  std::size_t days = 0;
  const Terms& all =
      sentence == kNoSentence ? view_.terms_of(account, span) : account.sentences[sentence].terms;
  for (const Term term : all) {
    const TermKind kind = view_.lexicon.kind(term);
    if (kind == TermKind::date) {
      ++days;
      continue;
    }
    out.terms.push_back(term);
    if (kind == TermKind::name || kind == TermKind::country) out.actors.push_back(term);
  }
  out.only_date = days < 2;
  return out;
}

void Finder::names_of(const Account& account, Span span, std::vector<std::uint32_t>& who) const {
  const auto& names = account.notes().names;
  for (std::size_t i = 0; i < names.size() && who.size() < kMaxWho; ++i) {
    if (account.names[i] == kNoName || names[i].type == NameType::other) continue;
    const bool inside = std::any_of(names[i].mentions.begin(), names[i].mentions.end(),
                                    [&](const Span& m) { return span.contains(m); });
    if (inside && std::find(who.begin(), who.end(), account.names[i]) == who.end()) {
      who.push_back(account.names[i]);
    }
  }
}

/// The annotator's date; on a page without a day the date that stands in the clause.
void Finder::date_event(const Account& account, const Event& event, Moment& moment) const {
  if (event.date) {
    const std::string value = settled_value(account, *event.date, event.span);
    set_days(moment, value, event.precision);
    if (value != *event.date) moment.confidence *= kBorrowedFactor;
    if (event.date_inferred) moment.confidence *= kInferredFactor;
    return;
  }
  for (const SettledDate& date : account.dates) {
    if (!date.borrowed || !event.span.contains(date.span)) continue;
    set_days(moment, date.value, date.precision);
    moment.confidence *= kBorrowedFactor;
    return;
  }
}

void Finder::add_event(const Account& account, const Event& event) {
  const std::uint32_t sentence = view_.sentence_of(account, event.span);
  Moment moment = basis(account, sentence, event.span);
  moment.from_event = true;
  moment.confidence = event.confidence;
  moment.code = event.code.value_or("");
  moment.label = squeezed(event.label);
  for (const Term term : view_.terms_of(account, event.span)) {
    if (view_.lexicon.kind(term) != TermKind::date) moment.clause.push_back(term);
  }
  date_event(account, event, moment);
  if (moment.code.empty() && event.status != Status::planned &&
      shared(moment.clause, moment.actors).empty()) {
    moment.confidence *= kNobodyFactor;
  }
  moment.status = event.status;
  // "Halden denied on Thursday that it had paid": the line is about what is denied.
  for (const Statement& statement : account.notes().statements) {
    if (!statement.denied || !statement.cue || !statement.cue->overlaps(event.trigger)) continue;
    // To dispute a report is done; to deny having done something says that it was not done.
    const std::string cue = lower(text_of(account.article(), *statement.cue));
    if (cue.find("den") != std::string::npos) moment.status = Status::denied;
  }
  const bool open = event.status == Status::unknown || event.status == Status::reported;
  const std::string_view told =
      text_of(account.article(), view_.evidence(account, event.span).span);
  const bool ahead =
      moment.days && lies_ahead(account, *moment.days,
                                lies_of(account, event.date.value_or(""), event.span), told);
  // What lies ahead of the account's own day has not happened, whatever its tense says.
  if (event.status == Status::happened && ahead) moment.status = Status::planned;
  if (moment.days && open) moment.status = ahead ? Status::planned : Status::happened;
  // "Will pay a premium to the price on Friday": a day gone by is not the plan's.
  const bool behind = moment.days && account.day && moment.days->last < *account.day;
  if (behind && event.status == Status::planned && moment.days->one_day()) moment.confidence = 0;
  if (about_itself(told)) moment.confidence = 0;
  for (const auto* ids : {&event.who, &event.whom}) {
    for (const std::string& id : *ids) {
      const std::uint32_t name = view_.name_of(account, id);
      const bool known = std::find(moment.who.begin(), moment.who.end(), name) != moment.who.end();
      if (name != kNoName && !known && moment.who.size() < kMaxWho) moment.who.push_back(name);
    }
  }
  out_.push_back(std::move(moment));
}

void Finder::add_sentence(const Account& account, std::uint32_t sentence, const SettledDate& date) {
  const Span span = account.sentences[sentence].span;
  Moment moment = basis(account, sentence, span);
  set_days(moment, date.value, date.precision);
  names_of(account, span, moment.who);
  // "… told parliament on Wednesday": who says so counts, named or not.
  const auto& sayings = account.notes().statements;
  const bool exact = moment.days->one_day();
  const bool saying = exact && std::any_of(sayings.begin(), sayings.end(), [&](const Statement& s) {
                        return s.speaker && s.said_on == date.original && s.confidence >= 0.5F &&
                               view_.sentence_of(account, s.span) == sentence;
                      });
  const bool nameless = !saying && moment.who.empty() && moment.actors.empty();
  if (nameless && moment.terms.size() < kMinNamelessWords) return;
  const std::string_view text = text_of(account.article(), span);
  if (about_itself(text)) return;
  moment.status =
      lies_ahead(account, *moment.days, date.lies, text) ? Status::planned : Status::happened;
  moment.label = clipped(text);
  // "Last month", "next year" tell of news, "in 2019" of background.
  const bool relative = date.borrowed && date.original.ends_with("_REF");
  moment.confidence =
      date.confidence * (exact || relative ? kSentenceConfidence : kVagueSentenceConfidence);
  if (date.borrowed) moment.confidence *= kBorrowedFactor;
  if (nameless) moment.confidence *= kNobodyFactor;
  out_.push_back(std::move(moment));
}

void Finder::read(const Account& account) {
  const std::size_t first = out_.size();
  for (const Event& event : account.notes().events) {
    if (out_.size() >= kMaxMoments) return;
    if (event.status != Status::hypothetical) add_event(account, event);
  }
  const std::size_t last = out_.size();
  for (const SettledDate& date : account.dates) {
    if (out_.size() >= kMaxMoments) return;
    if (!calendar(date) || is_dateline(account, date.span)) continue;
    const std::uint32_t sentence = view_.sentence_of(account, date.span);
    if (sentence == kNoSentence) continue;
    const DayRange days = *days_of(date.value);
    const bool told = std::any_of(
        out_.begin() + static_cast<std::ptrdiff_t>(first),
        out_.begin() + static_cast<std::ptrdiff_t>(last), [&](const Moment& moment) {
          return moment.sentence == sentence && moment.days && moment.days->overlaps(days);
        });
    if (!told) add_sentence(account, sentence, date);
  }
}

}  // namespace

std::vector<Moment> moments(const View& view) {
  std::vector<Moment> out;
  Finder finder(view, out);
  for (const Account& account : view.accounts) finder.read(account);
  return out;
}

std::string clipped(std::string_view sentence) {
  std::string text = squeezed(sentence);
  if (text.size() <= kMaxLabelBytes) return text;
  std::size_t end = text.rfind(' ', kMaxLabelBytes - 3);
  if (end == std::string::npos || end < kMaxLabelBytes / 2) {
    end = kMaxLabelBytes - 3;
    while (end > 0 && !is_boundary(text, end)) --end;
  }
  text.resize(end);
  return text + "…";
}

}  // namespace newsloom::digest
