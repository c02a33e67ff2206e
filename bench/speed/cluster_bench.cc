// Speed and memory of cluster: placements (decision and application) in a window that grows.
// `cluster_bench [ARTICLES]`: grows to so many (default 1,000,000).
//
// The stream is generated, see generated_stream.h. Articles come evenly over 14 days, so that none
// leaves the window while it grows; then as many come again as in one day, while the oldest leave.
// The articles bring their terms, as refine reads them: the last line but one tells how fast.
#include <sys/resource.h>
#include <algorithm>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <memory>

#include "bench/speed/generated_stream.h"
#include "data/embedded.h"
#include "newsloom/stages/cluster/cluster.h"

namespace {

using namespace newsloom;
using bench::Stream;

long resident_kilobytes() {
  long kilobytes = 0;
  if (FILE* file = std::fopen("/proc/self/statm", "r")) {
    long total = 0;
    long pages = 0;
    if (std::fscanf(file, "%ld %ld", &total, &pages) == 2) kilobytes = pages * 4;
    std::fclose(file);
  }
  return kilobytes;
}

double user_seconds() {
  rusage usage{};
  getrusage(RUSAGE_SELF, &usage);
  return static_cast<double>(usage.ru_utime.tv_sec) +
         static_cast<double>(usage.ru_utime.tv_usec) / 1e6;
}

double wall_seconds() {
  return std::chrono::duration<double>(std::chrono::steady_clock::now().time_since_epoch()).count();
}

struct Costs {
  double user = 0;
  double wall = 0;
  double assign = 0;  // of `user`
  std::size_t count = 0;
};

void place(cluster::Window& window, const std::vector<ItemPtr>& items,
           const cluster::Params& params, Costs& costs) {
  const double user = user_seconds();
  const double wall = wall_seconds();
  for (const ItemPtr& item : items) {
    Copy copy;
    copy.article = item->article.id;
    for (const StoryDelta& delta : assign(*item, copy, window, params)) {
      const bool enters = delta.kind == DeltaKind::open || delta.kind == DeltaKind::join;
      if (!apply(window, delta, enters ? item : nullptr, enters ? &copy : nullptr)) std::abort();
    }
  }
  costs.user += user_seconds() - user;
  costs.wall += wall_seconds() - wall;
  costs.count += items.size();
}

double terms_seconds = 0;
std::size_t terms_read = 0;

std::vector<ItemPtr> batch(Stream& stream, std::size_t count) {
  std::vector<ItemPtr> items;
  static const auto reader = cluster::TermReader::load(embedded_data()).value();
  for (std::size_t i = 0; i < count; ++i) {
    const auto item = stream.next();
    const double begin = user_seconds();
    item->fingerprint.terms = reader.terms(*item);
    terms_seconds += user_seconds() - begin;
    ++terms_read;
    items.push_back(item);
  }
  return items;
}

}  // namespace

int main(int argc, char** argv) {
  constexpr std::size_t kBatch = 1000;
  constexpr std::size_t kMeasured = 5000;  // placements that a row is the mean of
  const std::size_t most = argc > 1 ? std::strtoull(argv[1], nullptr, 10) : 1000000;
  const cluster::Params params = cluster::Params::load(embedded_data()).value();
  cluster::Window window(params);
  Stream stream(static_cast<double>(most) / 14);
  auto items = batch(stream, kBatch);
  const long before = resident_kilobytes();
  std::printf("%10s %14s %14s %12s %10s\n", "window", "placements/s", "wall clock/s", "bytes each",
              "stories");
  Costs all;
  for (const std::size_t size : {5000UL, 10000UL, 50000UL, 100000UL, 500000UL, 1000000UL}) {
    if (size > most) break;
    Costs costs;
    while (window.size() + kBatch <= size) {
      const bool counts = window.size() + kMeasured >= size;
      place(window, items, params, counts ? costs : all);
      items = batch(stream, kBatch);
    }
    std::printf("%10zu %14.0f %14.0f %12.0f %10zu\n", window.size(),
                static_cast<double>(costs.count) / costs.user,
                static_cast<double>(costs.count) / costs.wall,
                static_cast<double>(resident_kilobytes() - before) * 1024 /
                    static_cast<double>(window.size()),
                window.stories().size());
    std::fflush(stdout);
  }
  Costs moving;
  for (std::size_t done = 0; done < most / 14; done += kBatch) {
    place(window, items, params, moving);
    items = batch(stream, kBatch);
  }
  std::printf("%10zu %14.0f %14.0f %12.0f %10zu  while the oldest leave\n", window.size(),
              static_cast<double>(moving.count) / moving.user,
              static_cast<double>(moving.count) / moving.wall,
              static_cast<double>(resident_kilobytes() - before) * 1024 /
                  static_cast<double>(window.size()),
              window.stories().size());
  std::printf("terms, a part of refine: %.0f articles/s\n",
              static_cast<double>(terms_read) / terms_seconds);
  rusage usage{};
  getrusage(RUSAGE_SELF, &usage);
  std::printf("peak resident memory: %ld MB\n", usage.ru_maxrss / 1024);
  return 0;
}
