// Points of choice of descriptor operations: announce, wait until something may have changed, order memory.
#pragma once

#include <cstdint>

#include "harness/engine/point.hpp"
#include "harness/hooks/syscall/dispatch.hpp"
#include "harness/hooks/syscall/io_table.hpp"

namespace threadmark::hooks {

// How an operation on an object is announced.
struct Announcement {
  engine::OperationKind kind = engine::OperationKind::file;
  std::uint16_t object = no_object;
  bool writes = true;
  std::uint64_t pc = 0;
};

// A point at which the task may always go on.
void announce(const Announcement& what) noexcept;

// Blocks until the object was touched after `epoch` was read, or the deadline, or a signal.
engine::Wake wait_for_touch(const Announcement& what, std::uint32_t epoch,
                            engine::Time deadline = engine::no_deadline) noexcept;

// Blocks until any object at all was touched since `epoch`.
engine::Wake wait_for_any_touch(const Announcement& what, std::uint32_t epoch, engine::Time deadline) noexcept;

// Blocks until the file's locks may have changed.
engine::Wake wait_for_lock_change(const Announcement& what, std::uint32_t epoch) noexcept;

// Blocks for a length of virtual time.
engine::Wake wait_for_time(engine::OperationKind kind, engine::Time deadline, std::uint64_t pc,
                           bool interruptible) noexcept;

// The data that the task puts into / takes out of the object order memory. What is sent to one end of a socket pair is
// received at the other; of connections the other end is not known, so they share one clock.
void publish(std::uint16_t object) noexcept;
void receive(std::uint16_t object) noexcept;

// After Wake::interrupted: runs the handlers; true: the call is to be tried again (all had SA_RESTART), false: it gives
// EINTR.
bool handle_interruption() noexcept;

// The process of the calling task.
std::uint32_t own_process() noexcept;

// The descriptor in the calling task's process.
Descriptor own_descriptor(int number) noexcept;

}  // namespace threadmark::hooks
