// What every Bus promises.
#include <gtest/gtest.h>

#include <set>
#include <thread>

#include "newsloom/edges/bus/bus.h"

namespace newsloom {
namespace {

constexpr std::size_t kCapacity = 4;

class BusContract : public ::testing::Test {
 protected:
  std::unique_ptr<Bus> bus_ = bus::in_memory(kCapacity);
};

TEST_F(BusContract, MessagesComeInOrderAndEnd) {
  ASSERT_TRUE(bus_->publish("t", "a"));
  ASSERT_TRUE(bus_->publish("t", "b"));
  ASSERT_TRUE(bus_->publish("other", "x"));
  ASSERT_TRUE(bus_->close("t"));
  for (const std::string want : {"a", "b"}) {
    const auto got = bus_->next("t");
    ASSERT_TRUE(got && *got);
    EXPECT_EQ((*got)->id, want);
    ASSERT_TRUE(bus_->ack(**got));
  }
  EXPECT_FALSE(*bus_->next("t"));
  EXPECT_FALSE(bus_->publish("t", "late"));
}

TEST_F(BusContract, WhatIsNotDoneComesAgain) {
  ASSERT_TRUE(bus_->publish("t", "a"));
  ASSERT_TRUE(bus_->close("t"));
  auto first = bus_->next("t");
  ASSERT_TRUE(bus_->retry(**first));
  auto second = bus_->next("t");
  EXPECT_EQ((*second)->id, "a");
  EXPECT_NE((*second)->delivery, (*first)->delivery);
  ASSERT_TRUE(bus_->ack(**second));
  EXPECT_FALSE(*bus_->next("t"));
}

TEST_F(BusContract, AFullTopicMakesThePublisherWaitAndLosesNothing) {
  constexpr int kMessages = 500;
  std::thread publisher([&] {
    for (int i = 0; i < kMessages; ++i) ASSERT_TRUE(bus_->publish("t", std::to_string(i)));
    ASSERT_TRUE(bus_->close("t"));
  });
  std::set<std::string> seen[2];
  std::vector<std::thread> readers;
  for (auto& mine : seen) {
    readers.emplace_back([&] {
      for (auto got = bus_->next("t"); got && *got; got = bus_->next("t")) {
        mine.insert((*got)->id);
        ASSERT_TRUE(bus_->ack(**got));
      }
    });
  }
  publisher.join();
  for (std::thread& reader : readers) reader.join();
  EXPECT_EQ(seen[0].size() + seen[1].size(), static_cast<std::size_t>(kMessages));
}

}  // namespace
}  // namespace newsloom
