// Tests of vector clocks.
#include "harness/engine/vector_clock.hpp"

#include <gtest/gtest.h>

#include "harness/engine/shared_state.hpp"

namespace threadmark::engine {
namespace {

class VectorClocks : public testing::Test {
 protected:
  void SetUp() override { map_state(); }
};

TEST_F(VectorClocks, KnowNothingAtFirst) {
  const VectorClock clock;
  EXPECT_TRUE(clock.empty());
  EXPECT_EQ(clock.at(0), 0u);
  EXPECT_EQ(clock.at(4000), 0u);
}

TEST_F(VectorClocks, KeepWhatWasSetWhenTheyGrow) {
  VectorClock clock;
  clock.set(2, 7);
  clock.set(100, 9);
  EXPECT_EQ(clock.at(2), 7u);
  EXPECT_EQ(clock.at(50), 0u);
  EXPECT_EQ(clock.at(100), 9u);
}

TEST_F(VectorClocks, JoinTakesTheLargerOfEach) {
  VectorClock a;
  VectorClock b;
  a.set(0, 5);
  a.set(1, 1);
  b.set(1, 3);
  b.set(20, 2);
  a.join(b);
  EXPECT_EQ(a.at(0), 5u);
  EXPECT_EQ(a.at(1), 3u);
  EXPECT_EQ(a.at(20), 2u);
  EXPECT_EQ(b.at(0), 0u);
}

TEST_F(VectorClocks, AssignForgetsWhatWasThere) {
  VectorClock a;
  VectorClock b;
  a.set(3, 5);
  b.set(1, 3);
  a.assign(b);
  EXPECT_EQ(a.at(3), 0u);
  EXPECT_EQ(a.at(1), 3u);
}

TEST_F(VectorClocks, GiveTheirBlocksBack) {
  VectorClock a;
  a.set(0, 1);
  const std::uint32_t block = a.block;
  a.release();
  VectorClock b;
  b.set(0, 2);
  EXPECT_EQ(b.block, block);
  EXPECT_EQ(b.at(0), 2u);
}

}  // namespace
}  // namespace threadmark::engine
