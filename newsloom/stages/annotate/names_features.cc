// The features of the names model: words, shapes, tags, lists, and the run of capitalised words
// that a token stands in.

#include <algorithm>

#include "newsloom/stages/annotate/names_model.h"

namespace newsloom::annotate {
namespace {

constexpr std::uint32_t kFeatureBits = Known::listed_start - 1;
constexpr std::uint32_t kNameContextStart = 100;  // templates of the context count from here

// How a sentence is written: in headlines and in careless text capitals tell little.
enum Mode : std::uint32_t { normal, all_capitals, title_case, no_capitals };

Mode mode_of(const WordInfo* words, const Token* tokens, std::size_t size) {
  std::size_t long_words = 0;
  std::size_t capitals = 0;
  std::size_t shouted = 0;
  for (std::size_t i = 0; i < size; ++i) {
    if (tokens[i].span.size() < 4) continue;
    ++long_words;
    capitals += words[i].capital ? 1 : 0;
    shouted += words[i].all_capitals ? 1 : 0;
  }
  if (capitals == 0) return no_capitals;
  if (long_words >= 3 && shouted * 10 >= long_words * 8) return all_capitals;
  return long_words >= 3 && capitals * 10 >= long_words * 7 ? title_case : normal;
}

}  // namespace

const WordInfo& NameView::word(std::int32_t i) const {
  static constexpr WordInfo kOutside = {};
  return i < 0 || i >= static_cast<std::int32_t>(size_) ? kOutside : words_[i];
}

std::uint32_t NameView::tag(std::int32_t i) const {
  return i < 0 || i >= static_cast<std::int32_t>(size_) ? 255U : tokens_[i].fine_tag;
}

std::uint32_t NameView::known(std::int32_t i) const {
  return i < 0 || i >= static_cast<std::int32_t>(size_) ? 1U << 31 : known_[i] & kFeatureBits;
}

NameView::NameView(const Analysis& analysis, const std::vector<std::uint32_t>& known,
                   const Sentence& sentence)
    : words_(&analysis.words[sentence.first]),
      tokens_(&analysis.tokens[sentence.first]),
      known_(&known[sentence.first]),
      size_(sentence.last - sentence.first),
      mode_(mode_of(words_, tokens_, size_)),
      runs_(size_) {
  const auto size = static_cast<std::int32_t>(size_);
  for (std::int32_t i = 0; i < size;) {
    if (!words_[i].capital) {
      runs_[i] = {i, i};
      ++i;
      continue;
    }
    std::int32_t last = i;
    for (std::int32_t j = i + 1; j < size; ++j) {
      const bool joint = tokens_[j].span.begin == tokens_[j - 1].span.end && j + 1 < size &&
                         tokens_[j + 1].span.begin == tokens_[j].span.end && !words_[j].capital &&
                         tokens_[j].span.size() == 1 && (known_[j] & Known::link) != 0;
      if (!words_[j].capital && !joint) break;
      if (words_[j].capital) last = j;
    }
    for (std::int32_t j = i; j <= last; ++j) runs_[j] = {i, last};
    i = last + 1;
  }
}

std::size_t NameView::features(std::size_t index, NameFeatures& out, std::size_t* lexical) const {
  const auto i = static_cast<std::int32_t>(index);
  std::size_t n = 0;
  std::uint32_t what = 1;
  const auto add = [&](std::uint32_t a, std::uint32_t b = 0, std::uint32_t c = 0) {
    out[n++] = feature(what++, a, b, c);
  };
  const WordInfo& w = words_[i];
  const WordInfo& left = word(i - 1);
  const WordInfo& right = word(i + 1);
  const std::uint32_t capital = (w.capital ? 1U : 0U) | mode_ << 1 | (i == 0 ? 8U : 0U);
  const Run& run = runs_[i];
  const auto place = static_cast<std::uint32_t>(
      std::min(i - run.first, 3) | std::min(run.last - i, 3) << 2 | (w.capital ? 16 : 0));
  const WordInfo& first = word(run.first);
  const WordInfo& last = word(run.last);
  // What the word itself is; training leaves this out at times, so that context counts.
  add(w.form);
  add(w.lower);
  add(w.lower, capital);
  for (std::size_t k = 1; k < 4; ++k) add(w.suffix[k], w.capital ? 1U : 0U);
  for (std::size_t k = 1; k < 4; ++k) add(w.prefix[k], w.capital ? 1U : 0U);
  add(left.lower, w.lower);
  add(w.lower, right.lower);
  if (run.last == i) add(place, last.lower);
  if (run.first == i) add(place, first.lower);
  what = kNameContextStart;
  if (lexical != nullptr) *lexical = n;
  add(0);
  add(w.shape, mode_, i == 0 ? 1U : 0U);
  add(left.shape, w.shape);
  add(w.shape, right.shape);
  add(left.shape, w.shape, right.shape);
  add(tag(i), capital);
  add(tag(i - 1), tag(i));
  add(tag(i), tag(i + 1));
  add(tag(i - 1), tag(i), tag(i + 1));
  add(left.lower);
  add(right.lower);
  add(word(i - 2).lower);
  add(word(i + 2).lower);
  add(left.lower, w.capital ? 1U : 0U);
  add(right.lower, w.capital ? 1U : 0U);
  add(word(i - 2).lower, left.lower, w.capital ? 1U : 0U);
  add(right.lower, word(i + 2).lower, w.capital ? 1U : 0U);
  add(left.suffix[2], w.shape);
  add(right.suffix[2], w.shape);
  const std::uint32_t k0 = known(i);
  for (std::uint32_t bit = 0; bit < 17; ++bit) {
    ++what;
    if ((k0 >> bit & 1U) != 0) out[n++] = feature(what, capital);
  }
  add(k0, capital);
  add(k0, known(i - 1));
  add(k0, known(i + 1));
  add(known(i - 1), w.shape);
  add(known(i + 1), w.shape);
  add(known(i - 1), k0, known(i + 1));
  add(known(i - 2), known(i - 1), capital);
  add(known(i + 1), known(i + 2), capital);
  add(k0, tag(i), left.lower);
  add(place, mode_);
  ++what;
  if (run.last != i) out[n++] = feature(what, place, last.lower);
  ++what;
  if (run.first != i) out[n++] = feature(what, place, first.lower);
  add(place, known(run.last));
  add(place, known(run.first));
  add(place, word(run.first - 1).lower);
  add(place, word(run.last + 1).lower);
  add(place, known(run.first - 1), known(run.first));
  add(place, known(run.first), known(run.last));
  add(place, tag(run.first - 1), tag(run.last + 1));
  add(place, last.suffix[2], first.suffix[2]);
  add(place, last.all_capitals ? 1U : 0U, first.all_capitals ? 1U : 0U);
  return n;
}

}  // namespace newsloom::annotate
