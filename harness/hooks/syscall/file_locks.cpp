// flock and fcntl record locks as pending operations.
#include "harness/hooks/syscall/file_locks.hpp"

#include <cerrno>

#include <fcntl.h>
#include <sys/file.h>
#include <sys/syscall.h>

#include "harness/engine/event_sink.hpp"
#include "harness/engine/object.hpp"
#include "harness/engine/shared_state.hpp"
#include "harness/hooks/syscall/io_wait.hpp"
#include "harness/hooks/syscall/kernel.hpp"
#include "harness/hooks/syscall/system_state.hpp"

namespace threadmark::hooks {

namespace {

using engine::OperationKind;

constexpr int ofd_get = 36;
constexpr int ofd_set = 37;
constexpr int ofd_wait = 38;

// What one lock call asks, whichever family it belongs to.
struct LockRequest {
  std::uint16_t object = no_object;
  OperationKind kind = OperationKind::lock;
  bool waits = false;
  std::uint64_t pc = 0;
};

bool is_unlock(const LockRequest& request) noexcept {
  return request.kind == OperationKind::unlock;
}

// The clock and the holder as others see them once the kernel has said yes.
void note_change(const LockRequest& request) noexcept {
  const std::uint32_t lock = engine_lock_of(request.object);
  engine::note_unlock(lock);
  if (is_unlock(request)) {
    engine::release_into(engine::object(lock).clock);
    ++io_object(request.object).lock_epoch;
    engine::object(lock).owner = 0;
  } else {
    engine::acquire_from(engine::object(lock).clock);
    engine::note_lock(lock, request.pc, request.kind == OperationKind::lock_shared);
    engine::object(lock).owner = engine::self()->index + 1;
    engine::object(lock).locked_pc = request.pc;
    // Going from exclusive to shared lets others in.
    ++io_object(request.object).lock_epoch;
  }
  engine::note_progress();
}

engine::OperationKind announced_kind(const LockRequest& request) noexcept {
  return !request.waits && !is_unlock(request) ? OperationKind::try_lock : request.kind;
}

// Tries, and waits for changes as long as somebody else has it. `attempt` asks the kernel without blocking.
template <class Attempt>
long lock_or_wait(const LockRequest& request, Attempt attempt) noexcept {
  Announcement what{announced_kind(request), request.object, true, request.pc};
  engine::Operation operation;
  operation.kind = what.kind;
  operation.object = engine_lock_of(request.object);
  operation.pc = request.pc;
  engine::point(operation);
  for (;;) {
    const std::uint32_t epoch = io_object(request.object).lock_epoch;
    const long result = attempt();
    if (!failed(result)) {
      note_change(request);
      return 0;
    }
    if ((result != -EAGAIN && result != -EACCES) || !request.waits) return result;
    if (wait_for_lock_change(what, epoch) == engine::Wake::interrupted && !handle_interruption()) return -EINTR;
  }
}

long flock_call(Call& call) noexcept {
  const int number = call.descriptor(0);
  const int wanted = call.descriptor(1);
  LockRequest request;
  request.object = own_descriptor(number).object;
  if (request.object == no_object) return pass_on(call);
  request.pc = call.pc;
  request.waits = (wanted & LOCK_NB) == 0;
  const int plain = wanted & ~LOCK_NB;
  request.kind = plain == LOCK_UN   ? OperationKind::unlock
                 : plain == LOCK_SH ? OperationKind::lock_shared
                                    : OperationKind::lock;
  return lock_or_wait(request, [&] { return kernel(SYS_flock, number, plain | LOCK_NB); });
}

constexpr Row rows[] = {{SYS_flock, flock_call}};

}  // namespace

long record_lock(Call& call) noexcept {
  const int number = call.descriptor(0);
  const int command = call.descriptor(1);
  LockRequest request;
  request.object = own_descriptor(number).object;
  const auto* wanted = call.pointer<const struct flock>(2);
  if (request.object == no_object) return pass_on(call);
  if (command == F_GETLK || command == ofd_get) {
    announce({OperationKind::file, request.object, false, call.pc});
    const long result = pass_on(call);
    // The kernel knows the holder by its own number.
    auto* answer = call.pointer<struct flock>(2);
    for (std::uint32_t i = 1; !failed(result) && i < engine::state().process_count; ++i) {
      if (answer->l_pid == engine::process(i).kernel_pid) {
        answer->l_pid = engine::process(i).pid();
        break;
      }
    }
    return result;
  }
  request.pc = call.pc;
  request.waits = command == F_SETLKW || command == ofd_wait;
  request.kind = wanted->l_type == F_UNLCK   ? OperationKind::unlock
                 : wanted->l_type == F_RDLCK ? OperationKind::lock_shared
                                             : OperationKind::lock;
  const int without_waiting = command == F_SETLKW || command == F_SETLK ? F_SETLK : ofd_set;
  return lock_or_wait(request, [&] { return kernel(SYS_fcntl, number, without_waiting, wanted); });
}

void release_file_locks(std::uint32_t process) noexcept {
  for (std::uint32_t i = 0; i < engine::state().task_count; ++i) {
    engine::Task& task = engine::task(i);
    if (task.process != process) continue;
    for (std::uint32_t held = 0; held < task.held_count; ++held) {
      engine::Object& lock = engine::object(task.held[held].object);
      if (lock.kind == engine::ObjectKind::file) engine::release_into(lock.clock);
    }
  }
}

void release_record_locks_of_file(std::uint32_t process, std::uint16_t object) noexcept {
  IoObject& io = io_object(object);
  if (io.engine_lock == 0) return;
  for (std::uint32_t i = 0; i < engine::state().task_count; ++i) {
    engine::Task& task = engine::task(i);
    if (task.process != process || task.state != engine::TaskState::alive) continue;
    for (std::uint32_t held = 0; held < task.held_count; ++held) {
      if (task.held[held].object == io.engine_lock) engine::release_into(engine::object(io.engine_lock).clock);
    }
  }
  ++io.lock_epoch;
}

std::span<const Row> lock_rows() noexcept {
  return rows;
}

}  // namespace threadmark::hooks
