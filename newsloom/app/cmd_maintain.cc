// rebuild and doctor: looking after the database.
#include "newsloom/app/cmd_store.h"
#include "newsloom/app/resources.h"
#include "newsloom/app/terminal.h"
#include "newsloom/core/codec.h"
#include "newsloom/pipeline/rebuild.h"

namespace newsloom::app {
namespace {

int rebuild_all(const Arguments& arguments) {
  auto opened = open_for_writing(arguments);
  if (!opened) {
    complain(opened.error());
    return kInternal;
  }
  auto& [resources, store] = *opened;
  const std::string from = arguments.get("from");
  const RebuildFrom stage = from == "digest"                       ? RebuildFrom::digest
                            : from == "cluster" || from == "match" ? RebuildFrom::cluster
                                                                   : RebuildFrom::extract;
  const auto counts = store->counts();
  Progress progress(counts ? counts->captures : 0, arguments.has("quiet"));
  const auto report =
      rebuild(*store, resources.refine, resources.cluster, stage, jobs_of(arguments),
              [&](std::uint64_t done) { progress.show(done, done); });
  progress.clear();
  if (!report) {
    complain(report.error());
    return kInternal;
  }
  if (report->dropped > 0) {
    complain(std::to_string(report->dropped) +
             " corrections no longer fit the rebuilt stories and were left out");
  }
  if (arguments.has("json")) {
    print("{\"captures\":" + std::to_string(report->captures) + ",\"articles\":" +
          std::to_string(report->articles) + ",\"stories\":" + std::to_string(report->stories) +
          ",\"corrections\":" + std::to_string(report->corrections) +
          ",\"dropped\":" + std::to_string(report->dropped) + "}\n");
  } else if (!arguments.has("quiet")) {
    print(std::to_string(report->captures) + " captures read again, " +
          std::to_string(report->articles) + " articles placed again, " +
          std::to_string(report->stories) + " stories, " + std::to_string(report->corrections) +
          " corrections obeyed\n");
  }
  return kOk;
}

void print_counts(const StoreCounts& counts, const std::vector<std::string>& damage, bool json) {
  const std::vector<std::pair<std::string, std::uint64_t>> rows = {
      {"captures", counts.captures}, {"pending", counts.pending},     {"rejected", counts.rejected},
      {"articles", counts.articles}, {"unsettled", counts.unsettled}, {"stories", counts.stories},
      {"deltas", counts.deltas},     {"damage", damage.size()}};
  std::string line;
  for (const auto& [name, count] : rows) {
    if (json) {
      line += (line.empty() ? "{\"" : ",\"") + name + "\":" + std::to_string(count);
    } else {
      std::string left = name;
      left.resize(12, ' ');
      print(left + std::to_string(count) + "\n");
    }
  }
  if (json) print(line + "}\n");
}

int doctor(const Arguments& arguments) {
  const auto resources = load_resources(arguments);
  if (!resources) {
    complain(resources.error());
    return kInternal;
  }
  const auto store = open_store(arguments, Access::read);
  if (!store) {
    complain(store.error());
    return store.error().code == Errc::not_found ? kNothingFound : kInternal;
  }
  const auto damage = (*store)->check();
  if (!damage) {
    complain(damage.error());
    return kInternal;
  }
  for (const std::string& line : *damage) complain(line);
  const auto counts = (*store)->counts();
  if (!counts) {
    complain(counts.error());
    return kInternal;
  }
  if (!arguments.has("json")) print("database    " + database_path(arguments) + "\n");
  print_counts(*counts, *damage, arguments.has("json"));
  if (!arguments.has("json") && damage->empty()) print("All is well.\n");
  return damage->empty() ? kOk : kInternal;
}

}  // namespace

CommandSpec rebuild_command() {
  CommandSpec command;
  command.name = "rebuild";
  command.summary = "Make everything that was derived again, from the captures kept";
  command.description =
      "Captures and people's corrections stay; articles, annotations, stories and digests are made "
      "again from the stage named. The old stories stay in place until the new ones are complete.";
  command.options = {
      {"from",
       "STAGE",
       "extract",
       "first stage to run again",
       {"extract", "annotate", "match", "cluster", "digest"}},
      database_option(),
      json_option(),
      {"jobs", "N", "", "threads [all cores]", {}},
      {"data", "FOLDER", "", "word lists and models in place of those inside the program", {}}};
  command.examples = {{"newsloom rebuild", "after an update of newsloom"},
                      {"newsloom rebuild --from cluster", "group the articles again"}};
  command.run = rebuild_all;
  return command;
}

CommandSpec doctor_command() {
  CommandSpec command;
  command.name = "doctor";
  command.summary = "Check the installation and the database";
  command.description =
      "Loads all word lists and models, checks the database for damage (every capture and every "
      "piece of the stored window against its hash) and counts what is in it. Exit status 1: there "
      "is no database yet; 4: damage.";
  command.options = {database_option(),
                     json_option(),
                     {"data", "FOLDER", "", "word lists and models in place of those inside", {}}};
  command.examples = {{"newsloom doctor", "is all well?"},
                      {"newsloom doctor --json", "the same for a monitoring script"}};
  command.run = doctor;
  return command;
}

}  // namespace newsloom::app
