// Drives Foo: three threads, started in several orders, whose callbacks write plain shared data.
#include <bits/stdc++.h>
#include <pthread.h>
#include <semaphore.h>
#include <unistd.h>

using namespace std;

// clang-format off
#include "solution.hpp"  // behind the names that judge sites bring along
// clang-format on

#include <gtest/gtest.h>

#include "harness/testing/testing.hpp"

namespace driver {

/// What the three callbacks wrote. It has no protection of its own: the order that Foo makes is all there is.
class Page {
 public:
  void print(int number) {
    threadmark::testing::event("printed", number);
    if (length_ < 8) written_[length_] = number;
    ++length_;
  }

  void expect_first_second_third() const {
    ASSERT_EQ(length_, 3) << "each callback is called once";
    EXPECT_EQ(written_[0], 1);
    EXPECT_EQ(written_[1], 2);
    EXPECT_EQ(written_[2], 3);
  }

 private:
  int written_[8] = {};
  int length_ = 0;
};

/// Three threads that call the three functions, started in this order.
void run_in_the_order(const int (&order)[3]) {
  Page page;
  {
    Foo foo;
    std::thread threads[3];
    for (int i = 0; i < 3; ++i) {
      const int number = order[i];
      threads[i] = std::thread([&page, &foo, number] {
        auto print = [&page, number] { page.print(number); };
        if (number == 1) foo.first(print);
        if (number == 2) foo.second(print);
        if (number == 3) foo.third(print);
      });
    }
    for (std::thread& thread : threads)
      thread.join();
  }
  page.expect_first_second_third();
}

TEST(InOrder, StartedFirstSecondThird) {
  run_in_the_order({1, 2, 3});
}

TEST(InOrder, StartedThirdSecondFirst) {
  run_in_the_order({3, 2, 1});
}

TEST(InOrder, StartedSecondThirdFirst) {
  run_in_the_order({2, 3, 1});
}

TEST(InOrder, AgainWithANewFoo) {
  run_in_the_order({1, 3, 2});
  run_in_the_order({3, 1, 2});
}

}  // namespace driver
