// Articles a second for each stage alone and end to end, on one core and on two, with peak memory.
//   stages_bench [INPUT...]     default: the bundled sample
// Each row is the best of kRounds; captures are read before the clock starts.

#include <sys/resource.h>

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <functional>
#include <map>

#include "bench/speed/captures.h"
#include "data/embedded.h"
#include "newsloom/pipeline/ordered.h"
#include "newsloom/pipeline/refine.h"
#include "newsloom/pipeline/settle.h"
#include "newsloom/stages/digest/digest.h"

namespace newsloom {
namespace {

constexpr int kRounds = 3;

double seconds_of(const std::function<void()>& work) {
  double best = 1e9;
  for (int round = 0; round < kRounds; ++round) {
    const auto start = std::chrono::steady_clock::now();
    work();
    const std::chrono::duration<double> took = std::chrono::steady_clock::now() - start;
    best = std::min(best, took.count());
  }
  return best;
}

long peak_megabytes() {
  rusage usage{};
  getrusage(RUSAGE_SELF, &usage);
  return usage.ru_maxrss / 1024;
}

void row(const char* name, std::size_t count, double seconds) {
  std::printf("%-28s %9.0f a second  %8.3f ms each  peak %ld MB\n", name,
              static_cast<double>(count) / seconds, seconds * 1000 / static_cast<double>(count),
              peak_megabytes());
}

std::vector<Digest> digests_of(const Settler& settler,
                               const std::map<std::string, ItemPtr>& items) {
  std::map<std::string, Copy> copies;
  for (const Copy& copy : settler.copies()) copies[copy.article] = copy;
  std::vector<Digest> out;
  for (const Story& story : settler.window().stories()) {
    if (story.merged_into || story.members.empty()) continue;
    std::vector<ItemPtr> members;
    std::vector<Copy> member_copies;
    for (const std::string& id : story.members) {
      members.push_back(items.at(id));
      member_copies.push_back(copies[id]);
    }
    out.push_back(digest::digest(story, members, member_copies));
  }
  return out;
}

void end_to_end(const std::vector<Capture>& captures, const RefineResources& resources,
                const cluster::Params& params, int threads) {
  Settler settler(params);
  std::map<std::string, ItemPtr> items;
  OrderedMap<const Capture*, Refined> refining(
      threads, [&](const Capture*& capture) { return refine(*capture, resources); },
      [&](const Capture*&, Refined& refined) {
        for (const ItemPtr& item : refined.items) {
          (void)settler.place(item);
          items[item->article.id] = item;
        }
      });
  for (const Capture& capture : captures) refining.add(&capture);
  refining.finish();
  (void)digests_of(settler, items);
}

int run(const std::vector<std::string>& inputs) {
  auto resources = RefineResources::load(embedded_data());
  auto params = cluster::Params::load(embedded_data());
  if (!resources || !params) return 1;
  const std::vector<Capture> captures = bench::captures_of(inputs);
  std::vector<Article> articles;
  for (const Capture& capture : captures) {
    for (Article& a : extract::articles(capture, resources->extract).articles) {
      articles.push_back(std::move(a));
    }
  }
  if (articles.empty()) return 1;
  std::size_t words = 0;
  for (const Article& a : articles) {
    words += static_cast<std::size_t>(std::count(a.text.begin(), a.text.end(), ' ')) + 1;
  }
  std::printf("%zu captures, %zu articles, %zu words a mean article\n", captures.size(),
              articles.size(), words / articles.size());
  row("extract (captures)", captures.size(), seconds_of([&] {
        for (const Capture& c : captures) (void)extract::articles(c, resources->extract);
      }));
  row("annotate", articles.size(), seconds_of([&] {
        for (const Article& a : articles) (void)annotate::annotate(a, resources->annotate);
      }));
  row("match: fingerprint", articles.size(), seconds_of([&] {
        for (const Article& a : articles) (void)match::fingerprint(a);
      }));
  std::vector<ItemPtr> items;
  std::map<std::string, ItemPtr> by_id;
  for (const Article& a : articles) {
    items.push_back(std::make_shared<const Item>(
        Item{a, annotate::annotate(a, resources->annotate), match::fingerprint(a)}));
    by_id[a.id] = items.back();
  }
  row("match: index", items.size(), seconds_of([&] {
        match::NearIndex index;
        for (const ItemPtr& item : items) (void)index.add(item->article, item->fingerprint);
      }));
  row("settle (match and cluster)", items.size(), seconds_of([&] {
        Settler settler(*params);
        for (const ItemPtr& item : items) (void)settler.place(item);
      }));
  Settler settler(*params);
  for (const ItemPtr& item : items) (void)settler.place(item);
  row("digest (articles)", items.size(), seconds_of([&] { (void)digests_of(settler, by_id); }));
  for (const int threads : {1, 2}) {
    const double took = seconds_of([&] { end_to_end(captures, *resources, *params, threads); });
    row(threads == 1 ? "end to end, one core" : "end to end, two cores", articles.size(), took);
  }
  return 0;
}

}  // namespace
}  // namespace newsloom

int main(int argc, char** argv) {
  return newsloom::run(std::vector<std::string>(argv + 1, argv + argc));
}
