// The points of choice: where a task stops, says what it does next, and waits for its turn. Everything else builds on
// point().
#pragma once

#include <cstdint>

#include "harness/engine/event_sink.hpp"
#include "harness/engine/operation.hpp"
#include "harness/engine/scheduler.hpp"
#include "harness/engine/task.hpp"

namespace threadmark::engine {

/// Announces `operation` and lets the scheduler choose. On return the caller holds the baton; with Wake::ready its
/// operation is enabled and it performs it at once. Blocking is an operation whose predicate is false until another
/// task changes shared state: there is no other waking. Ends the run when nobody can ever go on.
Wake point(const Operation& operation);

/// A nondeterministic value below `count`, from the scheduler (0 is the ordinary case).
std::uint32_t choose_value(ValueKind kind, std::uint32_t count);

/// The calling task has done something new (a write that changed memory, output, …): it does not spin.
void note_progress();

/// Makes a task for a thread that is being created (alive, pending `start`); the new thread calls enter_task() first.
/// Null: too many tasks.
Task* create_task(std::uint32_t process_index, std::uint32_t creator, std::uint64_t pc);
/// First call of a new thread: waits for the baton. The caller of create_task goes on until its next point.
void enter_task(Task& task);
/// Last call of a task: marks it ended and hands over the baton. Returns, but without the baton: touch nothing shared.
void leave_task();
/// Hands the baton over because the calling process ends: its tasks are marked ended; the caller goes on without it.
void leave_process(std::uint32_t process_index);

/// In a forked child: its thread is `child` from now on; waits for the baton.
void adopt_task(Task& child);

/// Ends the run now: tells the sink, ends this process. The explorer kills what is left.
[[noreturn]] void end_run(EndReason reason, int wait_status);

/// Happens-before: everything the task did so far is released into `clock`; its epoch advances.
void release_into(VectorClock& clock);
/// The same, forgetting what was in `clock` before.
void release_as(VectorClock& clock);
/// The epoch advances without a release: accesses from now on are looked at anew.
void advance_epoch();
/// What was released into `clock` happens before everything the task does from now on.
void acquire_from(const VectorClock& clock);

/// Records that the calling task holds or no longer holds a lock.
void note_lock(std::uint32_t object, std::uint64_t pc, bool shared);
void note_unlock(std::uint32_t object);

}  // namespace threadmark::engine
