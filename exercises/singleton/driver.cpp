// Drives Config: many first callers at once, one object. The submission sees SlowInit, which makes construction slow.
#include <sched.h>

/// The base of Config: it lets the others run in the middle of the construction.
struct SlowInit {
  SlowInit() { sched_yield(); }
};

// clang-format off
#include "solution.hpp"  // before everything else: it includes what it needs
// clang-format on

#include <thread>
#include <type_traits>

#include <gtest/gtest.h>

#include "harness/testing/testing.hpp"

namespace driver {

/// What one caller was given. Each thread writes its own; read after the joins.
struct Seen {
  const Config* address = nullptr;
  int id = 0;

  void look() {
    const Config& config = Config::instance();
    address = &config;
    id = config.id();
  }
};

TEST(Construction, HappensOnceForTwoFirstCallers) {
  std::thread other([] { Config::instance(); });
  Config::instance();
  other.join();
  EXPECT_EQ(Config::constructed(), 1);
}

TEST(Construction, HappensOnceForThreeFirstCallers) {
  std::thread first([] { Config::instance(); });
  std::thread second([] { Config::instance(); });
  std::thread third([] { Config::instance(); });
  first.join();
  second.join();
  third.join();
  EXPECT_EQ(Config::constructed(), 1);
}

TEST(Construction, HappensOnceForOneCallerWhoComesAgain) {
  const Config* const first = &Config::instance();
  EXPECT_EQ(&Config::instance(), first);
  EXPECT_EQ(Config::constructed(), 1);
}

TEST(Completeness, TwoFirstCallersSeeTheSameFinishedObject) {
  Seen mine;
  Seen others;
  std::thread other([&] { others.look(); });
  mine.look();
  other.join();
  EXPECT_NE(mine.id, 0);
  EXPECT_NE(others.id, 0) << "a caller was given the object before its constructor had ended";
  EXPECT_EQ(mine.id, others.id);
  EXPECT_EQ(mine.address, others.address);
}

TEST(Completeness, ThreeFirstCallersSeeTheSameFinishedObject) {
  Seen seen[3];
  std::thread first([&] { seen[0].look(); });
  std::thread second([&] { seen[1].look(); });
  std::thread third([&] { seen[2].look(); });
  first.join();
  second.join();
  third.join();
  for (const Seen& one : seen) {
    EXPECT_NE(one.id, 0) << "a caller was given the object before its constructor had ended";
    EXPECT_EQ(one.id, seen[0].id);
    EXPECT_EQ(one.address, seen[0].address);
  }
}

TEST(Counting, MayBeAskedAnyTime) {
  std::thread other([] { Config::instance(); });
  const int meanwhile = Config::constructed();
  other.join();
  EXPECT_GE(meanwhile, 0);
  EXPECT_LE(meanwhile, 1);
  EXPECT_EQ(Config::constructed(), 1);
}

TEST(Copying, IsImpossible) {
  EXPECT_FALSE(std::is_copy_constructible_v<Config>);
}

}  // namespace driver
