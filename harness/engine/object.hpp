// The things that tasks wait for and hold: locks, condition variables, semaphores, pipes, files …, in one table in
// shared state.
#pragma once

#include <cstdint>

#include "harness/engine/vector_clock.hpp"

namespace threadmark::engine {

struct Task;

enum class ObjectKind : std::uint8_t {
  none,
  mutex,
  condition,
  rwlock,
  semaphore,
  barrier,
  spin_lock,
  once,   ///< pthread_once, call_once, static guard
  futex,  ///< an address that somebody waits at
  atomic,
  pipe,  ///< pipe, socket, eventfd: an open file description that carries data
  file,
  process,
  other,
};

/// Kinds of mutexes, as in pthread_mutexattr_settype.
enum class MutexKind : std::uint8_t { normal, recursive, error_check };

/// `space` of objects in memory that processes share.
inline constexpr std::uint32_t shared_space = 0;

/// One object. Which of the numbers mean what depends on the kind; the hooks that own the kind say so.
struct Object {
  ObjectKind kind = ObjectKind::none;
  MutexKind mutex_kind = MutexKind::normal;
  bool process_shared = false;  ///< declared so
  bool robust = false;
  bool owner_died = false;
  bool broken = false;      ///< not recoverable
  bool destroyed = false;   //
  bool first_used = false;  ///< `first_process` is set
  bool was_notified = false;
  std::uint32_t space = shared_space;  ///< the process (index) whose memory it lies in; 0: shared
  std::uint64_t address = 0;           ///< identity only
  std::uint32_t generation = 0;        ///< also kept in the object's own memory: differs ⇒ that memory was made anew
  std::uint32_t next_in_bucket = 0;
  std::uint32_t first_process = 0;
  std::uint32_t owner = 0;  ///< task + 1; 0: free
  std::uint32_t count = 0;  ///< depth of a recursive lock, value of a semaphore, readers, arrived at a barrier
  std::uint32_t limit = 0;  ///< threshold of a barrier
  std::uint32_t waiters = 0;
  std::uint64_t round = 0;  ///< of a barrier; sequence of changes of a pipe
  std::uint64_t data[4] = {};
  std::uint64_t created_pc = 0;  ///< the student's line that made it or first used it
  std::uint64_t locked_pc = 0;   ///< where its owner took it
  std::uint32_t locked_stack = 0;
  std::uint32_t name = 0;
  VectorClock clock;         ///< released into it
  VectorClock second_clock;  ///< e.g. of readers
};

/// Looks an object up, or makes it. `space` is shared_space for memory in the shared arena (see space_of()).
/// Index 0 is never an object.
std::uint32_t find_object(std::uint32_t space, std::uint64_t address);
std::uint32_t make_object(ObjectKind kind, std::uint32_t space, std::uint64_t address, std::uint64_t pc);
/// Finds, or makes one of this kind; an object of another kind at that address is replaced.
std::uint32_t object_at(ObjectKind kind, std::uint64_t address, std::uint64_t pc);
/// Takes it out of the table (its index is not used again in this run).
void forget_object(std::uint32_t index);
Object& object(std::uint32_t index);
/// The space that an address of the calling task's process belongs to.
std::uint32_t space_of(std::uint64_t address);
/// At fork: copies every object of one process's private memory for its child. Locks that `forking` holds are held by
/// `child`, its copy there.
void copy_objects(std::uint32_t parent_process, std::uint32_t child_process, const Task* forking = nullptr,
                  Task* child = nullptr);
/// Forgets the objects that lie in [address, address + size) of the caller's space (memory freed or unmapped).
void forget_objects_in(std::uint64_t address, std::uint64_t size);

}  // namespace threadmark::engine
