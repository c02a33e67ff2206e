#include "newsloom/pipeline/refine.h"

#include "newsloom/pipeline/revisions.h"
#include "newsloom/stages/match/match.h"

namespace newsloom {

Result<RefineResources> RefineResources::load(const DataSource& data) {
  NL_TRY(auto extract, extract::Resources::load(data));
  NL_TRY(auto annotate, annotate::Resources::load(data));
  NL_TRY(auto terms, cluster::TermReader::load(data));
  return RefineResources{std::move(extract), std::move(annotate), std::move(terms)};
}

Refined refine(const Capture& capture, const RefineResources& resources, RefineDepth depth) {
  Refined out;
  out.capture = capture.id;
  out.made_by = kRefineVersion;
  extract::Extraction extraction = extract::articles(capture, resources.extract);
  out.rejection = std::move(extraction.rejection);
  for (Article& article : extraction.articles) {
    auto item = std::make_shared<Item>();
    item->article = std::move(article);
    if (depth == RefineDepth::annotate) {
      item->annotations = annotate::annotate(item->article, resources.annotate);
    }
    if (depth != RefineDepth::extract) item->fingerprint = match::fingerprint(item->article);
    if (depth == RefineDepth::annotate) item->fingerprint.terms = resources.terms.terms(*item);
    out.version_keys.push_back(version_key(capture, item->article));
    out.items.push_back(std::move(item));
  }
  return out;
}

}  // namespace newsloom
