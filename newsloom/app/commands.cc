// The list of all commands: the one place that knows them.
#include "newsloom/app/cmd_correct.h"
#include "newsloom/app/cmd_evidence.h"
#include "newsloom/app/cmd_feed.h"
#include "newsloom/app/cmd_run.h"
#include "newsloom/app/cmd_serve.h"
#include "newsloom/app/cmd_store.h"
#include "newsloom/app/cmd_tools.h"
#include "newsloom/app/cmd_view.h"
#include "newsloom/app/options.h"

namespace newsloom::app {

const std::vector<CommandSpec>& commands() {
  static const std::vector<CommandSpec> kCommands = {
      demo_command(),      run_command(),      ingest_command(), stories_command(),
      story_command(),     article_command(),  search_command(), quotes_command(),
      figures_command(),   timeline_command(), people_command(), brief_command(),
      explain_command(),   correct_command(),  serve_command(),  rebuild_command(),
      doctor_command(),    similar_command(),  feed_command(),   man_command(),
      completion_command()};
  return kCommands;
}

}  // namespace newsloom::app
