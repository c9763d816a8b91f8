// Drives Table: up to four people, one bowl of noodles, one fork. The events say who eats when.
// clang-format off
#include "solution.hpp"  // before everything else: it includes what it needs
// clang-format on

#include <stdexcept>
#include <string>
#include <thread>

#include <gtest/gtest.h>

#include "harness/testing/testing.hpp"

namespace driver {

/// One of the four: what becomes of their bites. Each is used by one thread at a time, and read after its join.
class Person {
 public:
  Person(int number, std::string name) : number_(number), name_(std::move(name)) {}

  /// Eats once, which must be one bite on this very thread.
  void eat_at(Table& table) {
    const std::thread::id here = std::this_thread::get_id();
    table.eat(name_, [&] { bite(here); });
  }

  /// Chokes on the bite. Whether the exception comes out of eat() is not judged.
  void choke_at(Table& table) {
    const std::thread::id here = std::this_thread::get_id();
    try {
      table.eat(name_, [&] {
        bite(here);
        throw std::runtime_error("too hot");
      });
    } catch (...) {
    }
  }

  int bites() const { return bites_; }
  bool always_bit_on_the_calling_thread() const { return own_thread_; }

 private:
  void bite(std::thread::id caller) {
    threadmark::testing::event("bite-begin", number_);
    if (std::this_thread::get_id() != caller) own_thread_ = false;
    ++bites_;
    std::this_thread::yield();
    threadmark::testing::event("bite-end", number_);
  }

  const int number_;
  const std::string name_;
  int bites_ = 0;
  bool own_thread_ = true;
};

void expect_bites(const Person& person, int count) {
  EXPECT_EQ(person.bites(), count) << "each call of eat bites exactly once";
  EXPECT_TRUE(person.always_bit_on_the_calling_thread());
}

TEST(Eating, AloneIsOneBite) {
  Table table;
  Person alex(1, "alex");
  alex.eat_at(table);
  expect_bites(alex, 1);
  alex.eat_at(table);
  expect_bites(alex, 2);
}

TEST(Eating, ForTwo) {
  Table table;
  Person alex(1, "alex");
  Person barry(2, "barry");
  std::thread first([&] { alex.eat_at(table); });
  std::thread second([&] { barry.eat_at(table); });
  first.join();
  second.join();
  expect_bites(alex, 1);
  expect_bites(barry, 1);
}

TEST(Eating, ForTwoOthers) {
  Table table;
  Person taibai(3, "taibai");
  Person wusir(4, "wusir");
  std::thread first([&] { taibai.eat_at(table); });
  std::thread second([&] { wusir.eat_at(table); });
  first.join();
  second.join();
  expect_bites(taibai, 1);
  expect_bites(wusir, 1);
}

TEST(Eating, ForTwoWhoComeBack) {
  Table table;
  Person barry(2, "barry");
  Person taibai(3, "taibai");
  std::thread first([&] {
    barry.eat_at(table);
    barry.eat_at(table);
  });
  std::thread second([&] {
    taibai.eat_at(table);
    taibai.eat_at(table);
  });
  first.join();
  second.join();
  expect_bites(barry, 2);
  expect_bites(taibai, 2);
}

TEST(Eating, ForFour) {
  Table table;
  Person people[] = {{1, "alex"}, {2, "barry"}, {3, "taibai"}, {4, "wusir"}};
  std::thread first([&] { people[0].eat_at(table); });
  std::thread second([&] { people[1].eat_at(table); });
  std::thread third([&] { people[2].eat_at(table); });
  std::thread fourth([&] { people[3].eat_at(table); });
  first.join();
  second.join();
  third.join();
  fourth.join();
  for (const Person& person : people)
    expect_bites(person, 1);
}

TEST(Choking, LeavesEverythingToTheNext) {
  Table table;
  Person alex(1, "alex");
  Person barry(2, "barry");
  std::thread chokes([&] { alex.choke_at(table); });
  chokes.join();
  std::thread next([&] { barry.eat_at(table); });
  next.join();
  expect_bites(alex, 1);
  expect_bites(barry, 1);
}

TEST(Choking, LeavesEverythingToWhoeverWaits) {
  Table table;
  Person taibai(3, "taibai");
  Person wusir(4, "wusir");
  std::thread chokes([&] { taibai.choke_at(table); });
  std::thread waits([&] { wusir.eat_at(table); });
  chokes.join();
  waits.join();
  expect_bites(taibai, 1);
  expect_bites(wusir, 1);
}

}  // namespace driver
