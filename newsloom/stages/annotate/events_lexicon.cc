#include "newsloom/stages/annotate/events_lexicon.h"

#include "newsloom/stages/annotate/lists.h"

namespace newsloom::annotate {
namespace {

constexpr std::string_view kFile = "annotate/events/plover.tsv";

bool read_condition(std::string_view text, TriggerRule& rule) {
  const bool negative = text.starts_with('!');
  if (negative) text.remove_prefix(1);
  if (text.size() < 3 || text[1] != '=') return false;
  std::vector<std::string>* list = nullptr;
  switch (text[0]) {
    case 'o': list = negative ? &rule.not_after : &rule.after; break;
    case 'p': list = negative ? &rule.not_preposition : &rule.preposition; break;
    case 'b': list = negative ? &rule.not_before : &rule.before; break;
    case 's': list = negative ? &rule.not_anywhere : &rule.anywhere; break;
    default: return false;
  }
  for (const std::string_view word : split(text.substr(2), ',')) list->emplace_back(word);
  return true;
}

bool read_part(std::string_view text, TriggerPart& part) {
  if (text == "v")
    part = TriggerPart::verb;
  else if (text == "n")
    part = TriggerPart::noun;
  else if (text == "a")
    part = TriggerPart::adjective;
  else if (text == "m")
    part = TriggerPart::modal;
  else
    return false;
  return true;
}

}  // namespace

Result<EventResources> EventResources::load(const DataSource& data) {
  EventResources out;
  NL_TRY(out.words_, StatementResources::load(data));
  NL_TRY(const auto rows, rows_of(data, kFile, 4));
  for (const auto& row : rows) {
    TriggerRule rule;
    bool readable =
        read_part(row[1], rule.part) && row[3].size() == 1 && row[3][0] >= '1' && row[3][0] <= '9';
    if (readable) rule.weight = row[3][0] - '0';
    if (row[2] != "-") rule.code = std::string(row[2]);
    for (std::size_t i = 4; i < row.size() && readable; ++i) {
      for (const std::string_view condition : split(row[i], ' ')) {
        if (!condition.empty()) readable = readable && read_condition(condition, rule);
      }
    }
    if (!readable)
      return fail(Errc::corrupt, "unreadable row: " + std::string(row[0]), std::string(kFile));
    out.rules_[std::string(row[0])].push_back(std::move(rule));
  }
  return out;
}

const std::vector<TriggerRule>* EventResources::rules(std::string_view lemma) const {
  const auto at = rules_.find(lemma);
  return at == rules_.end() ? nullptr : &at->second;
}

}  // namespace newsloom::annotate
