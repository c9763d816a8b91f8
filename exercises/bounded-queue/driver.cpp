// Drives BoundedQueue. Every test is explored on its own, over many interleavings: so each is as small as its mistake.

// clang-format off
#include "solution.hpp"  // before everything else: it includes what it needs
// clang-format on

#include <algorithm>
#include <atomic>
#include <chrono>
#include <cstddef>
#include <memory>
#include <optional>
#include <thread>
#include <utility>
#include <vector>

#include <gtest/gtest.h>

#include "harness/testing/testing.hpp"

namespace driver {

using std::chrono::milliseconds;
using Clock = std::chrono::steady_clock;

/// Set by one thread and looked at by another; orders nothing between them.
class Mark {
 public:
  void set() { set_.store(true, std::memory_order_relaxed); }
  bool is_set() const { return set_.load(std::memory_order_relaxed); }

 private:
  std::atomic<bool> set_{false};
};

/// Gives everybody else the time to get stuck. Nothing is sure afterwards: only what must never be is asserted.
void let_others_run() {
  std::this_thread::sleep_for(milliseconds(20));
}

std::vector<int> sorted(std::vector<int> values) {
  std::sort(values.begin(), values.end());
  return values;
}

// ---- first in, first out ----------------------------------------------------------------------------------------

TEST(Fifo, OneThreadGetsWhatItPutInThatOrder) {
  BoundedQueue<int> queue(3);
  queue.put(1);
  queue.put(2);
  EXPECT_EQ(queue.get(), 1);
  queue.put(3);
  queue.put(4);
  EXPECT_EQ(queue.get(), 2);
  EXPECT_EQ(queue.get(), 3);
  EXPECT_EQ(queue.get(), 4);
}

TEST(Fifo, OneProducersItemsComeInItsOrder) {
  BoundedQueue<int> queue(2);
  std::thread producer([&] {
    for (int i = 1; i <= 3; ++i)
      queue.put(i);
  });
  std::vector<int> got;
  for (int i = 0; i < 3; ++i)
    got.push_back(queue.get());
  producer.join();
  EXPECT_EQ(got, (std::vector<int>{1, 2, 3}));
}

TEST(Fifo, EachProducersItemsComeInItsOrderAndOnce) {
  BoundedQueue<int> queue(2);
  std::thread tens([&] {
    queue.put(11);
    queue.put(12);
  });
  std::thread twenties([&] {
    queue.put(21);
    queue.put(22);
  });
  std::vector<int> got;
  for (int i = 0; i < 4; ++i)
    got.push_back(queue.get());
  tens.join();
  twenties.join();
  EXPECT_EQ(sorted(got), (std::vector<int>{11, 12, 21, 22}));
  auto place = [&](int value) { return std::find(got.begin(), got.end(), value) - got.begin(); };
  EXPECT_LT(place(11), place(12));
  EXPECT_LT(place(21), place(22));
}

// ---- put waits while the queue is full, get while it is empty ----------------------------------------------------

TEST(Blocking, PutWaitsForRoom) {
  BoundedQueue<int> queue(1);
  Mark put_has_returned;
  queue.put(1);
  std::thread producer([&] {
    queue.put(2);
    put_has_returned.set();
  });
  let_others_run();
  EXPECT_FALSE(put_has_returned.is_set()) << "put returned although the queue was full and nobody had taken anything";
  EXPECT_EQ(queue.get(), 1);
  EXPECT_EQ(queue.get(), 2);
  producer.join();
}

TEST(Blocking, GetWaitsForAnItem) {
  BoundedQueue<int> queue(1);
  Mark get_has_returned;
  int got = 0;
  std::thread consumer([&] {
    got = queue.get();
    get_has_returned.set();
  });
  let_others_run();
  EXPECT_FALSE(get_has_returned.is_set()) << "get returned although nothing had been put";
  queue.put(5);
  consumer.join();
  EXPECT_EQ(got, 5);
}

TEST(Blocking, OneFreedPlaceIsFilledOnce) {
  BoundedQueue<int> queue(1);
  Mark put_has_returned;
  queue.put(1);
  std::thread producer([&] {
    queue.put(2);
    put_has_returned.set();
  });
  EXPECT_EQ(queue.get(), 1);
  const bool was_quicker = queue.try_put(3);
  let_others_run();
  if (was_quicker) {
    EXPECT_FALSE(put_has_returned.is_set()) << "two items were put into a queue of capacity 1";
    EXPECT_EQ(queue.get(), 3);
  }
  EXPECT_EQ(queue.get(), 2);
  producer.join();
}

TEST(Blocking, OneItemIsTakenOnce) {
  BoundedQueue<int> queue(1);
  Mark get_has_returned;
  int got = 0;
  std::thread consumer([&] {
    got = queue.get();
    get_has_returned.set();
  });
  queue.put(1);
  const std::optional<int> was_quicker = queue.try_get();
  let_others_run();
  if (was_quicker) {
    EXPECT_EQ(*was_quicker, 1);
    EXPECT_FALSE(get_has_returned.is_set()) << "get returned although the only item had been taken by try_get";
    queue.put(2);
  }
  consumer.join();
  EXPECT_EQ(got, was_quicker ? 2 : 1);
}

// ---- whoever can go on is woken: these can only hang -------------------------------------------------------------

TEST(Waking, TwoGettersAndOnePutterOfTwo) {
  BoundedQueue<int> queue(1);
  int first = 0;
  int second = 0;
  std::thread getter([&] { first = queue.get(); });
  std::thread other_getter([&] { second = queue.get(); });
  queue.put(1);
  queue.put(2);
  getter.join();
  other_getter.join();
  EXPECT_EQ(sorted({first, second}), (std::vector<int>{1, 2}));
}

TEST(Waking, TwoPuttersAndOneGetterOfThree) {
  BoundedQueue<int> queue(1);
  queue.put(1);
  std::thread putter([&] { queue.put(2); });
  std::thread other_putter([&] { queue.put(3); });
  std::vector<int> got;
  for (int i = 0; i < 3; ++i)
    got.push_back(queue.get());
  putter.join();
  other_putter.join();
  EXPECT_EQ(got.front(), 1);
  EXPECT_EQ(sorted(got), (std::vector<int>{1, 2, 3}));
}

TEST(Waking, TwoItemsAtOnceWakeTwoGetters) {
  BoundedQueue<int> queue(2);
  int first = 0;
  int second = 0;
  std::thread getter([&] { first = queue.get(); });
  std::thread other_getter([&] { second = queue.get(); });
  queue.put(1);
  queue.put(2);
  getter.join();
  other_getter.join();
  EXPECT_EQ(sorted({first, second}), (std::vector<int>{1, 2}));
}

TEST(Waking, TwoPlacesAtOnceWakeTwoPutters) {
  BoundedQueue<int> queue(2);
  queue.put(1);
  queue.put(2);
  std::thread putter([&] { queue.put(3); });
  std::thread other_putter([&] { queue.put(4); });
  EXPECT_EQ(queue.get(), 1);
  EXPECT_EQ(queue.get(), 2);
  putter.join();
  other_putter.join();
  EXPECT_EQ(sorted({queue.get(), queue.get()}), (std::vector<int>{3, 4}));
}

TEST(Waking, TryPutWakesAGetter) {
  BoundedQueue<int> queue(1);
  int got = 0;
  std::thread getter([&] { got = queue.get(); });
  while (!queue.try_put(7))
    std::this_thread::yield();
  getter.join();
  EXPECT_EQ(got, 7);
}

TEST(Waking, TryGetWakesAPutter) {
  BoundedQueue<int> queue(1);
  queue.put(1);
  std::thread putter([&] { queue.put(2); });
  std::optional<int> got;
  while (!(got = queue.try_get()))
    std::this_thread::yield();
  putter.join();
  EXPECT_EQ(*got, 1);
  EXPECT_EQ(queue.get(), 2);
}

TEST(Waking, PutForWakesAGetter) {
  BoundedQueue<int> queue(1);
  int got = 0;
  std::thread getter([&] { got = queue.get(); });
  EXPECT_TRUE(queue.put_for(7, milliseconds(100)));
  getter.join();
  EXPECT_EQ(got, 7);
}

TEST(Waking, GetForWakesAPutter) {
  BoundedQueue<int> queue(1);
  queue.put(1);
  std::thread putter([&] { queue.put(2); });
  EXPECT_EQ(queue.get_for(milliseconds(100)), std::optional<int>(1));
  putter.join();
  EXPECT_EQ(queue.get(), 2);
}

TEST(Waking, AGetterThatGivesUpTakesNobodysTurn) {
  BoundedQueue<int> queue(1);
  std::optional<int> impatient;
  int patient = 0;
  std::thread gives_up([&] { impatient = queue.get_for(milliseconds(20)); });
  std::thread waits([&] { patient = queue.get(); });
  queue.put(1);
  gives_up.join();
  if (impatient) queue.put(2);
  waits.join();
  EXPECT_EQ(patient, impatient ? 3 - *impatient : 1);
}

TEST(Waking, APutterThatGivesUpTakesNobodysTurn) {
  BoundedQueue<int> queue(1);
  queue.put(1);
  bool impatient = false;
  std::thread gives_up([&] { impatient = queue.put_for(2, milliseconds(20)); });
  std::thread waits([&] { queue.put(3); });
  EXPECT_EQ(queue.get(), 1);
  gives_up.join();
  std::vector<int> got;
  if (impatient) got.push_back(queue.get());
  waits.join();
  got.push_back(queue.get());
  EXPECT_EQ(sorted(got), impatient ? (std::vector<int>{2, 3}) : (std::vector<int>{3}));
}

// ---- the forms that never wait -----------------------------------------------------------------------------------

TEST(Try, FailsOnlyForFullOrEmpty) {
  BoundedQueue<int> queue(2);
  EXPECT_EQ(queue.try_get(), std::nullopt);
  EXPECT_TRUE(queue.try_put(1));
  EXPECT_TRUE(queue.try_put(2));
  EXPECT_FALSE(queue.try_put(3));
  EXPECT_EQ(queue.try_get(), std::optional<int>(1));
  EXPECT_TRUE(queue.try_put(4));
  EXPECT_FALSE(queue.try_put(5));
  EXPECT_EQ(queue.try_get(), std::optional<int>(2));
  EXPECT_EQ(queue.try_get(), std::optional<int>(4));
  EXPECT_EQ(queue.try_get(), std::nullopt);
}

TEST(Try, OnePlaceIsEnough) {
  BoundedQueue<int> queue(1);
  EXPECT_TRUE(queue.try_put(1));
  EXPECT_FALSE(queue.try_put(2));
  EXPECT_EQ(queue.try_get(), std::optional<int>(1));
  EXPECT_EQ(queue.try_get(), std::nullopt);
}

TEST(Try, TwoWhoTryGetTheItemOnce) {
  BoundedQueue<int> queue(2);
  queue.put(1);
  std::optional<int> other;
  std::thread thread([&] { other = queue.try_get(); });
  const std::optional<int> mine = queue.try_get();
  thread.join();
  EXPECT_FALSE(mine && other) << "one item came out twice";
  if (!mine && !other) {
    EXPECT_EQ(queue.try_get(), std::optional<int>(1));
  }
}

TEST(Try, TwoWhoTryFillTheLastPlaceOnce) {
  BoundedQueue<int> queue(1);
  bool other = false;
  std::thread thread([&] { other = queue.try_put(1); });
  const bool mine = queue.try_put(2);
  thread.join();
  EXPECT_FALSE(mine && other) << "two items were put into a queue of capacity 1";
  EXPECT_EQ(queue.try_get(), other ? std::optional<int>(1) : mine ? std::optional<int>(2) : std::nullopt);
}

// ---- the forms that wait for a while -----------------------------------------------------------------------------

TEST(Timed, NoTimeIsATry) {
  BoundedQueue<int> queue(1);
  EXPECT_EQ(queue.get_for(milliseconds(0)), std::nullopt);
  EXPECT_EQ(queue.get_for(milliseconds(-5)), std::nullopt);
  EXPECT_TRUE(queue.put_for(1, milliseconds(0)));
  EXPECT_FALSE(queue.put_for(2, milliseconds(0)));
  EXPECT_FALSE(queue.put_for(3, milliseconds(-5)));
  EXPECT_EQ(queue.get_for(milliseconds(-5)), std::optional<int>(1));
  EXPECT_TRUE(queue.put_for(4, milliseconds(-5)));
  EXPECT_EQ(queue.get_for(milliseconds(0)), std::optional<int>(4));
}

TEST(Timed, GivesUpWhenNobodyComes) {
  BoundedQueue<int> queue(1);
  EXPECT_EQ(queue.get_for(milliseconds(10)), std::nullopt);
  EXPECT_TRUE(queue.put_for(1, milliseconds(10)));
  EXPECT_FALSE(queue.put_for(2, milliseconds(10)));
  EXPECT_EQ(queue.get_for(milliseconds(10)), std::optional<int>(1));
}

TEST(Timed, GetTakesWhatIsThereAtItsDeadline) {
  BoundedQueue<int> queue(1);
  const milliseconds patience(60);
  Clock::time_point put_by;
  std::thread producer([&] {
    std::this_thread::sleep_for(milliseconds(20));
    queue.put(7);
    put_by = Clock::now();
    std::this_thread::sleep_for(milliseconds(80));
  });
  const Clock::time_point begun = Clock::now();
  std::optional<int> got = queue.get_for(patience);
  producer.join();
  if (put_by < begun + patience) {
    EXPECT_EQ(got, std::optional<int>(7)) << "get_for gave up although the item was there before its deadline";
  }
  if (!got) {
    got = queue.try_get();
  }
  EXPECT_EQ(got, std::optional<int>(7));
}

TEST(Timed, PutTakesWhatIsFreeAtItsDeadline) {
  BoundedQueue<int> queue(1);
  queue.put(1);
  const milliseconds patience(60);
  int got = 0;
  Clock::time_point free_by;
  std::thread consumer([&] {
    std::this_thread::sleep_for(milliseconds(20));
    got = queue.get();
    free_by = Clock::now();
    std::this_thread::sleep_for(milliseconds(80));
  });
  const Clock::time_point begun = Clock::now();
  const bool was_put = queue.put_for(2, patience);
  consumer.join();
  EXPECT_EQ(got, 1);
  if (free_by < begun + patience) {
    EXPECT_TRUE(was_put) << "put_for gave up although there was room before its deadline";
  }
  EXPECT_EQ(queue.try_get(), was_put ? std::optional<int>(2) : std::nullopt);
}

// ---- what the queue says of itself -------------------------------------------------------------------------------

TEST(State, IsExactWhenNobodyElseIsThere) {
  BoundedQueue<int> queue(2);
  EXPECT_EQ(queue.size(), 0U);
  EXPECT_TRUE(queue.empty());
  EXPECT_FALSE(queue.full());
  queue.put(1);
  EXPECT_EQ(queue.size(), 1U);
  EXPECT_FALSE(queue.empty());
  EXPECT_FALSE(queue.full());
  queue.put(2);
  EXPECT_FALSE(queue.try_put(3));
  EXPECT_EQ(queue.size(), 2U);
  EXPECT_FALSE(queue.empty());
  EXPECT_TRUE(queue.full());
  queue.get();
  EXPECT_EQ(queue.size(), 1U);
  EXPECT_FALSE(queue.full());
  queue.get();
  EXPECT_EQ(queue.try_get(), std::nullopt);
  EXPECT_EQ(queue.size(), 0U);
  EXPECT_TRUE(queue.empty());
}

TEST(State, IsExactAfterTwoWereBusy) {
  BoundedQueue<int> queue(3);
  queue.put(1);
  std::thread other([&] {
    queue.put(2);
    queue.get();
  });
  queue.put(3);
  other.join();
  const BoundedQueue<int>& seen = queue;
  EXPECT_EQ(seen.size(), 2U);
  EXPECT_FALSE(seen.empty());
  EXPECT_FALSE(seen.full());
}

TEST(State, MayBeAskedWhileOthersAreBusy) {
  BoundedQueue<int> queue(2);
  std::thread other([&] {
    queue.put(1);
    queue.get();
  });
  const BoundedQueue<int>& seen = queue;
  // Any answer is right in the middle of other calls: the question alone must do no harm.
  static_cast<void>(seen.size());
  static_cast<void>(seen.empty());
  static_cast<void>(seen.full());
  other.join();
  EXPECT_EQ(seen.size(), 0U);
}

// ---- what becomes of the elements --------------------------------------------------------------------------------

TEST(Elements, AreMovedThroughEveryForm) {
  BoundedQueue<std::unique_ptr<int>> queue(1);
  queue.put(std::make_unique<int>(1));
  const std::unique_ptr<int> first = queue.get();
  ASSERT_NE(first, nullptr);
  EXPECT_EQ(*first, 1);
  EXPECT_TRUE(queue.try_put(std::make_unique<int>(2)));
  const std::optional<std::unique_ptr<int>> second = queue.try_get();
  ASSERT_TRUE(second && *second);
  EXPECT_EQ(**second, 2);
  EXPECT_TRUE(queue.put_for(std::make_unique<int>(3), milliseconds(10)));
  const std::optional<std::unique_ptr<int>> third = queue.get_for(milliseconds(10));
  ASSERT_TRUE(third && *third);
  EXPECT_EQ(**third, 3);
}

TEST(Elements, AreDestroyedWhenTheyDoNotGetIn) {
  BoundedQueue<std::shared_ptr<int>> queue(1);
  queue.put(std::make_shared<int>(1));
  auto tried = std::make_shared<int>(2);
  auto waited = std::make_shared<int>(3);
  const std::weak_ptr<int> tried_lives = tried;
  const std::weak_ptr<int> waited_lives = waited;
  EXPECT_FALSE(queue.try_put(std::move(tried)));
  EXPECT_TRUE(tried_lives.expired()) << "a failed try_put kept its argument";
  EXPECT_FALSE(queue.put_for(std::move(waited), milliseconds(10)));
  EXPECT_TRUE(waited_lives.expired()) << "a failed put_for kept its argument";
  EXPECT_EQ(*queue.get(), 1);
}

TEST(Elements, DieWithTheQueue) {
  const auto kept = std::make_shared<int>(1);
  {
    BoundedQueue<std::shared_ptr<int>> queue(3);
    queue.put(kept);
    queue.put(kept);
    queue.get();
    queue.put(kept);
  }
  EXPECT_EQ(kept.use_count(), 1) << "elements that were still in the queue outlived it";
}

TEST(Elements, ManyFit) {
  BoundedQueue<int> queue(1000);
  for (int i = 0; i < 1000; ++i)
    ASSERT_TRUE(queue.try_put(i));
  EXPECT_TRUE(queue.full());
  EXPECT_FALSE(queue.try_put(1000));
  for (int i = 0; i < 1000; ++i)
    ASSERT_EQ(queue.get(), i);
  EXPECT_TRUE(queue.empty());
}

}  // namespace driver
