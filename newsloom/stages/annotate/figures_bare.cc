// Bare numbers whose counted thing stands elsewhere: "the number of injured has risen to 34", "the
// organisers put the number at 40,000". English only.

#include <algorithm>
#include <array>
#include <string>

#include "newsloom/core/text/normalize.h"
#include "newsloom/stages/annotate/figures.h"

namespace newsloom::annotate {
namespace {

/// How far before the number its "number of …" may stand, in bytes.
constexpr std::uint32_t kMaxReach = 160;
/// Figures looked back for what "the number" is of.
constexpr std::size_t kMaxFiguresBack = 3;

constexpr auto kTolls = std::to_array<std::string_view>(
    {"death toll", "toll of the dead", "number of dead", "number of deaths", "number killed"});

bool ends_so(std::string_view text, std::initializer_list<std::string_view> endings) {
  return std::any_of(endings.begin(), endings.end(),
                     [&](std::string_view ending) { return text.ends_with(ending); });
}

/// "people" of "number of people known to have died rose to".
std::string counted_of(const Analysis& analysis, const Sentence& sentence, std::uint32_t after) {
  std::string out;
  for (std::uint32_t i = sentence.first; i < sentence.last; ++i) {
    const Token& token = analysis.tokens[i];
    if (token.span.begin < after) continue;
    const bool nominal = token.upos == Upos::noun || token.upos == Upos::adj ||
                         (out.empty() && token.upos == Upos::verb);
    if (!nominal) break;
    if (!out.empty()) out += ' ';
    out += analysis.text(token);
    if (token.upos == Upos::noun) break;
  }
  return out;
}

}  // namespace

void name_bare_figures(const Analysis& analysis, std::vector<Figure>& figures) {
  if (analysis.language != "en" || !analysis.has_tags) return;
  auto sentence = analysis.sentences.begin();
  for (std::size_t f = 0; f < figures.size(); ++f) {
    Figure& figure = figures[f];
    while (sentence != analysis.sentences.end() && !sentence->span.contains(figure.span)) {
      ++sentence;
    }
    if (sentence == analysis.sentences.end()) return;
    if (figure.counted || figure.unit) continue;
    const std::uint32_t from = figure.span.begin - sentence->span.begin > kMaxReach
                                   ? figure.span.begin - kMaxReach
                                   : sentence->span.begin;
    const std::string before =
        folded(analysis.text(Span{from, figure.span.begin, figure.span.field}));
    if (!ends_so(before, {" to ", " at ", " of "})) continue;
    if (std::any_of(kTolls.begin(), kTolls.end(), [&](std::string_view toll) {
          return before.find(toll) != std::string::npos;
        })) {
      figure.counted = "deaths";
      continue;
    }
    if (const std::size_t at = before.rfind("number of "); at != std::string::npos) {
      const std::string counted = counted_of(
          analysis, *sentence, from + static_cast<std::uint32_t>(at + sizeof("number of ") - 1));
      if (!counted.empty()) figure.counted = counted;
      continue;
    }
    if (!ends_so(before, {"the number at ", "the figure at ", "the toll at ", "the total at ",
                          "the crowd at ", "estimate of ", "it at "})) {
      continue;
    }
    for (std::size_t back = 1; back <= std::min(kMaxFiguresBack, f); ++back) {
      const Figure& other = figures[f - back];
      if (!other.counted || !other.unit || *other.counted == "age") continue;
      figure.counted = other.counted;
      break;
    }
  }
}

}  // namespace newsloom::annotate
