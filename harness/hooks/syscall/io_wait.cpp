// Announcing descriptor operations to the engine.
#include "harness/hooks/syscall/io_wait.hpp"

#include "harness/engine/object.hpp"
#include "harness/engine/shared_state.hpp"
#include "harness/hooks/syscall/signals.hpp"
#include "harness/hooks/syscall/system_state.hpp"

namespace threadmark::hooks {

namespace {

std::uint64_t pack(std::uint16_t object, std::uint32_t epoch) noexcept {
  return std::uint64_t{object} << 32 | epoch;
}

IoObject& object_in(const engine::Task& waiter) noexcept {
  return io_object(static_cast<std::uint16_t>(waiter.pending.argument >> 32));
}

std::uint32_t epoch_in(const engine::Task& waiter) noexcept {
  return static_cast<std::uint32_t>(waiter.pending.argument);
}

bool object_touched(const engine::Task& waiter) {
  return object_in(waiter).epoch != epoch_in(waiter);
}
bool lock_changed(const engine::Task& waiter) {
  return object_in(waiter).lock_epoch != epoch_in(waiter);
}
bool anything_touched(const engine::Task& waiter) {
  return system().io.epoch != epoch_in(waiter);
}
bool never(const engine::Task&) {
  return false;
}

// Whose clock data that are read from the object carry.
std::uint16_t clock_of(std::uint16_t object) noexcept {
  const IoObject& io = io_object(object);
  const bool is_socket = io.kind == IoKind::stream_socket || io.kind == IoKind::packet_socket;
  return is_socket && io.peer == no_object ? names_object : object;
}

engine::Operation operation_of(const Announcement& what) noexcept {
  engine::Operation operation;
  operation.kind = what.kind;
  operation.writes = what.writes;
  operation.pc = what.pc;
  if (what.object != no_object) operation.object = engine_object_of(what.object);
  return operation;
}

engine::Wake wait(engine::Operation operation, engine::Predicate enabled, std::uint64_t argument,
                  engine::Time deadline) noexcept {
  operation.enabled = enabled;
  operation.argument = argument;
  operation.deadline = deadline;
  operation.interruptible = true;
  return engine::point(operation);
}

}  // namespace

void announce(const Announcement& what) noexcept {
  engine::point(operation_of(what));
}

engine::Wake wait_for_touch(const Announcement& what, std::uint32_t epoch, engine::Time deadline) noexcept {
  return wait(operation_of(what), object_touched, pack(what.object, epoch), deadline);
}

engine::Wake wait_for_any_touch(const Announcement& what, std::uint32_t epoch, engine::Time deadline) noexcept {
  return wait(operation_of(what), anything_touched, epoch, deadline);
}

engine::Wake wait_for_lock_change(const Announcement& what, std::uint32_t epoch) noexcept {
  engine::Operation operation = operation_of(what);
  operation.object = engine_lock_of(what.object);
  return wait(operation, lock_changed, pack(what.object, epoch), engine::no_deadline);
}

engine::Wake wait_for_time(engine::OperationKind kind, engine::Time deadline, std::uint64_t pc,
                           bool interruptible) noexcept {
  engine::Operation operation;
  operation.kind = kind;
  operation.writes = false;
  operation.pc = pc;
  operation.enabled = never;
  operation.deadline = deadline;
  operation.interruptible = interruptible;
  return engine::point(operation);
}

void publish(std::uint16_t object) noexcept {
  const std::uint16_t to = io_object(object).peer != no_object ? io_object(object).peer : clock_of(object);
  engine::release_into(engine::object(engine_object_of(to)).clock);
}

void receive(std::uint16_t object) noexcept {
  engine::acquire_from(engine::object(engine_object_of(clock_of(object))).clock);
}

bool handle_interruption() noexcept {
  return deliver_due_signals();
}

std::uint32_t own_process() noexcept {
  return engine::self()->process;
}

Descriptor own_descriptor(int number) noexcept {
  return descriptor(static_cast<int>(own_process()), number);
}

}  // namespace threadmark::hooks
