// The exact number of inequivalent schedules of small programs, against the number that brute force finds.
#include "harness/schedulers/exhaustive.hpp"

#include <gtest/gtest.h>

#include "harness/schedulers/random.hpp"
#include "harness/schedulers/simulation.hpp"

namespace threadmark::schedulers {
namespace {

using namespace simulation;

struct Search {
  std::size_t whole = 0;      ///< schedules that got to an end
  std::size_t abandoned = 0;  ///< schedules that were given up as repetitions
  std::size_t deadlocks = 0;
  std::set<std::string> results;
  bool exhausted = false;
};

Search search(const Program& program) {
  Exhaustive& strategy = *make_exhaustive();
  Search search;
  Plan plan;
  const Profile profile;
  Outcome outcome;
  for (plan.number = 1; plan.number <= 20'000 && run(strategy, program, plan, profile, outcome); ++plan.number) {
    (outcome.abandoned ? search.abandoned : search.whole) += 1;
    if (outcome.abandoned) continue;
    search.deadlocks += outcome.deadlock ? 1 : 0;
    search.results.insert(outcome.reads_from + (outcome.deadlock ? "D" : ""));
  }
  search.exhausted = strategy.exhausted();
  return search;
}

constexpr Action r(std::uint32_t variable) {
  return {Do::read, variable};
}
constexpr Action w(std::uint32_t variable) {
  return {Do::write, variable};
}
constexpr Action l(std::uint32_t lock) {
  return {Do::lock, lock};
}
constexpr Action u(std::uint32_t lock) {
  return {Do::unlock, lock};
}

TEST(Exhaustive, ExploresIndependentThreadsOnce) {
  const Search found = search({{w(1), r(1)}, {w(2), r(2)}, {w(3)}});
  EXPECT_EQ(found.whole, 1U);
  EXPECT_EQ(found.abandoned, 0U);
  EXPECT_TRUE(found.exhausted);
}

TEST(Exhaustive, ClaimsEverythingOfWeakAtomicsOnlyWhereNobodyElseIs) {
  engine::map_state();
  engine::state().saw_weak_atomic = true;
  EXPECT_TRUE(search({{w(1), r(1)}}).exhausted);
  EXPECT_FALSE(search({{w(1), r(1)}, {r(1)}}).exhausted);
  engine::state().saw_weak_atomic = false;
}

TEST(Exhaustive, ClaimsEverythingOfALongLoopOnlyWhereNobodyElseIs) {
  const Thread looks(100, r(1));
  EXPECT_TRUE(search({looks}).exhausted);
  EXPECT_FALSE(search({looks, {r(2)}}).exhausted);
}

TEST(Exhaustive, IsThroughAtOnceWhereThereIsNothingToChoose) {
  // More steps than a search can remember.
  const Search found = search({Thread(20'000, w(1))});
  EXPECT_EQ(found.whole, 1U);
  EXPECT_TRUE(found.exhausted);
}

TEST(Exhaustive, NeverClaimsEverythingOfSleepers) {
  const Action sleeps{Do::sleep, 0};
  EXPECT_FALSE(search({{w(1), sleeps, r(1)}}).exhausted);
  EXPECT_FALSE(search({{w(1), sleeps}, {r(1)}}).exhausted);
}

TEST(Exhaustive, TriesBothOrdersOfWhatIsTold) {
  const Action yields{Do::yield, 0};
  const Action tells{Do::tell, 0};
  EXPECT_EQ(search({{yields}, {yields}}).whole, 1U);
  EXPECT_EQ(search({{tells}, {tells}}).whole, 2U);
  EXPECT_EQ(search({{tells, yields, tells}, {yields, tells, yields, tells}}).whole, 6U);
  EXPECT_TRUE(search({{tells, tells}, {tells}}).exhausted);
}

TEST(Exhaustive, IsThroughWithOneThreadAtOnce) {
  const Search found = search({{w(1), r(1), w(2)}});
  EXPECT_EQ(found.whole, 1U);
  EXPECT_TRUE(found.exhausted);
}

TEST(Exhaustive, StoreBufferingHasThreeOutcomesUnderSequentialConsistency) {
  const Search found = search({{w(1), r(2)}, {w(2), r(1)}});
  EXPECT_EQ(found.whole, 3U) << "traces of the two conflicting pairs without the cyclic one";
  EXPECT_EQ(found.results.size(), 3U);
  EXPECT_TRUE(found.exhausted);
}

TEST(Exhaustive, MessagePassingHasThreeTraces) {
  EXPECT_EQ(search({{w(1), w(2)}, {r(2), r(1)}}).whole, 3U);
}

TEST(Exhaustive, TwoWritersOfOneVariableHaveTwoOrders) {
  EXPECT_EQ(search({{w(1)}, {w(1)}}).whole, 2U);
}

TEST(Exhaustive, ThreeWritersOfOneVariableHaveSixOrders) {
  EXPECT_EQ(search({{w(1)}, {w(1)}, {w(1)}}).whole, 6U);
}

TEST(Exhaustive, ReadersOfOneVariableCommute) {
  EXPECT_EQ(search({{r(1)}, {r(1)}, {r(1)}}).whole, 1U);
  EXPECT_EQ(search({{w(1)}, {r(1)}, {r(1)}}).whole, 4U);
}

TEST(Exhaustive, LockedIncrementsHaveOneScheduleForEachOrderOfTheLock) {
  EXPECT_EQ(search({{l(1), r(1), w(1), u(1)}, {l(1), r(1), w(1), u(1)}}).whole, 2U);
  EXPECT_EQ(search({{l(1), r(1), w(1), u(1)}, {l(1), r(1), w(1), u(1)}, {l(1), r(1), w(1), u(1)}}).whole, 6U);
}

TEST(Exhaustive, UnlockedIncrementsOfTwoThreadsHaveAllTheirTraces) {
  // Two reads and two writes of one variable by two threads: six interleavings, of which two pairs differ only in the
  // order of the reads.
  EXPECT_EQ(search({{r(1), w(1)}, {r(1), w(1)}}).whole, 4U);
}

TEST(Exhaustive, FindsTheDeadlockOfOppositeLocks) {
  const Search found = search({{l(1), l(2), u(2), u(1)}, {l(2), l(1), u(1), u(2)}});
  EXPECT_EQ(found.deadlocks, 1U);
  EXPECT_EQ(found.whole, 3U) << "one, the other first, or stuck";
  EXPECT_TRUE(found.exhausted);
}

// Every interleaving, one by one.
void enumerate(const Program& program, std::vector<std::size_t> at, std::vector<int> owner,
               std::vector<std::string> last, const std::vector<std::string>& seen, std::set<std::string>& results) {
  bool alive = false;
  bool moved = false;
  for (std::size_t i = 0; i < program.size(); ++i) {
    if (at[i] == program[i].size()) continue;
    alive = true;
    const Action action = program[i][at[i]];
    if (action.what == Do::lock && owner[action.object] != 0) continue;
    moved = true;
    auto next = at;
    auto owners = owner;
    auto writes = last;
    auto reads = seen;
    if (action.what == Do::lock) owners[action.object] = 1;
    if (action.what == Do::unlock) owners[action.object] = 0;
    if (action.what == Do::write) writes[action.object] = std::to_string(i) + "." + std::to_string(at[i]);
    if (action.what == Do::read) reads[i] += last[action.object] + " ";
    ++next[i];
    enumerate(program, next, owners, writes, reads, results);
  }
  if (moved) return;
  std::string result;
  for (const std::string& part : seen)
    result += part + "| ";
  for (const std::string& write : last)
    result += write == "-" ? "" : write + " ";
  results.insert(result + (alive ? "D" : ""));
}

TEST(Exhaustive, FindsEveryResultThatBruteForceFinds) {
  Random random(7);
  for (int round = 0; round < 60; ++round) {
    Program program(2 + random.below(2));
    for (Thread& thread : program) {
      const std::uint32_t length = 1 + random.below(2);
      for (std::uint32_t i = 0; i < length; ++i) {
        const std::uint32_t which = 1 + random.below(2);
        switch (random.below(4)) {
          case 0:
            thread.push_back(r(which));
            break;
          case 1:
            thread.push_back(w(which));
            break;
          default:
            thread.push_back(l(which));
            thread.push_back(random.below(2) == 0 ? r(3) : w(3));
            if (random.below(3) == 0) {
              thread.push_back(l(3 - which));
              thread.push_back(u(3 - which));
            }
            thread.push_back(u(which));
        }
      }
    }
    std::set<std::string> all;
    enumerate(program, std::vector<std::size_t>(program.size(), 0), std::vector<int>(64, 0),
              std::vector<std::string>(64, "-"), std::vector<std::string>(program.size()), all);
    const Search found = search(program);
    EXPECT_EQ(found.results, all) << "round " << round;
    EXPECT_TRUE(found.exhausted) << "round " << round;
  }
}

}  // namespace
}  // namespace threadmark::schedulers
