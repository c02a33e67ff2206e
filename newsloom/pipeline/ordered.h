#pragma once
// ordered_map: runs a function on many inputs with several threads and gives the results in order
// of the inputs, with a bounded number of them in memory.

#include <condition_variable>
#include <deque>
#include <functional>
#include <memory>
#include <mutex>
#include <optional>
#include <thread>
#include <vector>

namespace newsloom {

/// In: what is worked on. Out: the result. One producer calls add(), which waits while too much is
/// under way and hands finished results to `deliver` (on the producer's own thread, in order).
template <class In, class Out>
class OrderedMap {
 public:
  using Work = std::function<Out(In&)>;
  using Deliver = std::function<void(In&, Out&)>;

  /// `threads` at least 1; with 1 everything happens on the caller's thread.
  OrderedMap(int threads, Work work, Deliver deliver)
      : work_(std::move(work)), deliver_(std::move(deliver)), limit_(threads * kWaitingPerThread) {
    if (threads < 2) return;
    for (int i = 0; i < threads; ++i) {
      threads_.emplace_back([this] { run(); });
    }
  }
  ~OrderedMap() { stop(); }
  OrderedMap(const OrderedMap&) = delete;
  OrderedMap& operator=(const OrderedMap&) = delete;

  void add(In in) {
    if (threads_.empty()) {
      Out out = work_(in);
      deliver_(in, out);
      return;
    }
    std::unique_lock lock(mutex_);
    jobs_.push_back(std::make_unique<Job>(std::move(in)));
    todo_.push_back(jobs_.back().get());
    wake_.notify_one();
    while (!jobs_.empty() && (jobs_.front()->out || jobs_.size() >= limit_)) deliver_first(lock);
  }

  /// Waits for all and delivers them.
  void finish() {
    std::unique_lock lock(mutex_);
    while (!jobs_.empty()) deliver_first(lock);
  }

 private:
  static constexpr int kWaitingPerThread = 16;

  struct Job {
    explicit Job(In input) : in(std::move(input)) {}
    In in;
    std::optional<Out> out;
  };

  void deliver_first(std::unique_lock<std::mutex>& lock) {
    done_.wait(lock, [this] { return jobs_.front()->out.has_value(); });
    const std::unique_ptr<Job> job = std::move(jobs_.front());
    jobs_.pop_front();
    lock.unlock();
    deliver_(job->in, *job->out);
    lock.lock();
  }

  void run() {
    std::unique_lock lock(mutex_);
    for (;;) {
      wake_.wait(lock, [this] { return stopping_ || !todo_.empty(); });
      if (todo_.empty()) return;
      Job* job = todo_.front();
      todo_.pop_front();
      lock.unlock();
      Out out = work_(job->in);
      lock.lock();
      job->out = std::move(out);
      done_.notify_one();
    }
  }

  void stop() {
    {
      const std::lock_guard lock(mutex_);
      stopping_ = true;
      todo_.clear();
    }
    wake_.notify_all();
    for (std::thread& thread : threads_) thread.join();
  }

  // Constant after construction.
  const Work work_;
  const Deliver deliver_;
  const std::size_t limit_;
  std::vector<std::thread> threads_;
  // Guarded by mutex_.
  std::mutex mutex_;
  std::condition_variable wake_;
  std::condition_variable done_;
  std::deque<std::unique_ptr<Job>> jobs_;
  std::deque<Job*> todo_;
  bool stopping_ = false;
};

}  // namespace newsloom
