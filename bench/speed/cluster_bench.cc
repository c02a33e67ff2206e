// Speed and memory of cluster: placements (decision and application) in a window that grows, and
// how fast a stored window is read again. `cluster_bench [ARTICLES]`: grows to so many (default
// 1,000,000).
//
// The stream is generated. Words follow the law of Zipf and Mandelbrot, 1 / (rank + 7)^1.2 over
// 200,000 ranks: the first 100 (English small words) cover 47 % of a text, the first 10,000 87 %,
// much as in news. An article has a title of 9 words and a text of 420, a fifth of them from its
// story's own 30; one in three opens a story, the others take one in the news, newer ones more
// often. Articles come evenly over 14 days, so that none leaves the window while it grows; then as
// many come again as in one day, while the oldest leave.
#include <sys/resource.h>
#include <algorithm>
#include <chrono>
#include <cmath>
#include <cstdio>
#include <cstdlib>
#include <deque>
#include <memory>
#include <random>
#include <string>

#include "data/embedded.h"
#include "newsloom/core/text/words.h"
#include "newsloom/stages/cluster/cluster.h"

namespace {

using namespace newsloom;

class Stream {
 public:
  /// `per_day`: articles that come in a day of the stream's own time.
  explicit Stream(double per_day) : step_(86400 / per_day) {
    double sum = 0;
    for (int rank = 1; rank <= 200000; ++rank) {
      sum += 1 / std::pow(rank + 7, 1.2);
      cumulated_.push_back(sum);
    }
    const std::string_view lists = embedded_data()("cluster/stop_words.tsv").value_or("");
    const std::size_t english = lists.find("en\t");
    const std::string_view line =
        lists.substr(english + 3, lists.find('\n', english) - english - 3);
    WordReader reader(line);
    for (Word next; small_.size() < 100 && reader.next(next);) {
      small_.emplace_back(line.substr(next.begin, next.end - next.begin));
    }
  }

  ItemPtr next() {
    auto item = std::make_shared<Item>();
    std::uint64_t x = ++count_ * 0x9E3779B97F4A7C15ULL;
    for (int i = 0; i < 16; ++i, x = (x >> 4U) | (x << 60U)) {
      item->article.id.push_back("0123456789abcdef"[x & 15U]);  // as long as real ids
    }
    item->article.language = "en";
    time_ += step_;
    item->article.published = timestamp_of_utc(1700000000 + static_cast<std::int64_t>(time_));
    if (stories_.empty() || random_() % 3 == 0) {
      stories_.emplace_back();
      for (int i = 0; i < 30; ++i) stories_.back().push_back(2000 + random_() % 100000);
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

  std::string word(std::size_t rank) const {
    if (rank < small_.size()) return small_[rank];
    std::string out;
    std::size_t x = rank * 2654435761U + 12345;
    for (std::size_t k = 0; k < 3 + rank % 6; ++k, x /= 13) {
      out.push_back(k % 2 == 0 ? "bcdfghklmnprst"[x % 14] : "aeiou"[x % 5]);
    }
    for (std::size_t rest = rank; rest > 0; rest /= 26) {
      out.push_back(static_cast<char>('a' + rest % 26));  // no two ranks are the same word
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
  std::vector<std::string> small_;
  std::deque<std::vector<std::size_t>> stories_;
  double step_;
  double time_ = 0;
  std::uint64_t count_ = 0;
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

std::vector<ItemPtr> batch(Stream& stream, std::size_t count) {
  std::vector<ItemPtr> items;
  for (std::size_t i = 0; i < count; ++i) items.push_back(stream.next());
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
  rusage usage{};
  getrusage(RUSAGE_SELF, &usage);
  std::printf("peak resident memory: %ld MB\n", usage.ru_maxrss / 1024);
  return 0;
}
