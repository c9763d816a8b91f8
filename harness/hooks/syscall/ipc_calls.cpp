// System V shared memory, semaphores and messages, per run.
#include <cerrno>
#include <cstring>

#include <sys/ipc.h>
#include <sys/mman.h>
#include <sys/msg.h>
#include <sys/sem.h>
#include <sys/shm.h>
#include <sys/syscall.h>

#include "harness/engine/clock.hpp"
#include "harness/engine/layout.hpp"
#include "harness/engine/shared_state.hpp"
#include "harness/hooks/syscall/dispatch.hpp"
#include "harness/hooks/syscall/io_wait.hpp"
#include "harness/hooks/syscall/kernel.hpp"
#include "harness/hooks/syscall/system_state.hpp"

namespace threadmark::hooks {

namespace {

using engine::OperationKind;

IpcTable& table() noexcept {
  return system().ipc;
}

// Ids that the program sees are places in the table, from 1.
IpcObject* object_of(int id, IpcKind kind) noexcept {
  if (id < 1 || id > table().used) return nullptr;
  IpcObject& object = table().objects[static_cast<std::size_t>(id - 1)];
  return object.kind == kind && !object.removed ? &object : nullptr;
}

// The `get` of all three: finds by key, or makes one.
template <class Make>
long get(const Call& call, IpcKind kind, int key, int flags, Make make) noexcept {
  announce({OperationKind::open, names_object, true, call.pc});
  for (int i = 0; key != IPC_PRIVATE && i < table().used; ++i) {
    const IpcObject& known = table().objects[static_cast<std::size_t>(i)];
    if (known.kind != kind || known.key != key || known.removed) continue;
    return (flags & IPC_CREAT) != 0 && (flags & IPC_EXCL) != 0 ? -EEXIST : i + 1;
  }
  if (key != IPC_PRIVATE && (flags & IPC_CREAT) == 0) return -ENOENT;
  if (table().used >= max_ipc_objects) return -ENOSPC;
  const long made = make();
  if (failed(made)) return made;
  IpcObject& object = table().objects[static_cast<std::size_t>(table().used++)];
  object = IpcObject{};
  object.kind = kind;
  object.key = key;
  object.kernel_id = static_cast<std::int32_t>(made);
  object.made_at = call.pc;
  object.io = make_object(IoKind::event, call.pc);
  return table().used;
}

long shmget_call(Call& call) noexcept {
  const long id = get(call, IpcKind::memory, call.descriptor(0), call.descriptor(2),
                      [&] { return kernel(SYS_shmget, IPC_PRIVATE, call.arguments[1], IPC_CREAT | 0600); });
  if (failed(id)) return id;
  IpcObject& object = table().objects[static_cast<std::size_t>(id - 1)];
  if (object.address == 0) {
    system().has_shared_memory = true;
    object.size = (call.size(1) + 4095) / 4096 * 4096;
    object.address = engine::shared_map_base + engine::state().shared_map_used;
    engine::state().shared_map_used += object.size + 4096;
  }
  return object.size < call.size(1) ? -EINVAL : id;
}

long shmat_call(Call& call) noexcept {
  const IpcObject* object = object_of(call.descriptor(0), IpcKind::memory);
  if (object == nullptr) return -EINVAL;
  announce({OperationKind::other, object->io, true, call.pc});
  return kernel(SYS_shmat, object->kernel_id, object->address, call.descriptor(2) & SHM_RDONLY);
}

long shmdt_call(Call& call) noexcept {
  return pass_on(call);
}

long control(Call& call, IpcKind kind, int command) noexcept {
  IpcObject* object = object_of(call.descriptor(0), kind);
  if (object == nullptr) return -EINVAL;
  announce({OperationKind::other, object->io, true, call.pc});
  Call real = call;
  real.arguments[0] = object->kernel_id;
  const long result = pass_on(real);
  if (failed(result)) return result;
  if (command == IPC_RMID) object->removed = true;
  publish(object->io);
  touch(object->io);
  engine::note_progress();
  return result;
}

long shmctl_call(Call& call) noexcept {
  return control(call, IpcKind::memory, call.descriptor(1));
}
long semctl_call(Call& call) noexcept {
  return control(call, IpcKind::semaphores, call.descriptor(2));
}
long msgctl_call(Call& call) noexcept {
  return control(call, IpcKind::messages, call.descriptor(1));
}

long semget_call(Call& call) noexcept {
  return get(call, IpcKind::semaphores, call.descriptor(0), call.descriptor(2),
             [&] { return kernel(SYS_semget, IPC_PRIVATE, call.arguments[1], IPC_CREAT | 0600); });
}

long msgget_call(Call& call) noexcept {
  return get(call, IpcKind::messages, call.descriptor(0), call.descriptor(1),
             [&] { return kernel(SYS_msgget, IPC_PRIVATE, IPC_CREAT | 0600); });
}

// Tries, waits for changes: `attempt` asks the kernel with IPC_NOWAIT.
template <class Attempt>
long try_or_wait(const Call& call, const IpcObject& object, OperationKind kind, bool waits, engine::Time deadline,
                 int busy, Attempt attempt) noexcept {
  const Announcement what{kind, object.io, true, call.pc};
  announce(what);
  for (;;) {
    const std::uint32_t epoch = io_object(object.io).epoch;
    publish(object.io);
    const long result = attempt();
    if (!failed(result)) {
      receive(object.io);
      touch(object.io);
      engine::note_progress();
      return result;
    }
    if (result != -busy || !waits) return result;
    const engine::Wake wake = wait_for_touch(what, epoch, deadline);
    if (object.removed) return -EIDRM;
    if (wake == engine::Wake::timed_out) return -EAGAIN;
    // semop, msgrcv and msgsnd are never restarted after a handler (signal(7)).
    if (wake == engine::Wake::interrupted) {
      handle_interruption();
      return -EINTR;
    }
  }
}

long semop_call(Call& call) noexcept {
  const IpcObject* object = object_of(call.descriptor(0), IpcKind::semaphores);
  if (object == nullptr) return -EINVAL;
  constexpr std::size_t most = 64;
  sembuf operations[most];
  const std::size_t count = call.size(2);
  if (count > most) return -E2BIG;
  std::memcpy(operations, call.pointer<const void>(1), count * sizeof(sembuf));
  bool waits = true;
  for (std::size_t i = 0; i < count; ++i) {
    if ((operations[i].sem_flg & IPC_NOWAIT) != 0) waits = false;
    operations[i].sem_flg = static_cast<short>(operations[i].sem_flg | IPC_NOWAIT);
  }
  engine::Time deadline = engine::no_deadline;
  if (const auto* limit = call.number == SYS_semtimedop ? call.pointer<const timespec>(3) : nullptr; limit != nullptr) {
    deadline = engine::deadline_after(static_cast<engine::Time>(limit->tv_sec) * 1'000'000'000u +
                                      static_cast<engine::Time>(limit->tv_nsec));
  }
  return try_or_wait(call, *object, OperationKind::semaphore_wait, waits, deadline, EAGAIN,
                     [&] { return kernel(SYS_semop, object->kernel_id, operations, count); });
}

long msgsnd_call(Call& call) noexcept {
  const IpcObject* object = object_of(call.descriptor(0), IpcKind::messages);
  if (object == nullptr) return -EINVAL;
  const int flags = call.descriptor(3);
  return try_or_wait(call, *object, OperationKind::send, (flags & IPC_NOWAIT) == 0, engine::no_deadline, EAGAIN, [&] {
    return kernel(SYS_msgsnd, object->kernel_id, call.arguments[1], call.arguments[2], flags | IPC_NOWAIT);
  });
}

long msgrcv_call(Call& call) noexcept {
  const IpcObject* object = object_of(call.descriptor(0), IpcKind::messages);
  if (object == nullptr) return -EINVAL;
  const int flags = call.descriptor(4);
  return try_or_wait(call, *object, OperationKind::receive, (flags & IPC_NOWAIT) == 0, engine::no_deadline, ENOMSG,
                     [&] {
                       return kernel(SYS_msgrcv, object->kernel_id, call.arguments[1], call.arguments[2],
                                     call.arguments[3], flags | IPC_NOWAIT);
                     });
}

constexpr Row rows[] = {
    {SYS_shmget, shmget_call}, {SYS_shmat, shmat_call},   {SYS_shmdt, shmdt_call},   {SYS_shmctl, shmctl_call},
    {SYS_semget, semget_call}, {SYS_semctl, semctl_call}, {SYS_semop, semop_call},   {SYS_semtimedop, semop_call},
    {SYS_msgget, msgget_call}, {SYS_msgctl, msgctl_call}, {SYS_msgsnd, msgsnd_call}, {SYS_msgrcv, msgrcv_call},
};

}  // namespace

std::span<const Row> ipc_rows() noexcept {
  return rows;
}

}  // namespace threadmark::hooks
