#include "newsloom/app/cmd_run.h"

#include <map>
#include <thread>

#include "newsloom/app/inputs.h"
#include "newsloom/app/resources.h"
#include "newsloom/app/terminal.h"
#include "newsloom/core/codec.h"
#include "newsloom/pipeline/lent_days.h"
#include "newsloom/pipeline/ordered.h"
#include "newsloom/pipeline/refine.h"
#include "newsloom/pipeline/settle.h"
#include "newsloom/stages/digest/digest.h"

namespace newsloom::app {
namespace {

RefineDepth depth_of(const std::string& until) {
  if (until == "extract") return RefineDepth::extract;
  if (until == "match") return RefineDepth::match;
  return RefineDepth::annotate;
}

// Prints what the chosen stage makes of the items, which come in order of the inputs.
class Printer {
 public:
  Printer(std::string until, bool final_only, cluster::Params params)
      : until_(std::move(until)), final_only_(final_only), settler_(std::move(params)) {}

  void take(const Refined& refined) {
    if (refined.rejection) {
      ++rejected_;
      const std::string line = codec::to_json(refined.capture, *refined.rejection) + "\n";
      if (until_ == "extract") print(line);
    }
    for (const ItemPtr& item : refined.items) {
      ++articles_;
      take(item);
    }
  }

  void finish() {
    if (until_ == "match") {
      for (const Copy& copy : near_.copies()) print(codec::to_json(copy) + "\n");
    } else if (until_ == "cluster" && final_only_) {
      for (const std::string& id : order_) {
        const Story* story = settler_.window().story_of(id);
        if (story != nullptr) print(placed_line(id, story->id, nullptr));
      }
    } else if (until_ == "digest") {
      print_digests();
    }
  }

  [[nodiscard]] std::uint64_t articles() const { return articles_; }
  [[nodiscard]] std::uint64_t rejected() const { return rejected_; }

 private:
  void take(const ItemPtr& item) {
    if (until_ == "extract") {
      print(codec::to_json(item->article) + "\n");
    } else if (until_ == "annotate") {
      print(codec::to_json(item->article, item->annotations) + "\n");
    } else if (until_ == "match") {
      (void)near_.add(item->article, item->fingerprint);
    } else {
      Settlement settlement = settler_.place(item);
      for (Copy& copy : settlement.copies) copies_[copy.article] = std::move(copy);
      order_.push_back(item->article.id);
      if (until_ == "digest") items_[item->article.id] = item;
      if (until_ == "cluster" && !final_only_) {
        for (const StoryDelta& delta : settlement.deltas) print_delta(delta);
      }
    }
  }

  static std::string placed_line(const std::string& article, const std::string& story,
                                 const StoryDelta* delta) {
    std::string out = "{\"id\":" + codec::quoted(article) + ",\"story\":" + codec::quoted(story);
    if (delta != nullptr) {
      out += ",\"score\":" + codec::number(delta->score) +
             ",\"because\":" + codec::reason_to_json(delta->because);
    }
    return out + "}\n";
  }

  static void print_delta(const StoryDelta& delta) {
    if (delta.kind == DeltaKind::merge) {
      print("{\"story\":" + codec::quoted(delta.story) +
            ",\"merged_into\":" + codec::quoted(delta.into.value_or("")) +
            ",\"because\":" + codec::reason_to_json(delta.because) + "}\n");
      return;
    }
    const std::string& story = delta.into ? *delta.into : delta.story;
    for (const std::string& article : delta.articles) print(placed_line(article, story, &delta));
  }

  void print_digests() {
    for (Copy& copy : settler_.copies()) copies_[copy.article] = std::move(copy);
    const LentDays lent_days(settler_.window(), [&](const std::string& id) {
      const auto found = items_.find(id);
      return found == items_.end() ? ItemPtr() : found->second;
    });
    for (const Story& story : settler_.window().stories()) {
      if (story.merged_into || story.members.empty()) continue;
      std::vector<ItemPtr> members;
      std::vector<Copy> member_copies;
      for (const std::string& id : story.members) {
        members.push_back(items_.at(id));
        if (const auto copy = copies_.find(id); copy != copies_.end()) {
          member_copies.push_back(copy->second);
        }
      }
      const auto find = [&](std::string_view id) -> const Article* {
        const auto found = items_.find(std::string(id));
        return found == items_.end() ? nullptr : &found->second->article;
      };
      const Digest digest =
          digest::digest(story, members, member_copies, lent_days.of(story, members));
      print(codec::to_json(digest, find) + "\n");
    }
  }

  const std::string until_;
  const bool final_only_;
  Settler settler_;
  std::map<std::string, Copy> copies_;  // the last word on each article
  match::NearIndex near_;
  std::vector<std::string> order_;
  std::map<std::string, ItemPtr> items_;
  std::uint64_t articles_ = 0;
  std::uint64_t rejected_ = 0;
};

int run(const Arguments& arguments) {
  auto resources = load_resources(arguments);
  if (!resources) {
    complain(resources.error());
    return kInternal;
  }
  const std::string until = arguments.get("until");
  const RefineDepth depth = depth_of(until);
  Printer printer(until, arguments.has("final"), resources->cluster);
  OrderedMap<Capture, Refined> refining(
      jobs_of(arguments),
      [&](Capture& capture) { return refine(capture, resources->refine, depth); },
      [&](Capture&, Refined& refined) { printer.take(refined); });
  const InputReport report =
      read_inputs(arguments.positional, arguments.has("quiet"), [&](Capture&& capture) {
        refining.add(std::move(capture));
        return !output_is_gone();
      });
  refining.finish();
  printer.finish();
  if (report.problems > 0) return kSomeUnreadable;
  return printer.articles() == 0 ? kNothingFound : kOk;
}

}  // namespace

CommandSpec run_command() {
  CommandSpec command;
  command.name = "run";
  command.positional = "INPUT...";
  command.least_positional = 1;
  command.most_positional = 1000000;
  command.summary = "Run the stages on files and print what they make, one JSON object a line";
  command.description =
      "An INPUT is a file, a folder or '-': HTML, plain-text captures, RSS/Atom/RDF/JSON Feed, "
      "WARC, NDJSON of captures or articles, each plain or gzipped; the kind is recognised from "
      "the "
      "content. Inputs that cannot be read are reported on standard error and the rest goes on.";
  command.options = {
      {"until",
       "STAGE",
       "digest",
       "last stage to run",
       {"extract", "annotate", "match", "cluster", "digest"}},
      {"final", "", "", "with --until cluster: one line an article, after the whole input", {}},
      {"jobs", "N", "", "threads [all cores]", {}},
      {"data", "FOLDER", "", "word lists and models in place of those inside the program", {}},
      {"json", "", "", "accepted for symmetry: the output is NDJSON always", {}},
  };
  command.examples = {
      {"newsloom run page.html --until extract", "the article of a page, as JSON"},
      {"newsloom run *.warc.gz --until digest > stories.jsonl", "all stories of a crawl"},
      {"curl -s https://example.org/feed | newsloom run - --until annotate",
       "who said what in a feed's entries"},
      {"newsloom run folder --until cluster --final", "which article belongs to which story"}};
  command.run = run;
  return command;
}

}  // namespace newsloom::app
