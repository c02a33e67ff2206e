#include "newsloom/app/cmd_correct.h"

#include <charconv>
#include <cstdlib>

#include "newsloom/app/render.h"
#include "newsloom/app/resources.h"
#include "newsloom/app/terminal.h"
#include "newsloom/core/codec.h"
#include "newsloom/pipeline/correct.h"

namespace newsloom::app {
namespace {

std::string corrector() {
  const char* user = std::getenv("USER");
  return user == nullptr || *user == '\0' ? "person" : user;
}

// What the words after the action mean, or nothing where they do not fit.
std::optional<Correction> correction_in(const std::vector<std::string>& words) {
  Correction out;
  const std::string& action = words[0];
  if (action == "merge" && words.size() == 3) {
    out.kind = DeltaKind::merge;
    out.story = words[1];
    out.into = words[2];
  } else if (action == "split" && words.size() >= 3) {
    out.kind = DeltaKind::split;
    out.story = words[1];
    out.articles.assign(words.begin() + 2, words.end());
  } else if (action == "move" && words.size() == 4) {
    out.kind = DeltaKind::move;
    out.story = words[1];
    out.into = words[2];
    out.articles = {words[3]};
  } else if ((action == "lock" || action == "unlock") && words.size() == 2) {
    out.kind = action == "lock" ? DeltaKind::lock : DeltaKind::unlock;
    out.story = words[1];
  } else {
    return std::nullopt;
  }
  return out;
}

std::optional<std::uint64_t> sequence_in(const std::vector<std::string>& words) {
  std::uint64_t sequence = 0;
  if (words.size() == 1) return sequence;
  const std::string& text = words[1];
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), sequence);
  if (words.size() > 2 || error != std::errc() || end != text.data() + text.size()) {
    return std::nullopt;
  }
  return sequence;
}

int report(const Result<StoryDelta>& delta, bool json) {
  if (!delta) {
    complain(delta.error());
    const bool asked =
        delta.error().code == Errc::not_found || delta.error().code == Errc::conflict;
    return asked ? kNothingFound : kInternal;
  }
  print(json ? codec::to_json(*delta) + "\n" : delta_text(*delta));
  return kOk;
}

int correct_stories(const Arguments& arguments) {
  const std::vector<std::string>& words = arguments.positional;
  const bool is_undo = words[0] == "undo";
  auto correction = is_undo ? std::nullopt : correction_in(words);
  const auto sequence = is_undo ? sequence_in(words) : std::nullopt;
  if (!correction && !sequence) {
    complain("cannot read the correction '" + words[0] + "'; see 'newsloom correct --help'");
    return kUsage;
  }
  const auto params = load_cluster_params(arguments);
  auto store = open_existing_store(arguments);
  if (!params || !store) {
    complain(params ? store.error() : params.error());
    return !store && store.error().code == Errc::not_found ? kNothingFound : kInternal;
  }
  if (sequence)
    return report(undo(**store, *params, *sequence, corrector()), arguments.has("json"));
  correction->by = corrector();
  correction->note = arguments.get("note");
  return report(correct(**store, *params, *correction), arguments.has("json"));
}

}  // namespace

CommandSpec correct_command() {
  CommandSpec command;
  command.name = "correct";
  command.positional = "ACTION ID...";
  command.least_positional = 1;
  command.most_positional = 1000;
  command.summary = "Merge, split, move or lock stories by hand, or take a correction back";
  command.description =
      "ACTION is one of: merge STORY INTO; split STORY ARTICLE...; move STORY INTO ARTICLE; lock "
      "STORY; unlock STORY; undo [NUMBER]. A correction is kept as one more decision: later "
      "articles "
      "and 'rebuild' obey it, nothing is deleted, and 'undo' takes it back.";
  command.options = {database_option(),
                     json_option(),
                     {"note", "TEXT", "", "why, for the log", {}},
                     {"data", "FOLDER", "", "word lists and models in place of those inside", {}}};
  command.examples = {{"newsloom correct merge s7 s3", "s7 and s3 are one story"},
                      {"newsloom correct split s3 8e02c1b7", "that article is another story"},
                      {"newsloom correct undo", "take the last correction back"}};
  command.run = correct_stories;
  return command;
}

}  // namespace newsloom::app
