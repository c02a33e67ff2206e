// Names by rules, for languages without a model.

#include <algorithm>
#include <array>
#include <optional>

#include "newsloom/stages/annotate/names_spans.h"

namespace newsloom::annotate {
namespace {

constexpr std::uint32_t kPlaceAndPerson = 3;  // words
constexpr std::size_t kSmallOpener = 3;       // letters
constexpr std::uint32_t kMaxRun = 6;

class Rules {
 public:
  Rules(const Analysis& analysis, const std::vector<std::uint32_t>& known)
      : analysis_(analysis), known_(known) {}

  std::vector<NameSpan> run() {
    const bool cased = has_case();
    for (const Sentence& sentence : analysis_.sentences) {
      if (cased) {
        runs(sentence);
      } else {
        listed(sentence);
      }
    }
    return std::move(out_);
  }

 private:
  // Arabic, Chinese … have no capitals.
  bool has_case() const {
    std::size_t capitals = 0;
    for (const WordInfo& word : analysis_.words) capitals += word.capital ? 1 : 0;
    return capitals * 50 >= analysis_.words.size();
  }
  bool is(std::uint32_t i, std::uint32_t bits) const { return (known_[i] & bits) != 0; }

  void listed(const Sentence& sentence) {
    for (std::uint32_t i = sentence.first; i < sentence.last; ++i) {
      if (is(i, Known::territory)) out_.push_back({i, i + 1, NameType::place});
    }
  }
  bool starts(std::uint32_t i) const {
    return analysis_.words[i].capital && !is(i, Known::calendar | Known::honorific) &&
           (analysis_.text(analysis_.tokens[i]).size() > 1);
  }
  // "En Madrid", "В Москве": the capital is the sentence's.
  bool is_small_opener(std::uint32_t i) const {
    constexpr std::uint32_t kName = Known::given | Known::family | Known::place | Known::org;
    return letters(i) <= kSmallOpener && !analysis_.words[i].all_capitals && !is(i, kName);
  }
  std::size_t letters(std::uint32_t i) const {
    std::size_t count = 0;
    for (const char c : analysis_.text(analysis_.tokens[i])) count += (c & 0xC0) != 0x80 ? 1 : 0;
    return count;
  }
  void runs(const Sentence& sentence) {
    if (sentence.heading && sentence.last - sentence.first > 3 && mostly_capital(sentence)) return;
    for (std::uint32_t i = sentence.first; i < sentence.last; ++i) {
      if (!starts(i) || (i == sentence.first && is_small_opener(i))) continue;
      std::uint32_t last = i + 1;
      while (last < sentence.last && last - i < kMaxRun && analysis_.words[last].capital &&
             !is(last, Known::calendar)) {
        ++last;
      }
      add(sentence, i, last);
      i = last - 1;
    }
  }
  bool is_slavic() const { return analysis_.language == "ru" || analysis_.language == "uk"; }
  // "в Москве", "до Києва", "en Verrano", "w Verranie": places that no list has, and Slavic ones in
  // any case but the first, stand behind small words. French "à" and Polish "do" stand before
  // people as well.
  bool is_after_in(const Sentence& sentence, std::uint32_t i) const {
    constexpr auto kSlavic = std::to_array<std::string_view>(
        {"в", "во", "у", "из", "до", "під", "біля", "под", "із", "з", "к", "около"});
    struct Before {
      std::string_view language;
      std::string_view word;
    };
    constexpr auto kOthers = std::to_array<Before>({{"es", "en"},
                                                    {"fr", "en"},
                                                    {"it", "in"},
                                                    {"pt", "em"},
                                                    {"nl", "in"},
                                                    {"pl", "w"},
                                                    {"pl", "we"}});
    if (i == sentence.first || is(i, Known::given | Known::family)) return false;
    const std::uint32_t before = analysis_.words[i - 1].lower;
    if (is_slavic()) {
      return std::any_of(kSlavic.begin(), kSlavic.end(),
                         [&](std::string_view word) { return hash_of(word) == before; });
    }
    return !is(i, Known::org_end) &&
           std::any_of(kOthers.begin(), kOthers.end(), [&](const Before& one) {
             return one.language == analysis_.language && hash_of(one.word) == before;
           });
  }
  bool mostly_capital(const Sentence& sentence) const {
    std::uint32_t capitals = 0;
    for (std::uint32_t i = sentence.first; i < sentence.last; ++i) {
      capitals += analysis_.words[i].capital ? 1 : 0;
    }
    return capitals * 2 > sentence.last - sentence.first;
  }
  void add(const Sentence& sentence, std::uint32_t first, std::uint32_t last) {
    while (first < last && is(first, Known::role_word | Known::honorific)) ++first;
    if (first == last) return;
    if (last - first == kPlaceAndPerson && is_slavic() &&
        is_after_in(sentence, first)) {  // "в Москве Анна Орлова"
      out_.push_back({first, first + 1, NameType::place});
      ++first;
    }
    if (const auto type = type_of(sentence, first, last)) out_.push_back({first, last, *type});
  }
  // The first of these tests that holds.
  std::optional<NameType> type_of(const Sentence& sentence, std::uint32_t first,
                                  std::uint32_t last) const {
    std::uint32_t any = 0;
    for (std::uint32_t i = first; i < last; ++i) any |= known_[i];
    const bool opens = first == sentence.first;
    const bool after_title =
        first > sentence.first && is(first - 1, Known::role_word | Known::honorific);
    const std::uint32_t words = last - first;
    if ((any & Known::place_end) != 0 && words <= 3) return NameType::place;
    if (words == 1 && is_after_in(sentence, first)) return NameType::place;
    if ((any & Known::org_word) != 0 && (words > 1 || !opens)) return NameType::org;
    if (after_title) return NameType::person;
    if (is(first, Known::given) && words <= 4 && words >= 2) return NameType::person;
    if (is(last - 1, Known::org_end)) return NameType::org;
    if (words == 1 && analysis_.words[first].all_capitals && !opens) return NameType::org;
    if (words >= 2 && words <= 3 && !opens) return NameType::person;
    return std::nullopt;
  }

  const Analysis& analysis_;
  const std::vector<std::uint32_t>& known_;
  std::vector<NameSpan> out_;
};

}  // namespace

std::vector<NameSpan> rule_names(const Analysis& analysis,
                                 const std::vector<std::uint32_t>& known) {
  return Rules(analysis, known).run();
}

}  // namespace newsloom::annotate
