// Where the engine tells what happens; the trace writer implements it.
#pragma once

#include <cstdint>

#include "harness/engine/finding.hpp"
#include "harness/engine/operation.hpp"

namespace threadmark::engine {

enum class EndReason : std::uint8_t {
  exited,     ///< main's process ended
  deadlock,   ///< nobody can run (the finding says which kind)
  steps,      ///< step limit
  crash,      //
  memory,     ///< a memory error that cannot be survived
  limit,      ///< tasks, processes, memory, output
  abandoned,  ///< the scheduler asked to stop (pruned)
};

/// Called by the holder of the baton, in any process: state lies in shared memory, like a Scheduler's. The default
/// implementations do nothing.
class EventSink {
 public:
  /// A point was passed: the running task performs `operation` now (after pick). Only when state().full_detail.
  virtual void step(const Task& task, const Operation& operation, Wake how);
  virtual void task_started(const Task& task);
  virtual void task_ended(const Task& task);
  virtual void task_joined(const Task& joiner, const Task& task);
  virtual void process_started(std::uint32_t process);
  virtual void process_ended(std::uint32_t process, int wait_status);
  virtual void process_reaped(std::uint32_t process, std::uint32_t reaper);
  virtual void output(int stream, const void* bytes, std::uint64_t size);
  virtual void end_of_file(int descriptor);
  virtual void file(OperationKind what, int descriptor, const char* path);
  virtual void finding(const Finding& finding);
  virtual void driver(const char* name, std::int64_t value, const char* text);
  /// Last call of a run.
  virtual void run_ended(EndReason reason, int wait_status);

 protected:
  ~EventSink() = default;
};

/// The sink of the process; never null (does nothing until set).
EventSink& sink();
void set_sink(EventSink* sink);

}  // namespace threadmark::engine
