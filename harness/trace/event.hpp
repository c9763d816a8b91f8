// The records of a trace: what the controlled runtime writes down about a run, and the one thing the grader reads of
// it.
#pragma once

#include <cstddef>
#include <cstdint>

namespace threadmark::trace {

/// Bumped whenever a record or the protocol changes its meaning; both sides refuse another version.
inline constexpr std::uint32_t format_version = 1;

/// What a record is. Kinds below `step` are *observable*: written in every run and part of its digest. Fields not named
/// are 0. Numbers in brackets are the fields of `Record` that carry them.
enum class RecordKind : std::uint16_t {
  none = 0,
  output = 1,  ///< bytes written to a standard stream: value = 1 or 2, text = the bytes (any bytes), [process, task]
  process_start = 2,   ///< process = the parent, value = the child's pid, other = the child's process number, object =
                       ///< its first task
  process_exit = 3,    ///< process = who ended, value = wait status (as waitpid gives it), other = its pid
  process_reaped = 4,  ///< process = who reaped, value = the child's pid, other = the child's process number
  thread_start = 5,    ///< task = who started it, value = the new task's number, address = its entry function
  thread_end = 6,      ///< task = who ended
  thread_join = 7,     ///< value = the task that was joined
  end_of_file = 8,     ///< a read on a pipe or socket returned 0; object, value = descriptor
  driver = 9,          ///< threadmark::testing::event: text = its name, value
  test_begin = 10,     ///< text = "Suite.Name"
  test_end = 11,       ///< text = "Suite.Name", value = failed assertions, other = assertions made that held or failed
  assertion = 12,   ///< an assertion failed: text = "file\0message", value = the driver's line, stack = the student's
                    ///< last places
  unit = 13,        ///< only in answer to `units`: text = the unit's name
  checkpoint = 14,  ///< the driver's closing record: value = tests run, other = assertions made
  finding = 15,     ///< op = FindingKind; text = "id\0name\0value\0…"; step, task, object, stack: the primary place;
                    ///< value = how many `place` records follow it directly; other = 1 when it ended the run
  place = 16,  ///< belongs to the finding before it: role, step, task, process, object, stack; op = StepOp; text as in
               ///< finding
  file_state = 17,  ///< a file when the run had ended: text = "path\0content", value = 1 when it exists
  task = 18,  ///< one for each task at the end: task, process, address = entry function, stack = where it was created,
              ///< text = its name (pthread_setname_np) or empty, value = state (0 ended, 1 still alive, 2 never joined)

  step = 32,    ///< full detail only: one step; op = StepOp, object, address, value/other, stack, after, role
  object = 33,  ///< full detail only, before the first step that uses it: object = its number, op = ObjectKind,
                ///< address, process (0: shared), value = size in bytes, stack = where it was created or first used
};

/// What a step does; the first nineteen are those of the result schema, in its order.
enum class StepOp : std::uint8_t {
  lock,
  unlock,
  wait,
  wake,
  notify,
  read,
  write,
  atomic,
  fork,
  spawn,
  join,
  exit,
  sleep,
  send,
  receive,
  open,
  close,
  print,
  fail,
  other,  ///< a point of choice that people need not see (yield, clock, fence …)
};
inline constexpr int step_op_count = 20;

/// What an object is. `text` of the object record may name it (thread, file path, named semaphore).
enum class ObjectKind : std::uint8_t {
  none,
  memory,
  atomic,
  mutex,
  recursive_mutex,
  condition,
  rwlock,
  semaphore,
  barrier,
  once,
  spinlock,
  futex,
  guard,
  task,
  process,
  pipe,
  socket,
  event_descriptor,
  timer,
  file,
  file_lock,
  signal,
  stream,
  shared_memory,
  clock,
  other,
};
inline constexpr int object_kind_count = 26;

/// The part that a step or place plays in a finding.
enum class Role : std::uint8_t { none, conflict, cycle };

/// The closed list of findings, in the order of the model's; the runtime itself makes only some of them.
enum class FindingKind : std::uint8_t {
  data_race,
  deadlock,
  lock_order,
  lost_wakeup,
  livelock,
  lock_misuse,
  order_violation,
  invariant_violation,
  wrong_output,
  missing_output,
  extra_output,
  not_concurrent,
  test_failure,
  crash,
  memory_error,
  leak,
  orphan_process,
  zombie_process,
  wrong_exit,
  timeout,
  limit_exceeded,
  forbidden,
  build_error,
};
inline constexpr int finding_kind_count = 23;

/// Values of Record::flags.
enum RecordFlag : std::uint32_t {
  flag_write = 1,        ///< the access writes
  flag_atomic = 2,       ///< the access is atomic; `other` of a step holds the value before
  flag_read_modify = 4,  ///< reads and writes at once
  flag_value = 8,        ///< `value` is known
  flag_failed = 16,      ///< the operation gave an error or did nothing (trylock, failed exchange)
  flag_timed_out = 32,
  flag_spurious = 64,  ///< a wake-up that nobody caused
  flag_warning = 128,  ///< of findings: never fails a check
  flag_switch = 256,   ///< another task ran before this step although this one's could have gone on
};

/// The fixed part of a record. It is followed by stack (8 bytes each, innermost first: the program counters of the
/// access and of the calls that led to it), after (4 bytes each: steps that had to come first), text, and zeroes up to
/// a multiple of 8.
struct Record {
  std::uint32_t size = 0;  ///< of the whole record in bytes, a multiple of 8
  RecordKind kind = RecordKind::none;
  std::uint8_t op = 0;  ///< StepOp, ObjectKind or FindingKind
  Role role = Role::none;
  std::uint32_t step = 0;     ///< number of the step that made it, from 1 over the whole run; the same in every detail
  std::uint16_t task = 0;     ///< from 1 (main), over all processes, in order of creation
  std::uint16_t process = 0;  ///< from 1 (main's), in order of fork
  std::uint32_t object = 0;   ///< number of the object; 0: none
  std::uint32_t flags = 0;
  std::uint64_t address = 0;  ///< of the access or object, where there is one
  std::int64_t time_ns = 0;   ///< virtual, since the run began
  std::int64_t value = 0;
  std::int64_t other = 0;
  std::uint16_t after_count = 0;
  std::uint16_t stack_count = 0;
  std::uint32_t text_size = 0;
};
static_assert(sizeof(Record) == 64 && alignof(Record) == 8);

/// Bounds that writer and reader share.
inline constexpr std::size_t max_stack = 64;
inline constexpr std::size_t max_after = 64;
inline constexpr std::size_t max_text = 1U << 20;

/// How a run's main process ended, or why the run was stopped before.
enum class RunEnd : std::uint8_t {
  ended,     ///< main's process ended: `status`
  deadlock,  ///< nobody could run (finding says more)
  steps,     ///< over its steps (finding: livelock or timeout)
  cpu,       ///< over its CPU time in code without hooks (finding: timeout)
  finding,   ///< stopped by a finding that ends a run (memory-error …)
  limit,     ///< a limit (output, processes, threads, memory, trace) was passed (finding: limit-exceeded)
  pruned,    ///< the strategy found it equivalent to an earlier one and gave it up; counts as a schedule, says nothing
  broken,    ///< the runtime itself failed (text of an `error` frame says how): never the student's fault
};

/// Which time a run was made under (`both` only in requests).
enum class TimeMode : std::uint8_t { exact, any, both };

/// Whether every step is recorded, or only what can be seen from outside, and findings.
enum class Detail : std::uint8_t { observable, full };

/// The summary of one run: head of a `run` frame. It is followed by `strategy` (strategy_size bytes), the choices as
/// base64url (choices_size bytes), zeroes up to a multiple of 8, then the records (records_size bytes; none when
/// `repeated`).
struct RunHeader {
  std::uint64_t schedule = 0;  ///< from 1
  std::uint64_t digest = 0;    ///< over the observable records
  std::uint64_t steps = 0;
  std::uint64_t like = 0;  ///< `repeated`: the first schedule of the same digest
  std::int64_t virtual_ns = 0;
  std::int32_t status = 0;  ///< wait status of the main process when end is `ended`
  RunEnd end = RunEnd::ended;
  TimeMode time = TimeMode::exact;
  std::uint8_t repeated = 0;  ///< 1: its records were sent before, with schedule `like`
  std::uint8_t deviated = 0;  ///< a replay of choices could not follow them everywhere (nearest schedule)
  std::uint32_t strategy_size = 0;
  std::uint32_t choices_size = 0;
  std::uint64_t records_size = 0;
  std::uint32_t findings = 0;  ///< bit set by FindingKind
  std::uint32_t switches = 0;  ///< how often another task took over though the one before could have gone on
};
static_assert(sizeof(RunHeader) == 72 && alignof(RunHeader) == 8);

}  // namespace threadmark::trace
