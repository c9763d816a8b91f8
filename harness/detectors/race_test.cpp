// Tests of the race detector's cells.
#include "harness/detectors/race.hpp"

#include <gtest/gtest.h>

#include "harness/engine/point.hpp"
#include "harness/engine/shared_state.hpp"

namespace threadmark::detectors {
namespace {

constexpr std::uint8_t read = 0;
constexpr std::uint8_t write = access_write;
constexpr std::uint8_t whole = 0xff;

class Cells : public testing::Test {
 protected:
  void SetUp() override {
    engine::map_state();
    map_overflow_pools();
    engine::SharedState& s = engine::state();
    for (std::uint32_t i = 0; i < 4; ++i) {
      s.tasks[i].index = i;
      s.tasks[i].epoch = 1;
      s.tasks[i].clock.clear();
      s.tasks[i].clock.set(i, 1);
    }
  }
  void TearDown() override { engine::set_self(nullptr); }

  Conflict by(std::uint32_t task, std::uint8_t mask, std::uint8_t flags, std::uint32_t pc = 1) {
    engine::Task& t = engine::task(task);
    engine::set_self(&t);
    return check_access(cell, Access{t.epoch, static_cast<std::uint16_t>(task), mask, flags, pc, 0}, false);
  }
  /// What `from` did so far happens before what `to` does from now on.
  void order(std::uint32_t from, std::uint32_t to) {
    engine::VectorClock clock;
    engine::set_self(&engine::task(from));
    engine::release_into(clock);
    engine::set_self(&engine::task(to));
    engine::acquire_from(clock);
  }

  /// What the shadow of an access by this task begins with; see engine::Local.
  static std::uint64_t now_of(std::uint32_t task) { return engine::task(task).epoch | (std::uint64_t{task} << 32); }

  Cell cell{};
};

TEST_F(Cells, SeeAnUnorderedWriteAndRead) {
  EXPECT_EQ(by(0, whole, write, 11).what, Conflict::What::none);
  const Conflict conflict = by(1, whole, read, 22);
  EXPECT_EQ(conflict.what, Conflict::What::race);
  EXPECT_EQ(conflict.earlier.pc, 11u);
  EXPECT_EQ(conflict.earlier.task, 0u);
}

TEST_F(Cells, ForgiveOrderedAccesses) {
  by(0, whole, write);
  order(0, 1);
  EXPECT_EQ(by(1, whole, write).what, Conflict::What::none);
  order(1, 2);
  EXPECT_EQ(by(2, whole, read).what, Conflict::What::none);
}

TEST_F(Cells, DoNotOrderWhatCameAfterTheRelease) {
  by(0, whole, write);
  order(0, 1);
  by(0, whole, write);
  EXPECT_EQ(by(1, whole, read).what, Conflict::What::race);
}

TEST_F(Cells, LetManyRead) {
  for (std::uint32_t task = 0; task < 4; ++task)
    EXPECT_EQ(by(task, whole, read).what, Conflict::What::none);
}

TEST_F(Cells, RememberEveryReader) {
  for (std::uint32_t task = 0; task < 3; ++task)
    by(task, whole, read, 10 + task);
  order(1, 3);
  order(2, 3);
  const Conflict conflict = by(3, whole, write);
  EXPECT_EQ(conflict.what, Conflict::What::race);
  EXPECT_EQ(conflict.earlier.task, 0u);
}

TEST_F(Cells, TellBytesApart) {
  by(0, 0x0f, write);
  EXPECT_EQ(by(1, 0xf0, write).what, Conflict::What::none);
  EXPECT_EQ(by(2, 0x10, write).what, Conflict::What::race);
}

TEST_F(Cells, LetAtomicsMeet) {
  by(0, whole, write | access_atomic);
  EXPECT_EQ(by(1, whole, write | access_atomic).what, Conflict::What::none);
  EXPECT_EQ(by(2, whole, read).what, Conflict::What::race);
}

TEST_F(Cells, KeepAPlainWriteBehindAnAtomicOne) {
  by(0, whole, write, 5);
  by(0, whole, write | access_atomic, 6);
  const Conflict conflict = by(1, whole, read | access_atomic);
  EXPECT_EQ(conflict.what, Conflict::What::race);
  EXPECT_EQ(conflict.earlier.pc, 5u);
}

TEST_F(Cells, RefuseForbiddenBytes) {
  cell.access[0] = Access{1, 0, 0xf0, access_redzone, 7, 0};
  EXPECT_EQ(by(0, 0x0f, write).what, Conflict::What::none);
  EXPECT_EQ(by(0, 0x10, write).what, Conflict::What::redzone);
  cell = Cell{};
  cell.access[0] = Access{1, 0, whole, access_freed, 7, 0};
  EXPECT_EQ(by(0, 0x01, read).what, Conflict::What::freed);
}

TEST_F(Cells, AnswerRepetitionsQuickly) {
  by(0, whole, write);
  EXPECT_TRUE(is_repeated(cell, now_of(0), 0x0f, 0));
  EXPECT_TRUE(is_repeated(cell, now_of(0), 0x0f, access_write));
  order(0, 1);
  engine::set_self(&engine::task(0));
  EXPECT_FALSE(is_repeated(cell, now_of(0), 0x0f, 0));
}

TEST_F(Cells, FindNoRepetitionInForbiddenBytes) {
  by(0, whole, write);
  cell.access[0].flags = access_freed;
  EXPECT_FALSE(is_repeated(cell, now_of(0), 0x0f, 0)) << "freed by this very task just now";
}

}  // namespace
}  // namespace threadmark::detectors
