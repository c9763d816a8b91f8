// What a task is about to do at a point of choice, and when it may.
#pragma once

#include <cstdint>

namespace threadmark::engine {

struct Task;

/// Virtual time in nanoseconds; `no_deadline` never comes.
using Time = std::uint64_t;
inline constexpr Time no_deadline = ~Time{0};

enum class OperationKind : std::uint8_t {
  none,
  start,         ///< a new task's first step
  end,           ///< a task's last step
  read,          ///< plain memory
  write,         ///< plain memory
  atomic_load,   //
  atomic_store,  //
  atomic_rmw,    //
  fence,
  lock,         ///< mutex, spin lock, write lock of an rwlock, file lock
  lock_shared,  ///< read lock
  try_lock,
  unlock,
  wait,    ///< condition variable, futex, barrier, latch; `object` is what is waited for
  wake,    ///< a woken waiter goes on (the lock of a condition variable is taken again)
  notify,  ///< one
  notify_all,
  semaphore_wait,
  semaphore_post,
  once,  ///< call_once, pthread_once, guards of static variables
  create,
  join,
  sleep,
  yield,
  destroy,
  fork,
  wait_process,
  exit,
  send,
  receive,
  poll,
  open,
  close,
  print,   ///< output to the standard streams
  file,    ///< other file operations
  signal,  ///< kill, delivery
  other,
};

/// How a task goes on from its pending operation.
enum class Wake : std::uint8_t {
  ready,        ///< the predicate holds
  timed_out,    ///< the deadline has come
  spurious,     ///< woken without reason, where POSIX allows it
  interrupted,  ///< a signal is to be delivered first
};

/// True when the waiter may go on. Evaluated by whichever task schedules, in any process: reads shared state only.
using Predicate = bool (*)(const Task& waiter);

/// One operation, announced before it is performed. Without a predicate it is always enabled.
struct Operation {
  OperationKind kind = OperationKind::none;
  bool writes = true;               ///< changes its object (two operations on one object that do not are independent)
  bool may_be_spurious = false;     ///< the scheduler may wake it without reason (bounded per run)
  bool interruptible = false;       ///< a pending signal makes it go on with Wake::interrupted
  std::uint32_t object = 0;         ///< index in the table of objects; 0: none
  std::uint32_t second_object = 0;  ///< e.g. the mutex of a condition wait
  std::uint32_t size = 0;           ///< bytes at `address`
  std::uint64_t address = 0;        ///< memory touched or the object's address; identity only
  std::uint64_t pc = 0;             ///< the student's instruction (return address of the hook)
  Predicate enabled = nullptr;
  std::uint64_t argument = 0;  ///< for the predicate
  Time deadline = no_deadline;
};

/// Whether the order of two operations of different tasks can matter.
bool dependent(const Operation& a, const Operation& b);

/// Short name of a kind, for traces and tests.
const char* name_of(OperationKind kind);

}  // namespace threadmark::engine
