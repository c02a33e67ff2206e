// The fingerprint of one article: one pass over its words.
#include <algorithm>
#include <array>
#include <cmath>
#include <string_view>

#include "newsloom/core/text/words.h"
#include "newsloom/stages/match/match.h"
#include "newsloom/stages/match/sketch.h"
#include "newsloom/stages/match/smallest.h"

namespace newsloom::match {
namespace {

constexpr std::size_t kMaxCaptionWords = 100;
constexpr std::uint64_t kPrime = 0x9E3779B97F4A7C15ULL;

std::uint64_t turned(std::uint64_t value, unsigned bits) {
  return (value << bits) | (value >> (64U - bits));
}

std::uint32_t shingle(std::uint64_t a, std::uint64_t b, std::uint64_t c) {
  const std::uint64_t mix = (a + turned(b, 21) + turned(c, 42)) * kPrime;
  return static_cast<std::uint32_t>((mix ^ (mix >> 29U)) >> 16U);
}

std::uint32_t estimated_count(const std::vector<std::uint32_t>& sample) {
  if (sample.size() < kShingles) return static_cast<std::uint32_t>(sample.size());
  const double share = (static_cast<double>(sample.back()) + 1) / 4294967296.0;
  return static_cast<std::uint32_t>(std::lround(static_cast<double>(kShingles - 1) / share));
}

std::uint64_t pair_of(std::uint64_t a, std::uint64_t b) { return turned(a, 17) ^ b; }

// Two words that mark the paragraph as a photograph's caption: it travels with the picture, not
// with the text. Written by hand.
class CaptionMarks {
 public:
  CaptionMarks() {
    constexpr auto kMarks = std::to_array<std::array<std::string_view, 2>>(
        {{"photo", "by"},         {"ap", "photo"},       {"afp", "photo"},
         {"file", "photo"},       {"reuters", "photo"},  {"pool", "photo"},
         {"photo", "credit"},     {"photo", "courtesy"}, {"photo", "illustration"},
         {"photograph", "by"},    {"image", "caption"},  {"image", "copyright"},
         {"image", "source"},     {"getty", "images"},   {"via", "getty"},
         {"picture", "alliance"}, {"imago", "images"},   {"foto", "dpa"},
         {"foto", "ansa"},        {"photo", "afp"},      {"photo", "reuters"},
         {"photo", "ap"},         {"foto", "afp"},       {"foto", "reuters"},
         {"shutterstock", "com"}});
    for (const auto& [first, second] : kMarks) {
      marks_.push_back(pair_of(hash_of_word(first), hash_of_word(second)));
      const std::size_t bit = hash_of_word(second) % kBits;
      seconds_.at(bit / 64) |= 1ULL << (bit % 64);
    }
    std::sort(marks_.begin(), marks_.end());
  }
  [[nodiscard]] bool has(std::uint64_t first, std::uint64_t second) const {
    const std::size_t bit = second % kBits;
    if ((seconds_[bit / 64] >> (bit % 64) & 1U) == 0) return false;
    return std::binary_search(marks_.begin(), marks_.end(), pair_of(first, second));
  }

 private:
  // A filter, so large that few other words pass it: which second words are worth a look.
  static constexpr std::size_t kBits = 4096;
  std::array<std::uint64_t, kBits / 64> seconds_{};
  std::vector<std::uint64_t> marks_;
};

// Collects what the sketch is drawn from, paragraph by paragraph.
struct Collector {
  std::vector<std::uint32_t> shingles;
  std::vector<std::uint32_t> keys;
  std::uint64_t before_last = 0;
  std::uint64_t last = 0;
  std::size_t words = 0;  // of the text, captions left out
  std::size_t paragraph_words = 0;
  std::size_t paragraph_shingles = 0;  // where the paragraph's begin
  std::size_t paragraph_keys = 0;
  bool caption = false;

  void add(const Word& word, const CaptionMarks& marks) {
    if (words + paragraph_words >= 2) shingles.push_back(shingle(before_last, last, word.hash));
    if (word.number || (word.capital && !word.first)) {
      keys.push_back(key_of(word.hash, word.number));
    }
    caption = caption || (paragraph_words > 0 && marks.has(last, word.hash));
    before_last = last;
    last = word.hash;
    ++paragraph_words;
  }
  void end_paragraph() {
    if (caption && paragraph_words <= kMaxCaptionWords) {
      shingles.resize(paragraph_shingles);
      keys.resize(paragraph_keys);
    } else {
      words += paragraph_words;
    }
    paragraph_words = 0;
    paragraph_shingles = shingles.size();
    paragraph_keys = keys.size();
    caption = false;
  }
};

}  // namespace

Fingerprint fingerprint(const Article& article) {
  const bool by_title = article.text.empty() && article.title.has_value();
  const std::string_view text = by_title ? std::string_view(*article.title) : article.text;
  static const CaptionMarks marks;
  Collector collector;
  collector.shingles.reserve(text.size() / 5);
  Fingerprint out;
  std::size_t end = 0;  // of the word before
  WordReader reader(text);
  for (Word word; reader.next(word);) {
    if (word.first && text.substr(end, word.begin - end).find('\n') != std::string_view::npos) {
      collector.end_paragraph();
    }
    collector.add(word, marks);
    out.exact = (turned(out.exact, 5) ^ word.hash) * kPrime;
    end = word.end;
  }
  collector.end_paragraph();
  std::vector<std::uint32_t>& shingles = collector.shingles;
  if (collector.words > 0 && collector.words < kShingleWords) {
    shingles.push_back(shingle(collector.before_last, collector.last, collector.words));
  }
  keep_smallest(shingles, kShingles);
  keep_smallest(collector.keys, kKeys);
  out.shingle_count = estimated_count(shingles);
  out.sketch = pack_sketch(shingles, collector.keys);
  return out;
}

}  // namespace newsloom::match
