// What the words around a number tell of it.

#include <algorithm>
#include <cmath>

#include "newsloom/stages/annotate/figures_sentence.h"

namespace newsloom::annotate {
namespace {

using W = FigureWord;

/// Noun phrases longer than this are read wrongly.
constexpr std::uint32_t kMaxCountedAtoms = 9;
/// Words looked back for the verb that gives a figure its status.
constexpr std::uint32_t kStatusWindow = 25;

bool is_nominal(Upos tag) {
  return tag == Upos::noun || tag == Upos::propn || tag == Upos::adj || tag == Upos::sym;
}

bool inner_mark(const Atoms& a, std::size_t i) {
  return (a.is(i, "-") || a.is(i, "’") || a.is(i, "'") || a.is(i, ".") || a.is(i, "&")) &&
         a.glued(i) && a.glued(i + 1);
}

/// The end of a run of adjectives and nouns, and its last noun.
std::uint32_t nominal_end(const FigureSentence& s, std::uint32_t at, std::uint32_t& head) {
  const Atoms& a = s.atoms;
  std::uint32_t i = at;
  head = at;
  bool any = false;
  while (i < a.size() && i - at < kMaxCountedAtoms) {
    if (inner_mark(a, i) && i > at) {
      if (a.is(i + 1, "s") && i + 2 < a.size() && a.list[i + 2].space_before) {
        i += 2;  // "of the city's museums"
        any = false;
        continue;
      }
      if (a.word(i) != "-" && !a.is(i, ".") && !a.is(i, "&")) break;
      ++i;
      continue;
    }
    if (s.taken[i]) break;
    if (s.tagged()) {
      const bool participle = s.upos[i] == Upos::verb && !any && s.is_word(i) && i + 1 < a.size() &&
                              (is_nominal(s.upos[i + 1]) || inner_mark(a, i + 1));
      const bool joined = i > at && a.is(i - 1, "-") && a.glued(i);
      // "the most spectacular catches", "digital and physical sales"
      if (!any && i + 1 < a.size() &&
          ((s.upos[i] == Upos::adv && i == at) ||
           (i > at && (s.upos[i] == Upos::cconj || a.is(i, ",")) && s.upos[i - 1] == Upos::adj)) &&
          is_nominal(s.upos[i + 1])) {
        ++i;
        continue;
      }
      if (!s.is_word(i) || (!is_nominal(s.upos[i]) && !participle && !joined)) break;
      if (s.upos[i] == Upos::noun || s.upos[i] == Upos::propn) {
        head = i;
        any = true;
      }
    } else {
      // Without tags: nouns are what German writes with a capital, else the first word that
      // does not end like an adjective.
      if (!s.is_word(i) || s.find(i, W::stop) || i - at >= 4) break;
      const auto& endings = s.words->adjective_endings;
      const bool adjective =
          std::any_of(endings.begin(), endings.end(), [&](const std::string& ending) {
            return a.word(i).size() > ending.size() + 3 && a.word(i).ends_with(ending);
          });
      if (!adjective || a.list[i].capital) {
        head = i;
        return i + 1;
      }
    }
    ++i;
  }
  if (!any) return at;
  return head + 1;
}

/// "more than", "about", "up to" straight before atom `at`.
struct Qualifier {
  FigureWords::Hit hit;
  FigureChange change = FigureChange::equal;
  std::uint32_t begin = 0;
};

Qualifier qualifier_before(const FigureSentence& s, std::size_t at) {
  Qualifier best;
  static constexpr std::pair<W, FigureChange> kKinds[] = {{W::more, FigureChange::more},
                                                          {W::less, FigureChange::less},
                                                          {W::about, FigureChange::about}};
  for (const auto& [kind, change] : kKinds) {
    const auto hit = s.before(at, kind);
    if (hit && hit.atoms > best.hit.atoms) {
      best = {hit, change, static_cast<std::uint32_t>(at - hit.atoms)};
    }
  }
  return best;
}

FigureChange movement_before(const FigureSentence& s, std::size_t at, const Quantity& q) {
  std::size_t from = at;
  bool by = false;
  if (const auto hit = s.before(from, W::by)) {
    from -= hit.atoms;
    by = true;
  }
  const bool small = q.unit.starts_with("percent") || q.unit == "point" ||
                     q.unit == "basis point" || q.unit == "cent" || q.unit == "penny" ||
                     q.unit == "sen";
  for (const auto& [kind, change] :
       {std::pair{W::up, FigureChange::up}, std::pair{W::down, FigureChange::down}}) {
    const auto hit = s.before(from, kind);
    if (!hit) continue;
    const bool adverb = s.atoms.is(from - 1, "up") || s.atoms.is(from - 1, "down") ||
                        s.atoms.is(from - 1, "higher") || s.atoms.is(from - 1, "lower");
    if (small || by || adverb) return change;
  }
  return FigureChange::equal;
}

void read_qualifier(const FigureSentence& s, const Quantity& q, std::size_t end, Figure& figure) {
  std::size_t at = q.begin;
  std::size_t begin = at;
  if (at > 0 && s.words->numbers.is_article(s.atoms.word(at - 1))) {  // "nearly a million"
    const Qualifier over = qualifier_before(s, at - 1);
    if (over.hit) at = at - 1;
  }
  const Qualifier first = qualifier_before(s, at);
  if (first.hit) {
    begin = first.begin;
    figure.change = first.change;
    const Qualifier second = qualifier_before(s, begin);
    if (second.hit && second.change != FigureChange::about) {
      begin = second.begin;  // "up to about 300"
      figure.change = second.change;
    }
    figure.qualifier = s.text(begin, at);
  }
  for (const auto& [kind, change] :
       {std::pair{W::more_after, FigureChange::more}, std::pair{W::less_after, FigureChange::less},
        std::pair{W::about_after, FigureChange::about}}) {
    for (const std::size_t place :
         {static_cast<std::size_t>(q.number_end), static_cast<std::size_t>(q.end), end}) {
      const auto hit = s.find(place, kind);
      if (!hit || figure.qualifier) continue;
      figure.change = change;
      figure.qualifier = s.text(place, place + hit.atoms);
      figure.span.end = std::max(figure.span.end, s.atoms.list[place + hit.atoms - 1].span.end);
    }
  }
  const FigureChange movement = movement_before(s, begin, q);
  if (movement != FigureChange::equal) {
    figure.change = movement;
  } else if (q.sign > 0) {
    figure.change = FigureChange::up;
  }
  if (q.vague && !figure.qualifier) figure.qualifier = s.text(q.number_begin, q.number_end);
  figure.span.begin = s.atoms.list[begin].span.begin;
}

void read_scope(const FigureSentence& s, const Quantity& q, std::size_t end, Figure& figure) {
  if (q.per_time) {
    figure.scope = Scope::per_time;
    return;
  }
  for (std::size_t i = q.end; i < std::min<std::size_t>(end + 3, s.atoms.size()); ++i) {
    if (s.find(i, W::each)) {
      figure.scope = Scope::each;
      return;
    }
    if (s.find(i, W::total)) figure.scope = Scope::total;
  }
  const std::size_t from = q.begin > 4 ? q.begin - 4 : 0;
  for (std::size_t i = from; i < q.begin; ++i) {
    if (s.find(i, W::total)) figure.scope = Scope::total;
  }
}

void read_status(const FigureSentence& s, const Quantity& q, Figure& figure) {
  static constexpr std::pair<W, Status> kKinds[] = {{W::hypothetical, Status::hypothetical},
                                                    {W::planned, Status::planned},
                                                    {W::agreed, Status::agreed},
                                                    {W::denied, Status::denied},
                                                    {W::happened, Status::happened}};
  const auto status_at = [&](std::size_t i) {
    for (const auto& [kind, status] : kKinds) {
      if (s.find(i, kind)) return status;
    }
    return Status::unknown;
  };
  const std::size_t low = q.begin > kStatusWindow ? q.begin - kStatusWindow : 0;
  for (std::size_t i = q.begin; i > low && figure.status == Status::unknown; --i) {
    figure.status = status_at(i - 1);
  }
  const std::size_t high = std::min<std::size_t>(q.end + kStatusWindow, s.atoms.size());
  for (std::size_t i = q.end; i < high && figure.status == Status::unknown; ++i) {
    figure.status = status_at(i);
  }
}

/// The name that stands nearest to the verb of saying.
void read_attribution(const FigureSentence& s, Figure& figure) {
  for (std::size_t i = 0; i < s.atoms.size(); ++i) {
    const auto said = s.find(i, W::said);
    if (!said) continue;
    const Span verb = s.span_of(i, i + said.atoms);
    const Name* best = nullptr;
    std::uint32_t nearest = 40;  // bytes between
    for (std::size_t k = 0; k < s.names.size(); ++k) {
      const Span& name = s.name_spans[k];
      const bool precedes = name.end <= verb.begin;
      const std::uint32_t gap =
          precedes ? verb.begin - name.end : name.begin - std::min(name.begin, verb.end);
      if ((precedes || name.begin >= verb.end) && gap < nearest && !(precedes && said.atoms > 1)) {
        nearest = gap;
        best = s.names[k];
      }
    }
    if (best != nullptr) {
      figure.attributed_to = best->name;
      return;
    }
  }
}

}  // namespace

Counted counted_at(const FigureSentence& s, std::size_t start) {
  Counted out;
  auto at = static_cast<std::uint32_t>(start);
  for (auto filler = s.find(at, W::filler); filler; filler = s.find(at, W::filler))
    at += filler.atoms;
  out.begin = out.end = at;
  std::uint32_t head = 0;
  const std::uint32_t end = nominal_end(s, at, head);
  if (end == at) return out;
  out.head = head;
  out.end = out.head_end = end;
  // "prisoners of war"
  if (const auto of = s.find(end, W::of)) {
    std::uint32_t second = 0;
    const std::uint32_t more = nominal_end(s, end + of.atoms, second);
    if (more > end + of.atoms) out.end = more;
  }
  return out;
}

void read_context(const FigureSentence& s, const Quantity& q, std::size_t end, Figure& figure) {
  read_qualifier(s, q, end, figure);
  read_scope(s, q, end, figure);
  read_status(s, q, figure);
  if (!s.names.empty()) read_attribution(s, figure);
}

}  // namespace newsloom::annotate
