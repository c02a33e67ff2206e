#include "newsloom/stages/digest/digest.h"

#include "newsloom/stages/digest/brief.h"
#include "newsloom/stages/digest/chapters.h"
#include "newsloom/stages/digest/differences.h"
#include "newsloom/stages/digest/figures.h"
#include "newsloom/stages/digest/sources.h"
#include "newsloom/stages/digest/timeline.h"
#include "newsloom/stages/digest/view.h"
#include "newsloom/stages/digest/voices.h"

namespace newsloom::digest {

Digest digest(const Story& story, std::span<const ItemPtr> items, std::span<const Copy> copies,
              const LentDays& lent) {
  View view = make_view(items, copies, lent);
  Digest out;
  out.story = story.id;
  out.revision = story.revision;
  out.articles = story.members;
  out.sources = sources(items, copies);
  out.families = families(items, copies);
  out.chapters = chapters(view);
  const std::vector<double> central = centrality(view);
  if (const Account* account = headline_account(view, central)) {
    out.headline = *account->article().title;
    out.headline_article = account->article().id;
  }
  const std::vector<Line> lines = timeline(view);
  for (const Line& line : lines) out.timeline.push_back(line.entry);
  out.voices = voices(view);
  out.figures = figure_groups(view);
  out.differences = differences({view, lines, out.voices, out.figures});
  out.brief = brief(view, central);
  out.names = view.names;
  return out;
}

}  // namespace newsloom::digest
