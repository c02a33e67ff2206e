#include "newsloom/stages/digest/lexicon.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <iterator>

namespace newsloom::digest {
namespace {

/// A day or a name pins a claim down more than a word; a country less: most sentences of a story
/// name one.
constexpr std::array<double, 5> kKindFactor = {1.0, 1.3, 1.2, 0.9, 1.6};

}  // namespace

Term Lexicon::add(TermKind kind, std::string_view key) {
  std::string whole(1, static_cast<char>('a' + static_cast<int>(kind)));
  whole += key;
  const auto [place, fresh] = by_key_.emplace(std::move(whole), static_cast<Term>(entries_.size()));
  if (fresh) entries_.push_back({kind, std::string(key), 0});
  return place->second;
}

void Lexicon::count_sentence(const Terms& terms) {
  ++sentences_;
  for (const Term term : terms) ++entries_[term].sentences;
}

double Lexicon::weight(Term term) const {
  const Entry& entry = entries_[term];
  const double rarity = std::log(1.0 + static_cast<double>(sentences_ + 1) /
                                           static_cast<double>(entry.sentences + 1));
  return rarity * kKindFactor[static_cast<std::size_t>(entry.kind)];
}

double Lexicon::weight(const Terms& terms) const {
  double sum = 0;
  for (const Term term : terms) sum += weight(term);
  return sum;
}

Terms shared(const Terms& a, const Terms& b) {
  Terms out;
  std::set_intersection(a.begin(), a.end(), b.begin(), b.end(), std::back_inserter(out));
  return out;
}

Terms without(const Terms& a, const Terms& b) {
  Terms out;
  std::set_difference(a.begin(), a.end(), b.begin(), b.end(), std::back_inserter(out));
  return out;
}

void add_all(Terms& into, const Terms& more) {
  Terms out;
  out.reserve(into.size() + more.size());
  std::set_union(into.begin(), into.end(), more.begin(), more.end(), std::back_inserter(out));
  into.swap(out);
}

bool has(const Terms& terms, Term term) {
  return std::binary_search(terms.begin(), terms.end(), term);
}

void sort_unique(Terms& terms) {
  std::sort(terms.begin(), terms.end());
  terms.erase(std::unique(terms.begin(), terms.end()), terms.end());
}

Overlap overlap(const Terms& a, const Terms& b, const Lexicon& lexicon) {
  Overlap out;
  const Terms common = shared(a, b);
  out.count = common.size();
  double together = 0;
  for (const Term term : common) {
    together += lexicon.weight(term);
    const TermKind kind = lexicon.kind(term);
    if (kind == TermKind::word || kind == TermKind::number) ++out.words;
    if (kind == TermKind::date) out.day = true;
  }
  const double all_a = lexicon.weight(a);
  const double all_b = lexicon.weight(b);
  const double lighter = std::min(all_a, all_b);
  if (lighter > 0) out.containment = together / lighter;
  if (all_a + all_b > together) out.jaccard = together / (all_a + all_b - together);
  return out;
}

}  // namespace newsloom::digest
