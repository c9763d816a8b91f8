// What was observed from outside in one run, in order: lines, process and thread events, driver events.
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <vector>

#include "grader/model/location.hpp"

namespace threadmark {

/// What happened; `driver` events are named by the lesson's driver, `file_state` is a file's content when the run had
/// ended.
enum class EventKind {
  line,            ///< a whole line of standard output: `text` without its newline
  partial_line,    ///< output at the very end that has no newline
  error_line,      ///< a line of standard error
  process_start,   ///< `value` = the child's pid; `process` = the parent
  process_exit,    ///< `value` = wait status
  process_reaped,  ///< `process` = who reaped, `value` = the child's pid
  thread_start,    ///< `value` = the new task's number; `task` = who started it
  thread_end,
  thread_join,  ///< `value` = the task that was joined
  end_of_file,  ///< a read on a pipe or socket returned 0
  driver,       ///< `name`, `value` and `text` as the driver gave them
  file_state,   ///< `name` = path, `text` = content (only files that the lesson asks for)
};

/// One observation. Tasks count from 1 (main), over all processes; pids are those that the program saw; times are
/// virtual.
struct Event {
  EventKind kind = EventKind::line;
  std::int64_t step = 0;
  int task = 1;
  int process = 1;        ///< 1 is main's process; children follow in order of fork.
  std::int64_t pid = 0;   ///< the pid that this process sees as its own.
  std::int64_t ppid = 0;  ///< and as its parent's.
  std::int64_t time_ns = 0;
  std::string name;
  std::string text;
  std::int64_t value = 0;
  Location where;                    ///< the student's line, where the run was made in full detail
  std::vector<std::uint64_t> stack;  ///< program counters, innermost first, of a run in full detail
};

}  // namespace threadmark
