// The features of the names model: words, shapes, tags, lists, and the run of capitalised words
// that a token stands in.

#include <algorithm>
#include <array>
#include <iterator>
#include <string_view>

#include "newsloom/stages/annotate/names_model.h"

namespace newsloom::annotate {
namespace {

constexpr std::uint32_t kFeatureBits = Known::listed_start - 1;
// What lists know of any word of a run.
constexpr std::uint32_t kTelling = Known::place_end | Known::people | Known::org_end |
                                   Known::given | Known::family | Known::org_word |
                                   Known::place_word | Known::honorific | Known::calendar;
// Tokens looked through for what a name is said to be.
constexpr std::int32_t kMaxAside = 12;
constexpr std::int32_t kMaxDescription = 10;
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

// "6AB", a station, is written as a name too.
bool is_capital(const WordInfo& word) { return word.capital || word.all_capitals; }

template <std::size_t kCount>
std::array<std::uint32_t, kCount> hashes(const std::string_view (&words)[kCount]) {
  std::array<std::uint32_t, kCount> out{};
  std::transform(std::begin(words), std::end(words), out.begin(), hash_of);
  return out;
}

template <std::size_t kCount>
bool contains(const std::array<std::uint32_t, kCount>& hashes, std::uint32_t hash) {
  return std::find(hashes.begin(), hashes.end(), hash) != hashes.end();
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
      tagged_(analysis.has_tags),
      runs_(size_) {
  const auto size = static_cast<std::int32_t>(size_);
  for (std::int32_t i = 0; i < size;) {
    if (!is_capital(words_[i])) {
      runs_[i] = {i, i, known_[i], 0};
      ++i;
      continue;
    }
    std::int32_t last = i;
    for (std::int32_t j = i + 1; j < size; ++j) {
      const bool joint = tokens_[j].span.begin == tokens_[j - 1].span.end && j + 1 < size &&
                         tokens_[j + 1].span.begin == tokens_[j].span.end &&
                         !is_capital(words_[j]) && tokens_[j].span.size() == 1 &&
                         (known_[j] & Known::link) != 0;
      if (!is_capital(words_[j]) && !joint) break;
      if (is_capital(words_[j])) last = j;
    }
    std::uint32_t any = 0;
    for (std::int32_t j = i; j <= last; ++j) any |= known_[j];
    const std::uint32_t described = description_after(last);
    for (std::int32_t j = i; j <= last; ++j) runs_[j] = {i, last, any, described};
    i = last + 1;
  }
}

// "Vale is a small town", "Vale (also Upper Vale), a rock band from …": the noun says what it is.
std::uint32_t NameView::description_after(std::int32_t last) const {
  static const auto kLinks = hashes({"is", "was", "are", "were", ","});
  static const auto kArticles = hashes({"a", "an", "the", "one"});
  static const std::uint32_t kOpen = hash_of("(");
  static const std::uint32_t kClose = hash_of(")");
  const auto size = static_cast<std::int32_t>(size_);
  std::int32_t i = last + 1;
  if (i < size && words_[i].lower == kOpen) {
    const std::int32_t end = std::min(size, i + kMaxAside);
    while (i < end && words_[i].lower != kClose) ++i;
    ++i;
  }
  if (i + 2 >= size || !contains(kLinks, words_[i].lower) ||
      !contains(kArticles, words_[i + 1].lower)) {
    return 0;
  }
  const std::int32_t end = std::min(size, i + kMaxDescription);
  for (i += 2; i < end; ++i) {
    if (tokens_[i].upos == Upos::verb || tokens_[i].upos == Upos::adp) return 0;
    if (tokens_[i].upos != Upos::noun) continue;
    while (i + 1 < end && tokens_[i + 1].upos == Upos::noun) ++i;
    return words_[i].lower;
  }
  return 0;
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
  const std::uint32_t high = is_capital(w) ? 1U : 0U;
  const std::uint32_t capital = high | mode_ << 1 | (i == 0 ? 8U : 0U);
  const Run& run = runs_[i];
  const auto place =
      static_cast<std::uint32_t>(std::min(i - run.first, 3) | std::min(run.last - i, 3) << 2) |
      high << 4;
  const WordInfo& first = word(run.first);
  const WordInfo& last = word(run.last);
  // What the word itself is; training leaves this out at times, so that context counts.
  add(w.form);
  add(w.lower);
  add(w.lower, capital);
  for (std::size_t k = 1; k < 4; ++k) add(w.suffix[k], high);
  for (std::size_t k = 1; k < 4; ++k) add(w.prefix[k], high);
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
  add(left.lower, high);
  add(right.lower, high);
  add(word(i - 2).lower, left.lower, high);
  add(right.lower, word(i + 2).lower, high);
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
  const std::uint32_t any = run.any & kTelling;
  add(any, high);
  add(any, place);
  add(any, word(run.first - 1).lower);
  add(any, word(run.last + 1).lower);
  add(any, tag(run.first - 1), tag(run.last + 1));
  add(word(run.first - 1).lower, word(run.last + 1).lower, high);
  add(word(run.first - 2).lower, word(run.first - 1).lower, place);
  add(word(run.last + 1).lower, word(run.last + 2).lower, place);
  if (!tagged_) return n;  // the rest needs tags, or helps English alone
  add(place, word(run.first - 1).lower, last.suffix[0]);
  ++what;
  if (run.described != 0) out[n++] = feature(what, run.described, place);
  ++what;
  if (run.described != 0) out[n++] = feature(what, run.described, any);
  return n;
}

}  // namespace newsloom::annotate
