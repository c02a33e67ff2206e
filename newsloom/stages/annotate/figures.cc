#include "newsloom/stages/annotate/figures.h"

#include <algorithm>

#include "newsloom/stages/annotate/figures_sentence.h"

namespace newsloom::annotate {
namespace {

using W = FigureWord;

/// Is the number only a piece of something that has digits in it: "F-16", "G20", "COVID-19", "3:2"?
bool is_piece(const FigureSentence& s, const Quantity& q) {
  const Atoms& a = s.atoms;
  const std::uint32_t at = q.number_begin;
  if (!q.words && at > 0 && a.glued(at) && q.begin == at) {
    const std::string_view before = a.word(at - 1);
    if (a.list[at - 1].kind != AtomKind::mark) return true;
    const bool after_word = at > 1 && a.glued(at - 1) && a.list[at - 2].kind != AtomKind::mark;
    if ((before == "-" || before == "–") && after_word && !s.before(at - 1, W::less) &&
        !s.before(at - 1, W::about)) {
      return true;
    }
    if (before == "#" || before == "№" || before == "@" || before == "_" || before == "\\")
      return true;
    if ((before == "/" || before == ":" || before == "." || before == ",") && after_word)
      return true;
  }
  // "24703L202"
  if (!q.words && q.end > q.number_end && a.list[q.end - 1].kind == AtomKind::word &&
      a.glued(q.end) && a.list[q.end].kind == AtomKind::digits) {
    return true;
  }
  // "5G", "1080p", "737s"
  if (!q.words && q.end == q.number_end && a.glued(q.end)) {
    const AtomKind next = a.list[q.end].kind;
    if (next == AtomKind::word) return true;
    const bool tail = a.glued(q.end + 1) && a.list[q.end + 1].kind == AtomKind::digits;
    if (tail && !a.is(q.end, "(")) return true;
  }
  return false;
}

bool is_time(std::string_view unit) {
  return unit == "second" || unit == "minute" || unit == "hour" || unit == "day" ||
         unit == "night" || unit == "week" || unit == "month" || unit == "year" ||
         unit == "decade" || unit == "century";
}

/// "one" that stands for a thing or a person.
bool is_pronoun(const FigureSentence& s, const Quantity& q) {
  if (!q.words || q.value != 1.0 || q.share) return false;
  // "ein", "une": the article, but for "ein Prozent"
  if (q.number_end == q.number_begin + 1 && (q.unit.empty() || is_time(q.unit)) &&
      s.words->numbers.is_article(s.atoms.word(q.number_begin))) {
    return true;
  }
  if (!q.unit.empty()) return false;
  if (s.before(q.begin, W::name_before) || s.find(q.end, W::pronoun)) return true;
  if (s.tagged() && s.upos[q.begin] == Upos::pron) return true;
  const bool of = bool(s.find(q.end, W::of));
  return !of && counted_at(s, q.end).end <= q.end;
}

bool is_label(const FigureSentence& s, const Quantity& q, const Counted& counted) {
  const Atoms& a = s.atoms;
  if (!q.unit.empty() || q.share || q.vague) return false;
  // "1. First item", "(2)"
  if (!q.words && q.begin == 0 && (a.is(q.end, ".") || a.is(q.end, ")"))) return true;
  if (q.begin == 0) return false;
  if (s.before(q.begin, W::label)) return true;
  const Atom& before = a.list[q.begin - 1];
  // "Marta Quill, 41, …"
  if (!q.words && before.kind == AtomKind::mark && a.is(q.begin - 1, ",") && q.begin > 1 &&
      a.list[q.begin - 2].capital && (a.is(q.end, ",") || a.is(q.end, ".")) && q.value &&
      *q.value < 111) {
    return true;
  }
  // "787 Dreamliner", "575 Wilbraham Road": a thing of that name, not so many
  if (s.tagged() && !q.words && counted.end > counted.begin && a.list[counted.head].capital &&
      s.upos[counted.head] == Upos::propn && !a.word(counted.head).ends_with("s") && !s.heading) {
    return true;
  }
  const bool name_before = before.kind == AtomKind::word && before.capital && q.begin > 1 &&
                           !s.find(q.begin - 1, W::stop) && before.space_before;
  if (!q.words && name_before && counted.end == counted.begin && q.value && *q.value < 10000) {
    return true;
  }
  // "the Group of Seven"
  return q.words && a.list[q.number_begin].capital && !s.heading && counted.end == counted.begin;
}

/// The atoms that dates and names have, and the tags of the others.
FigureSentence sentence_of(const Analysis& analysis, const Sentence& sentence,
                           const FigureWords& words) {
  FigureSentence s;
  s.analysis = &analysis;
  s.words = &words;
  s.span = sentence.span;
  s.whole = field_of(*analysis.article, sentence.span.field);
  s.heading = sentence.heading;
  s.atoms = atoms_of(analysis.text(sentence.span), sentence.span);
  s.taken.assign(s.atoms.size(), false);
  s.look_up();
  if (analysis.has_tags) {
    s.upos.assign(s.atoms.size(), Upos::x);
    std::uint32_t token = sentence.first;
    const auto last =
        std::min<std::uint32_t>(sentence.last, static_cast<std::uint32_t>(analysis.tokens.size()));
    for (std::size_t i = 0; i < s.atoms.size(); ++i) {
      while (token < last && analysis.tokens[token].span.end <= s.atoms.list[i].span.begin) ++token;
      if (token < last) s.upos[i] = analysis.tokens[token].upos;
    }
  }
  return s;
}

void take(FigureSentence& s, const Span& span) {
  const auto begin =
      std::lower_bound(s.atoms.list.begin(), s.atoms.list.end(), span.begin,
                       [](const Atom& atom, std::uint32_t at) { return atom.span.end <= at; });
  for (auto atom = begin; atom != s.atoms.list.end() && atom->span.begin < span.end; ++atom) {
    s.taken[static_cast<std::size_t>(atom - s.atoms.list.begin())] = true;
  }
}

class Finder {
 public:
  Finder(const FigureSentence& s, std::vector<Figure>& out) : s_(s), out_(out) {}

  void run() {
    const std::size_t first = out_.size();
    for (std::size_t i = 0; i < s_.atoms.size();) {
      if (!s_.may_begin(i)) {
        ++i;
        continue;
      }
      const Quantity q = quantity_at(s_, i);
      if (q.end <= i) {
        ++i;
        continue;
      }
      bool overlaps = false;
      for (std::size_t k = q.number_begin; k < q.number_end; ++k)
        overlaps = overlaps || s_.taken[k];
      // "three years ago" is a time, and three years are a figure.
      if ((overlaps && !(is_time(q.unit) && !q.plain_year)) || !add(q, first)) {
        i = std::max<std::size_t>(i + 1, q.number_end);
      } else {
        i = q.end;
      }
      if (out_.size() >= kMaxFigures) return;
    }
  }

 private:
  bool add(const Quantity& q, std::size_t first) {
    if (is_piece(s_, q)) return false;
    const bool counts = q.unit.empty() && !q.money;
    Counted counted;
    counted.begin = counted.end = q.end;
    if (counts || q.share) {
      counted = counted_at(s_, q.end);
    } else if (const auto of = s_.find(q.end, W::of)) {
      counted = counted_at(s_, q.end + of.atoms);
    }
    if (is_pronoun(s_, q) || is_label(s_, q, counted)) return false;
    if (q.plain_year && q.unit.empty()) return false;
    Figure figure;
    figure.number = s_.span_of(q.number_begin, q.number_end);
    std::uint32_t end = q.end;
    if (counted.end > counted.begin) end = counted.end;
    figure.span = s_.span_of(q.begin, end);
    figure.value = q.value;
    figure.low = q.low;
    figure.high = q.high;
    if (!q.unit.empty()) figure.unit = q.unit;
    if (q.age) figure.counted = "age";
    if (counted.end > counted.begin) {
      figure.counted = s_.text(counted.begin, counted.end);
      if (q.unit.empty() && !q.share) figure.unit = s_.text(counted.head, counted.head + 1);
    } else if (q.unit.empty() && !q.share) {
      counts_people(q, figure);
    }
    // "three thousand tests a day", "tons of copper a year"
    if (figure.unit && counted.end > counted.begin && !q.per_time) {
      if (const auto per = per_time_at(s_, counted.end)) {
        *figure.unit += " per " + per->second;
        figure.scope = Scope::per_time;
        end = per->first;
        figure.span = s_.span_of(q.begin, end);
      }
    }
    read_context(s_, q, end, figure);
    conversion(q, first, figure);
    part_of(q, first, figure);
    whole_of(q, first, figure);
    out_.push_back(std::move(figure));
    return true;
  }

  /// "more than 7 million crowns ($1.1 million)": what holds of the one holds of the other.
  void conversion(const Quantity& q, std::size_t first, Figure& figure) const {
    if (out_.size() <= first || q.begin == 0 || figure.change != FigureChange::equal) return;
    const Figure& other = out_.back();
    const Atom& before = s_.atoms.list[q.begin - 1];
    const bool bracket = s_.atoms.is(q.begin - 1, "(") || s_.atoms.is(q.begin - 1, "/");
    if (!bracket || before.span.begin - std::min(before.span.begin, other.span.end) > 2) return;
    if (figure.unit && other.unit && *figure.unit != *other.unit) figure.change = other.change;
  }

  /// "injured 154", "12 dead": people, though nobody says so.
  void counts_people(const Quantity& q, Figure& figure) const {
    const auto after = s_.find(q.end, W::people);
    if (!after && !s_.before(q.begin, W::people)) return;
    figure.unit = "people";
    if (after) figure.counted = s_.text(q.end, q.end + after.atoms);
  }

  /// "105 drones, including 35 over the capital": 35 are of the 105.
  void part_of(const Quantity& q, std::size_t first, Figure& figure) const {
    if (out_.size() <= first || q.begin == 0) return;
    const Figure& whole = out_.back();
    for (std::size_t i = q.begin; i > 0 && s_.atoms.list[i - 1].span.begin >= whole.span.end; --i) {
      const auto part = s_.find(i - 1, W::part);
      if (!part) continue;
      if (!whole.value || !figure.value || *figure.value > *whole.value) return;
      figure.part_of = std::string(s_.analysis->text(whole.span));
      if (!figure.unit && whole.unit && !q.share) figure.unit = whole.unit;
      return;
    }
  }

  /// "600,000 of the 1.4 million crowns": the number before is a part of this one, of its unit.
  void whole_of(const Quantity& q, std::size_t first, const Figure& figure) const {
    constexpr std::uint32_t kBetween = 2;  // "of", and perhaps an article
    if (out_.size() <= first) return;
    Figure& part = out_.back();
    if (part.unit || part.part_of || !part.value || !figure.value || *part.value > *figure.value) {
      return;
    }
    for (std::uint32_t i = q.begin - std::min(q.begin, kBetween); i < q.begin; ++i) {
      const auto of = s_.find(i, W::of);
      if (!of || i == 0 || s_.atoms.list[i - 1].span.end != part.number.end) continue;
      part.unit = figure.unit;
      part.counted = figure.counted;
      part.part_of = std::string(s_.analysis->text(figure.span));
      part.span.end = figure.span.end;
      return;
    }
  }

  const FigureSentence& s_;
  std::vector<Figure>& out_;
};

}  // namespace

Result<FigureResources> FigureResources::load(const DataSource& data) {
  static constexpr const char* kCommon = "annotate/figures/common.figures";
  const auto common = data(kCommon);
  if (!common) return fail(Errc::not_found, "no such data file", kCommon);
  const auto load = [&](const std::string& language, const std::string& name,
                        std::string_view text) -> Result<FigureWords> {
    NL_TRY(NumberWords numbers, NumberWords::load(data, language));
    return figure_words({kCommon, *common}, {name, text}, std::move(numbers));
  };
  FigureResources resources;
  NL_TRY(resources.words_, load_languages<FigureWords>(data, "annotate/figures", ".figures", load));
  return resources;
}

const FigureWords* FigureResources::words(std::string_view language) const {
  return rules_of(words_, language);
}

std::vector<Figure> figures(const Analysis& analysis, const Annotations& so_far,
                            const FigureResources& resources) {
  std::vector<Figure> out;
  const FigureWords* words = resources.words(analysis.language);
  if (words == nullptr || analysis.article == nullptr) return out;
  // Mentions of names, by place: sentences and mentions are walked together.
  std::vector<std::pair<Span, const Name*>> mentions;
  for (const Name& name : so_far.names) {
    for (const Span& mention : name.mentions) mentions.emplace_back(mention, &name);
  }
  std::sort(mentions.begin(), mentions.end(), [](const auto& a, const auto& b) {
    return a.first != b.first ? a.first < b.first : a.second->id < b.second->id;
  });
  std::size_t mention = 0;
  std::size_t date = 0;
  for (const Sentence& sentence : analysis.sentences) {
    FigureSentence s = sentence_of(analysis, sentence, *words);
    const auto precedes = [&](const Span& span) {
      return span.field == sentence.span.field
                 ? span.end <= sentence.span.begin
                 : reading_order(span.field) < reading_order(sentence.span.field);
    };
    while (mention < mentions.size() && precedes(mentions[mention].first)) ++mention;
    while (date < so_far.dates.size() && precedes(so_far.dates[date].span)) ++date;
    for (std::size_t i = mention; i < mentions.size(); ++i) {
      if (!sentence.span.overlaps(mentions[i].first)) break;
      s.names.push_back(mentions[i].second);
      s.name_spans.push_back(mentions[i].first);
      take(s, mentions[i].first);
    }
    for (std::size_t i = date; i < so_far.dates.size(); ++i) {
      const DateExpr& expr = so_far.dates[i];
      if (!sentence.span.overlaps(expr.span)) break;
      const bool span_of_time = expr.type == DateType::duration || expr.type == DateType::set;
      if (!span_of_time) take(s, expr.span);
    }
    Finder(s, out).run();
    if (out.size() >= kMaxFigures) break;
  }
  name_bare_figures(analysis, out);
  return out;
}

}  // namespace newsloom::annotate
