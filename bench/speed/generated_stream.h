#pragma once
// The stream is generated. Words follow the law of Zipf and Mandelbrot, 1 / (rank + 7)^1.2 over
// 200,000 ranks: the first 100 (English small words) cover 47 % of a text, the first 10,000 87 %,
// much as in news. An article has a title of 9 words and a text of 420, a fifth of them from its
// story's own 30; one in three opens a story, the others take one in the news, newer ones more
// often.
#include <algorithm>
#include <cmath>
#include <cstdint>
#include <deque>
#include <memory>
#include <random>
#include <string>
#include <vector>

#include "data/embedded.h"
#include "newsloom/core/item.h"
#include "newsloom/core/text/words.h"

namespace newsloom::bench {

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

  std::shared_ptr<Item> next() {
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

}  // namespace newsloom::bench
