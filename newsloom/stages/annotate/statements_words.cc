#include "newsloom/stages/annotate/statements_words.h"

#include <algorithm>

namespace newsloom::annotate {
namespace {

constexpr std::uint32_t kMaxScareWords = 3;

std::string lowered(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  for (std::size_t i = 0; i < text.size(); ++i) {
    const char c = text[i];
    if (text.substr(i).starts_with("\xE2\x80\x99")) {
      out += '\'';
      i += 2;
    } else {
      out += c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c;
    }
  }
  return out;
}

char mark_of(std::string_view text) {
  if (text.empty()) return 0;
  const char c = text[0];
  if (std::string_view(",:.;-()?![]\"").find(c) != std::string_view::npos) {
    return c == '[' ? '(' : c == ']' ? ')' : c;
  }
  if (text == "``" || text == "''" || text == "'") return '"';
  if (text.starts_with("\xE2\x80")) {
    const auto third = static_cast<unsigned char>(text.size() > 2 ? text[2] : 0);
    if (third >= 0x93 && third <= 0x95) return '-';
    if (third >= 0x98 && third <= 0x9F) return '"';
    if (third == 0xA6) return '.';
  }
  if (text == "\xC2\xAB" || text == "\xC2\xBB") return '"';
  return 0;
}

bool upper_start(std::string_view text) {
  if (text.empty()) return false;
  const auto c = static_cast<unsigned char>(text[0]);
  if (c < 0x80) return c >= 'A' && c <= 'Z';
  // Latin-1 and Cyrillic capitals; others count as lower case.
  const auto d = static_cast<unsigned char>(text.size() > 1 ? text[1] : 0);
  if (c == 0xC3) return d >= 0x80 && d <= 0x9E;
  if (c == 0xD0) return d >= 0x80 && d <= 0xAF;
  if (c == 0xC4 || c == 0xC5) return d % 2 == 0;
  return false;
}

bool letter_start(std::string_view text) {
  if (text.empty()) return false;
  const auto c = static_cast<unsigned char>(text[0]);
  return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
         (c >= 0xC3 && c != 0xE2);
}

Word word_of(const Analysis& analysis, const Token& token, const StatementResources& resources) {
  Word word;
  word.span = token.span;
  const std::string_view text = analysis.text(token);
  word.lower = lowered(text);
  word.upos = token.upos;
  word.deprel = token.deprel;
  word.head = token.head;
  word.upper = upper_start(text);
  word.letter = letter_start(text);
  word.mark = word.letter ? '\0' : mark_of(text);
  word.classes = resources.classes(word.lower);
  if (text == "US") word.classes = 0;  // the country, not the pronoun
  return word;
}

/// A word or two in quotation marks name a thing ("memorandum") and are no speech.
bool is_scare(const QuoteWords& quote, const std::vector<Word>& words) {
  if (quote.count > kMaxScareWords || quote.quote.continues) return false;
  const std::uint32_t last = quote.words.last;
  for (std::uint32_t i = quote.words.first; i < last; ++i) {
    if (words[i].mark == '?' || words[i].mark == '!') return false;
    if (words[i].mark == ',' && i + 2 >= last) return false;
    if (words[i].mark == '.' && i + 2 >= last && quote.count > 1) return false;
    // "He 'was not amused'": a verb makes it speech.
    if (words[i].is(kAuxiliary | kModal | kSubject)) return false;
  }
  return true;
}

void attach_quotes(Words& out, const std::vector<Quote>& quotes) {
  std::uint32_t at = 0;
  const auto size = static_cast<std::uint32_t>(out.words.size());
  for (const Quote& quote : quotes) {
    while (at < size && (out.words[at].span.field != quote.outer.field ||
                         out.words[at].span.end <= quote.outer.begin)) {
      ++at;
    }
    QuoteWords entry{quote, {at, at}, 0, false};
    std::uint32_t end = at;
    while (end < size && out.words[end].span.field == quote.outer.field &&
           out.words[end].span.begin < quote.outer.end) {
      entry.count += out.words[end].letter ? 1 : 0;
      ++end;
    }
    entry.words.last = end;
    if (entry.words.empty()) continue;
    entry.scare = is_scare(entry, out.words);
    if (!entry.scare) {
      const auto id = static_cast<std::uint32_t>(out.quotes.size());
      for (std::uint32_t i = at; i < end; ++i) out.words[i].quote = id;
    }
    out.quotes.push_back(entry);
    at = end;
  }
}

/// True where the sentence which begins at `next` goes on with the one before it.
bool joined(const Words& out, std::uint32_t next) {
  const Word& before = out.words[next - 1];
  const Word& first = out.words[next];
  if (before.quote != kNoQuote && before.quote == first.quote) return true;
  if (before.quote == kNoQuote || first.quote != kNoQuote) return false;
  // "Is it?" he asked. / "Go!" Smith said: the quotation ends in a mark that ended no sentence.
  const Range quote = out.quotes[before.quote].words;
  if (quote.last - quote.first < 3) return false;
  const char last = out.words[quote.last - 2].mark;
  if (last == ',' || last == '-') return true;
  if (last != '?' && last != '!') return false;
  return !first.upper || first.is(kSubject);
}

/// "VALE, March 3 (Corvus) - The mayor said": the word behind the dash, else `first`. Place, day
/// and agency are no part of what the sentence says.
std::uint32_t behind_dateline(const Words& out, std::uint32_t first, std::uint32_t last) {
  constexpr std::uint32_t kMaxDateline = 16;
  const auto capitals = [&](std::uint32_t i) {
    const std::string_view text = out.analysis->text(out.words[i].span);
    return text.size() > 1 &&
           std::none_of(text.begin(), text.end(), [](char c) { return c >= 'a' && c <= 'z'; });
  };
  bool agency = false;
  for (std::uint32_t i = first; i + 1 < std::min(last, first + kMaxDateline); ++i) {
    const Word& word = out.words[i];
    if (word.mark == '-' && i > first && word.span.begin > out.words[i - 1].span.end) {
      return agency || capitals(first) ? i + 1 : first;
    }
    agency = agency || word.mark == '(';
    const bool number = word.lower[0] >= '0' && word.lower[0] <= '9';
    if (word.letter && !word.upper && !number && !word.is(kPreposition | kMonth)) return first;
    if (word.quote != kNoQuote) return first;
  }
  return first;
}

void make_units(Words& out) {
  bool begun = false;
  for (Sentence sentence : out.analysis->sentences) {
    if (sentence.first >= sentence.last) continue;
    if (!begun && out.words[sentence.first].span.field == Field::text) {
      begun = true;
      sentence.first = behind_dateline(out, sentence.first, sentence.last);
    }
    const bool title = out.words[sentence.first].span.field == Field::title;
    if (!out.units.empty()) {
      Unit& last = out.units.back();
      if (last.title == title && last.words.last == sentence.first &&
          last.paragraph == sentence.paragraph &&
          sentence.last - last.words.first <= kMaxUnitWords && joined(out, sentence.first)) {
        last.words.last = sentence.last;
        continue;
      }
    }
    out.units.push_back({{sentence.first, sentence.last}, sentence.paragraph, title});
  }
}

/// How deep a word may stand in a parse tree; deeper ones do not widen what is above.
constexpr std::uint32_t kMaxDepth = 64;

void fill_subtrees(std::vector<Word>& words) {
  const auto size = static_cast<std::uint32_t>(words.size());
  for (std::uint32_t i = 0; i < size; ++i) {
    words[i].subtree_first = i;
    words[i].subtree_last = i + 1;
  }
  for (std::uint32_t i = 0; i < size; ++i) {
    std::uint32_t at = words[i].head;
    for (std::uint32_t depth = 0; at < size && depth < kMaxDepth; ++depth) {
      words[at].subtree_first = std::min(words[at].subtree_first, i);
      words[at].subtree_last = std::max(words[at].subtree_last, i + 1);
      at = words[at].head;
    }
  }
}

}  // namespace

Words words_of(const Analysis& analysis, const StatementResources& resources) {
  Words out;
  out.analysis = &analysis;
  out.words.reserve(analysis.tokens.size());
  for (const Token& token : analysis.tokens) {
    out.words.push_back(word_of(analysis, token, resources));
  }
  if (analysis.has_syntax) fill_subtrees(out.words);
  std::vector<Quote> quotes;
  for (const Field field : {Field::title, Field::standfirst, Field::text}) {
    const std::vector<Quote> more = quotes_of(field_of(*analysis.article, field), field);
    quotes.insert(quotes.end(), more.begin(), more.end());
  }
  attach_quotes(out, quotes);
  make_units(out);
  return out;
}

}  // namespace newsloom::annotate
