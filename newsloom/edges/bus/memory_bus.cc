#include <condition_variable>
#include <deque>
#include <map>
#include <mutex>

#include "newsloom/edges/bus/bus.h"

namespace newsloom::bus {
namespace {

class MemoryBus final : public Bus {
 public:
  explicit MemoryBus(std::size_t capacity) : capacity_(capacity) {}

  Result<void> publish(std::string_view topic, std::string_view id) override {
    std::unique_lock lock(mutex_);
    Topic& queue = topics_[std::string(topic)];
    changed_.wait(lock, [&] { return queue.closed || queue.waiting.size() < capacity_; });
    if (queue.closed) return fail(Errc::unavailable, "topic is closed", std::string(topic));
    queue.waiting.push_back(Message{std::string(topic), std::string(id), ++deliveries_});
    changed_.notify_all();
    return {};
  }

  Result<std::optional<Message>> next(std::string_view topic) override {
    std::unique_lock lock(mutex_);
    Topic& queue = topics_[std::string(topic)];
    // A message that is out may come back: the topic is only over when all are acknowledged.
    changed_.wait(lock,
                  [&] { return !queue.waiting.empty() || (queue.closed && queue.out.empty()); });
    if (queue.waiting.empty()) return std::optional<Message>();
    Message message = std::move(queue.waiting.front());
    queue.waiting.pop_front();
    queue.out.emplace(message.delivery, message);
    changed_.notify_all();
    return std::optional<Message>(std::move(message));
  }

  Result<void> ack(const Message& message) override {
    const std::lock_guard lock(mutex_);
    topics_[message.topic].out.erase(message.delivery);
    changed_.notify_all();
    return {};
  }

  Result<void> retry(const Message& message) override {
    const std::lock_guard lock(mutex_);
    Topic& queue = topics_[message.topic];
    if (queue.out.erase(message.delivery) == 0) return {};
    queue.waiting.push_back(Message{message.topic, message.id, ++deliveries_});
    changed_.notify_all();
    return {};
  }

  Result<void> close(std::string_view topic) override {
    const std::lock_guard lock(mutex_);
    topics_[std::string(topic)].closed = true;
    changed_.notify_all();
    return {};
  }

 private:
  struct Topic {
    std::deque<Message> waiting;
    std::map<std::uint64_t, Message> out;  // delivered, not yet acknowledged
    bool closed = false;
  };

  // Constant after construction.
  const std::size_t capacity_;
  // Guarded by mutex_.
  std::mutex mutex_;
  std::condition_variable changed_;
  std::map<std::string, Topic> topics_;
  std::uint64_t deliveries_ = 0;
};

}  // namespace

std::unique_ptr<Bus> in_memory(std::size_t capacity) {
  return std::make_unique<MemoryBus>(capacity);
}

}  // namespace newsloom::bus
