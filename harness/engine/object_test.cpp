// Tests of the table of objects.
#include "harness/engine/object.hpp"

#include <gtest/gtest.h>

#include "harness/engine/layout.hpp"
#include "harness/engine/shared_state.hpp"

namespace threadmark::engine {
namespace {

class Objects : public testing::Test {
 protected:
  void SetUp() override {
    map_state();
    Task& main = task(0);
    main.process = 1;
    set_self(&main);
  }
  void TearDown() override { set_self(nullptr); }
};

TEST_F(Objects, AreFoundByTheirAddress) {
  const std::uint32_t index = object_at(ObjectKind::mutex, 0x1000, 1);
  EXPECT_EQ(object_at(ObjectKind::mutex, 0x1000, 2), index);
  EXPECT_NE(object_at(ObjectKind::mutex, 0x1008, 2), index);
}

TEST_F(Objects, OfAnotherKindAtTheSameAddressAreNew) {
  const std::uint32_t index = object_at(ObjectKind::mutex, 0x2000, 1);
  const std::uint32_t other = object_at(ObjectKind::condition, 0x2000, 1);
  EXPECT_NE(index, other);
  EXPECT_EQ(find_object(1, 0x2000), other);
}

TEST_F(Objects, AreForgottenOnce) {
  const std::uint32_t index = object_at(ObjectKind::mutex, 0x3000, 1);
  forget_object(index);
  EXPECT_EQ(find_object(1, 0x3000), 0u);
  forget_object(index);
}

TEST_F(Objects, InSharedMemoryBelongToNoProcess) {
  EXPECT_EQ(space_of(shared_map_base + 64), shared_space);
  EXPECT_EQ(space_of(0x1000), 1u);
}

TEST_F(Objects, OfAParentAreCopiedForItsChild) {
  const std::uint32_t index = object_at(ObjectKind::semaphore, 0x4000, 1);
  object(index).count = 3;
  copy_objects(1, 2);
  const std::uint32_t copy = find_object(2, 0x4000);
  ASSERT_NE(copy, 0u);
  EXPECT_NE(copy, index);
  EXPECT_EQ(object(copy).count, 3u);
  object(copy).count = 1;
  EXPECT_EQ(object(index).count, 3u);
}

TEST_F(Objects, AreHeldInTheChildByTheCopyOfWhoForks) {
  Task forking;
  forking.index = 3;
  Task child;
  child.index = 5;
  const std::uint32_t own = object_at(ObjectKind::mutex, 0x4100, 1);
  const std::uint32_t recursive = object_at(ObjectKind::mutex, 0x4140, 1);
  const std::uint32_t of_others = object_at(ObjectKind::mutex, 0x4180, 1);
  object(own).owner = 4;
  object(recursive).owner = 4;
  object(recursive).mutex_kind = MutexKind::recursive;
  object(of_others).owner = 7;
  forking.held[forking.held_count++].object = own;
  copy_objects(1, 2, &forking, &child);
  EXPECT_EQ(object(own).owner, 4u);
  EXPECT_EQ(object(find_object(2, 0x4100)).owner, 6u);
  EXPECT_EQ(object(find_object(2, 0x4140)).owner, 4u);
  EXPECT_EQ(object(find_object(2, 0x4180)).owner, 7u);
  ASSERT_EQ(child.held_count, 1u);
  EXPECT_EQ(child.held[0].object, find_object(2, 0x4100));
}

TEST_F(Objects, AreGoneWithTheirMemory) {
  object_at(ObjectKind::mutex, 0x5000, 1);
  object_at(ObjectKind::mutex, 0x5010, 1);
  object_at(ObjectKind::mutex, 0x5020, 1);
  forget_objects_in(0x5000, 0x20);
  EXPECT_EQ(find_object(1, 0x5000), 0u);
  EXPECT_EQ(find_object(1, 0x5010), 0u);
  EXPECT_NE(find_object(1, 0x5020), 0u);
}

TEST_F(Objects, ComeBackWithTheBaseline) {
  const std::uint32_t index = object_at(ObjectKind::mutex, 0x6000, 1);
  object(index).owner = 0;
  save_baseline();
  object(index).owner = 5;
  const std::uint32_t later = object_at(ObjectKind::mutex, 0x6008, 1);
  restore_baseline();
  EXPECT_EQ(object(index).owner, 0u);
  EXPECT_EQ(find_object(1, 0x6000), index);
  EXPECT_EQ(find_object(1, 0x6008), 0u);
  EXPECT_EQ(object_at(ObjectKind::mutex, 0x6008, 1), later);
}

}  // namespace
}  // namespace threadmark::engine
