#include "newsloom/app/cmd_store.h"
#include "newsloom/app/inputs.h"
#include "newsloom/app/resources.h"
#include "newsloom/app/terminal.h"
#include "newsloom/core/codec.h"
#include "newsloom/edges/bus/bus.h"
#include "newsloom/pipeline/ingest.h"

namespace newsloom::app {
namespace {

constexpr std::size_t kQueue = 256;  // messages waiting a topic

void print_report(const InputReport& input, const IngestReport& report, bool json) {
  if (json) {
    print("{\"captures\":" + std::to_string(report.captures) + ",\"known\":" +
          std::to_string(report.known) + ",\"skipped\":" + std::to_string(input.skipped) +
          ",\"rejected\":" + std::to_string(report.rejected) + ",\"articles\":" +
          std::to_string(report.articles) + ",\"revised\":" + std::to_string(report.revised) +
          ",\"stories\":" + std::to_string(report.stories) +
          ",\"problems\":" + std::to_string(input.problems) + "}\n");
    return;
  }
  print(std::to_string(report.captures) + " captures (" + std::to_string(report.known) +
        " known before, " + std::to_string(report.rejected) + " without an article), " +
        std::to_string(report.articles) + " articles placed, " +
        (report.revised > 0 ? std::to_string(report.revised) + " revised, " : std::string()) +
        std::to_string(report.stories) + " stories new or changed\n");
}

int ingest(const Arguments& arguments) {
  auto opened = open_for_writing(arguments);
  if (!opened) {
    complain(opened.error());
    return kInternal;
  }
  auto& [resources, store] = *opened;
  const auto bus = bus::in_memory(kQueue);
  auto started =
      Ingest::start(*store, *bus, resources.refine, resources.cluster, jobs_of(arguments));
  if (!started) {
    complain(started.error());
    return kInternal;
  }
  Result<void> added;
  const InputReport input =
      read_inputs(arguments.positional, arguments.has("quiet"), [&](Capture&& capture) {
        added = (*started)->add(std::move(capture));
        return added.has_value();
      });
  const auto report = (*started)->finish();
  if (!added || !report) {
    complain(!added ? added.error() : report.error());
    return kInternal;
  }
  for (const std::string& note : report->notes) complain(note);
  if (!arguments.has("quiet") || arguments.has("json")) {
    print_report(input, *report, arguments.has("json"));
  }
  if (input.problems > 0) return kSomeUnreadable;
  return report->captures == 0 ? kNothingFound : kOk;
}

}  // namespace

CommandSpec ingest_command() {
  CommandSpec command;
  command.name = "ingest";
  command.positional = "INPUT...";
  command.least_positional = 1;
  command.most_positional = 1000000;
  command.summary = "Read files into the database and place their articles in stories";
  command.description =
      "Takes the same inputs as 'run'. Captures are kept as they came, with hash and time; a "
      "capture that is known already is not read again. A run that was killed can be started "
      "again: "
      "what was taken in is not lost, what was half done is done again.";
  command.options = {database_option(),
                     json_option(),
                     {"jobs", "N", "", "threads [all cores]", {}},
                     {"data", "FOLDER", "", "word lists and models in place of those inside", {}}};
  command.examples = {{"newsloom ingest pages/ feeds/*.xml", "take in folders and feeds"},
                      {"zcat crawl.ndjson.gz | newsloom ingest -", "take in a stream"},
                      {"newsloom ingest --db desk.db news.warc.gz", "use another database"}};
  command.run = ingest;
  return command;
}

}  // namespace newsloom::app
