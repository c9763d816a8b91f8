// Drives Account and transfer: few accounts, few transfers, in both directions, round in a circle and to oneself.
// clang-format off
#include "solution.hpp"  // before everything else: it includes what it needs
// clang-format on

#include <thread>
#include <type_traits>

#include <gtest/gtest.h>

#include "harness/testing/testing.hpp"

namespace driver {

// ---- the sum is kept ---------------------------------------------------------------------------------------------

TEST(Sum, IsKeptInBothDirections) {
  Account a(100);
  Account b(100);
  std::thread there([&] { transfer(a, b, 30); });
  std::thread back([&] { transfer(b, a, 50); });
  there.join();
  back.join();
  EXPECT_EQ(a.balance() + b.balance(), 200);
}

TEST(Sum, IsKeptWhenBothGoTwice) {
  Account a(100);
  Account b(100);
  std::thread there([&] {
    transfer(a, b, 1);
    transfer(a, b, 2);
  });
  std::thread back([&] {
    transfer(b, a, 4);
    transfer(b, a, 8);
  });
  there.join();
  back.join();
  EXPECT_EQ(a.balance() + b.balance(), 200);
}

TEST(Sum, IsKeptInOneDirection) {
  Account a(100);
  Account b(0);
  std::thread one([&] { transfer(a, b, 30); });
  std::thread another([&] { transfer(a, b, 50); });
  one.join();
  another.join();
  EXPECT_EQ(a.balance() + b.balance(), 100);
}

TEST(Sum, IsKeptRoundInACircle) {
  Account a(10);
  Account b(10);
  Account c(10);
  std::thread first([&] { transfer(a, b, 1); });
  std::thread second([&] { transfer(b, c, 2); });
  std::thread third([&] { transfer(c, a, 3); });
  first.join();
  second.join();
  third.join();
  EXPECT_EQ(a.balance() + b.balance() + c.balance(), 30);
}

TEST(Sum, IsKeptWhenTwoPayIntoOne) {
  Account a(10);
  Account b(10);
  Account c(10);
  std::thread first([&] { transfer(a, b, 4); });
  std::thread second([&] { transfer(c, b, 5); });
  first.join();
  second.join();
  EXPECT_EQ(a.balance() + b.balance() + c.balance(), 30);
}

// ---- the money arrives -------------------------------------------------------------------------------------------

TEST(Amounts, ArriveWhereTheyAreSent) {
  Account a(100);
  Account b(20);
  EXPECT_EQ(a.balance(), 100);
  transfer(a, b, 30);
  EXPECT_EQ(a.balance(), 70);
  EXPECT_EQ(b.balance(), 50);
  transfer(b, a, 5);
  EXPECT_EQ(a.balance(), 75);
  EXPECT_EQ(b.balance(), 45);
  transfer(a, b, 0);
  EXPECT_EQ(a.balance(), 75);
  EXPECT_EQ(b.balance(), 45);
}

TEST(Amounts, ArriveFromBothSides) {
  Account a(100);
  Account b(100);
  std::thread there([&] { transfer(a, b, 30); });
  std::thread back([&] { transfer(b, a, 50); });
  there.join();
  back.join();
  EXPECT_EQ(a.balance(), 120);
  EXPECT_EQ(b.balance(), 80);
}

TEST(Amounts, ThatAreNotThereChangeNothing) {
  Account a(10);
  Account b(20);
  transfer(a, b, 11);
  EXPECT_EQ(a.balance(), 10);
  EXPECT_EQ(b.balance(), 20);
  transfer(a, b, 10);
  EXPECT_EQ(a.balance(), 0);
  EXPECT_EQ(b.balance(), 30);
}

TEST(Amounts, AreNotSpentTwice) {
  Account a(100);
  Account b(0);
  Account c(0);
  std::thread one([&] { transfer(a, b, 60); });
  std::thread another([&] { transfer(a, c, 60); });
  one.join();
  another.join();
  EXPECT_EQ(a.balance(), 40) << "only one of two transfers of 60 can be paid from 100";
  EXPECT_EQ(b.balance() + c.balance(), 60);
}

// ---- nothing disappears on the way -------------------------------------------------------------------------------

TEST(OnTheWay, OneTransferIsNeverMissing) {
  Account from(100);
  Account to(0);
  std::thread payer([&] { transfer(from, to, 40); });
  const int first = from.balance();
  const int then = to.balance();
  payer.join();
  EXPECT_GE(first + then, 100) << "money was neither here nor there";
}

TEST(OnTheWay, TwoTransfersAreNeverMissing) {
  Account from(100);
  Account to(0);
  std::thread payer([&] { transfer(from, to, 40); });
  std::thread other_payer([&] { transfer(from, to, 7); });
  const int first = from.balance();
  const int then = to.balance();
  payer.join();
  other_payer.join();
  EXPECT_GE(first + then, 100) << "money was neither here nor there";
}

// ---- from an account to itself -----------------------------------------------------------------------------------

TEST(Self, TransferChangesNothing) {
  Account a(100);
  transfer(a, a, 40);
  EXPECT_EQ(a.balance(), 100);
  transfer(a, a, 100);
  EXPECT_EQ(a.balance(), 100);
  transfer(a, a, 101);
  EXPECT_EQ(a.balance(), 100);
}

TEST(Self, TransferDisturbsNobody) {
  Account a(100);
  Account b(0);
  std::thread other([&] { transfer(a, b, 30); });
  transfer(a, a, 50);
  other.join();
  EXPECT_EQ(a.balance(), 70);
  EXPECT_EQ(b.balance(), 30);
}

TEST(Copying, IsImpossible) {
  EXPECT_FALSE(std::is_copy_constructible_v<Account>);
}

}  // namespace driver
