#include "newsloom/app/cmd_view.h"

#include <algorithm>
#include <map>
#include <set>

#include "newsloom/app/render.h"
#include "newsloom/app/resources.h"
#include "newsloom/app/terminal.h"
#include "newsloom/app/view.h"
#include "newsloom/core/codec.h"
#include "newsloom/core/text/name_key.h"

namespace newsloom::app {
namespace {

int failed(const Error& error) {
  complain(error);
  return error.code == Errc::not_found ? kNothingFound : kInternal;
}

// --since: nothing where it was not given. False, and a complaint, where it is no time.
bool since_of(const Arguments& arguments, std::optional<Timestamp>& out) {
  if (!arguments.has("since")) return true;
  out = parse_timestamp(arguments.get("since"));
  if (!out) complain("--since is a day or an RFC 3339 time, not '" + arguments.get("since") + "'");
  return out.has_value();
}

OptionSpec since_option() {
  return {
      "since", "TIME", "", "only what is new since then: 2026-03-02 or 2026-03-02T08:00:00Z", {}};
}

int stories(const Arguments& arguments) {
  std::optional<Timestamp> since;
  if (!since_of(arguments, since)) return kUsage;
  const auto store = open_store(arguments, Access::read);
  if (!store) return failed(store.error());
  const auto offset = static_cast<std::uint32_t>(arguments.number("offset"));
  const auto limit = static_cast<std::uint32_t>(arguments.number("limit"));
  const auto rows = since ? (*store)->stories_since(since->seconds, offset, limit)
                          : (*store)->stories(offset, limit);
  if (!rows) return failed(rows.error());
  for (const StoryRow& row : *rows) {
    print(arguments.has("json") ? row_json(row) : story_line(row));
  }
  return rows->empty() ? kNothingFound : kOk;
}

int story(const Arguments& arguments) {
  std::optional<Timestamp> since;
  if (!since_of(arguments, since)) return kUsage;
  const auto store = open_store(arguments, Access::read);
  if (!store) return failed(store.error());
  auto view = story_view(**store, arguments.positional.front());
  if (!view) return failed(view.error());
  const auto links = (*store)->links(view->digest.story);
  if (!links) return failed(links.error());
  if (since) {
    auto news = news_since(**store, view->digest, since->seconds);
    if (!news) return failed(news.error());
    view->digest = std::move(*news);
  }
  if (arguments.has("json")) {
    const std::string from = since ? to_string(*since) : std::string();
    print(codec::to_json(view->digest, view->finder(), *links, from) + "\n");
  } else {
    print(story_text(view->digest, view->finder()));
    std::string linked;
    for (const StoryLink& link : *links) {
      const auto other = (*store)->digest(link.other);
      linked += link_line(link, other ? other->headline : std::string());
    }
    if (!linked.empty()) print("\n" + bold("The same in other languages") + "\n" + linked);
  }
  return since && view->digest.articles.empty() ? kNothingFound : kOk;
}

// The article's text, and what changed from capture to capture.
int article(const Arguments& arguments) {
  const auto store = open_store(arguments, Access::read);
  if (!store) return failed(store.error());
  const std::string& id = arguments.positional.front();
  const auto item = (*store)->item(id);
  if (!item) return failed(item.error());
  const auto revisions = (*store)->revisions(id);
  if (!revisions) return failed(revisions.error());
  if (arguments.has("json")) {
    print(codec::to_json((*item)->article, (*item)->annotations, *revisions) + "\n");
    return kOk;
  }
  print(article_text((*item)->article));
  for (const Revision& revision : *revisions) print(revision_text(revision));
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

// What happened later to the stories that an article was in: merges, splits, moves, locks.
Result<std::vector<StoryDelta>> with_fate(const Store& store, std::vector<StoryDelta> deltas) {
  std::set<std::string> stories;
  for (const StoryDelta& delta : deltas) stories.insert(delta.into.value_or(delta.story));
  std::map<std::uint64_t, StoryDelta> all;
  for (StoryDelta& delta : deltas) all.emplace(delta.sequence, std::move(delta));
  const std::uint64_t first = all.empty() ? 0 : all.begin()->first;
  std::vector<std::string> todo(stories.begin(), stories.end());
  while (!todo.empty()) {
    const std::string story = todo.back();
    todo.pop_back();
    NL_TRY(const std::vector<StoryDelta> more, store.deltas_of(story));
    for (const StoryDelta& delta : more) {
      const bool structural = delta.kind != DeltaKind::open && delta.kind != DeltaKind::join &&
                              delta.kind != DeltaKind::revise;
      if (!structural || delta.sequence < first) continue;
      all.emplace(delta.sequence, delta);
      const bool goes_on = delta.kind == DeltaKind::merge && delta.story == story && delta.into;
      if (goes_on && stories.insert(*delta.into).second) todo.push_back(*delta.into);
    }
  }
  std::vector<StoryDelta> out;
  out.reserve(all.size());
  for (auto& [sequence, delta] : all) out.push_back(std::move(delta));
  return out;
}

// The nearest story that an article was not put into, and what both have in common.
std::string nearest_other(const Store& store, const Article& article,
                          const std::vector<StoryDelta>& deltas, const Annotations& notes) {
  const auto placed = std::find_if(deltas.begin(), deltas.end(), [&](const StoryDelta& delta) {
    return (delta.kind == DeltaKind::open || delta.kind == DeltaKind::join) &&
           delta.articles == std::vector<std::string>{article.id};
  });
  if (placed == deltas.end() || !placed->because.nearest_other) return {};
  const std::string& story = *placed->because.nearest_other;
  std::string out = "not put into " + story;
  const auto digest = store.digest(story);
  if (digest) out += " (" + digest->headline + ")";
  if (placed->because.nearest_other_score) {
    out += ", the nearest other: likeness " + codec::number(*placed->because.nearest_other_score);
  }
  std::string shared;
  for (const Name& name : notes.names) {
    if (!digest) break;
    const std::string key = name_key(name.name, name.type);
    for (const StoryName& other : digest->names) {
      if (key.empty() || name_key(other.name, other.type) != key) continue;
      shared += (shared.empty() ? "" : ", ") + name.name;
      break;
    }
  }
  return out + (shared.empty() ? "; no name in common" : "; both name " + shared) + "\n";
}

int explain(const Arguments& arguments) {
  const auto store = open_store(arguments, Access::read);
  if (!store) return failed(store.error());
  std::string id = arguments.positional.front();
  const auto revisions = (*store)->revisions(id);
  if (!revisions) return failed(revisions.error());
  if (!id.empty() && !revisions->empty()) id = revisions->front().article;
  auto deltas = (*store)->deltas_of(id);
  if (deltas && (*store)->item(id)) deltas = with_fate(**store, std::move(*deltas));
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
  if (const auto item = (*store)->item(id); item && !json) {
    print(nearest_other(**store, (*item)->article, *deltas, (*item)->annotations));
  }
  for (const Revision& revision : *revisions) {
    print(json ? codec::to_json(revision) + "\n" : revision_text(revision));
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
                     since_option(),
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
  command.options = {database_option(), json_option(), since_option()};
  command.examples = {{"newsloom story s3", "read it"},
                      {"newsloom story s3 --since 2026-03-05", "what is new since that day"},
                      {"newsloom story s3 --json | jq .timeline", "its timeline as JSON"}};
  command.run = story;
  return command;
}

CommandSpec article_command() {
  CommandSpec command;
  command.name = "article";
  command.positional = "ID";
  command.least_positional = 1;
  command.most_positional = 1;
  command.summary = "Show one article, and what changed each time it was captured again";
  command.description =
      "The newest text is shown. A page that is captured again is a revision of its article: "
      "title, "
      "paragraphs and figures that came, went or changed are listed with each. The id of any "
      "capture leads to its article.";
  command.options = {database_option(), json_option()};
  command.examples = {
      {"newsloom article 8e02c1b7", "read it"},
      {"newsloom article 8e02c1b7 --json | jq .revisions", "its revisions as JSON"}};
  command.run = article;
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
