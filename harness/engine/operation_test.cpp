// Tests of which operations commute.
#include "harness/engine/operation.hpp"

#include <gtest/gtest.h>

namespace threadmark::engine {
namespace {

Operation access(OperationKind kind, std::uint64_t address, std::uint32_t size) {
  Operation operation;
  operation.kind = kind;
  operation.writes = kind != OperationKind::read && kind != OperationKind::atomic_load;
  operation.address = address;
  operation.size = size;
  return operation;
}

Operation on(OperationKind kind, std::uint32_t object, std::uint32_t second = 0) {
  Operation operation;
  operation.kind = kind;
  operation.object = object;
  operation.second_object = second;
  return operation;
}

TEST(Operations, OnMemoryDependWhereTheyOverlapAndOneWrites) {
  EXPECT_TRUE(dependent(access(OperationKind::write, 8, 8), access(OperationKind::read, 12, 4)));
  EXPECT_FALSE(dependent(access(OperationKind::read, 8, 8), access(OperationKind::read, 8, 8)));
  EXPECT_FALSE(dependent(access(OperationKind::write, 8, 4), access(OperationKind::write, 12, 4)));
  EXPECT_TRUE(dependent(access(OperationKind::atomic_rmw, 8, 4), access(OperationKind::atomic_load, 8, 4)));
}

TEST(Operations, OnObjectsDependWhereTheyShareOne) {
  EXPECT_TRUE(dependent(on(OperationKind::lock, 1), on(OperationKind::unlock, 1)));
  EXPECT_FALSE(dependent(on(OperationKind::lock, 1), on(OperationKind::lock, 2)));
  EXPECT_TRUE(dependent(on(OperationKind::wait, 3, 1), on(OperationKind::lock, 1)));
  EXPECT_FALSE(dependent(on(OperationKind::yield, 0), on(OperationKind::lock, 1)));
}

TEST(Operations, HaveNames) {
  EXPECT_STREQ(name_of(OperationKind::none), "none");
  EXPECT_STREQ(name_of(OperationKind::try_lock), "try_lock");
  EXPECT_STREQ(name_of(OperationKind::other), "other");
}

}  // namespace
}  // namespace threadmark::engine
