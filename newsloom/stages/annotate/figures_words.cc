#include "newsloom/stages/annotate/figures_words.h"

#include <algorithm>
#include <array>

namespace newsloom::annotate {
namespace {

constexpr std::array<std::string_view, static_cast<std::size_t>(FigureWord::kSize)> kSections = {
    "money",      "unit",    "small-money", "per",        "age",         "age-before",
    "age-decade", "about",   "more",        "less",       "about-after", "more-after",
    "less-after", "up",      "down",        "between",    "range",       "vague",
    "each",       "total",   "part",        "label",      "stop",        "filler",
    "pronoun",    "planned", "agreed",      "happened",   "denied",      "hypothetical",
    "said",       "minus",   "of",          "ratio",      "people",      "several",
    "and-half",   "by",      "adjective",   "name-before"};

std::string_view trimmed(std::string_view text) {
  const std::size_t begin = text.find_first_not_of(" \t\r");
  if (begin == std::string_view::npos) return {};
  return text.substr(begin, text.find_last_not_of(" \t\r") - begin + 1);
}

Result<bool> add_line(FigureWords& words, FigureWord kind, std::string_view line,
                      const std::string& where) {
  std::string canonical;
  if (const std::size_t equals = line.find('='); equals != std::string_view::npos) {
    canonical = trimmed(line.substr(0, equals));
    line = line.substr(equals + 1);
  }
  while (true) {
    const std::size_t comma = line.find(',');
    std::string_view form = trimmed(line.substr(0, comma));
    if (!form.empty()) {
      FigurePhrase phrase;
      phrase.kind = kind;
      phrase.canonical = canonical;
      if (form.size() > 1 && form[0] == '~') {
        phrase.glued = true;
        form.remove_prefix(1);
      }
      if (form.size() > 1 && form[0] == '^') {
        phrase.capital = true;
        form.remove_prefix(1);
      }
      if (form.size() > 1 && form[0] == '!') {
        phrase.exact = true;
        form.remove_prefix(1);
        phrase.written = form;
      }
      if (kind == FigureWord::adjective) {
        words.adjective_endings.emplace_back(form);
        if (comma == std::string_view::npos) return true;
        line.remove_prefix(comma + 1);
        continue;
      }
      const Atoms atoms = atoms_of(form, {});
      if (atoms.size() == 0 || atoms.size() > kMaxFigurePhrase) {
        return fail(Errc::corrupt, "an empty or too long form: " + std::string(form), where);
      }
      for (std::size_t i = 1; i < atoms.size(); ++i) {
        phrase.rest.emplace_back(atoms.word(i), !atoms.list[i].space_before);
      }
      words.phrases[std::string(atoms.word(0))].push_back(std::move(phrase));
    }
    if (comma == std::string_view::npos) return true;
    line.remove_prefix(comma + 1);
  }
}

Result<bool> read(FigureWords& words, const FigureFile& file) {
  std::optional<FigureWord> kind;
  std::string_view text = file.text;
  int number = 0;
  while (!text.empty()) {
    ++number;
    const std::size_t end = std::min(text.find('\n'), text.size());
    const std::string_view line = trimmed(text.substr(0, end));
    text.remove_prefix(std::min(end + 1, text.size()));
    if (line.empty() || (line[0] == '#' && line.size() > 1)) continue;
    const std::string where = std::string(file.name) + ":" + std::to_string(number);
    if (line[0] == '[' && line.back() == ']') {
      const auto* found =
          std::find(kSections.begin(), kSections.end(), line.substr(1, line.size() - 2));
      if (found == kSections.end()) {
        return fail(Errc::corrupt, "unknown section " + std::string(line), where);
      }
      kind = static_cast<FigureWord>(found - kSections.begin());
      continue;
    }
    if (!kind) return fail(Errc::corrupt, "a line before the first section", where);
    NL_TRY_VOID(add_line(words, *kind, line, where));
  }
  return true;
}

bool fits(const Atoms& atoms, std::size_t at, const FigurePhrase& phrase, std::string_view text) {
  if (phrase.exact) {
    const Span& first = atoms.list[at].span;
    if (!text.substr(std::min<std::size_t>(first.begin, text.size())).starts_with(phrase.written)) {
      return false;
    }
  }
  if (phrase.capital && !atoms.list[at].capital) return false;
  if (phrase.glued && !atoms.glued(at)) return false;
  for (std::size_t i = 0; i < phrase.rest.size(); ++i) {
    const auto& [word, glued] = phrase.rest[i];
    if (!atoms.is(at + 1 + i, word) || (glued && !atoms.glued(at + 1 + i))) return false;
  }
  return true;
}

}  // namespace

FigureWords::Hit FigureWords::find(const Atoms& atoms, std::size_t at, FigureWord kind,
                                   std::string_view text, std::uint32_t exactly) const {
  Hit hit;
  if (at >= atoms.size()) return hit;
  const auto found = phrases.find(atoms.word(at));
  if (found == phrases.end()) return hit;
  for (const FigurePhrase& phrase : found->second) {
    const auto length = static_cast<std::uint32_t>(phrase.rest.size() + 1);
    if (phrase.kind == kind && length > hit.atoms && (exactly == 0 || length == exactly) &&
        fits(atoms, at, phrase, text))
      hit = {&phrase, length};
  }
  return hit;
}

Result<FigureWords> figure_words(const FigureFile& common, const FigureFile& own,
                                 NumberWords numbers) {
  FigureWords words;
  words.numbers = std::move(numbers);
  NL_TRY_VOID(read(words, common));
  if (!own.text.empty()) NL_TRY_VOID(read(words, own));
  return words;
}

}  // namespace newsloom::annotate
