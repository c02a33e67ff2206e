// Speed of cluster: placements (decision and application) in windows of several sizes, on a
// generated stream: words by Zipf's law, stories that come and go.
#include <benchmark/benchmark.h>
#include <algorithm>
#include <cmath>
#include <cstdio>
#include <cstdlib>
#include <deque>
#include <memory>
#include <random>
#include <string>

#include "data/embedded.h"
#include "newsloom/stages/cluster/cluster.h"

namespace {

using namespace newsloom;

class Stream {
 public:
  /// `per_day`: articles that come in a day of the stream's own time.
  explicit Stream(double per_day) : step_(86400 / per_day) {
    double sum = 0;
    for (int rank = 1; rank <= 200000; ++rank) {
      sum += 1 / std::pow(rank + 20, 1.05);
      cumulated_.push_back(sum);
    }
  }

  ItemPtr next() {
    auto item = std::make_shared<Item>();
    item->article.id = std::to_string(count_++);
    item->article.language = "en";
    time_ += step_;
    item->article.published = timestamp_of_utc(1700000000 + static_cast<std::int64_t>(time_));
    // One in three opens a story; the others take one that is in the news, the newer the likelier.
    if (stories_.empty() || random_() % 3 == 0) {
      stories_.emplace_back();
      for (int i = 0; i < 30; ++i) stories_.back().push_back(topical());
      if (stories_.size() > 3000) stories_.pop_front();
    }
    std::geometric_distribution<std::size_t> age(0.01);
    const std::size_t back = std::min(age(random_), stories_.size() - 1);
    const auto& story = stories_[stories_.size() - 1 - back];
    item->article.title = text(story, 9);
    item->article.text = text(story, 420);
    return item;
  }

 private:
  std::size_t common() {
    std::uniform_real_distribution<double> draw(0, cumulated_.back());
    const auto at = std::lower_bound(cumulated_.begin(), cumulated_.end(), draw(random_));
    return static_cast<std::size_t>(at - cumulated_.begin());
  }
  std::size_t topical() { return 2000 + random_() % 100000; }

  static std::string word(std::size_t rank) {
    std::string out;
    std::size_t x = rank * 2654435761U + 12345;
    for (std::size_t k = 0; k < 3 + rank % 6; ++k, x /= 13) {
      out.push_back(k % 2 == 0 ? "bcdfghklmnprst"[x % 14] : "aeiou"[x % 5]);
    }
    out += std::to_string(rank);
    for (char& c : out) {
      if (c >= '0' && c <= '9') c = static_cast<char>('a' + (c - '0'));
    }
    if (rank % 4 == 0) out[0] = static_cast<char>(out[0] - 32);
    return out;
  }

  std::string text(const std::vector<std::size_t>& story, std::size_t words) {
    std::string out;
    for (std::size_t i = 0; i < words; ++i) {
      const bool own = random_() % 5 == 0;
      out += word(own ? story[random_() % story.size()] : common());
      out += i % 18 == 17 ? ". " : " ";
    }
    return out;
  }

  std::mt19937_64 random_{7};
  std::vector<double> cumulated_;
  std::deque<std::vector<std::size_t>> stories_;
  double step_;
  double time_ = 0;
  std::size_t count_ = 0;
};

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

void place(cluster::Window& window, const ItemPtr& item, const cluster::Params& params) {
  Copy copy;
  copy.article = item->article.id;
  for (const StoryDelta& delta : assign(*item, copy, window, params)) {
    const bool enters = delta.kind == DeltaKind::open || delta.kind == DeltaKind::join;
    if (!apply(window, delta, enters ? item : nullptr, enters ? &copy : nullptr)) std::abort();
  }
}

void placements(benchmark::State& state) {
  const cluster::Params params = cluster::Params::load(embedded_data()).value();
  cluster::Window window(params);
  const auto size = static_cast<std::size_t>(state.range(0));
  Stream stream(static_cast<double>(size) / 14);
  const long before = resident_kilobytes();
  for (std::size_t i = 0; i < size; ++i) place(window, stream.next(), params);
  state.counters["bytes_per_article"] =
      static_cast<double>(resident_kilobytes() - before) * 1024 / static_cast<double>(size);
  std::vector<ItemPtr> items;
  for (int i = 0; i < 2000; ++i) items.push_back(stream.next());
  std::size_t i = 0;
  for (auto _ : state) place(window, items[i++ % items.size()], params);
  state.SetItemsProcessed(state.iterations());
  state.counters["stories"] = static_cast<double>(window.stories().size());
}
BENCHMARK(placements)->Arg(5000)->Arg(50000)->Arg(1000000)->Iterations(2000);

}  // namespace

BENCHMARK_MAIN();
