#include "newsloom/stages/annotate/statements_simple.h"

#include <algorithm>
#include <array>
#include <optional>
#include <string>

#include "newsloom/stages/annotate/name_mentions.h"
#include "newsloom/stages/annotate/statements_words.h"

namespace newsloom::annotate {
namespace {

constexpr std::uint32_t kMinBareQuote = 4;  ///< words of a quotation without a verb of speech
constexpr std::uint32_t kMinContentWords = 3;
constexpr std::uint32_t kMaxSpeakerWords = 12;
constexpr std::uint32_t kMaxGap = 14;  ///< from a verb of speech to what is said
constexpr float kWithCue = 0.75F;
constexpr float kWithoutCue = 0.4F;
constexpr float kIndirect = 0.6F;
constexpr float kContinued = 0.6F;
constexpr float kToldOn = 0.6F;
constexpr float kToldOnLater = 0.5F;

/// German third persons that stand for reported speech.
constexpr auto kSubjunctive = std::to_array<std::string_view>({
    "sei",   "seien", "habe",    "werde", "könne", "müsse", "solle",   "wolle",   "dürfe",
    "gebe",  "wisse", "brauche", "komme", "gehe",  "liege", "bleibe",  "stehe",   "lasse",
    "führe", "mache", "halte",   "sehe",  "nehme", "finde", "bestehe", "bekomme", "gelte",
});

class Reader {
 public:
  Reader(const Words& text, const Annotations& so_far, const StatementResources& resources)
      : analysis_(*text.analysis),
        so_far_(so_far),
        text_(text),
        mentions_(name_mentions(text_, so_far.names)),
        forms_(resources.forms(text.analysis->language)) {}

  std::vector<Statement> all() {
    for (const Unit& unit : text_.units) read(unit);
    return std::move(out_);
  }

 private:
  using Cue = std::optional<std::uint32_t>;

  bool is_cue(std::uint32_t i) const {
    return forms_ != nullptr && !text_.in_speech(i) && forms_->forms.contains(text_.words[i].lower);
  }
  bool is_source(std::uint32_t i) const {
    if (forms_ == nullptr || text_.in_speech(i)) return false;
    return forms_->sources.contains(text_.words[i].lower);
  }

  void read(const Unit& unit) {
    const std::size_t before = out_.size();
    Cue cue;
    for (std::uint32_t i = unit.words.first; i < unit.words.last; ++i) {
      if (!is_cue(i)) continue;
      // The verb nearest to the first quotation; without one, the first verb.
      if (!cue || next_to_quote(i, unit)) cue = i;
    }
    bool any = false;
    std::uint32_t last = kNoQuote;
    for (const QuoteWords& quote : quotes_in(unit)) {
      if (!counts(quote, cue.has_value())) continue;
      const std::uint32_t id = text_.words[quote.words.first].quote;
      if (id != kNoQuote && id == last) continue;
      last = id;
      any = true;
      const Range words{quote.words.first, std::min(quote.words.last, unit.words.last)};
      add({words}, cue, unit, kWithCue);
    }
    if (!any && cue) indirect(*cue, unit);
    if (!any && !cue) source(unit);
    if (!any && !cue) told_on(unit);
    if (!out_.empty() && out_.size() != before) {
      last_unit_ = number_;
      last_paragraph_ = unit.paragraph;
    }
    ++number_;
    ends_in_colon_ = cue && text_.words[unit.words.last - 1].mark == ':' ? cue : std::nullopt;
  }

  bool next_to_quote(std::uint32_t i, const Unit& unit) const {
    const bool after =
        i > unit.words.first &&
        (text_.in_speech(i - 1) ||
         (i > unit.words.first + 1 && text_.words[i - 1].mark == ',' && text_.in_speech(i - 2)));
    const bool before =
        i + 2 < unit.words.last && text_.words[i + 1].mark == ':' && text_.in_speech(i + 2);
    return after || before;
  }

  /// Quotations of the unit, short ones too: all lists are by place.
  std::vector<QuoteWords> quotes_in(const Unit& unit) {
    while (next_quote_ < text_.quotes.size() &&
           text_.quotes[next_quote_].words.last <= unit.words.first) {
      ++next_quote_;
    }
    std::vector<QuoteWords> out;
    for (std::size_t i = next_quote_;
         i < text_.quotes.size() && text_.quotes[i].words.first < unit.words.last; ++i) {
      out.push_back(text_.quotes[i]);
    }
    return out;
  }

  /// A quotation, and not the name of a ship or a film.
  bool counts(const QuoteWords& quote, bool with_cue) const {
    std::uint32_t capitals = 0;
    std::uint32_t words = 0;
    for (std::uint32_t i = quote.words.first; i < quote.words.last; ++i) {
      if (!text_.words[i].letter) continue;
      ++words;
      const char c = text_.words[i].lower[0];
      capitals += text_.words[i].upper || (c >= '0' && c <= '9') ? 1 : 0;
    }
    if (words == 0) return false;
    if (capitals == words && words <= 3) {  // a name, unless "sprach von „Panik“"
      return with_cue && analysis_.language == "de" && words == 1 && cue_near(quote.words);
    }
    return with_cue || words >= kMinBareQuote || (words > 1 && capitals == 0);
  }

  bool cue_near(Range quote) const {
    constexpr std::uint32_t kNear = 8;
    const std::uint32_t low = quote.first - std::min(quote.first, kNear);
    const std::uint32_t high =
        std::min(static_cast<std::uint32_t>(text_.words.size()), quote.last + 2);
    for (std::uint32_t i = low; i < high; ++i) {
      if (is_cue(i)) return true;
    }
    return false;
  }

  void add(const std::vector<Range>& parts, Cue cue, const Unit& unit, float confidence) {
    Statement out;
    std::uint32_t letters = 0;
    std::uint32_t quoted = 0;
    for (const Range& part : parts) {
      const Span span = text_.span(part);
      out.span = out.content.empty() ? span : hull(out.span, span);
      out.content.push_back(span);
      for (std::uint32_t i = part.first; i < part.last; ++i) {
        if (text_.words[i].letter) ++letters;
        if (text_.words[i].letter && (text_.in_speech(i) || parts_quote(part))) ++quoted;
      }
    }
    for (const QuoteWords& quote : quotes_in(unit)) {
      const bool inside = std::any_of(out.content.begin(), out.content.end(),
                                      [&](const Span& s) { return s.contains(quote.quote.inner); });
      if (inside && !quote.quote.inner.empty()) out.quotes.push_back(quote.quote.inner);
    }
    out.kind = quoted == letters ? StatementKind::direct
               : quoted > 0      ? StatementKind::mixed
                                 : StatementKind::indirect;
    out.confidence = confidence;
    const bool carried = !cue && ends_in_colon_.has_value();
    const Cue used = carried ? ends_in_colon_ : cue;
    if (used && text_.words[*used].span.field == out.span.field) {
      out.cue = text_.words[*used].span;
      out.span = hull(out.span, *out.cue);
      out.speaker = speaker(*used, unit);
      if (out.speaker && out.speaker->span) out.span = hull(out.span, *out.speaker->span);
    } else if (const auto named = source_in(unit)) {
      out.confidence = kWithoutCue;
      out.speaker = resolved(*named);
    } else {
      out.confidence = last_ && only_quotes(unit) ? kContinued : kWithoutCue;
      out.speaker = last_;
      if (out.speaker) out.speaker->span.reset();
    }
    if (out.speaker) last_ = out.speaker;
    out_.push_back(std::move(out));
  }

  bool parts_quote(const Range& part) const {
    return text_.words[part.first].mark == '"' && text_.words[part.last - 1].mark == '"';
  }

  bool only_quotes(const Unit& unit) const {
    for (std::uint32_t i = unit.words.first; i < unit.words.last; ++i) {
      if (text_.words[i].letter && !text_.in_speech(i)) return false;
    }
    return true;
  }

  static Span hull(Span a, const Span& b) {
    if (a.field != b.field) return a;
    return {std::min(a.begin, b.begin), std::max(a.end, b.end), a.field};
  }

  // --- indirect speech -------------------------------------------------------------------------

  std::uint32_t end_of(const Unit& unit) const {
    std::uint32_t end = unit.words.last;
    while (end > unit.words.first &&
           (text_.words[end - 1].mark == '.' || text_.words[end - 1].mark == ':')) {
      --end;
    }
    return end;
  }

  void indirect(std::uint32_t cue, const Unit& unit) {
    const std::uint32_t end = end_of(unit);
    for (std::uint32_t i = cue + 1; i < std::min(end, cue + kMaxGap); ++i) {
      if (text_.words[i].mark != ',' && text_.words[i].mark != ':') continue;
      if (end - i > kMinContentWords && !opens_apposition(i + 1)) {
        add({{i + 1, end}}, cue, unit, kIndirect);
        return;
      }
    }
    // "…, sagte sie."
    if (cue > unit.words.first + kMinContentWords && text_.words[cue - 1].mark == ',') {
      add({{unit.words.first, cue - 1}}, cue, unit, kIndirect);
    }
  }

  /// ", der Sprecher, …", ", die …": more about the speaker, unless a clause word follows.
  bool opens_apposition(std::uint32_t i) const {
    const std::string& word = text_.words[i].lower;
    if (word != "der" && word != "die" && word != "das" && word != "ein" && word != "eine") {
      return false;
    }
    // An apposition is closed by another comma soon.
    constexpr std::uint32_t kMaxApposition = 9;
    for (std::uint32_t at = i + 1;
         at < std::min<std::uint32_t>(i + kMaxApposition,
                                      static_cast<std::uint32_t>(text_.words.size()));
         ++at) {
      if (text_.words[at].mark == ',') return true;
    }
    return false;
  }

  /// German tells on in the subjunctive: "Die Stadt habe alle Unterlagen eingereicht." It is what
  /// the last speaker said.
  void told_on(const Unit& unit) {
    if (analysis_.language != "de" || unit.title || !last_ || !last_unit_) return;
    if (number_ - *last_unit_ > 1) return;
    std::optional<std::uint32_t> verb;
    for (std::uint32_t i = unit.words.first; i < unit.words.last && !verb; ++i) {
      if (!text_.in_speech(i) && is_subjunctive(i, unit)) verb = i;
    }
    if (!verb || end_of(unit) < unit.words.first + kMinContentWords) return;
    Statement out;
    out.content.push_back(text_.span({unit.words.first, end_of(unit)}));
    out.span = out.content.front();
    out.speaker = last_;
    out.speaker->span.reset();
    out.confidence = unit.paragraph == last_paragraph_ ? kToldOn : kToldOnLater;
    out_.push_back(std::move(out));
  }

  /// Forms that are no indicative of a third person; "ich habe" and "es sei denn" are none of
  /// these.
  bool is_subjunctive(std::uint32_t i, const Unit& unit) const {
    const Word& word = text_.words[i];
    if (word.upper && i != unit.words.first) return false;
    if (std::find(kSubjunctive.begin(), kSubjunctive.end(), word.lower) == kSubjunctive.end()) {
      return false;
    }
    const auto near = [&](std::uint32_t at, std::string_view wanted) {
      return at >= unit.words.first && at < unit.words.last && text_.words[at].lower == wanted;
    };
    return !near(i - 1, "ich") && !near(i + 1, "ich") && !near(i + 1, "denn") &&
           !(near(i + 1, "es") && i == unit.words.first);
  }

  /// "Laut Polizei …", "Selon …, …".
  void source(const Unit& unit) {
    const std::uint32_t first = unit.words.first;
    if (first + kMinContentWords + 2 >= unit.words.last || !is_source(first)) return;
    std::uint32_t end = first + 1;
    while (end < unit.words.last && end - first < kMaxSpeakerWords && !closes_source(end)) ++end;
    if (end == first + 1 || end_of(unit) <= end + kMinContentWords) return;
    if (text_.words[end].mark == ',') ++end;
    Statement out;
    const Span content = text_.span({end, end_of(unit)});
    out.content.push_back(content);
    out.cue = text_.words[first].span;
    out.span = hull(content, *out.cue);
    out.confidence = kWithoutCue;
    out.speaker = resolved({first + 1, end});
    if (out.speaker) last_ = out.speaker;
    out_.push_back(std::move(out));
  }

  /// "Das Buch ist laut |einem Mitglied| …", "nach |Angaben der Polizei| …", anywhere in a German
  /// sentence with a quotation.
  std::optional<Range> source_in(const Unit& unit) const {
    constexpr auto kTold = std::to_array<std::string_view>(
        {"angaben", "angabe", "aussagen", "aussage", "informationen", "worten", "ansicht",
         "meinung", "auffassung", "einschätzung", "darstellung", "erkenntnissen"});
    if (analysis_.language != "de") return std::nullopt;
    for (std::uint32_t i = unit.words.first; i + 2 < unit.words.last; ++i) {
      if (!is_source(i)) continue;
      const bool told =
          std::find(kTold.begin(), kTold.end(), text_.words[i + 1].lower) != kTold.end();
      if (text_.words[i].lower != "laut" && !told) continue;
      std::uint32_t end = i + 1;
      while (end < unit.words.last && end - i < kMaxSpeakerWords && !text_.in_speech(end) &&
             text_.words[end].mark == 0 && !closes_source(end)) {
        ++end;
      }
      if (end > i + 1) return Range{i + 1, end};
    }
    return std::nullopt;
  }

  bool closes_source(std::uint32_t i) const {
    const Word& word = text_.words[i];
    if (word.mark == ',' || word.mark == ':') return true;
    // After the noun phrase German has its verb: lower case, and no article or preposition.
    return !word.upper && i > 0 && text_.words[i - 1].upper && word.lower.size() > 3 &&
           word.lower != "eines" && word.lower != "einer" && word.lower != "dieser";
  }

  // --- speakers --------------------------------------------------------------------------------

  std::optional<Speaker> speaker(std::uint32_t cue, const Unit& unit) {
    const bool same_unit = cue >= unit.words.first && cue < unit.words.last;
    std::uint32_t low = cue;
    std::uint32_t high = cue + 1;
    const auto stops = [&](std::uint32_t i) {
      const Word& word = text_.words[i];
      return text_.in_speech(i) || word.mark == ':' || word.mark == ';' || word.mark == '"' ||
             word.mark == '.' || is_cue(i);
    };
    const std::uint32_t floor =
        same_unit ? unit.words.first : cue - std::min(cue, kMaxSpeakerWords);
    const bool inverted =
        same_unit && cue > floor && (text_.in_speech(cue - 1) || text_.words[cue - 1].mark == ',');
    if (!inverted) {
      while (low > floor && cue - low < kMaxSpeakerWords && !stops(low - 1)) --low;
    }
    const auto size = static_cast<std::uint32_t>(text_.words.size());
    while (high < size && high - cue < kMaxSpeakerWords && !stops(high) &&
           text_.words[high].mark != ',') {
      ++high;
    }
    while (low < cue && text_.words[low].mark != 0) ++low;
    const Range before{low, cue};
    const Range after{cue + 1, high};
    if (analysis_.language == "de" && same_unit) {
      // "Ann Wolf, Leiterin des Amtes, nennt den Vorgang …": the subject stands before the commas.
      if (inverted && !text_.in_speech(cue - 1) && (after.empty() || !may_be_subject(after))) {
        if (const auto outer = before_apposition(cue, unit.words.first)) return resolved(*outer);
      }
      // "Der Zeitung sagte |Ann Wolf|: …"
      if (!before.empty() && !named(before) && !is_pronoun(before.first) && is_person(after)) {
        return resolved(after);
      }
    }
    if (before.empty() && after.empty()) return std::nullopt;
    // "Am Montag sagte die Ministerin": what stands first is no speaker.
    const bool adverbial =
        !before.empty() &&
        (begins_adverbial(before) ||
         (before.last - before.first == 1 && !named(before) && !is_pronoun(before.first)));
    if (before.empty() || (adverbial && !after.empty())) return resolved(after);
    return resolved(before);
  }

  /// German: a subject begins with a capital, an article in its first case or a pronoun.
  bool may_be_subject(Range range) const {
    constexpr auto kOtherCases = std::to_array<std::string_view>(
        {"den", "dem", "einen", "einem", "diesen", "diesem", "seinen", "seinem", "ihren", "ihrem",
         "ihn", "ihm", "sich"});
    constexpr auto kFirstCase = std::to_array<std::string_view>(
        {"der", "die", "das", "ein", "eine", "dieser", "diese", "sein", "seine", "ihr", "ihre"});
    const auto listed = [&](const auto& list) {
      return std::find(list.begin(), list.end(), text_.words[range.first].lower) != list.end();
    };
    if (listed(kOtherCases) || begins_adverbial(range)) return false;
    return text_.words[range.first].upper || listed(kFirstCase) || is_pronoun(range.first);
  }
  /// The noun phrase before "…, Leiterin des Amtes, |nennt|".
  std::optional<Range> before_apposition(std::uint32_t cue, std::uint32_t low) const {
    constexpr std::uint32_t kMaxApposition = 14;
    std::uint32_t comma = cue - 1;
    const std::uint32_t floor = std::max(low, cue - std::min(cue, kMaxApposition));
    while (comma > floor && text_.words[comma - 1].mark != ',') {
      if (text_.words[comma - 1].mark != 0 || text_.in_speech(comma - 1)) return std::nullopt;
      --comma;
    }
    if (comma <= floor + 1) return std::nullopt;
    --comma;
    std::uint32_t first = comma;
    while (first > low && comma - first < kMaxSpeakerWords && text_.words[first - 1].mark == 0 &&
           !text_.in_speech(first - 1)) {
      --first;
    }
    const Range range{first, comma};
    if (range.empty() || !text_.words[first].upper || begins_adverbial(range)) return std::nullopt;
    return range;
  }
  bool is_person(Range range) const {
    const auto mention = std::lower_bound(
        mentions_.begin(), mentions_.end(), range.first,
        [](const NameMention& m, std::uint32_t word) { return m.words.first < word; });
    return mention != mentions_.end() && mention->words.first == range.first &&
           mention->words.last <= range.last &&
           so_far_.names[mention->name].type == NameType::person;
  }
  bool begins_adverbial(Range range) const {
    return forms_ != nullptr && forms_->adverbials.contains(text_.words[range.first].lower);
  }
  bool is_pronoun(std::uint32_t i) const {
    return forms_ != nullptr && forms_->pronouns.contains(text_.words[i].lower);
  }
  bool named(Range range) const {
    const auto mention = std::lower_bound(
        mentions_.begin(), mentions_.end(), range.first,
        [](const NameMention& m, std::uint32_t word) { return m.words.first < word; });
    return mention != mentions_.end() && mention->words.first < range.last;
  }

  std::optional<Speaker> resolved(Range range) const {
    const auto mention = std::lower_bound(
        mentions_.begin(), mentions_.end(), range.first,
        [](const NameMention& m, std::uint32_t word) { return m.words.first < word; });
    const Name* best = nullptr;
    for (auto it = mention; it != mentions_.end() && it->words.first < range.last; ++it) {
      const Name& name = so_far_.names[it->name];
      if (best == nullptr || (best->type != NameType::person && name.type == NameType::person)) {
        best = &name;
      }
    }
    const Span span = text_.span(range);
    if (best != nullptr) return Speaker{best->name, span, best->id};
    if (forms_ != nullptr && last_) {
      for (std::uint32_t i = range.first; i < range.last; ++i) {
        if (forms_->pronouns.contains(text_.words[i].lower)) {
          return Speaker{last_->name, text_.words[i].span, last_->name_id};
        }
      }
    }
    return Speaker{std::string(analysis_.text(span)), span, std::nullopt};
  }

  const Analysis& analysis_;
  const Annotations& so_far_;
  const Words& text_;
  std::vector<NameMention> mentions_;
  const SpeechForms* forms_;
  std::vector<Statement> out_;
  std::optional<Speaker> last_;
  Cue ends_in_colon_;
  std::size_t next_quote_ = 0;
  std::size_t number_ = 0;                ///< of the unit that is read
  std::optional<std::size_t> last_unit_;  ///< with a statement
  std::uint32_t last_paragraph_ = 0;
};

}  // namespace

std::vector<Statement> simple_statements(const Words& text, const Annotations& so_far,
                                         const StatementResources& resources) {
  return Reader(text, so_far, resources).all();
}

}  // namespace newsloom::annotate
