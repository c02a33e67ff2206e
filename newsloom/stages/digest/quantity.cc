#include "newsloom/stages/digest/quantity.h"

#include <algorithm>
#include <array>
#include <cmath>

#include "newsloom/stages/digest/quantity_units.h"
#include "newsloom/stages/digest/words.h"

namespace newsloom::digest {
namespace {

constexpr std::size_t kMaxPhraseBytes = 300;
/// Words each side of a number in which the deed is looked for.
constexpr std::size_t kDeedReach = 9;

struct DeedRow {
  std::string_view stems;  ///< beginnings of words, split by '|'
  Deed deed;
};
constexpr auto kDeeds = std::to_array<DeedRow>({
    {"kill|dead|death|died|dies|die |dying|fatal|perish|slain|toten|tote |getötet|starb|ums leben",
     Deed::dead},
    {"injur|wound|hurt|verletz|verwundet", Deed::injured},
    {"missing|unaccounted|looking for|searching for|vermiss", Deed::missing},
    {"rescue|brought ashore|saved|pulled from|gerettet", Deed::rescued},
    {"on board|aboard|an bord", Deed::aboard},
    {"arrest|detain|custody|jailed|imprison|festgenommen|verhaft", Deed::detained},
    {"evacuat|displac|fled|flee|homeless|forced from|out of their homes|left their homes|leave "
     "their homes|evakuiert|geflohen|häuser verlassen|wohnungen verlassen",
     Deed::displaced},
    {"exchang|swap|released|freed|return|repatriat|ausgetauscht|freigelassen", Deed::exchanged},
    {"shot down|shoot down|downed|intercept|destroyed|abgeschossen|neutrali", Deed::downed},
    {"launch|fired|fire |firing|abgefeuert|sent ", Deed::launched},
    {"damag|ruin|burn|zerstört|beschädigt", Deed::destroyed},
    {"delay|cancel|ground|axed|scrapp|verspät", Deed::delayed},
    {"vote|ballot|stimme", Deed::voted},
    {"attend|march|protest|rall|demonstr|taken part|took part|take "
     "part|joined|teilgenommen|turnout|crowd|"
     "versammelt",
     Deed::attended},
    {"spend|spent|cost|pay|paid|worth|invest|fund|kostet", Deed::spent},
    {"hire|recruit|create|eingestellt", Deed::hired},
    {"lay off|laid off|layoff|cut|sack|dismiss|fire|entlassen", Deed::dismissed},
});

/// Counted in passing, never news by themselves: "the two sides", "three ways".
constexpr auto kNoCount = std::to_array<std::string_view>({
    "side",
    "party",
    "way",
    "thing",
    "half",
    "part",
    "step",
    "kind",
    "leader",
    "talk",
    "time",
    "country",
    "nation",
    "seite",
    "land",
});

/// Nouns for people that accounts use for one another.
constexpr auto kPeople = std::to_array<std::string_view>({
    "people",     "person",      "persons",    "dead",     "death", "deaths",
    "fatalities", "casualties",  "victims",    "others",   "lives", "killed",
    "injured",    "wounded",     "menschen",   "personen", "tote",  "verletzte",
    "todesopfer", "individuals", "death toll", "toll",
});

bool is_currency(std::string_view unit) {
  return unit.size() == 3 &&
         std::all_of(unit.begin(), unit.end(), [](char c) { return c >= 'A' && c <= 'Z'; });
}

std::string singular(std::string word) {
  if (word.ends_with("ies") && word.size() > 4) return word.substr(0, word.size() - 3) + "y";
  if (word.ends_with("ss") || !word.ends_with('s') || word.size() < 4) return word;
  if (word.ends_with("sses") || word.ends_with("shes") || word.ends_with("ches")) {
    return word.substr(0, word.size() - 2);
  }
  word.pop_back();
  return word;
}

/// The head noun of "long-range Ukrainian drones of the army": "drone". Words after the head are
/// left out.
std::string head_of(std::string_view phrase) {
  std::string head;
  for (const Span& span : word_spans(phrase.substr(0, kMaxPhraseBytes), Field::text)) {
    const std::string word = lower(phrase.substr(span.begin, span.size()));
    const bool link = word == "of" || word == "from" || word == "in" || word == "to" ||
                      word == "who" || word == "that" || word == "on" || word == "at" ||
                      word == "for" || word == "with" || word == "by" || word == "von" ||
                      word == "were" || word == "was" || word == "are" || word == "over";
    if (link && !head.empty()) break;
    const bool number = word[0] >= '0' && word[0] <= '9';
    if (!link && !number && !is_function_word(word)) head = word;
  }
  return singular(head);
}

bool counts_people(std::string_view head) {
  const auto same = [&](std::string_view word) {
    return word == head || singular(std::string(word)) == head;
  };
  return std::any_of(kPeople.begin(), kPeople.end(), same);
}

void set_bucket(Quantity& q, const Figure& figure) {
  const std::string unit = lower(figure.unit.value_or(""));
  if (figure.unit && is_currency(*figure.unit)) {
    q.bucket = *figure.unit;
    q.measured = true;
  } else if (const auto row = measure_of(unit)) {
    q.bucket = row->bucket;
    q.factor = row->factor;
    q.measured = true;
  } else {
    const std::string head = head_of(figure.counted.value_or(unit));
    q.bucket = counts_people(head) ? "people" : head;
  }
  q.counted = figure.counted.value_or(figure.unit.value_or(""));
}

/// Half of the last digit that is not a trailing zero, at most a twentieth: "1.2 million" may be
/// anything from 1.15 to 1.25 million, but 1,000 is not 1,400.
double rounding(double value) {
  if (value < 100 || value != std::floor(value) || value > 1e15) return 0;
  double step = 1;
  while (std::fmod(value, step * 10) == 0 && step * 10 <= value) step *= 10;
  return step == 1 ? 0 : std::min(step / 2, value / 20);
}

void set_range(Quantity& q, const Figure& figure) {
  if (!figure.value) {
    q.range = {*figure.low * q.factor, *figure.high * q.factor};
    q.value = (q.range.low + q.range.high) / 2;
    return;
  }
  const double value = *figure.value;
  double low = figure.low.value_or(value - rounding(value));
  double high = figure.high.value_or(value + rounding(value));
  switch (figure.change) {
    case FigureChange::about:
      low = std::min(low, value * 0.9), high = std::max(high, value * 1.1);
      break;
    case FigureChange::more: high = std::max(high, value * 1.5); break;
    case FigureChange::less: low = std::min(low, value * 0.67); break;
    default: break;
  }
  q.rounded = low != value || high != value;
  q.range = {low * q.factor, high * q.factor};
  q.value = value * q.factor;
}

bool word_begins(std::string_view text, std::size_t at) {
  if (at == 0) return true;
  const auto before = static_cast<unsigned char>(text[at - 1]);
  return !(before >= 0x80 || (before >= 'a' && before <= 'z') || (before >= '0' && before <= '9'));
}

/// Where the nearest deed stands in `text` (lower case), counted in bytes from `from` outward.
void nearest_deed(std::string_view text, bool backwards, Deed& deed, std::size_t& distance) {
  for (const DeedRow& row : kDeeds) {
    std::string_view stems = row.stems;
    while (!stems.empty()) {
      const std::size_t bar = stems.find('|');
      const std::string_view stem = stems.substr(0, bar);
      for (std::size_t at = text.find(stem); at != std::string_view::npos;
           at = text.find(stem, at + 1)) {
        const std::size_t away = backwards ? text.size() - at - stem.size() : at;
        if (word_begins(text, at) && away < distance) deed = row.deed, distance = away;
      }
      if (bar == std::string_view::npos) break;
      stems.remove_prefix(bar + 1);
    }
  }
}

/// The part of the sentence around the number that belongs to it: up to `kDeedReach` words, not
/// over another figure's number.
Span around(const Quantity& q, Span sentence, bool before) {
  const Figure& figure = *q.figure;
  Span part = before ? Span{sentence.begin, figure.number.begin, sentence.field}
                     : Span{figure.number.end, sentence.end, sentence.field};
  if (part.begin > part.end) return {0, 0, sentence.field};
  for (const Figure& other : q.account->notes().figures) {
    if (!part.overlaps(other.number)) continue;
    (before ? part.begin : part.end) = before ? other.number.end : other.number.begin;
  }
  const std::string_view text = text_of(q.account->article(), part);
  const auto words = word_spans(text, part.field);
  if (words.size() > kDeedReach) {
    if (before) {
      part.begin += words[words.size() - kDeedReach].begin;
    } else {
      part.end = part.begin + words[kDeedReach - 1].end;
    }
  }
  return part;
}

/// The nearest few words of a part before or after the number.
Span close_by(const Quantity& q, Span part, bool before) {
  constexpr std::size_t kClose = 4;
  const auto words = word_spans(text_of(q.account->article(), part), part.field);
  if (words.size() <= kClose) return part;
  const std::uint32_t from = part.begin;
  if (before) {
    part.begin = from + words[words.size() - kClose].begin;
  } else {
    part.end = from + words[kClose - 1].end;
  }
  return part;
}

void set_deed(Quantity& q, Span sentence) {
  const Article& article = q.account->article();
  const std::string before = lower(text_of(article, around(q, sentence, true)));
  const std::string after = lower(text_of(article, around(q, sentence, false))) + ' ';
  std::size_t distance = SIZE_MAX;
  nearest_deed(after, false, q.deed, distance);
  nearest_deed(before, true, q.deed, distance);
  // "The number of people forced from their homes … has risen to 2,400": all before it is about it.
  if (q.deed != Deed::none || q.figure->unit || !q.figure->counted) return;
  const Span all{sentence.begin, q.figure->number.begin, sentence.field};
  if (all.begin >= all.end) return;
  nearest_deed(lower(text_of(article, all)), true, q.deed, distance);
}

/// What stands close to the number: "along the 1,000-kilometre front line".
Terms near_terms(const View& view, const Quantity& q, Span sentence) {
  const Terms own = view.terms_of(*q.account, q.figure->number);
  Terms out = view.terms_of(*q.account, close_by(q, around(q, sentence, true), true));
  add_all(out, view.terms_of(*q.account, close_by(q, around(q, sentence, false), false)));
  return without(out, own);
}

/// Whom the figure is attributed to, else who makes the statement that it stands in.
void set_speaker(Quantity& q, const View& view) {
  if (q.figure->attributed_to) {
    q.speaker = *q.figure->attributed_to;
  } else {
    for (const Statement& statement : q.account->notes().statements) {
      const bool said = std::any_of(statement.content.begin(), statement.content.end(),
                                    [&](const Span& s) { return s.contains(q.figure->number); });
      if (!said || !statement.speaker) continue;
      q.speaker = statement.speaker->name;
      if (statement.speaker->name_id) {
        const std::uint32_t name = view.name_of(*q.account, *statement.speaker->name_id);
        if (name != kNoName) q.speaker = view.names[name].name;
      }
      break;
    }
  }
  q.speaker_party = view.party_of(q.speaker);
  q.state_speaks = std::any_of(view.names.begin(), view.names.end(), [&](const StoryName& name) {
    return name.type == NameType::place && name.name == q.speaker;
  });
}

/// Who only reports the number holds nothing: "Holt said 12,000 people marched".
bool is_speaker(const Quantity& q, Span word) {
  const auto& statements = q.account->notes().statements;
  return std::any_of(statements.begin(), statements.end(), [&](const Statement& s) {
    return s.speaker && s.speaker->span && s.speaker->span->overlaps(word);
  });
}

// Before a name these make it a place or the owner of something, not who acts. en, de, fr, es.
constexpr auto kPlaceWords = std::to_array<std::string_view>(
    {"around", "at", "aus", "bei", "cerca", "de", "en", "in", "inside", "near", "nahe", "of", "off",
     "outside", "um", "von", "à"});

/// A name in brackets (an agency after a date line) or behind a preposition of place does not act.
bool may_act(std::string_view before) {
  while (!before.empty() && before.back() == ' ') before.remove_suffix(1);
  if (before.empty()) return true;
  if (before.back() == '(' || before.back() == '[') return false;
  const std::size_t space = before.find_last_of(" (\n");
  const std::string word =
      lower(space == std::string_view::npos ? before : before.substr(space + 1));
  return std::find(kPlaceWords.begin(), kPlaceWords.end(), word) == kPlaceWords.end();
}

/// In "Norvik wants 40 boats; Sundholm has offered 25" each number has its own actor.
void set_holder(Quantity& q, const View& view, Span sentence) {
  const Span close = around(q, sentence, true);
  const Article& article = q.account->article();
  for (const Word& word : q.account->words) {
    if (word.span.field != sentence.field || word.span.begin < sentence.begin) continue;
    if (word.span.begin >= q.figure->number.begin) break;
    const TermKind kind = view.lexicon.kind(word.term);
    const bool actor = kind == TermKind::country || kind == TermKind::name;
    if (!actor || is_speaker(q, word.span)) continue;
    if (may_act(text_of(article, {sentence.begin, word.span.begin, sentence.field}))) {
      q.holder = word.term;
      if (close.contains(word.span)) q.holders.push_back(word.term);
    }
  }
  if (q.holder) q.holders.push_back(*q.holder);
  sort_unique(q.holders);
}

void set_scope(Quantity& q, Span sentence) {
  q.scope = q.figure->scope;
  // In the figure's own words or shortly after them: "1,000 captives each", "300 on each side".
  Span part = around(q, sentence, false);
  part.begin = std::min(part.begin, q.figure->span.begin);
  const std::string text = lower(text_of(q.account->article(), part)) + ' ';
  bool each =
      text.find("per side") != std::string::npos || text.find("jeweils") != std::string::npos;
  for (std::size_t at = text.find(" each"); at != std::string::npos;
       at = text.find(" each", at + 1)) {
    const std::string_view rest = std::string_view(text).substr(at + 5);
    if (!rest.starts_with(" other") && (rest.empty() || rest[0] < 'a' || rest[0] > 'z'))
      each = true;
  }
  q.two_sides = each || q.scope == Scope::each;
}

}  // namespace

std::optional<Quantity> quantity_of(const View& view, const Account& account,
                                    const Figure& figure) {
  if (!figure.value && !(figure.low && figure.high)) return std::nullopt;
  if (figure.confidence < kMinFigureConfidence) return std::nullopt;
  const auto finite = [](const std::optional<double>& v) { return !v || std::isfinite(*v); };
  if (!finite(figure.value) || !finite(figure.low) || !finite(figure.high)) return std::nullopt;
  Quantity q;
  q.account = &account;
  q.figure = &figure;
  set_bucket(q, figure);
  if (q.bucket.empty()) return std::nullopt;
  if (std::find(kNoCount.begin(), kNoCount.end(), q.bucket) != kNoCount.end()) return std::nullopt;
  set_range(q, figure);
  Span sentence = figure.span;
  if (const auto at = view.sentence_of(account, figure.span); at != kNoSentence) {
    sentence = account.sentences[at].span;
  }
  set_deed(q, sentence);
  set_scope(q, sentence);
  q.near = near_terms(view, q, sentence);
  q.party = view.party_of(q.counted);
  set_speaker(q, view);
  set_holder(q, view, sentence);
  const Terms own = view.terms_of(account, figure.span);
  q.context = without(view.terms_of(account, sentence), own);
  for (const Term term : own) {
    if (view.lexicon.kind(term) == TermKind::word) q.modifiers.push_back(term);
  }
  for (const Term term : view.terms_of(account, sentence)) {
    if (view.lexicon.kind(term) == TermKind::date) q.days.push_back(term);
    if (has(view.place_terms, term)) q.places.push_back(term);
  }
  return q;
}

}  // namespace newsloom::digest
