#include "newsloom/stages/annotate/speakers.h"

#include <algorithm>

namespace newsloom::annotate {
namespace {

bool male_word(std::string_view word) {
  return word == "mr" || word == "mr." || word == "sir" || word == "lord" || word == "king" ||
         word == "prince" || word == "father" || word == "husband" || word == "son" ||
         word == "spokesman" || word == "chairman" || word == "congressman";
}

bool female_word(std::string_view word) {
  return word == "mrs" || word == "mrs." || word == "ms" || word == "ms." || word == "lady" ||
         word == "queen" || word == "princess" || word == "mother" || word == "wife" ||
         word == "daughter" || word == "spokeswoman" || word == "chairwoman" ||
         word == "congresswoman" || word == "actress" || word == "widow";
}

/// How far back "he" may look, in words.
constexpr std::uint32_t kMaxReach = 250;

}  // namespace

Speakers::Speakers(const Words& text, const std::vector<Name>& names)
    : text_(text), names_(names), mentions_(name_mentions(text, names)), entities_(names.size()) {}

void Speakers::note_gender(std::uint32_t mention) {
  const NameMention& m = mentions_[mention];
  Entity& entity = entities_[m.name];
  if (entity.gender != Gender::unknown) return;
  // "Marta Quill": a surname alone may look like a forename.
  const Word& first = text_.words[m.words.first];
  if (m.words.last - m.words.first > 1 && names_[m.name].type == NameType::person) {
    if (first.is(kMaleName)) entity.gender = Gender::male;
    if (first.is(kFemaleName)) entity.gender = Gender::female;
  }
  if (m.words.first == 0) return;
  const std::string& title = text_.words[m.words.first - 1].lower;
  if (male_word(title)) entity.gender = Gender::male;
  if (female_word(title)) entity.gender = Gender::female;
}

/// The noun that a subject is about: "the Russian |minister| of defence".
std::uint32_t Speakers::head_noun(Range subject) const {
  std::uint32_t head = subject.first;
  for (std::uint32_t i = subject.first; i < subject.last; ++i) {
    if (text_.words[i].is(kPreposition) || text_.words[i].mark == ',') break;
    if (text_.words[i].letter) head = i;
  }
  return head;
}

/// "|Reyk| opened the talks", "the mayor, |Reyk|, opened": by the parse.
bool Speakers::is_subject(Range mention) const {
  if (!text_.analysis->has_syntax) return false;
  constexpr int kMaxSteps = 4;
  std::uint32_t at = mention.last - 1;
  for (int step = 0; step < kMaxSteps; ++step) {
    const Word& word = text_.words[at];
    if (word.deprel == Deprel::nsubj || word.deprel == Deprel::nsubj_pass) return true;
    const bool inside = word.head >= mention.first && word.head < mention.last;
    const bool named = word.deprel == Deprel::appos || word.deprel == Deprel::flat;
    if ((!inside && !named) || word.head >= text_.words.size()) return false;
    at = word.head;
  }
  return false;
}

void Speakers::read_to(std::uint32_t i) {
  while (next_mention_ < mentions_.size() && mentions_[next_mention_].words.first < i) {
    const NameMention& mention = mentions_[next_mention_];
    note_gender(static_cast<std::uint32_t>(next_mention_));
    Entity& entity = entities_[mention.name];
    entity.seen = true;
    if (!text_.in_speech(mention.words.first)) {
      entity.last_word = mention.words.last;
    }
    ++next_mention_;
  }
}

/// "Mother-of-three |Ida Brandt|, 34, had …": nothing but nouns before the name.
bool Speakers::opens(Range mention, Range unit) const {
  constexpr std::uint32_t kMaxBefore = 7;
  if (mention.first - unit.first > kMaxBefore) return false;
  for (std::uint32_t i = unit.first; i < mention.first; ++i) {
    const Word& word = text_.words[i];
    const bool hyphened = i > unit.first && text_.words[i - 1].mark == '-';
    if (word.mark == '-' || hyphened) continue;
    if (word.mark != 0 || word.is(kPreposition | kSubordinate | kConjunction)) return false;
    if (word.upos == Upos::verb || word.upos == Upos::aux) return false;
  }
  return true;
}

void Speakers::leave(Range unit) {
  const std::size_t first = next_mention_;
  read_to(unit.last);
  // Back to the unit's first mention: most were read while its speakers were resolved.
  std::size_t at = std::max(first, next_mention_);
  while (at > 0 && mentions_[at - 1].words.first >= unit.first) --at;
  for (; at < next_mention_; ++at) {
    const NameMention& mention = mentions_[at];
    if (names_[mention.name].type != NameType::person) continue;
    if (text_.in_speech(mention.words.first)) continue;
    if (!is_subject(mention.words) && !opens(mention.words, unit)) continue;
    Entity& entity = entities_[mention.name];
    entity.last_subject = std::max(entity.last_subject, mention.words.last);
  }
}

std::optional<Speaker> Speakers::last() const {
  if (!last_) return std::nullopt;
  Speaker speaker = *last_;
  speaker.span.reset();
  return speaker;
}

std::string Speakers::as_written(Range subject) const {
  const Span span = text_.span(subject);
  constexpr std::uint32_t kMaxNameBytes = 120;
  if (span.size() <= kMaxNameBytes) return std::string(text_.analysis->text(span));
  std::uint32_t last = subject.first + 1;
  while (last < subject.last && text_.words[last].span.end - span.begin <= kMaxNameBytes) {
    ++last;
  }
  return std::string(text_.analysis->text(text_.span({subject.first, last})));
}

Speaker Speakers::named(std::uint32_t name, Range subject) const {
  return {names_[name].name, text_.span(subject), names_[name].id};
}

std::optional<std::uint32_t> Speakers::named_in(Range subject) const {
  const auto first = std::lower_bound(
      mentions_.begin(), mentions_.end(), subject.first,
      [](const NameMention& mention, std::uint32_t word) { return mention.words.first < word; });
  std::optional<std::uint32_t> person;
  std::optional<std::uint32_t> other;
  for (auto it = first; it != mentions_.end() && it->words.first < subject.last; ++it) {
    // "Smith's lawyer", "a lawyer for Smith": the lawyer speaks. "the head of Acme, Ann Lee": Lee.
    const std::uint32_t end = it->words.last;
    if (end < subject.last && text_.words[end].lower == "'s") continue;
    bool attached = false;
    for (std::uint32_t i = subject.first; i < it->words.first; ++i) {
      if (text_.words[i].is(kPreposition)) attached = true;
      if (text_.words[i].mark == ',') attached = false;
    }
    // "Ohio Governor", "Acme spokesman": a noun of role follows, so the name is no speaker.
    const bool role_follows = end < subject.last && !text_.words[end].is(kPreposition) &&
                              text_.words[end].letter && !text_.words[end].is(kRelative) &&
                              text_.words[end].lower != "and";
    if (attached || role_follows) continue;
    if (names_[it->name].type == NameType::person) {
      if (!person) person = it->name;
    } else if (!other) {
      other = it->name;
    }
  }
  return person ? person : other;
}

std::optional<std::uint32_t> Speakers::antecedent(std::uint32_t word) const {
  const std::string& pronoun = text_.words[word].lower;
  const Gender gender =
      pronoun == "he" || pronoun == "his" || pronoun == "him" ? Gender::male : Gender::female;
  std::optional<std::uint32_t> best;
  std::uint32_t best_rank = 0;
  for (std::uint32_t n = 0; n < names_.size(); ++n) {
    const Entity& entity = entities_[n];
    if (!entity.seen || names_[n].type != NameType::person || entity.last_word > word) continue;
    if (entity.gender != Gender::unknown && entity.gender != gender) continue;
    const std::uint32_t subject = entity.last_subject;
    // One "she" can stand for two verbs: then she is her own last subject.
    const std::uint32_t latest = std::max(subject, entity.last_word);
    if (latest < word && word - latest > kMaxReach) continue;
    // A subject is worth a mention some words later.
    constexpr std::uint32_t kSubjectBonus = 28;
    const std::uint32_t rank =
        std::max(subject > 0 ? subject + kSubjectBonus : 0, entity.last_word) +
        (entity.gender == gender ? 20 : 0);
    if (!best || rank > best_rank) {
      best = n;
      best_rank = rank;
    }
  }
  return best;
}

/// "Its chairman, |Piet Lohm|, said", "|Nils Harr|, his lawyer, said".
std::optional<std::uint32_t> Speakers::by_apposition(Range subject) const {
  const auto& words = text_.words;
  const bool person = words[head_noun(subject)].is(kPersonNoun | kTitle);
  // "The sponsor, |Veloria|, said": a description without a name, and the name in commas.
  const bool described = words[subject.first].is(kDeterminer | kPossessive);
  if (!person && !described) return std::nullopt;
  for (const NameMention& mention : mentions_) {
    if (mention.words.first > subject.last + 1) break;
    const NameType type = names_[mention.name].type;
    if (type != NameType::person) {
      const bool closed =
          mention.words.last < words.size() && words[mention.words.last].mark == ',';
      if (person || type != NameType::org || !closed || mention.words.first <= subject.last)
        continue;
    }
    const bool after = mention.words.first == subject.last + 1 && subject.last < words.size() &&
                       words[subject.last].mark == ',';
    const bool before = mention.words.last + 1 == subject.first &&
                        words[mention.words.last].mark == ',' && subject.last < words.size() &&
                        words[subject.last].mark == ',';
    if (after || before) return mention.name;
  }
  return std::nullopt;
}

std::optional<std::uint32_t> Speakers::by_role(Range subject) const {
  const std::uint32_t head = head_noun(subject);
  if (!text_.words[head].is(kPersonNoun | kTitle)) return std::nullopt;
  const std::string& noun = text_.words[head].lower;
  const Word& first = text_.words[subject.first];
  if (first.lower == "a" || first.lower == "an" || first.lower == "another" ||
      first.lower == "one" || first.lower == "some") {
    return std::nullopt;
  }
  std::optional<std::uint32_t> best;
  for (std::uint32_t n = 0; n < names_.size(); ++n) {
    if (names_[n].type != NameType::person || !names_[n].role) continue;
    std::string role = *names_[n].role;
    std::transform(role.begin(), role.end(), role.begin(), [](unsigned char c) {
      return static_cast<char>(c >= 'A' && c <= 'Z' ? c + 32 : c);
    });
    const std::size_t at = role.find(noun);
    if (at == std::string::npos) continue;
    if (!best || entities_[n].last_word > entities_[*best].last_word) best = n;
  }
  return best;
}

std::optional<std::uint32_t> Speakers::group_before(std::uint32_t word) const {
  std::optional<std::uint32_t> best;
  for (std::uint32_t n = 0; n < names_.size(); ++n) {
    const Entity& entity = entities_[n];
    if (!entity.seen || names_[n].type == NameType::person || names_[n].type == NameType::other) {
      continue;
    }
    if (entity.last_subject == 0) continue;
    if (entity.last_subject < word && word - entity.last_subject > kMaxReach) continue;
    if (!best || entity.last_subject > entities_[*best].last_subject) best = n;
  }
  return best;
}

/// "the 24-year-old": the person last spoken of.
std::optional<std::uint32_t> Speakers::by_age(Range subject) const {
  const std::string& last = text_.words[subject.last - 1].lower;
  if (text_.words[subject.first].lower != "the" || subject.last - subject.first > 6 ||
      !last.ends_with("old") ||
      text_.analysis->text(text_.span(subject)).find("-year-old") == std::string_view::npos) {
    return std::nullopt;
  }
  std::optional<std::uint32_t> best;
  for (std::uint32_t n = 0; n < names_.size(); ++n) {
    if (names_[n].type != NameType::person || !entities_[n].seen) continue;
    if (entities_[n].last_word > subject.first) continue;
    const auto rank = [&](std::uint32_t k) {
      return std::max(entities_[k].last_subject, entities_[k].last_word);
    };
    if (!best || rank(n) > rank(*best)) best = n;
  }
  return best;
}

/// "the ministry": the latest institution whose name has that word.
std::optional<std::uint32_t> Speakers::by_institution(Range subject) const {
  const std::uint32_t head = subject.last - 1;
  if (!text_.words[head].is(kOrgNoun) || subject.last - subject.first > 3) return std::nullopt;
  if (!text_.words[subject.first].is(kDeterminer)) return std::nullopt;
  const std::string& noun = text_.words[head].lower;
  std::optional<std::uint32_t> best;
  for (std::uint32_t n = 0; n < names_.size(); ++n) {
    const Entity& entity = entities_[n];
    if (!entity.seen || names_[n].type != NameType::org) continue;
    std::string name = names_[n].name;
    std::transform(name.begin(), name.end(), name.begin(),
                   [](char c) { return static_cast<char>(c >= 'A' && c <= 'Z' ? c + 32 : c); });
    if (name.find(noun) == std::string::npos) continue;
    if (!best || entity.last_word > entities_[*best].last_word) best = n;
  }
  return best;
}

/// A statement, a report: something that is written, not somebody.
bool Speakers::is_document(Range subject) const {
  std::uint32_t head = subject.first;
  for (std::uint32_t i = subject.first; i < subject.last; ++i) {
    if (text_.words[i].is(kPreposition)) break;
    if (text_.words[i].letter) head = i;
  }
  const Word& noun = text_.words[head];
  // "The Harbour Post" is a name, "the post" is what somebody wrote.
  if (noun.upper && head > subject.first && text_.words[head - 1].upper) return false;
  return noun.is(kChannel) || noun.lower == "analysis" || noun.lower == "study" ||
         noun.lower == "survey" || noun.lower == "data" || noun.lower == "figures";
}

/// "a statement from |the ministry|", "analysis by |the institute|".
std::optional<Range> Speakers::author_of(Range subject) const {
  if (!is_document(subject)) return std::nullopt;
  for (std::uint32_t i = subject.first + 1; i + 1 < subject.last; ++i) {
    const std::string& word = text_.words[i].lower;
    if (word == "by" || word == "from") return Range{i + 1, subject.last};
    if (text_.words[i].is(kPreposition)) return std::nullopt;
  }
  return std::nullopt;
}

Speaker Speakers::resolve(Range subject) {
  read_to(subject.first);
  if (const auto author = author_of(subject)) {
    Speaker speaker = resolve(*author);
    speaker.span = text_.span(subject);
    return speaker;
  }
  const bool back_reference =
      text_.words[subject.first].lower == "the" || text_.words[subject.first].lower == "this";
  if (last_ && back_reference && subject.last - subject.first <= 3 && is_document(subject)) {
    Speaker speaker = *last_;
    speaker.span = text_.span(subject);
    return speaker;
  }
  const Word& first = text_.words[subject.first];
  Speaker speaker;
  std::optional<std::uint32_t> name;
  const bool alone = subject.last - subject.first == 1;
  if (alone && (first.lower == "he" || first.lower == "she" || first.lower == "his" ||
                first.lower == "her" || first.lower == "him")) {
    name = antecedent(subject.first);
    if (name) {
      Entity& entity = entities_[*name];
      if (entity.gender == Gender::unknown) {
        entity.gender =
            first.lower == "she" || first.lower == "her" ? Gender::female : Gender::male;
      }
    }
  } else if (alone && (first.lower == "it" || first.lower == "they" || first.lower == "its" ||
                       first.lower == "their")) {
    name = group_before(subject.first);
    if (!name && last_group_) {
      speaker = {*last_group_, text_.span(subject), std::nullopt};
      last_ = speaker;
      return speaker;
    }
  } else {
    name = named_in(subject);
    if (!name) name = by_apposition(subject);
    if (!name) name = by_role(subject);
    if (!name) name = by_age(subject);
    if (!name) name = by_institution(subject);
    if (!name && last_group_ && subject.last - subject.first == 2 && first.lower == "the" &&
        text_.words[subject.last - 1].is(kOrgNoun)) {
      std::string group = *last_group_;
      std::transform(group.begin(), group.end(), group.begin(),
                     [](char c) { return static_cast<char>(c >= 'A' && c <= 'Z' ? c + 32 : c); });
      if (group.ends_with(text_.words[subject.last - 1].lower)) {
        last_ = Speaker{*last_group_, text_.span(subject), std::nullopt};
        return *last_;
      }
    }
    if (!name && !first.is(kSubject)) last_group_ = as_written(subject);
  }
  if (name) {
    entities_[*name].last_subject = subject.last;
    entities_[*name].seen = true;
    if (names_[*name].type != NameType::person) last_group_.reset();
    speaker = named(*name, subject);
  } else {
    speaker = {as_written(subject), text_.span(subject), std::nullopt};
    // Without a list of names, the last named speaker is the best guess for "he".
    if (names_.empty() && alone && (first.lower == "he" || first.lower == "she") && last_) {
      speaker.name = last_->name;
    }
  }
  last_ = speaker;
  return speaker;
}

}  // namespace newsloom::annotate
