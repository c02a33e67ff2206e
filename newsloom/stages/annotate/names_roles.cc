// Roles of people: the title before a name, or the description after it.

#include <algorithm>

#include "newsloom/stages/annotate/names_join.h"

namespace newsloom::annotate {
namespace {

class Roles {
 public:
  Roles(const Analysis& analysis, const std::vector<std::uint32_t>& known, const NameSpan& span)
      : analysis_(analysis), known_(known), span_(span), sentence_(sentence_of(span.first)) {}

  std::optional<std::string> run() const {
    if (auto role = before()) return role;
    if (auto role = after()) return role;
    return described();
  }

 private:
  const Sentence& sentence_of(std::uint32_t token) const {
    auto at = std::upper_bound(
        analysis_.sentences.begin(), analysis_.sentences.end(), token,
        [](std::uint32_t i, const Sentence& sentence) { return i < sentence.first; });
    return *(at - 1);
  }
  bool is(std::uint32_t i, std::uint32_t bits) const { return (known_[i] & bits) != 0; }
  std::string_view word(std::uint32_t i) const { return analysis_.text(analysis_.tokens[i]); }
  std::string text(std::uint32_t first, std::uint32_t last) const {
    const Span& from = analysis_.tokens[first].span;
    return std::string(
        analysis_.text(Span{from.begin, analysis_.tokens[last - 1].span.end, from.field}));
  }
  bool is_noun(std::uint32_t i) const {
    if (is(i, Known::role_word)) return true;
    if (!analysis_.has_tags) return analysis_.words[i].capital;
    const Upos upos = analysis_.tokens[i].upos;
    return upos == Upos::noun || upos == Upos::propn || upos == Upos::adj;
  }

  // "Russian Foreign Minister", "Kremlin spokesman", "presidential aide", "Vale's defence
  // minister": back from the name over nouns, as long as a word of role stands next to it.
  std::optional<std::string> before() const {
    std::uint32_t first = span_.first;
    if (first == sentence_.first || !is(first - 1, Known::role_word)) return std::nullopt;
    --first;
    while (first > sentence_.first && span_.first - first < kMaxRoleTokens &&
           goes_back(first - 1)) {
      --first;
    }
    while (first < span_.first && (!is_noun(first) || is(first, Known::link))) ++first;
    if (first == span_.first) return std::nullopt;
    return text(first, span_.first);
  }
  bool goes_back(std::uint32_t i) const {
    const std::string_view w = word(i);
    if (is(i, Known::honorific | Known::calendar)) return false;
    if (w == "-" || w == "'s" || w == "\xE2\x80\x99s" || (w == "of" && is(i, Known::role_word))) {
      return i > sentence_.first && (is_noun(i - 1) || is(i - 1, Known::people));
    }
    if (is(i, Known::role_word | Known::role_modifier | Known::people)) return true;
    // "awards Russian Foreign Minister": a small noun before a capital is of another phrase.
    return is_noun(i) && (analysis_.words[i].capital || !analysis_.words[i + 1].capital);
  }

  // ", the Russian foreign minister," and ", a professor at Vale University".
  std::optional<std::string> after() const {
    std::uint32_t i = span_.last;
    if (i >= sentence_.last || word(i) != ",") return std::nullopt;
    ++i;
    if (i < sentence_.last && is_article(i)) ++i;
    const std::uint32_t first = i;
    bool role = false;
    bool links = false;
    for (; i < sentence_.last && i - first < kMaxRoleTokens; ++i) {
      const std::string_view w = word(i);
      if (w == "," || w == "." || w == ";" || w == ")") break;
      if (is(i, Known::role_word) && !links) role = true;
      if (w == "of" || w == "for" || w == "at" || w == "in" || w == "and" || w == "to" ||
          w == "the") {
        links = links || role;
        if (!role) return std::nullopt;
        continue;
      }
      if (w == "'s" || w == "\xE2\x80\x99s" || w == "-") continue;
      if (!is_noun(i)) {
        if (!role) return std::nullopt;
        break;
      }
    }
    while (i > first && !is_noun(i - 1)) --i;
    if (!role || i == first) return std::nullopt;
    return text(first, i);
  }
  // "The governor of the northern region, |Otto Klimt|, …": a description that opens the sentence
  // or follows a comma, with an article and a word of role as its noun.
  std::optional<std::string> described() const {
    if (span_.first < sentence_.first + 3 || word(span_.first - 1) != ",") return std::nullopt;
    // "With the minister, Ann Orlov left" is no apposition: one is closed behind the name.
    if (span_.last < sentence_.last) {
      const std::string_view w = word(span_.last);
      if (w != "," && w != "." && w != ";" && w != ")" && w != ":") return std::nullopt;
    }
    const std::uint32_t comma = span_.first - 1;
    if (auto near = described_near(comma)) return near;
    std::uint32_t first = comma;
    while (first > sentence_.first && comma - first < kMaxRoleTokens && word(first - 1) != ",") {
      --first;
    }
    if (first > sentence_.first && word(first - 1) != ",") return std::nullopt;
    if (!is_article_or_its(first)) return std::nullopt;
    ++first;
    std::uint32_t head = first;
    while (head < comma && is_noun(head) && !is(head, Known::link)) ++head;
    if (head == first || !is(head - 1, Known::role_word)) return std::nullopt;
    for (std::uint32_t i = head; i < comma; ++i) {
      const Upos upos = analysis_.has_tags ? analysis_.tokens[i].upos : Upos::x;
      if (upos == Upos::verb || upos == Upos::aux || upos == Upos::pron) return std::nullopt;
    }
    return text(first, comma);
  }
  // "led by its |chief negotiator|, Ann Orlov", "|Vale's chief negotiator|, Ann Orlov": nouns
  // alone.
  std::optional<std::string> described_near(std::uint32_t comma) const {
    if (!is(comma - 1, Known::role_word)) return std::nullopt;
    std::uint32_t first = comma;
    bool owned = false;
    while (first > sentence_.first && comma - first < kMaxRoleTokens) {
      const std::string_view w = word(first - 1);
      const bool possessive = w == "'s" || w == "\xE2\x80\x99s";
      if (!possessive && !is_noun(first - 1) && w != "-") break;
      owned = owned || possessive;
      --first;
    }
    if (first == comma || (first > sentence_.first && word(first - 1) == ",")) return std::nullopt;
    const bool article = first > sentence_.first && is_article_or_its(first - 1);
    return article || owned ? std::optional(text(first, comma)) : std::nullopt;
  }
  bool is_article_or_its(std::uint32_t i) const {
    const std::string_view w = word(i);
    return w == "The" || w == "the" || w == "Its" || w == "its" || w == "Their" || w == "their" ||
           w == "His" || w == "his" || w == "Her" || w == "her";
  }
  bool is_article(std::uint32_t i) const {
    const std::string_view w = word(i);
    return w == "the" || w == "a" || w == "an" || w == "his" || w == "her" || w == "its" ||
           w == "der" || w == "die" || w == "ein" || w == "eine";
  }

  const Analysis& analysis_;
  const std::vector<std::uint32_t>& known_;
  const NameSpan& span_;
  const Sentence& sentence_;
};

}  // namespace

std::optional<std::string> role_of(const Analysis& analysis,
                                   const std::vector<std::uint32_t>& known, const NameSpan& span) {
  if (span.type != NameType::person) return std::nullopt;
  return Roles(analysis, known, span).run();
}

}  // namespace newsloom::annotate
