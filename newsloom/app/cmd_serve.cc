#include "newsloom/app/cmd_serve.h"

#include <functional>
#include <mutex>
#include <optional>
#include <random>

#include "newsloom/app/inputs.h"
#include "newsloom/app/render.h"
#include "newsloom/app/resources.h"
#include "newsloom/app/terminal.h"
#include "newsloom/app/view.h"
#include "newsloom/edges/bus/bus.h"
#include "newsloom/edges/http/server.h"
#include "newsloom/edges/store/store.h"
#include "newsloom/pipeline/correct.h"
#include "newsloom/pipeline/ingest.h"

namespace newsloom::app {
namespace {

constexpr std::string_view kSample = "sample/captures.ndjson";
constexpr std::uint32_t kDemoStories = 20;
constexpr std::size_t kQueue = 256;
constexpr int kMaxPort = 65535;

std::vector<OptionSpec> address_options() {
  return {{"bind", "ADDRESS", "127.0.0.1", "address to listen on", {}},
          {"port", "PORT", "8080", "port to listen on; 0: any free one", {}},
          {"corrections",
           "WHO",
           "local",
           "who may correct stories in the browser and over the API",
           {"local", "all", "none"}}};
}

// Corrections from pages: each one opens the database for writing, so that it works beside a
// running ingest, and is decided as `newsloom correct` does.
class PageCorrector final : public Corrector {
 public:
  using Open = std::function<Result<std::shared_ptr<Store>>()>;
  PageCorrector(cluster::Params params, Open open)
      : params_(std::move(params)), open_(std::move(open)) {}

  Result<StoryDelta> correct(const Correction& correction) override {
    const std::lock_guard lock(mutex_);
    NL_TRY(const std::shared_ptr<Store> store, open_());
    return newsloom::correct(*store, params_, correction);
  }
  Result<StoryDelta> undo(std::uint64_t sequence, const std::string& by) override {
    const std::lock_guard lock(mutex_);
    NL_TRY(const std::shared_ptr<Store> store, open_());
    return newsloom::undo(*store, params_, sequence, by);
  }

 private:
  std::mutex mutex_;
  const cluster::Params params_;
  const Open open_;
};

std::string fresh_token() {
  constexpr int kWords = 8;
  constexpr std::string_view kHex = "0123456789abcdef";
  std::random_device random;
  std::string out;
  for (int i = 0; i < kWords; ++i) {
    for (unsigned bits = random(), n = 0; n < 8; ++n, bits >>= 4U) out.push_back(kHex[bits & 15U]);
  }
  return out;
}

bool is_loopback(const std::string& address) {
  return address.starts_with("127.") || address == "::1";
}

int serve_store(const Store& store, const Arguments& arguments, const PageCorrector::Open& open) {
  http::ServeOptions options;
  options.address = arguments.get("bind");
  const std::string who = arguments.get("corrections");
  std::optional<PageCorrector> corrector;
  if (who == "all" || (who == "local" && is_loopback(options.address))) {
    auto params = load_cluster_params(arguments);
    if (!params) {
      complain(params.error());
      return kInternal;
    }
    corrector.emplace(std::move(*params), open);
    options.corrector = &*corrector;
    options.token = fresh_token();
  }
  if (arguments.number("port") > kMaxPort) {
    complain("--port is at most " + std::to_string(kMaxPort));
    return kUsage;
  }
  options.port = static_cast<std::uint16_t>(arguments.number("port"));
  options.on_listening = [&](std::uint16_t port) {
    const bool six = options.address.find(':') != std::string::npos;
    print("Pages: http://" + (six ? "[" + options.address + "]" : options.address) + ":" +
          std::to_string(port) + "/ (stop with Ctrl-C)\n");
    (void)finish_output();
  };
  const auto served = http::serve(store, options);
  if (served) return kOk;
  complain(served.error());
  return kInternal;
}

int serve(const Arguments& arguments) {
  const auto store = open_store(arguments, Access::read);
  if (!store) {
    complain(store.error());
    if (store.error().code != Errc::not_found) return kInternal;
    complain("take something in first: newsloom ingest FILE...");
    return kNothingFound;
  }
  return serve_store(**store, arguments, [&]() -> Result<std::shared_ptr<Store>> {
    NL_TRY(std::unique_ptr<Store> writing, open_existing_store(arguments));
    return std::shared_ptr<Store>(std::move(writing));
  });
}

Result<void> ingest_sample(Store& store, const Arguments& arguments) {
  NL_TRY(const Loaded loaded, load_resources(arguments));
  const auto bus = bus::in_memory(kQueue);
  NL_TRY(const auto ingest,
         Ingest::start(store, *bus, loaded.refine, loaded.cluster, jobs_of(arguments)));
  Result<void> added;
  read_embedded(std::string(kSample), [&](Capture&& capture) {
    added = ingest->add(std::move(capture));
    return added.has_value();
  });
  NL_TRY_VOID(added);
  NL_TRY(const IngestReport report, ingest->finish());
  if (!arguments.has("json")) {
    print(std::to_string(report.captures) + " captures of invented outlets gave " +
          std::to_string(report.articles) + " articles in " + std::to_string(report.stories) +
          " stories.\n\n");
  }
  return {};
}

int demo(const Arguments& arguments) {
  const std::shared_ptr<Store> store = store::in_memory();
  if (const auto done = ingest_sample(*store, arguments); !done) {
    complain(done.error());
    return kInternal;
  }
  const auto rows = store->stories(0, kDemoStories);
  if (!rows || rows->empty()) {
    complain("the sample gave no stories");
    return kInternal;
  }
  for (const StoryRow& row : *rows) print(arguments.has("json") ? row_json(row) : story_line(row));
  if (!arguments.has("json")) {
    const auto first = story_view(*store, rows->front().id);
    if (first) print("\n" + story_text(first->digest, first->finder()) + "\n");
  }
  if (!finish_output()) return kInternal;
  return arguments.has("no-serve") ? static_cast<int>(kOk) : serve_store(*store, arguments, [&] {
    return Result<std::shared_ptr<Store>>(store);
  });
}

}  // namespace

CommandSpec serve_command() {
  CommandSpec command;
  command.name = "serve";
  command.summary = "Show the stories as pages in the browser";
  command.description =
      "A front page of stories, a page for each story and each article; every line of a story "
      "links "
      "to the words it rests on. Reads the database beside a running 'ingest'. Where only this "
      "machine is served, stories can be corrected on their pages; '--corrections all' allows it "
      "to everyone who can reach the address, 'none' to nobody.";
  command.options = address_options();
  command.options.push_back(database_option());
  command.options.push_back(
      {"data", "FOLDER", "", "word lists and models in place of those inside", {}});
  command.examples = {
      {"newsloom serve", "on http://127.0.0.1:8080/"},
      {"newsloom serve --bind 0.0.0.0 --port 80", "for the whole network, to read"}};
  command.run = serve;
  return command;
}

CommandSpec demo_command() {
  CommandSpec command;
  command.name = "demo";
  command.summary = "Show finished stories at once, from a bundled sample";
  command.description =
      "Takes in some sixty captures of invented outlets, prints the stories found and serves them "
      "as "
      "pages. Nothing is written to disk.";
  command.options = address_options();
  command.options.push_back({"no-serve", "", "", "only print the stories", {}});
  command.options.push_back(json_option());
  command.options.push_back({"jobs", "N", "", "threads [all cores]", {}});
  command.options.push_back(
      {"data", "FOLDER", "", "word lists and models in place of those inside the program", {}});
  command.examples = {{"newsloom demo", "print the stories, then serve them"},
                      {"newsloom demo --no-serve --json", "the list of stories as JSON"}};
  command.run = demo;
  return command;
}

}  // namespace newsloom::app
