// The processes of a run, seen from the fork server.
#include "harness/explorer/run_once.hpp"

#include <cerrno>
#include <cstring>

#include <fcntl.h>
#include <linux/sched.h>
#include <poll.h>
#include <sched.h>
#include <signal.h>
#include <sys/prctl.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "harness/engine/knowledge.hpp"
#include "harness/engine/raw_syscall.hpp"
#include "harness/explorer/finding_records.hpp"
#include "harness/explorer/run_memory.hpp"
#include "harness/explorer/working_folder.hpp"

namespace threadmark::hooks {
// Of the system-call hooks, where they are linked in.
void arm_thread() noexcept __attribute__((weak));
void save_system_baseline() __attribute__((weak));
void restore_system_baseline() __attribute__((weak));
// What each run would otherwise pay for: its first reading of memory that nobody wrote, guards below its stacks.
void touch_what_leaks_are_sought_in() __attribute__((weak));
void guard_stacks(std::uint32_t tasks) __attribute__((weak));
}  // namespace threadmark::hooks

namespace threadmark::detectors {
// Forgets who touched what in the memory that processes share.
void reset_shared_shadow() __attribute__((weak));
}  // namespace threadmark::detectors

namespace threadmark::explorer {

using engine::raw_syscall;
using engine::state;

namespace {

long as_register(const void* pointer) {
  return reinterpret_cast<long>(pointer);
}

// glibc keeps the thread's id there; the child keeps the number that the program sees.
unsigned long thread_id_place() {
  unsigned long place = 0;
  return raw_syscall(SYS_prctl, PR_GET_TID_ADDRESS, as_register(&place)) == 0 ? place : 0;
}

long fork_run() {
  static const unsigned long place = thread_id_place();
  const long flags = SIGCHLD | (place != 0 ? CLONE_CHILD_CLEARTID : 0);
  return raw_syscall(SYS_clone, flags, 0, 0, static_cast<long>(place), 0);
}

void become_run() {
  const auto pid = static_cast<std::int32_t>(raw_syscall(SYS_getpid));
  raw_syscall(SYS_setpgid, 0, 0);
  raw_syscall(SYS_prctl, PR_SET_DUMPABLE, 1, 0, 0, 0);
  raw_syscall(SYS_lseek, 0, 0, SEEK_SET);
  run_memory().report.server_child = pid;
  engine::process(1).kernel_pid = pid;
  engine::Task& task = engine::task(state().current);
  task.kernel_tid = pid;
  if (hooks::arm_thread != nullptr) hooks::arm_thread();
}

template <std::size_t n>
void copy_text(std::string_view from, char (&to)[n]) {
  const std::size_t size = from.size() < n - 1 ? from.size() : n - 1;
  std::memcpy(to, from.data(), size);
  to[size] = '\0';
}

// CPU time that the living processes of the run have used, in milliseconds.
std::uint64_t cpu_ms_used() {
  std::uint64_t sum = 0;
  for (std::uint32_t i = 1; i < state().process_count; ++i) {
    const std::int32_t pid = engine::process(i).kernel_pid;
    if (pid <= 0) continue;
    constexpr std::int32_t process_clock = 2;
    const std::int32_t clock = (~pid << 3) | process_clock;
    timespec used{};
    if (raw_syscall(SYS_clock_gettime, clock, as_register(&used)) != 0) continue;
    sum += static_cast<std::uint64_t>(used.tv_sec) * 1000 + static_cast<std::uint64_t>(used.tv_nsec) / 1'000'000;
  }
  return sum;
}

enum class Watched : std::uint8_t { ended, out_of_cpu, stuck };

// Waits for main's process to end; looks at the CPU time now and then. No steps, no CPU time for a minute: it hangs in
// the kernel, which is our fault.
Watched watch(long child, std::uint64_t cpu_ms) {
  const long descriptor = raw_syscall(SYS_pidfd_open, child, 0);
  if (descriptor < 0) return Watched::ended;
  constexpr std::int64_t interval_ns = 50'000'000;
  constexpr int most_silent = 1200;
  pollfd entry{.fd = static_cast<int>(descriptor), .events = POLLIN, .revents = 0};
  Watched result = Watched::ended;
  std::uint64_t last = 0;
  for (int silent = 0;;) {
    timespec interval{.tv_sec = 0, .tv_nsec = interval_ns};
    const long ready = raw_syscall(SYS_ppoll, as_register(&entry), 1, as_register(&interval), 0, 0);
    if (ready > 0) break;
    const std::uint64_t used = cpu_ms_used();
    if (used > cpu_ms) result = Watched::out_of_cpu;
    silent = used + state().step == last ? silent + 1 : 0;
    last = used + state().step;
    if (silent > most_silent) result = Watched::stuck;
    if (result != Watched::ended) break;
  }
  raw_syscall(SYS_close, descriptor);
  return result;
}

// Kills what are the server's children now: orphans too, which another program may have left in groups of their own.
void kill_children() {
  const long list = raw_syscall(SYS_open, as_register("/proc/thread-self/children"), O_RDONLY | O_CLOEXEC, 0);
  if (list < 0) return;
  char text[4096];
  const long size = raw_syscall(SYS_read, list, as_register(text), sizeof text);
  raw_syscall(SYS_close, list);
  long pid = 0;
  for (long i = 0; i < size; ++i) {
    if (text[i] >= '0' && text[i] <= '9') {
      pid = pid * 10 + (text[i] - '0');
    } else if (pid != 0) {
      raw_syscall(SYS_kill, pid, SIGKILL);
      pid = 0;
    }
  }
}

// Everything of the run is killed and collected; the wait status of main's process.
int clean_up(long child) {
  raw_syscall(SYS_kill, -child, SIGKILL);
  for (std::uint32_t i = 2; i < state().process_count; ++i)
    if (engine::process(i).kernel_pid > 0) raw_syscall(SYS_kill, engine::process(i).kernel_pid, SIGKILL);
  int main_status = 0;
  for (;;) {
    int status = 0;
    long ended = raw_syscall(SYS_wait4, -1, as_register(&status), __WALL | WNOHANG, 0);
    if (ended == 0) {
      kill_children();
      ended = raw_syscall(SYS_wait4, -1, as_register(&status), __WALL, 0);
    }
    if (ended == -EINTR) continue;
    if (ended < 0) return main_status;
    if (ended == child) main_status = status;
  }
}

void report_without_place(engine::FindingKind kind, const char* message, std::int64_t value) {
  engine::Finding finding;
  finding.kind = kind;
  finding.message = message;
  finding.values[0] = value;
  record_finding(finding);
}

trace::RunEnd end_of(engine::EndReason reason) {
  switch (reason) {
    case engine::EndReason::exited:
    case engine::EndReason::crash:
      return trace::RunEnd::ended;
    case engine::EndReason::deadlock:
      return trace::RunEnd::deadlock;
    case engine::EndReason::steps:
      return trace::RunEnd::steps;
    case engine::EndReason::memory:
      return trace::RunEnd::finding;
    case engine::EndReason::limit:
      return trace::RunEnd::limit;
    case engine::EndReason::abandoned:
      return trace::RunEnd::pruned;
  }
  return trace::RunEnd::broken;
}

// Puts together what the processes reported and how main's really ended.
void judge(Watched watched, int status, RunOutcome& outcome) {
  RunMemory& shared = run_memory();
  const RunReport& report = shared.report;
  outcome.status = report.ended ? report.wait_status : status;
  if (shared.records.overflowed() && !report.ended) {
    report_without_place(engine::FindingKind::limit_exceeded, "limit.trace", 0);
    outcome.end = trace::RunEnd::limit;
  } else if (report.ended) {
    outcome.end = end_of(report.reason);
    outcome.blind = report.reason == engine::EndReason::exited && !state().canary_reported;
  } else if (watched == Watched::out_of_cpu) {
    report_without_place(engine::FindingKind::timeout, "timeout.cpu", 0);
    outcome.end = trace::RunEnd::cpu;
  } else if (watched == Watched::ended && WIFSIGNALED(status)) {
    // Nobody could tell more: the handlers of the run were gone, or their stack was.
    // Its own signals are played on the engine: only the kernel kills so, when the memory of the sandbox is used up.
    if (WTERMSIG(status) == SIGKILL) {
      report_without_place(engine::FindingKind::limit_exceeded, "limit.memory",
                           static_cast<std::int64_t>(state().parameters.memory_limit));
      outcome.end = trace::RunEnd::limit;
      outcome.result.cut_off = true;
      return;
    }
    report_without_place(engine::FindingKind::crash, "crash.signal", WTERMSIG(status));
    outcome.end = trace::RunEnd::ended;
  } else if (watched == Watched::ended && WIFEXITED(status) && WEXITSTATUS(status) != engine::died_status) {
    outcome.end = trace::RunEnd::ended;
  }
  schedulers::Result& result = outcome.result;
  result.completed = outcome.end == trace::RunEnd::ended;
  result.failed = report.failed;
  result.pruned = outcome.end == trace::RunEnd::pruned;
  result.cut_off = outcome.end == trace::RunEnd::steps || outcome.end == trace::RunEnd::cpu ||
                   outcome.end == trace::RunEnd::limit || outcome.end == trace::RunEnd::broken;
}

}  // namespace

RunSetting setting_of(const Command& command) {
  RunSetting setting;
  setting.parameters.seed = command.seed;
  setting.parameters.step_limit = command.steps;
  setting.parameters.spurious_bound = static_cast<std::uint32_t>(command.spurious);
  setting.parameters.must_block = command.must_block != 0;
  setting.parameters.detect_leaks = command.leaks != 0;
  setting.parameters.memory_limit = command.memory_mb << 20;
  setting.parameters.time_mode = command.time == trace::TimeMode::any ? engine::TimeMode::any : engine::TimeMode::exact;
  setting.cpu_ms = command.cpu_ms;
  setting.output_kb = command.output_kb;
  setting.processes = static_cast<std::uint32_t>(command.processes);
  setting.threads = static_cast<std::uint32_t>(command.threads);
  setting.unit = command.unit;
  setting.files = command.files;
  return setting;
}

void begin_run(const RunSetting& setting, trace::Detail detail) {
  // The next run will have about as many tasks as the last.
  if (hooks::guard_stacks != nullptr) hooks::guard_stacks(state().task_count);
  if (state().shared_map_used != 0 && detectors::reset_shared_shadow != nullptr) detectors::reset_shared_shadow();
  engine::restore_baseline();
  if (hooks::restore_system_baseline != nullptr) hooks::restore_system_baseline();
  RunBounds bounds;
  bounds.output_bytes = setting.output_kb << 10;
  bounds.processes = setting.processes;
  bounds.threads = setting.threads;
  bounds.full_detail = detail == trace::Detail::full;
  begin_report(bounds);
  state().parameters = setting.parameters;
  state().parameters.full_detail = bounds.full_detail;
  char(&unit)[sizeof(RunMemory::unit)] = run_memory().unit;
  const std::size_t size = setting.unit.size() < sizeof unit - 1 ? setting.unit.size() : sizeof unit - 1;
  std::memcpy(unit, setting.unit.data(), size);
  unit[size] = '\0';
}

Side run_once(const RunSetting& setting, RunOutcome& outcome) {
  outcome = RunOutcome{};
  const std::uint32_t known_before = engine::known_shared_count();
  const long child = fork_run();
  if (child == 0) {
    become_run();
    return Side::run;
  }
  if (child < 0) return Side::server;
  const Watched watched = watch(child, setting.cpu_ms);
  const int status = clean_up(child);
  judge(watched, status, outcome);
  record_files(setting.files);
  outcome.result.learned = engine::known_shared_count() != known_before;
  return Side::server;
}

void clean_up_after_runs() {
  if (hooks::restore_system_baseline != nullptr) hooks::restore_system_baseline();
}

void prepare_server() {
  if (hooks::touch_what_leaks_are_sought_in != nullptr) hooks::touch_what_leaks_are_sought_in();
  engine::save_baseline();
  if (hooks::save_system_baseline != nullptr) hooks::save_system_baseline();
  raw_syscall(SYS_prctl, PR_SET_CHILD_SUBREAPER, 1, 0, 0, 0);
  // Nobody of the same user reads or writes our memory or takes our descriptors: there is the nonce.
  raw_syscall(SYS_prctl, PR_SET_DUMPABLE, 0, 0, 0, 0);
  // All tasks of a run share one processor: handing over is then cheapest. Which one does not matter.
  unsigned long allowed[16] = {};
  if (raw_syscall(SYS_sched_getaffinity, 0, sizeof allowed, as_register(allowed)) > 0) {
    unsigned processor = 0;
    raw_syscall(SYS_getcpu, as_register(&processor), 0, 0);
    unsigned long one[16] = {};
    one[processor / 64 % 16] = 1UL << processor % 64;
    raw_syscall(SYS_sched_setaffinity, 0, sizeof one, as_register(one));
  }
}

}  // namespace threadmark::explorer
