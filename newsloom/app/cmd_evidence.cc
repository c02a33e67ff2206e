#include "newsloom/app/cmd_evidence.h"

#include <algorithm>
#include <map>

#include "newsloom/app/resources.h"
#include "newsloom/app/table.h"
#include "newsloom/app/terminal.h"
#include "newsloom/app/view.h"
#include "newsloom/core/text/normalize.h"
#include "newsloom/core/text/utf8.h"

namespace newsloom::app {
namespace {

constexpr std::uint32_t kAllStories = 0xFFFFFFFF;

TableFormat format_of(const Arguments& arguments) {
  if (arguments.has("json")) return TableFormat::json;
  const std::string format = arguments.get("format");
  if (format == "csv") return TableFormat::csv;
  if (format == "markdown") return TableFormat::markdown;
  return format == "json" ? TableFormat::json : TableFormat::text;
}

// Every row ends with where it stands: source, address, article, code points.
const std::vector<std::string> kPlaceColumns = {"source", "url", "article", "in", "start", "end"};

std::vector<Cell> place_cells(const StoryView& view, const Evidence& evidence) {
  const Article* article = view.finder()(evidence.article);
  if (article == nullptr) return std::vector<Cell>(kPlaceColumns.size());
  const Field field = evidence.span.field;
  const CodePointIndex index(field_of(*article, field));
  return {cell(article->publisher),
          cell(article->canonical_url ? article->canonical_url : article->url),
          cell(std::string_view(article->id)),
          cell(std::string_view(field == Field::title        ? "title"
                                : field == Field::standfirst ? "standfirst"
                                                             : "text")),
          cell(std::uint64_t{index.code_points(evidence.span.begin)}),
          cell(std::uint64_t{index.code_points(evidence.span.end)})};
}

void add_row(Table& table, std::vector<Cell> cells, const std::vector<Cell>& place) {
  cells.insert(cells.end(), place.begin(), place.end());
  table.rows.push_back(std::move(cells));
}

Table table_with(std::vector<std::string> columns) {
  columns.insert(columns.end(), kPlaceColumns.begin(), kPlaceColumns.end());
  return {std::move(columns), {}};
}

std::string words_of(const StoryView& view, const Evidence& evidence) {
  const Article* article = view.finder()(evidence.article);
  return article == nullptr ? std::string() : squeezed(text_of(*article, evidence.span));
}

void add_quotes(Table& table, const StoryView& view, const std::string& wanted) {
  for (const Voice& voice : view.digest.voices) {
    if (!wanted.empty() && latin_key(voice.speaker).find(wanted) == std::string::npos) continue;
    for (const VoiceWitness& witness : voice.witnesses) {
      add_row(table,
              {cell(std::string_view(voice.speaker)), cell(voice.role), cell(voice.said_on),
               cell(name_of(witness.kind)), cell(std::string_view(witness.text)),
               cell(voice.addressee), cell(voice.channel), cell(voice.reported_by),
               cell(voice.disputed_by), cell(std::string_view(voice.denied ? "denied" : "said")),
               cell(std::string_view(view.digest.story))},
              place_cells(view, witness.evidence));
    }
  }
}

void add_figures(Table& table, const StoryView& view) {
  for (const FigureGroup& group : view.digest.figures) {
    for (const FigureValue& value : group.values) {
      const Figure& figure = value.figure;
      add_row(table,
              {cell(std::string_view(group.counted)), cell(name_of(group.verdict)),
               cell(std::string_view(group.reason)),
               cell(std::string_view(words_of(view, value.evidence))), cell_of(figure.value),
               cell_of(figure.low), cell_of(figure.high), cell(figure.qualifier), cell(figure.unit),
               cell_of(value.normalised),
               figure.scope == Scope::unknown ? Cell{} : cell(name_of(figure.scope)),
               figure.status == Status::unknown ? Cell{} : cell(name_of(figure.status)),
               cell(figure.attributed_to)},
              place_cells(view, value.evidence));
    }
  }
}

void add_timeline(Table& table, const StoryView& view) {
  for (const TimelineEntry& entry : view.digest.timeline) {
    for (const Evidence& evidence : entry.evidence) {
      add_row(table,
              {cell(std::string_view(entry.date)), cell(name_of(entry.precision)),
               cell(name_of(entry.status)), cell(std::string_view(entry.label)),
               cell(std::string_view(words_of(view, evidence)))},
              place_cells(view, evidence));
    }
  }
}

void add_brief(Table& table, const StoryView& view) {
  for (const Evidence& evidence : view.digest.brief) {
    add_row(table, {cell(std::string_view(words_of(view, evidence)))}, place_cells(view, evidence));
  }
}

int show(const Table& table, const Arguments& arguments) {
  print(rendered(table, format_of(arguments)));
  return table.rows.empty() ? kNothingFound : kOk;
}

int failed(const Error& error) {
  complain(error);
  return error.code == Errc::not_found ? kNothingFound : kInternal;
}

// Opens the database, fills the table from one story or from all of them, shows it.
template <class Add>
int from_stories(const Arguments& arguments, Table table, const Add& add) {
  const auto store = open_store(arguments, Access::read);
  if (!store) return failed(store.error());
  std::vector<std::string> ids = arguments.positional;
  if (ids.empty()) {
    const auto rows = (*store)->stories(0, kAllStories);
    if (!rows) return failed(rows.error());
    ids.reserve(rows->size());
    for (const StoryRow& row : *rows) ids.push_back(row.id);
  }
  for (const std::string& id : ids) {
    const auto view = story_view(**store, id);
    if (!view) return failed(view.error());
    add(table, *view);
  }
  return show(table, arguments);
}

struct Person {
  std::string name;
  std::optional<std::string> role;
  std::uint64_t stories = 0;
  std::uint64_t statements = 0;
  std::uint64_t mentions = 0;
};

int people(const Arguments& arguments) {
  std::map<std::string, Person> people;
  const auto add = [&](Table&, const StoryView& view) {
    for (const StoryName& name : view.digest.names) {
      if (name.type != NameType::person) continue;
      Person& person = people[latin_key(name.name)];
      if (person.name.empty()) person.name = name.name;
      if (!person.role) person.role = name.role;
      ++person.stories;
      person.mentions += name.evidence.size();
    }
    for (const Voice& voice : view.digest.voices) {
      const auto found = people.find(latin_key(voice.speaker));
      if (found != people.end()) ++found->second.statements;
    }
  };
  const auto store = open_store(arguments, Access::read);
  if (!store) return failed(store.error());
  const auto rows = (*store)->stories(0, kAllStories);
  if (!rows) return failed(rows.error());
  Table table{{"name", "role", "stories", "statements", "mentions"}, {}};
  for (const StoryRow& row : *rows) {
    const auto view = story_view(**store, row.id);
    if (!view) return failed(view.error());
    add(table, *view);
  }
  std::vector<Person> sorted;
  sorted.reserve(people.size());
  for (auto& [key, person] : people) sorted.push_back(std::move(person));
  std::stable_sort(sorted.begin(), sorted.end(), [](const Person& a, const Person& b) {
    return a.statements != b.statements ? a.statements > b.statements : a.mentions > b.mentions;
  });
  for (const Person& person : sorted) {
    table.rows.push_back({cell(std::string_view(person.name)), cell(person.role),
                          cell(person.stories), cell(person.statements), cell(person.mentions)});
  }
  return show(table, arguments);
}

CommandSpec evidence_command(const std::string& name, const std::string& summary,
                             bool needs_story) {
  CommandSpec command;
  command.name = name;
  command.summary = summary;
  command.positional = "STORY";
  command.least_positional = needs_story ? 1 : 0;
  command.most_positional = 1;
  command.description =
      "Every row ends with where it stands: source, address, article and code points of the words.";
  command.options = {
      database_option(),
      json_option(),
      {"format", "FORMAT", "text", "form of the output", {"text", "json", "csv", "markdown"}}};
  return command;
}

}  // namespace

CommandSpec quotes_command() {
  CommandSpec command =
      evidence_command("quotes", "Show who said what, in one story or in all", false);
  command.options.push_back({"by", "NAME", "", "only speakers whose name holds this", {}});
  command.examples = {{"newsloom quotes --by \"Marta Hollis\"", "all she said, in every story"},
                      {"newsloom quotes s3 --format csv > quotes.csv", "a story's statements"}};
  command.run = [](const Arguments& arguments) {
    return from_stories(
        arguments,
        table_with({"speaker", "role", "said_on", "kind", "text", "addressee", "channel",
                    "reported_by", "disputed_by", "stance", "story"}),
        [wanted = latin_key(arguments.get("by"))](Table& table, const StoryView& view) {
          add_quotes(table, view, wanted);
        });
  };
  return command;
}

CommandSpec figures_command() {
  CommandSpec command = evidence_command(
      "figures", "Show a story's figures side by side, grouped by what they count", true);
  command.examples = {{"newsloom figures s3", "which agree, which differ"},
                      {"newsloom figures s3 --json", "for another program"}};
  command.run = [](const Arguments& arguments) {
    return from_stories(
        arguments,
        table_with({"counted", "verdict", "reason", "words", "value", "low", "high", "qualifier",
                    "unit", "normalised", "scope", "status", "attributed_to"}),
        add_figures);
  };
  return command;
}

CommandSpec timeline_command() {
  CommandSpec command =
      evidence_command("timeline", "Show what happened when in a story, with the sentences", true);
  command.examples = {{"newsloom timeline s3", "read it"},
                      {"newsloom timeline s3 --format markdown", "for a brief"}};
  command.run = [](const Arguments& arguments) {
    return from_stories(arguments, table_with({"date", "precision", "status", "label", "words"}),
                        add_timeline);
  };
  return command;
}

CommandSpec people_command() {
  CommandSpec command =
      evidence_command("people", "List the persons of all stories, the most quoted first", false);
  command.positional.clear();
  command.most_positional = 0;
  command.description = "Counts the stories a person is in, the statements and the mentions.";
  command.examples = {{"newsloom people --format csv", "for a spreadsheet"}};
  command.run = people;
  return command;
}

CommandSpec brief_command() {
  CommandSpec command = evidence_command(
      "brief", "Show a story in five to eight sentences, word for word from its sources", true);
  command.examples = {{"newsloom brief s3", "what is this about?"},
                      {"newsloom brief s3 --format markdown", "with sources, to paste"}};
  command.run = [](const Arguments& arguments) {
    return from_stories(arguments, table_with({"sentence"}), add_brief);
  };
  return command;
}

}  // namespace newsloom::app
