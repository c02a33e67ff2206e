#include "newsloom/stages/annotate/name_mentions.h"

#include <algorithm>

namespace newsloom::annotate {

std::vector<NameMention> name_mentions(const Words& text, const std::vector<Name>& names) {
  struct Placed {
    Span span;
    std::uint32_t name;
  };
  std::vector<Placed> placed;
  for (std::uint32_t n = 0; n < names.size(); ++n) {
    for (const Span& span : names[n].mentions) placed.push_back({span, n});
  }
  std::sort(placed.begin(), placed.end(), [](const Placed& a, const Placed& b) {
    return a.span != b.span ? a.span < b.span : a.name < b.name;
  });
  std::vector<NameMention> out;
  std::uint32_t at = 0;
  const auto size = static_cast<std::uint32_t>(text.words.size());
  const auto before = [](const Span& word, const Span& mention) {
    return word.field != mention.field ? reading_order(word.field) < reading_order(mention.field)
                                       : word.end <= mention.begin;
  };
  for (const Placed& mention : placed) {
    while (at < size && before(text.words[at].span, mention.span)) ++at;
    std::uint32_t end = at;
    while (end < size && text.words[end].span.field == mention.span.field &&
           text.words[end].span.begin < mention.span.end) {
      ++end;
    }
    if (end > at) out.push_back({{at, end}, mention.name});
  }
  return out;
}

}  // namespace newsloom::annotate
