#include "newsloom/pipeline/rebuild.h"

#include <iterator>
#include <map>
#include <string>

#include "newsloom/pipeline/ingest.h"
#include "newsloom/pipeline/linked.h"
#include "newsloom/pipeline/ordered.h"
#include "newsloom/pipeline/settle.h"

namespace newsloom {
namespace {

Result<void> refine_again(Store& store, const RefineResources& resources, int threads,
                          const std::function<void(std::uint64_t)>& progress,
                          RebuildReport& report) {
  NL_TRY(const std::vector<std::string> ids, store.capture_ids(false));
  Result<void> result;
  using Work = OrderedMap<std::string, Result<Refined>>;
  Work refining(
      threads,
      [&](std::string& id) -> Result<Refined> {
        NL_TRY(const Capture capture, store.capture(id));
        return refine(capture, resources);
      },
      [&](std::string&, Result<Refined>& refined) {
        if (!result) return;
        if (!refined) {
          result = tl::unexpected<Error>(refined.error());
          return;
        }
        result = store.put_refined(*refined);
        progress(++report.captures);
      });
  for (const std::string& id : ids) {
    refining.add(id);
    if (!result) break;
  }
  refining.finish();
  return result;
}

// A person's delta, with how many articles had been placed when it was made.
struct Correction {
  std::uint64_t after = 0;
  StoryDelta delta;
};

std::vector<Correction> corrections_in(const std::vector<StoryDelta>& deltas) {
  std::vector<Correction> out;
  std::uint64_t placed = 0;
  for (const StoryDelta& delta : deltas) {
    if (delta.by_person) {
      out.push_back({placed, delta});
    } else if (delta.kind == DeltaKind::open || delta.kind == DeltaKind::join) {
      ++placed;
    }
  }
  return out;
}

Result<Settlement> settle_again(const Store& store, Settler& settler, RebuildReport& report,
                                const std::function<void(std::uint64_t)>& progress) {
  NL_TRY(const std::vector<StoryDelta> old, store.deltas(0));
  const std::vector<Correction> corrections = corrections_in(old);
  NL_TRY(const std::vector<std::string> ids, store.article_ids(false));
  Settlement all;
  std::map<std::string, Copy> copies;  // the last word on each article
  auto next = corrections.begin();
  std::uint64_t read = 0;
  const auto correct = [&] {
    for (; next != corrections.end() && next->after <= report.articles; ++next) {
      StoryDelta delta = next->delta;
      delta.sequence = all.deltas.size() + 1;
      if (settler.replay(delta, nullptr)) {
        all.deltas.push_back(std::move(delta));
        ++report.corrections;
      } else {
        ++report.dropped;
      }
    }
  };
  for (const std::string& id : ids) {
    correct();
    NL_TRY(const ItemPtr item, store.version(id));
    NL_TRY(Settlement one, settle_one(store, settler, item));
    report.articles += one.revisions.empty() ? 1 : 0;
    for (Copy& copy : one.copies) copies[copy.article] = std::move(copy);
    one.copies.clear();
    append(all, one);
    progress(++read);
  }
  correct();
  for (Copy& copy : settler.copies()) copies[copy.article] = std::move(copy);
  for (auto& [article, copy] : copies) all.copies.push_back(std::move(copy));
  return all;
}

}  // namespace

Result<RebuildReport> rebuild(Store& store, const RefineResources& resources,
                              const cluster::Params& params, RebuildFrom from, int threads,
                              const std::function<void(std::uint64_t)>& progress) {
  RebuildReport report;
  // What is made again may come out differently: no cache of it outlives that.
  NL_TRY_VOID(store.drop_snapshot());
  if (from == RebuildFrom::extract) {
    NL_TRY_VOID(refine_again(store, resources, threads, progress, report));
  }
  if (from == RebuildFrom::digest) {
    NL_TRY(const Settler settler, settler_of(store, params));
    NL_TRY(report.stories, make_all_digests(store, settler.window()));
    NL_TRY_VOID(forget_links(store));
    NL_TRY([[maybe_unused]] const std::uint64_t linked, refresh_links(store, settler.window()));
    return report;
  }
  Settler settler(params);
  NL_TRY(Settlement all, settle_again(store, settler, report, progress));
  NL_TRY_VOID(store.replace_stories(std::move(all)));
  NL_TRY(report.stories, make_all_digests(store, settler.window()));
  NL_TRY([[maybe_unused]] const std::uint64_t linked, refresh_links(store, settler.window()));
  return report;
}

}  // namespace newsloom
