#include "newsloom/app/cmd_view.h"

#include "newsloom/app/render.h"
#include "newsloom/app/resources.h"
#include "newsloom/app/terminal.h"
#include "newsloom/app/view.h"
#include "newsloom/core/codec.h"

namespace newsloom::app {
namespace {

int failed(const Error& error) {
  complain(error);
  return error.code == Errc::not_found ? kNothingFound : kInternal;
}

int stories(const Arguments& arguments) {
  const auto store = open_store(arguments, Access::read);
  if (!store) return failed(store.error());
  const auto rows = (*store)->stories(static_cast<std::uint32_t>(arguments.number("offset")),
                                      static_cast<std::uint32_t>(arguments.number("limit")));
  if (!rows) return failed(rows.error());
  for (const StoryRow& row : *rows) {
    print(arguments.has("json") ? row_json(row) : story_line(row));
  }
  return rows->empty() ? kNothingFound : kOk;
}

int story(const Arguments& arguments) {
  const auto store = open_store(arguments, Access::read);
  if (!store) return failed(store.error());
  const auto view = story_view(**store, arguments.positional.front());
  if (!view) return failed(view.error());
  print(arguments.has("json") ? codec::to_json(view->digest, view->finder()) + "\n"
                              : story_text(view->digest, view->finder()));
  return kOk;
}

int search(const Arguments& arguments) {
  const auto store = open_store(arguments, Access::read);
  if (!store) return failed(store.error());
  std::string query;
  for (const std::string& word : arguments.positional) query += word + " ";
  const auto hits = (*store)->search(query, static_cast<std::uint32_t>(arguments.number("limit")));
  if (!hits) return failed(hits.error());
  for (const SearchHit& hit : *hits) print(arguments.has("json") ? hit_json(hit) : hit_text(hit));
  return hits->empty() ? kNothingFound : kOk;
}

int explain(const Arguments& arguments) {
  const auto store = open_store(arguments, Access::read);
  if (!store) return failed(store.error());
  const std::string& id = arguments.positional.front();
  const auto deltas = (*store)->deltas_of(id);
  if (!deltas) return failed(deltas.error());
  if (deltas->empty()) return failed(Error{Errc::not_found, "no such article or story", id});
  const bool json = arguments.has("json");
  if (const auto item = (*store)->item(id); item && !json) {
    const auto now_in = (*store)->story_of(id);
    print(bold((*item)->article.title.value_or(id)) + "\n" +
          (now_in && *now_in ? "in story " + **now_in + "\n" : std::string()));
  }
  for (const StoryDelta& delta : *deltas) {
    print(json ? codec::to_json(delta) + "\n" : delta_text(delta));
  }
  const auto copies = (*store)->copies({id});
  if (!copies) return failed(copies.error());
  for (const Copy& copy : *copies) {
    if (json) {
      print(codec::to_json(copy) + "\n");
    } else if (copy.copy_of) {
      print("text: " + std::string(name_of(copy.relation)) + " copy of " + *copy.copy_of +
            ", family " + copy.family + ", overlap " + codec::number(copy.overlap) + "\n");
    }
  }
  return kOk;
}

OptionSpec limit_option(const std::string& value) {
  return {"limit", "N", value, "how many to show", {}};
}

}  // namespace

CommandSpec stories_command() {
  CommandSpec command;
  command.name = "stories";
  command.summary = "List the stories, the most important first";
  command.description =
      "Order: the day of the latest article, where every doubling of independent texts (copies "
      "count "
      "once) is worth one more day.";
  command.options = {database_option(),
                     json_option(),
                     limit_option("50"),
                     {"offset", "N", "0", "how many to leave out first", {}}};
  command.examples = {{"newsloom stories", "the first fifty"},
                      {"newsloom stories --json --limit 1000", "for another program"}};
  command.run = stories;
  return command;
}

CommandSpec story_command() {
  CommandSpec command;
  command.name = "story";
  command.positional = "ID";
  command.least_positional = 1;
  command.most_positional = 1;
  command.summary = "Show one story: sources, timeline, who said what, figures, differences";
  command.description =
      "An ID comes from 'stories' or 'search'. The id of a story that was merged into another "
      "leads "
      "to that one.";
  command.options = {database_option(), json_option()};
  command.examples = {{"newsloom story s3", "read it"},
                      {"newsloom story s3 --json | jq .timeline", "its timeline as JSON"}};
  command.run = story;
  return command;
}

CommandSpec search_command() {
  CommandSpec command;
  command.name = "search";
  command.positional = "WORD...";
  command.least_positional = 1;
  command.most_positional = 100;
  command.summary = "Find articles by words, the newest first";
  command.description =
      "All words must occur; words in double quotation marks must stand side by side.";
  command.options = {database_option(), json_option(), limit_option("20")};
  command.examples = {{"newsloom search ferry fire", "both words"},
                      {"newsloom search '\"harbour master\"'", "a phrase"}};
  command.run = search;
  return command;
}

CommandSpec explain_command() {
  CommandSpec command;
  command.name = "explain";
  command.positional = "ID";
  command.least_positional = 1;
  command.most_positional = 1;
  command.summary = "Tell why an article is in its story, or what happened to a story";
  command.description =
      "Shows every decision about the article or story in order, with the names, terms and times "
      "that decided, and the nearest story that it was not put into.";
  command.options = {database_option(), json_option()};
  command.examples = {{"newsloom explain 8e02c1b7", "why is this article here?"},
                      {"newsloom explain s3", "how did this story grow?"}};
  command.run = explain;
  return command;
}

}  // namespace newsloom::app
