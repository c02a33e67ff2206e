#pragma once
// Lexicon: the terms of one story as small numbers, each with a weight for how much it tells here.
// A term is what a reader would call the same thing: a stem, a joined name, a country ("Moscow" is
// "Russian"), a day, a number.

#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace newsloom::digest {

using Term = std::uint32_t;
/// Sorted, each once.
using Terms = std::vector<Term>;

enum class TermKind : std::uint8_t { word, number, name, country, date };

class Lexicon {
 public:
  /// The number of a term; equal key and kind, equal number. Numbers go by first appearance.
  Term add(TermKind kind, std::string_view key);
  /// Counts one sentence in which the terms stand: what stands everywhere tells little.
  void count_sentence(const Terms& terms);

  [[nodiscard]] TermKind kind(Term term) const { return entries_[term].kind; }
  [[nodiscard]] std::string_view key(Term term) const { return entries_[term].key; }
  /// log(1 + sentences / sentences with the term), times a factor for its kind.
  [[nodiscard]] double weight(Term term) const;
  [[nodiscard]] double weight(const Terms& terms) const;
  [[nodiscard]] std::size_t size() const { return entries_.size(); }

 private:
  struct Entry {
    TermKind kind;
    std::string key;
    std::uint32_t sentences = 0;
  };
  std::vector<Entry> entries_;
  std::unordered_map<std::string, Term> by_key_;
  std::uint32_t sentences_ = 0;
};

[[nodiscard]] Terms shared(const Terms& a, const Terms& b);
[[nodiscard]] Terms without(const Terms& a, const Terms& b);
void add_all(Terms& into, const Terms& more);
[[nodiscard]] bool has(const Terms& terms, Term term);
void sort_unique(Terms& terms);

/// How much two sets of terms have in common, by weight.
struct Overlap {
  std::size_t count = 0;   ///< shared terms
  std::size_t words = 0;   ///< of them words and numbers: names alone make no common claim
  bool day = false;        ///< a shared date
  double containment = 0;  ///< shared / the lighter set, 0 to 1
  double jaccard = 0;      ///< shared / union, 0 to 1
};
[[nodiscard]] Overlap overlap(const Terms& a, const Terms& b, const Lexicon& lexicon);

}  // namespace newsloom::digest
