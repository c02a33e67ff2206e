#include "newsloom/stages/annotate/names.h"

#include <algorithm>
#include <array>

#include "newsloom/stages/annotate/names_join.h"
#include "newsloom/stages/annotate/names_spans.h"

namespace newsloom::annotate {
namespace {

Result<LinearModel> load_model(const DataSource& data, std::string_view file) {
  const auto bytes = data(file);
  if (!bytes) return fail(Errc::not_found, "no such data file", std::string(file));
  NL_TRY(LinearModel model, LinearModel::parse(*bytes, file));
  if (model.classes() != kNameLabels) {
    return fail(Errc::corrupt, "not a model of names", std::string(file));
  }
  return model;
}

Span span_of(const Analysis& analysis, const NameSpan& name) {
  const Span& first = analysis.tokens[name.first].span;
  return {first.begin, analysis.tokens[name.last - 1].span.end, first.field};
}

// The type most mentions have; the first met among equals.
NameType type_of(const NameGroup& group, const std::vector<NameSpan>& spans) {
  std::array<int, 4> votes{};
  for (const std::uint32_t i : group) ++votes[static_cast<std::size_t>(spans[i].type)];
  return static_cast<NameType>(std::max_element(votes.begin(), votes.end()) - votes.begin());
}

// The fullest form: most words, then most letters; not from a title in capitals if avoidable.
std::string fullest(const Analysis& analysis, const NameGroup& group,
                    const std::vector<NameSpan>& spans) {
  const auto rank = [&](std::uint32_t i) {
    const NameSpan& span = spans[i];
    const bool shouted = analysis.words[span.first].all_capitals && span.last - span.first > 1;
    const std::uint32_t words = std::min<std::uint32_t>(span.last - span.first, 8);
    return std::pair(shouted ? 0U : words, span_of(analysis, span).size());
  };
  std::uint32_t best = group.front();
  for (const std::uint32_t i : group) {
    if (rank(i) > rank(best)) best = i;
  }
  std::string name(analysis.text(span_of(analysis, spans[best])));
  std::replace(name.begin(), name.end(), '\n', ' ');
  return name;
}

}  // namespace

Result<NameResources> NameResources::load(const DataSource& data) {
  NameResources out;
  NL_TRY(out.lexicon, NameLexicon::load(data));
  NL_TRY(out.english, load_model(data, "annotate/names_en.model"));
  NL_TRY(out.german, load_model(data, "annotate/names_de.model"));
  return out;
}

std::vector<Name> names(const Analysis& analysis, const NameResources& resources) {
  const std::vector<std::uint32_t> known = resources.lexicon.look_up(analysis);
  std::vector<NameSpan> spans =
      analysis.language == "en"   ? label_names(analysis, known, resources.english)
      : analysis.language == "de" ? label_names(analysis, known, resources.german)
                                  : rule_names(analysis, known);
  repair_names(analysis, known, spans);
  if (spans.size() > kMaxMentions) spans.resize(kMaxMentions);
  std::vector<Name> out;
  for (const NameGroup& group : join_names(analysis, spans)) {
    Name name;
    name.id = "n" + std::to_string(out.size() + 1);
    name.name = fullest(analysis, group, spans);
    name.type = type_of(group, spans);
    for (const std::uint32_t i : group) {
      name.mentions.push_back(span_of(analysis, spans[i]));
      if (!name.role && name.type == NameType::person) {
        name.role = role_of(analysis, known, spans[i]);
      }
    }
    out.push_back(std::move(name));
  }
  return out;
}

}  // namespace newsloom::annotate
