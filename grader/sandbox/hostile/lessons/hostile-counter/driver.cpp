// Drives Counter.
#include "solution.hpp"

#include <thread>
#include <type_traits>
#include <utility>

#include <gtest/gtest.h>

#include "harness/testing/testing.hpp"

namespace driver {

static_assert(std::is_same_v<decltype(std::declval<const Counter&>().value()), int>, "value() must give an int");

TEST(Single, CountsFromZero) {
  Counter counter;
  EXPECT_EQ(counter.value(), 0);
  counter.add(2);
  counter.add(3);
  EXPECT_EQ(counter.value(), 5);
}

TEST(Threads, LoseNothing) {
  Counter counter;
  std::thread other([&] {
    for (int i = 0; i < 3; ++i)
      counter.add(1);
  });
  for (int i = 0; i < 3; ++i)
    counter.add(1);
  other.join();
  EXPECT_EQ(counter.value(), 6);
}

TEST(Threads, MayLookMeanwhile) {
  Counter counter;
  std::thread other([&] { counter.add(7); });
  const int seen = counter.value();
  other.join();
  EXPECT_TRUE(seen == 0 || seen == 7);
  EXPECT_EQ(counter.value(), 7);
}

}  // namespace driver
