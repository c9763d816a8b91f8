// The samplers on a simulated engine: what each promises, and that the same seed gives the same schedule.
#include <algorithm>
#include <map>
#include <string>

#include <gtest/gtest.h>

#include "harness/schedulers/one_stop.hpp"
#include "harness/schedulers/random.hpp"
#include "harness/schedulers/scheduler_set.hpp"
#include "harness/schedulers/simulation.hpp"

namespace threadmark::schedulers {
namespace {

using namespace simulation;

constexpr Action r(std::uint32_t variable) {
  return {Do::read, variable};
}
constexpr Action w(std::uint32_t variable) {
  return {Do::write, variable};
}
constexpr Action pr(std::uint32_t variable) {
  return {Do::plain_read, variable};
}
constexpr Action pw(std::uint32_t variable) {
  return {Do::plain_write, variable};
}
constexpr Action l(std::uint32_t lock) {
  return {Do::lock, lock};
}
constexpr Action u(std::uint32_t lock) {
  return {Do::unlock, lock};
}

const Program two_increments{{r(1), w(1)}, {r(1), w(1)}};
const Program opposite_locks{{l(1), l(2), u(2), u(1)}, {l(2), l(1), u(1), u(2)}};

Outcome run_once(const char* name, const Program& program, std::uint64_t seed, std::uint64_t number,
                 const Profile& profile) {
  Strategy& strategy = *find_strategy(name)->make();
  Plan plan;
  plan.seed = seed;
  plan.number = number;
  Outcome outcome;
  EXPECT_TRUE(run(strategy, program, plan, profile, outcome));
  return outcome;
}

// Learns from one ordinary schedule.
void learn(const Program& program, Profile& profile) {
  Strategy& strategy = *find_strategy("overlap")->make();
  Plan plan;
  Outcome outcome;
  ASSERT_TRUE(run(strategy, program, plan, profile, outcome));
  profile.learn(*plan.log);
}

TEST(Overlap, RunsEachThreadUntilItBlocksInOrderOfCreation) {
  const Profile profile;
  EXPECT_EQ(run_once("overlap", two_increments, 1, 1, profile).order, "0011");
  EXPECT_EQ(run_once("overlap-reversed", {{r(1)}, {r(2), r(2)}, {r(3), r(3)}}, 1, 1, profile).order, "02211");
}

TEST(Samplers, GiveTheSameScheduleForTheSameSeedAndNumber) {
  Profile profile;
  learn(two_increments, profile);
  for (const char* name : {"random-walk", "pos", "pct", "surw", "few-preemptions"})
    for (std::uint64_t number = 1; number <= 20; ++number)
      EXPECT_EQ(run_once(name, two_increments, 7, number, profile).order,
                run_once(name, two_increments, 7, number, profile).order);
}

// Thread 0 ends the process without waiting for the others.
const Program no_join{{w(1), {Do::exit, 0}}, {w(1), w(1)}, {w(1), w(1)}};

TEST(Overlap, LetsAllOthersRunBeforeTheProcessEnds) {
  const Profile profile;
  EXPECT_EQ(run_once("overlap", no_join, 1, 1, profile).order, "011220");
  EXPECT_EQ(run_once("overlap-reversed", no_join, 1, 1, profile).order, "022110");
}

TEST(Samplers, CutOthersOffByTheEndOfTheProcessInSomeSchedulesOnly) {
  Profile profile;
  learn(no_join, profile);
  for (const char* name : {"random-walk", "pos", "pct", "surw", "few-preemptions"}) {
    int cut_off = 0;
    for (std::uint64_t number = 1; number <= 80; ++number)
      cut_off += run_once(name, no_join, 1, number, profile).order.size() < 6 ? 1 : 0;
    EXPECT_GT(cut_off, 0) << name;
    EXPECT_LE(cut_off, 10) << name;
  }
}

TEST(Samplers, DoNotLetWorkWithoutEndKeepTheProcessFromEnding) {
  Program endless{{{Do::exit, 0}}, {}};
  for (int i = 0; i < 20'000; ++i)
    endless[1].push_back(w(1));
  const Profile profile;
  EXPECT_LT(run_once("overlap", endless, 1, 1, profile).order.size(), 5'000U);
}

TEST(Samplers, FindTheDeadlockOfOppositeLocks) {
  Profile profile;
  learn(opposite_locks, profile);
  for (const char* name : {"random-walk", "pos", "surw", "few-preemptions"}) {
    bool found = false;
    for (std::uint64_t number = 1; number <= 100 && !found; ++number)
      found = run_once(name, opposite_locks, 3, number, profile).deadlock;
    EXPECT_TRUE(found);
  }
}

TEST(SelectivelyUniform, MakesEveryOrderOfTheAccessesAboutEquallyOften) {
  const Program program{{w(1), w(1)}, {w(1), w(1)}};
  Profile profile;
  learn(program, profile);
  std::map<std::string, int> counts;
  constexpr int rounds = 3000;
  for (std::uint64_t number = 1; number <= rounds; ++number)
    ++counts[run_once("surw", program, 11, number, profile).order];
  ASSERT_EQ(counts.size(), 6U);
  for (const auto& [order, count] : counts)
    EXPECT_NEAR(count, rounds / 6.0, rounds / 20.0) << order;
}

TEST(OneStop, StopsBetweenTheTwoLocksFirst) {
  Profile profile;
  learn(opposite_locks, profile);
  PriorityPlan plan;
  ASSERT_TRUE(one_stop_plan(profile, 0, plan));
  EXPECT_EQ(plan.stop_count, 1U);
  EXPECT_EQ(plan.stops[0].task, 0U);
  EXPECT_EQ(plan.stops[0].step, 1U) << "before the second lock: the first conflict of a thread comes last";
}

TEST(OneStop, Ends) {
  Profile profile;
  learn(opposite_locks, profile);
  PriorityPlan plan;
  std::uint64_t count = 0;
  while (count < 1000 && one_stop_plan(profile, count, plan))
    ++count;
  EXPECT_GT(count, 4U);
  EXPECT_LT(count, 100U);
}

TEST(Bounded, TriesEachScheduleOnceTheOnesWithFewPreemptionsFirst) {
  Strategy* strategy = find_strategy("bounded")->make();
  const Profile profile;
  Plan plan;
  plan.preemptions = 3;
  Outcome outcome;
  std::size_t most = 0;
  std::map<std::string, int> orders;
  for (plan.number = 1; plan.number < 1000 && run(*strategy, two_increments, plan, profile, outcome); ++plan.number) {
    std::size_t switches = 0;
    for (std::size_t i = 1; i < outcome.order.size(); ++i)
      switches += outcome.order[i] != outcome.order[i - 1] ? 1 : 0;
    EXPECT_GE(switches + 1, most) << "one switch less than a preemption more: a switch at the end of a thread is free";
    most = std::max(most, switches);
    ++orders[outcome.order];
  }
  // "1010" needs three: the first thread is about to run at the beginning.
  EXPECT_EQ(orders.size(), 6U);
  for (const auto& [order, count] : orders)
    EXPECT_EQ(count, 1) << order;
}

TEST(Bounded, FindsTheDeadlockWithOnePreemption) {
  Strategy* strategy = find_strategy("bounded")->make();
  const Profile profile;
  Plan plan;
  plan.preemptions = 1;
  Outcome outcome;
  bool found = false;
  for (plan.number = 1; plan.number < 1000 && run(*strategy, opposite_locks, plan, profile, outcome); ++plan.number)
    found = found || outcome.deadlock;
  EXPECT_TRUE(found);
  EXPECT_LT(plan.number, 30U);
}

TEST(Portfolio, FindsTheDeadlockEarlyAndKnowsWhenEverythingIsExplored) {
  Strategy* strategy = find_strategy("portfolio")->make();
  Profile profile;
  Plan plan;
  Outcome outcome;
  std::uint64_t deadlock = 0;
  for (plan.number = 1; plan.number < 500 && run(*strategy, opposite_locks, plan, profile, outcome); ++plan.number) {
    if (outcome.deadlock && deadlock == 0) deadlock = plan.number;
    if (!outcome.deadlock && !outcome.abandoned) profile.learn(*plan.log);
  }
  EXPECT_TRUE(deadlock >= 1 && deadlock <= 10) << deadlock;
  EXPECT_LT(plan.number, 60U);
  EXPECT_TRUE(strategy->exhausted());
}

TEST(Portfolio, StopsBetweenTwoAccessesAsSoonAsARaceIsKnown) {
  // A setter and a checker of two variables that belong together; the accesses are points from the second run on.
  const Program setter{{pw(1), pw(2)}, {pr(1), pr(2)}};
  Strategy* strategy = find_strategy("portfolio")->make();
  const Profile profile;
  Plan plan;
  Outcome outcome;
  ASSERT_TRUE(run(*strategy, {{l(1), u(1)}, {l(1), u(1)}}, plan, profile, outcome, Learns::yes));
  plan.number = 2;
  ASSERT_TRUE(run(*strategy, setter, plan, profile, outcome));
  EXPECT_EQ(outcome.order, "0110");
}

TEST(Portfolio, DoesNotRepeatTheFirstScheduleAsTheSearchsFirst) {
  Strategy* strategy = find_strategy("portfolio")->make();
  Profile profile;
  Plan plan;
  Outcome outcome;
  std::map<std::string, int> orders;
  for (plan.number = 1; plan.number <= 5; ++plan.number) {
    ASSERT_TRUE(run(*strategy, two_increments, plan, profile, outcome));
    profile.learn(*plan.log);
    if (plan.name == std::string("overlap") || plan.name == std::string("exhaustive")) ++orders[outcome.order];
  }
  EXPECT_EQ(orders.size(), 2U) << "the greatest overlap, and the search's first schedule after it";
}

// How many schedules the portfolio makes of it before it has nothing left.
std::uint64_t made_of(const Program& program, bool& exhausted) {
  Strategy* strategy = find_strategy("portfolio")->make();
  Profile profile;
  Plan plan;
  Outcome outcome;
  for (plan.number = 1; plan.number < 500 && run(*strategy, program, plan, profile, outcome); ++plan.number)
    profile.learn(*plan.log);
  exhausted = strategy->exhausted();
  return plan.number - 1;
}

TEST(Portfolio, StopsWhereNoScheduleCanDifferThoughTheMachinesAtomicsCould) {
  engine::map_state();
  engine::state().saw_weak_atomic = true;
  bool exhausted = true;
  EXPECT_LT(made_of(two_increments, exhausted), 60U);
  EXPECT_FALSE(exhausted);
  engine::state().saw_weak_atomic = false;
}

TEST(Portfolio, TriesOnlySomeLengthsOfTheSleepsOfATaskAlone) {
  const Action sleeps{Do::sleep, 0};
  bool exhausted = true;
  EXPECT_EQ(made_of({{sleeps, sleeps}}, exhausted), 24U);
  EXPECT_FALSE(exhausted);
  EXPECT_EQ(made_of({{sleeps, sleeps}, {sleeps}}, exhausted), 499U) << "somebody else may come first";
}

TEST(Portfolio, KnowsWhatToDoWithATaskThatWaitsAlone) {
  const Action waits{Do::wait, 0};
  const Action sleeps{Do::sleep, 0};
  bool exhausted = true;
  EXPECT_EQ(made_of({{waits, sleeps}}, exhausted), 24U);
}

// Both tasks are woken together: the one that begins behind the others each time goes on last.
TEST(LateWakers, LetEachTaskBeginBehindTheOthersInTurn) {
  const Action waits{Do::wait, 0};
  Profile profile;
  Plan plan;
  Outcome outcome;
  Strategy* strategy = find_strategy("late-wakers")->make();
  std::set<char> last;
  const Program program{{w(1), w(1)}, {w(1), w(1)}, {w(1), w(1)}};
  for (plan.number = 1; plan.number <= 4; ++plan.number) {
    ASSERT_TRUE(run(*strategy, program, plan, profile, outcome));
    if (profile.known()) last.insert(outcome.order.back());
    profile.learn(*plan.log);
  }
  EXPECT_EQ(last, (std::set<char>{'0', '1', '2'}));
  // Who waits falls behind who does not.
  ASSERT_TRUE(run(*strategy, {{waits, w(1)}, {w(1), w(1), w(1)}}, plan, profile, outcome));
  EXPECT_EQ(outcome.order.back(), '0');
}

TEST(SchedulerSet, KnowsItsRowsByName) {
  for (const StrategyRow& row : strategies())
    EXPECT_EQ(find_strategy(row.name), &row);
  EXPECT_EQ(find_strategy("best"), nullptr);
}

}  // namespace
}  // namespace threadmark::schedulers
