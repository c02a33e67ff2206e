// Speed of match: fingerprints, and look-ups in windows of several sizes. Texts are generated.
#include <benchmark/benchmark.h>
#include <cmath>
#include <random>
#include <string>

#include "newsloom/stages/match/match.h"

namespace {

using namespace newsloom;

// Words by Zipf's law over a vocabulary of 60,000; about 3,000 characters a text.
class Texts {
 public:
  Texts() {
    double sum = 0;
    for (int rank = 1; rank <= 60000; ++rank) {
      sum += 1 / std::pow(rank, 1.05);
      cumulated_.push_back(sum);
    }
  }
  std::string next(std::size_t words = 480) {
    std::string out;
    std::uniform_real_distribution<double> draw(0, cumulated_.back());
    for (std::size_t i = 0; i < words; ++i) {
      const auto at = std::lower_bound(cumulated_.begin(), cumulated_.end(), draw(random_));
      const auto rank = static_cast<std::size_t>(at - cumulated_.begin());
      std::string word;
      std::size_t x = rank * 2654435761U % 4294967291U;
      for (std::size_t k = 0; k < 2 + rank % 9; ++k, x /= 7) {
        word.push_back(static_cast<char>('a' + x % 26));
      }
      if (rank > 500 && rank % 5 == 0) word[0] = static_cast<char>(word[0] - 32);
      out += word + (i % 20 == 19 ? ". " : " ");
    }
    return out;
  }

 private:
  std::mt19937_64 random_{1};
  std::vector<double> cumulated_;
};

void fingerprints(benchmark::State& state) {
  Texts texts;
  std::vector<Article> articles(200);
  std::size_t bytes = 0;
  for (Article& article : articles) {
    article.text = texts.next();
    bytes += article.text.size();
  }
  std::size_t i = 0;
  for (auto _ : state) benchmark::DoNotOptimize(match::fingerprint(articles[i++ % 200]));
  state.SetItemsProcessed(state.iterations());
  state.counters["bytes_per_article"] = static_cast<double>(bytes) / 200;
}
BENCHMARK(fingerprints);

// A window of range(0) articles, filled with sketches of random hashes (one in ten a copy of an
// earlier one); then articles are added and found.
void window(benchmark::State& state) {
  std::mt19937_64 random(2);
  const auto fresh = [&random] {
    std::vector<std::uint32_t> hashes;
    // A text of some 400 shingles keeps the smallest 96: below a quarter of the range.
    while (hashes.size() < 96) hashes.push_back(static_cast<std::uint32_t>(random() >> 34U));
    std::sort(hashes.begin(), hashes.end());
    Fingerprint print;
    print.sketch.push_back(96);
    print.sketch.insert(print.sketch.end(), hashes.begin(), hashes.end());
    print.shingle_count = 400;
    print.exact = random();
    return print;
  };
  match::NearIndex index;
  std::vector<Fingerprint> recent(1000);
  Article article;
  article.published = timestamp_of_utc(1000);
  std::size_t count = 0;
  const auto next = [&] {
    article.id = std::to_string(count++);
    if (count % 10 == 0) {
      Fingerprint copy = recent[random() % std::min<std::size_t>(count, 1000)];
      copy.exact = random();
      return copy;
    }
    return recent[count % 1000] = fresh();
  };
  while (count < static_cast<std::size_t>(state.range(0))) index.add(article, next());
  std::vector<Fingerprint> prepared;
  for (int i = 0; i < 20000; ++i) prepared.push_back(next());
  std::size_t i = 0;
  for (auto _ : state) benchmark::DoNotOptimize(index.add(article, prepared[i++ % 20000]));
  state.SetItemsProcessed(state.iterations());
}
BENCHMARK(window)->Arg(50000)->Arg(500000)->Arg(2000000)->Arg(5000000)->Iterations(20000);

}  // namespace

BENCHMARK_MAIN();
