// Bylines, photographers and agencies: who is credited does not act.

#include <algorithm>
#include <string_view>
#include <tuple>
#include <vector>

#include "newsloom/stages/annotate/names_spans.h"

namespace newsloom::annotate {
namespace {

constexpr std::uint32_t kMinBylineParagraphs = 4;  // of an article that may have a byline

class Credits {
 public:
  Credits(const Analysis& analysis, const std::vector<std::uint32_t>& known,
          std::vector<NameSpan>& spans)
      : analysis_(analysis), known_(known), spans_(spans) {}

  // "By Ann Orlov", "Photo: Ann Orlov/Wire", "Reporting by Ann Orlov; editing by Tom Vane".
  void run() {
    std::vector<bool> credit(analysis_.tokens.size(), false);
    for (const Sentence& sentence : analysis_.sentences) {
      if (!is_credit(sentence)) continue;
      for (std::uint32_t i = sentence.first; i < sentence.last; ++i) credit[i] = true;
    }
    spans_.erase(std::remove_if(spans_.begin(), spans_.end(),
                                [&](const NameSpan& span) {
                                  return credit[span.first] || in_dateline_brackets(span);
                                }),
                 spans_.end());
  }

 private:
  bool is(std::uint32_t i, std::uint32_t bits) const { return (known_[i] & bits) != 0; }
  std::string_view word(std::uint32_t i) const { return analysis_.text(analysis_.tokens[i]); }
  bool starts(const Sentence& sentence, std::initializer_list<std::string_view> words) const {
    if (sentence.last - sentence.first < words.size()) return false;
    std::uint32_t i = sentence.first;
    for (const std::string_view want : words) {
      if (analysis_.words[i++].lower != hash_of(want)) return false;
    }
    return true;
  }
  bool is_credit(const Sentence& sentence) const {
    if (starts(sentence, {"reporting", "by"}) || starts(sentence, {"editing", "by"}) ||
        starts(sentence, {"writing", "by"}) || starts(sentence, {"(", "reporting", "by"}) ||
        starts(sentence, {"photo", "by"}) || starts(sentence, {"photograph", "by"}) ||
        starts(sentence, {"photo", ":"}) || starts(sentence, {"image", ":"}) ||
        starts(sentence, {"picture", ":"}) || starts(sentence, {"credit", ":"})) {
      return true;
    }
    if (sentence.paragraph == kTitleParagraph || !sentence.heading) return false;
    if (starts(sentence, {"by"})) return sentence.last - sentence.first <= 10;
    return is_name_alone(sentence);
  }
  // A line with nothing but a person's name, at the top or the end of an article.
  bool is_name_alone(const Sentence& sentence) const {
    const std::uint32_t paragraphs = analysis_.sentences.back().paragraph + 1;
    if (paragraphs < kMinBylineParagraphs) return false;
    if (sentence.paragraph > 1 && sentence.paragraph + 2 < paragraphs) return false;
    const NameSpan whole = {sentence.first, sentence.last, NameType::person};
    return sentence.last - sentence.first >= 2 &&
           std::binary_search(
               spans_.begin(), spans_.end(), whole, [](const NameSpan& a, const NameSpan& b) {
                 return std::tuple(a.first, a.last, a.type) < std::tuple(b.first, b.last, b.type);
               });
  }
  // The agency of "VALE (AP) -- …" reports; it does not act.
  bool in_dateline_brackets(const NameSpan& span) const {
    return span.first > 0 && span.last < analysis_.tokens.size() && word(span.first - 1) == "(" &&
           word(span.last) == ")" && is(span.first, Known::wire) &&
           span.last + 1 < analysis_.tokens.size() &&
           (word(span.last + 1) == "-" || word(span.last + 1) == "--" ||
            word(span.last + 1) == "\xE2\x80\x94" || word(span.last + 1) == "\xE2\x80\x93");
  }

  const Analysis& analysis_;
  const std::vector<std::uint32_t>& known_;
  std::vector<NameSpan>& spans_;
};

}  // namespace

void drop_name_credits(const Analysis& analysis, const std::vector<std::uint32_t>& known,
                       std::vector<NameSpan>& spans) {
  Credits(analysis, known, spans).run();
}

}  // namespace newsloom::annotate
