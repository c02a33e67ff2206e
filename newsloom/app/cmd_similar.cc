// newsloom similar: pairs of articles → how far they tell the same story.
#include "newsloom/app/cmd_tools.h"
#include "newsloom/app/resources.h"
#include "newsloom/app/terminal.h"
#include "newsloom/core/codec.h"
#include "newsloom/edges/files/files.h"
#include "newsloom/pipeline/ordered.h"
#include "newsloom/stages/decode/pairs.h"

namespace newsloom::app {
namespace {

double similarity_of(const decode::Pair& pair, const Loaded& loaded) {
  const Refined a = refine(pair.a, loaded.refine);
  const Refined b = refine(pair.b, loaded.refine);
  if (a.items.empty() || b.items.empty()) return 0;
  return cluster::similarity(*a.items.front(), *b.items.front(), loaded.cluster);
}

int similar(const Arguments& arguments) {
  const auto loaded = load_resources(arguments);
  if (!loaded) {
    complain(loaded.error());
    return kInternal;
  }
  int code = kNothingFound;
  bool problems = false;
  OrderedMap<decode::Pair, double> work(
      jobs_of(arguments), [&](decode::Pair& pair) { return similarity_of(pair, *loaded); },
      [&](decode::Pair& pair, double& score) {
        print("{\"id\":" + codec::quoted(pair.id) + ",\"score\":" + codec::number(score) + "}\n");
        code = kOk;
      });
  for (const std::string& path : arguments.positional) {
    const auto source = files::open(path);
    if (!source) {
      complain(source.error());
      problems = true;
      continue;
    }
    decode::pairs(
        *source, path,
        [&](decode::Pair&& pair) {
          work.add(std::move(pair));
          return !output_is_gone();
        },
        [&](const Error& error) {
          complain(error);
          problems = true;
        });
  }
  work.finish();
  return problems ? static_cast<int>(kSomeUnreadable) : code;
}

}  // namespace

CommandSpec similar_command() {
  CommandSpec command;
  command.name = "similar";
  command.positional = "PAIRS...";
  command.least_positional = 1;
  command.most_positional = 1000;
  command.summary = "Tell for pairs of articles how far they tell the same story";
  command.description =
      "Reads NDJSON lines {\"id\", \"a\": ARTICLE, \"b\": ARTICLE} and prints {\"id\", \"score\"}: "
      "0 "
      "(nothing in common) to 1 (the same story), in one language or across two.";
  command.options = {{"jobs", "N", "", "threads [all cores]", {}},
                     {"data", "FOLDER", "", "word lists and models in place of those inside", {}}};
  command.examples = {{"newsloom similar pairs.jsonl", "score every pair of a file"}};
  command.run = similar;
  return command;
}

}  // namespace newsloom::app
