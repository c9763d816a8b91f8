// Drives Promise and Future: a few callbacks, registered before, during and after the completion.
// clang-format off
#include "solution.hpp"  // before everything else: it includes what it needs
// clang-format on

#include <atomic>
#include <chrono>
#include <exception>
#include <optional>
#include <stdexcept>
#include <string>
#include <thread>
#include <utility>

#include <gtest/gtest.h>

#include "harness/testing/testing.hpp"

namespace driver {

using std::chrono::milliseconds;

/// Numbers moments in the order in which they come. Orders nothing: what is compared are only the numbers.
class Moments {
 public:
  int next() { return 1 + count_.fetch_add(1, std::memory_order_relaxed); }

 private:
  std::atomic<int> count_{0};
};

/// What became of one callback. Two runs at once would be a mistake of the submission, so they must not race here.
class Trail {
 public:
  explicit Trail(Moments& moments) : moments_(&moments) {}

  void enter() {
    runs_.fetch_add(1, std::memory_order_relaxed);
    begun_.store(moments_->next(), std::memory_order_relaxed);
  }
  void leave() { ended_.store(moments_->next(), std::memory_order_relaxed); }

  int runs() const { return runs_.load(std::memory_order_relaxed); }
  int begun() const { return begun_.load(std::memory_order_relaxed); }
  int ended() const { return ended_.load(std::memory_order_relaxed); }

 private:
  Moments* moments_;
  std::atomic<int> runs_{0};
  std::atomic<int> begun_{0};
  std::atomic<int> ended_{0};
};

/// A callback that leaves a trail, and lets the others run in its middle.
auto leaves(Trail& trail) {
  return [&trail](Future<int>) {
    trail.enter();
    std::this_thread::yield();
    trail.leave();
  };
}

/// Both ran, and `later` began after `earlier` had ended.
void expect_order(const Trail& earlier, const Trail& later) {
  EXPECT_LT(0, earlier.ended());
  EXPECT_LT(earlier.ended(), later.begun()) << "a callback began before one that was registered earlier had ended";
}

/// Calls something whose own exceptions are not judged.
template <class Call>
void whatever_comes_out_of(Call call) {
  try {
    call();
  } catch (...) {
  }
}

// ---- values, errors, waiting -------------------------------------------------------------------------------------

TEST(Values, ComeOutAsOftenAsAsked) {
  Promise<std::string> promise;
  Future<std::string> future = promise.get_future();
  promise.set_value("ready");
  Future<std::string> copy = future;
  EXPECT_EQ(future.get(), "ready");
  EXPECT_EQ(future.get(), "ready");
  EXPECT_EQ(copy.get(), "ready");
}

TEST(Values, AreWaitedFor) {
  Promise<int> promise;
  Future<int> future = promise.get_future();
  int others = 0;
  std::thread other([copy = future, &others]() mutable { others = copy.get(); });
  std::thread setter([&] {
    std::this_thread::sleep_for(milliseconds(200));
    promise.set_value(5);
  });
  EXPECT_EQ(future.get(), 5);
  other.join();
  setter.join();
  EXPECT_EQ(others, 5);
}

TEST(Values, AreSeenByWhoeverWaitsForAWhile) {
  Promise<int> promise;
  Future<int> future = promise.get_future();
  EXPECT_FALSE(future.wait_for(milliseconds(0)));
  EXPECT_FALSE(future.wait_for(milliseconds(10)));
  std::thread setter([&] { promise.set_value(5); });
  if (future.wait_for(milliseconds(10))) {
    EXPECT_EQ(future.get(), 5);
  }
  setter.join();
  EXPECT_TRUE(future.wait_for(milliseconds(0)));
  EXPECT_TRUE(future.wait_for(milliseconds(10)));
  EXPECT_EQ(future.get(), 5);
}

TEST(Values, FollowAPromiseThatIsMoved) {
  Promise<int> promise;
  Future<int> future = promise.get_future();
  {
    Promise<int> moved(std::move(promise));
    Promise<int> assigned;
    assigned = std::move(moved);
    assigned.set_value(5);
  }
  EXPECT_EQ(future.get(), 5);
}

TEST(Values, AreSetOnce) {
  Promise<int> promise;
  Future<int> future = promise.get_future();
  promise.set_value(5);
  EXPECT_THROW(promise.set_value(6), std::exception);
  EXPECT_THROW(promise.set_exception(std::make_exception_ptr(std::runtime_error("late"))), std::exception);
  EXPECT_EQ(future.get(), 5);
}

TEST(Values, AreSetByOneOfTwo) {
  Promise<int> promise;
  Future<int> future = promise.get_future();
  auto set = [&](int value) {
    try {
      promise.set_value(value);
      return true;
    } catch (const std::exception&) {
      return false;
    }
  };
  bool others = false;
  std::thread other([&] { others = set(1); });
  const bool mine = set(2);
  other.join();
  EXPECT_NE(mine, others) << "of two sets exactly one succeeds";
  EXPECT_EQ(future.get(), mine ? 2 : 1);
}

TEST(Values, MayBeErrors) {
  Promise<int> promise;
  Future<int> future = promise.get_future();
  std::thread setter([&] { promise.set_exception(std::make_exception_ptr(std::out_of_range("no such"))); });
  EXPECT_THROW(future.get(), std::out_of_range);
  EXPECT_THROW(future.get(), std::out_of_range);
  setter.join();
  EXPECT_TRUE(future.wait_for(milliseconds(0)));
}

TEST(Values, OfABrokenPromiseAreErrors) {
  std::optional<Promise<int>> promise(std::in_place);
  Future<int> future = promise->get_future();
  std::thread breaker([&] { promise.reset(); });
  EXPECT_THROW(future.get(), std::exception);
  breaker.join();
  EXPECT_THROW(future.get(), std::exception);
}

TEST(Values, OfAPromiseThatIsAssignedToAreErrors) {
  Promise<int> promise;
  Future<int> future = promise.get_future();
  {
    Promise<int> another;
    promise = std::move(another);
  }
  EXPECT_THROW(future.get(), std::exception);
}

// ---- each callback runs once -------------------------------------------------------------------------------------

TEST(Once, WhenRegisteredBefore) {
  Moments moments;
  Trail first(moments);
  Trail second(moments);
  Promise<int> promise;
  Future<int> future = promise.get_future();
  future.add_done_callback(leaves(first));
  future.add_done_callback(leaves(second));
  EXPECT_EQ(first.runs() + second.runs(), 0) << "a callback ran before the completion";
  promise.set_value(5);
  EXPECT_EQ(first.runs(), 1);
  EXPECT_EQ(second.runs(), 1);
}

TEST(Once, WhenRegisteredWhileTheValueIsSet) {
  Moments moments;
  Trail trail(moments);
  Promise<int> promise;
  Future<int> future = promise.get_future();
  std::thread setter([&] { promise.set_value(5); });
  future.add_done_callback(leaves(trail));
  setter.join();
  EXPECT_EQ(trail.runs(), 1);
}

TEST(Once, WhenTwoRegisterWhileTheValueIsSet) {
  Moments moments;
  Trail mine(moments);
  Trail others(moments);
  Promise<int> promise;
  Future<int> future = promise.get_future();
  std::thread other([copy = future, &others]() mutable { copy.add_done_callback(leaves(others)); });
  std::thread setter([&] { promise.set_value(5); });
  future.add_done_callback(leaves(mine));
  setter.join();
  other.join();
  EXPECT_EQ(mine.runs(), 1);
  EXPECT_EQ(others.runs(), 1);
}

TEST(Once, WhenTwoRegisterAfterwards) {
  Moments moments;
  Trail mine(moments);
  Trail others(moments);
  Promise<int> promise;
  Future<int> future = promise.get_future();
  promise.set_value(5);
  std::thread other([copy = future, &others]() mutable { copy.add_done_callback(leaves(others)); });
  future.add_done_callback(leaves(mine));
  other.join();
  EXPECT_EQ(mine.runs(), 1);
  EXPECT_EQ(others.runs(), 1);
}

TEST(Once, WhenTwoSetTheValue) {
  Moments moments;
  Trail trail(moments);
  Promise<int> promise;
  Future<int> future = promise.get_future();
  future.add_done_callback(leaves(trail));
  std::thread other([&] { whatever_comes_out_of([&] { promise.set_value(1); }); });
  whatever_comes_out_of([&] { promise.set_value(2); });
  other.join();
  EXPECT_EQ(trail.runs(), 1);
}

TEST(Once, WhenTheResultIsAnError) {
  Moments moments;
  Trail trail(moments);
  Promise<int> promise;
  Future<int> future = promise.get_future();
  future.add_done_callback(leaves(trail));
  promise.set_exception(std::make_exception_ptr(std::runtime_error("failed")));
  EXPECT_EQ(trail.runs(), 1);
}

TEST(Once, WhenRegisteredInsideOneThatCameAfterwards) {
  Moments moments;
  Trail inner(moments);
  Promise<int> promise;
  Future<int> future = promise.get_future();
  promise.set_value(5);
  future.add_done_callback([&](Future<int> done) { done.add_done_callback(leaves(inner)); });
  EXPECT_EQ(inner.runs(), 1);
}

// ---- callbacks run in the order of their registration ------------------------------------------------------------

TEST(Order, OfThreeRegisteredBefore) {
  Moments moments;
  Trail first(moments);
  Trail second(moments);
  Trail third(moments);
  Promise<int> promise;
  Future<int> future = promise.get_future();
  future.add_done_callback(leaves(first));
  future.add_done_callback(leaves(second));
  future.add_done_callback(leaves(third));
  promise.set_value(5);
  expect_order(first, second);
  expect_order(second, third);
}

TEST(Order, OfOneRegisteredWhileTheOthersRun) {
  Moments moments;
  Trail first(moments);
  Trail second(moments);
  Trail late(moments);
  Promise<int> promise;
  Future<int> future = promise.get_future();
  future.add_done_callback(leaves(first));
  future.add_done_callback(leaves(second));
  std::thread setter([&] { promise.set_value(5); });
  future.add_done_callback(leaves(late));
  setter.join();
  expect_order(first, second);
  expect_order(second, late);
}

TEST(Order, OfTwoRegisteredWhileAnotherRuns) {
  Moments moments;
  Trail first(moments);
  Trail late(moments);
  Trail later(moments);
  Promise<int> promise;
  Future<int> future = promise.get_future();
  future.add_done_callback(leaves(first));
  std::thread setter([&] { promise.set_value(5); });
  future.add_done_callback(leaves(late));
  future.add_done_callback(leaves(later));
  setter.join();
  expect_order(first, late);
  expect_order(late, later);
}

TEST(Order, OfOneRegisteredInsideAnother) {
  Moments moments;
  Trail outer(moments);
  Trail second(moments);
  Trail inner(moments);
  Promise<int> promise;
  Future<int> future = promise.get_future();
  future.add_done_callback([&](Future<int> done) {
    outer.enter();
    done.add_done_callback(leaves(inner));
    outer.leave();
  });
  future.add_done_callback(leaves(second));
  promise.set_value(5);
  expect_order(outer, second);
  expect_order(second, inner);
  EXPECT_EQ(inner.runs(), 1);
}

TEST(Order, OfOneRegisteredInsideTheLast) {
  Moments moments;
  Trail outer(moments);
  Trail inner(moments);
  Promise<int> promise;
  Future<int> future = promise.get_future();
  future.add_done_callback([&](Future<int> done) {
    outer.enter();
    done.add_done_callback(leaves(inner));
    outer.leave();
  });
  std::thread setter([&] { promise.set_value(5); });
  setter.join();
  expect_order(outer, inner);
  EXPECT_EQ(inner.runs(), 1);
}

// ---- callbacks have run in time ----------------------------------------------------------------------------------

TEST(InTime, AllRegisteredBeforeHaveRunWhenSetValueReturns) {
  Moments moments;
  Trail first(moments);
  Trail second(moments);
  Promise<int> promise;
  Future<int> future = promise.get_future();
  future.add_done_callback(leaves(first));
  future.add_done_callback(leaves(second));
  // Whoever registers meanwhile may run callbacks too, but not in place of set_value's word.
  std::thread other([copy = future]() mutable { copy.add_done_callback([](Future<int>) {}); });
  promise.set_value(5);
  EXPECT_LT(0, first.ended());
  EXPECT_LT(0, second.ended());
  other.join();
}

TEST(InTime, OneRegisteredAfterwardsHasRunWhenItsRegistrationReturns) {
  Moments moments;
  Trail first(moments);
  Trail late(moments);
  Promise<int> promise;
  Future<int> future = promise.get_future();
  future.add_done_callback(leaves(first));
  std::thread setter([&] { promise.set_value(5); });
  setter.join();
  future.add_done_callback(leaves(late));
  EXPECT_LT(0, late.ended());
}

TEST(InTime, NoneRunsBeforeTheResultIsThere) {
  Promise<int> promise;
  Future<int> future = promise.get_future();
  std::atomic<int> seen{0};
  std::thread setter([&] { promise.set_value(5); });
  future.add_done_callback([&](Future<int> done) {
    if (done.wait_for(milliseconds(0))) seen.store(done.get(), std::memory_order_relaxed);
  });
  setter.join();
  EXPECT_EQ(seen.load(std::memory_order_relaxed), 5);
}

// ---- callbacks that throw ----------------------------------------------------------------------------------------

TEST(Throwing, StopsNoOther) {
  Moments moments;
  Trail second(moments);
  Trail third(moments);
  Promise<int> promise;
  Future<int> future = promise.get_future();
  future.add_done_callback([](Future<int>) { throw std::runtime_error("a callback failed"); });
  future.add_done_callback(leaves(second));
  future.add_done_callback([](Future<int>) { throw 42; });
  future.add_done_callback(leaves(third));
  whatever_comes_out_of([&] { promise.set_value(5); });
  EXPECT_EQ(second.runs(), 1);
  EXPECT_EQ(third.runs(), 1);
  EXPECT_EQ(future.get(), 5);
}

TEST(Throwing, StopsNoneThatComesLater) {
  Moments moments;
  Trail late(moments);
  Promise<int> promise;
  Future<int> future = promise.get_future();
  future.add_done_callback([](Future<int>) { throw std::runtime_error("a callback failed"); });
  std::thread setter([&] { whatever_comes_out_of([&] { promise.set_value(5); }); });
  whatever_comes_out_of([&] { future.add_done_callback(leaves(late)); });
  setter.join();
  EXPECT_EQ(late.runs(), 1);
}

TEST(Throwing, AfterwardsStopsNoneThatComesLater) {
  Moments moments;
  Trail late(moments);
  Promise<int> promise;
  Future<int> future = promise.get_future();
  promise.set_value(5);
  whatever_comes_out_of(
      [&] { future.add_done_callback([](Future<int>) { throw std::runtime_error("a callback failed"); }); });
  future.add_done_callback(leaves(late));
  EXPECT_EQ(late.runs(), 1);
}

// ---- what callbacks may do: these can only hang ------------------------------------------------------------------

TEST(Inside, ACallbackGets) {
  Promise<int> promise;
  Future<int> future = promise.get_future();
  int seen = 0;
  future.add_done_callback([&](Future<int> done) { seen = done.get(); });
  promise.set_value(5);
  EXPECT_EQ(seen, 5);
  future.add_done_callback([&](Future<int> done) { seen = done.get() + 1; });
  EXPECT_EQ(seen, 6);
}

TEST(Inside, ACallbackWaitsForSomebodyWhoGets) {
  Promise<int> promise;
  Future<int> future = promise.get_future();
  int seen = 0;
  future.add_done_callback([&](Future<int> done) {
    std::thread other([&] { seen = done.get(); });
    other.join();
  });
  promise.set_value(5);
  EXPECT_EQ(seen, 5);
}

}  // namespace driver
