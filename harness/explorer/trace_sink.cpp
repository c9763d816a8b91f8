// Observable records, the summary of tasks at the end, and how a run ends.
#include "harness/explorer/trace_sink.hpp"

#include <array>
#include <cstring>

#include <signal.h>
#include <sys/syscall.h>

#include "harness/engine/call_stack.hpp"
#include "harness/engine/point.hpp"
#include "harness/engine/raw_syscall.hpp"
#include "harness/engine/shared_state.hpp"
#include "harness/explorer/finding_records.hpp"
#include "harness/explorer/run_memory.hpp"
#include "harness/explorer/server.hpp"
#include "harness/explorer/step_records.hpp"

namespace threadmark::explorer {

using engine::state;
using trace::RecordKind;

namespace {

// See THREADMARK_REPLAY.
void stop_for_debugger() {
  engine::raw_syscall(SYS_tkill, engine::raw_syscall(SYS_gettid), SIGTRAP);
}

// The calling task's stack, where places are wanted.
std::size_t stack_here(std::span<std::uint64_t> frames) {
  if (!run_memory().bounds.full_detail || engine::self() == nullptr) return 0;
  return program_frames(engine::self()->pending.pc, engine::current_stack(), frames);
}

trace::Record record_here(RecordKind kind) {
  trace::Record record;
  record.kind = kind;
  record.step = static_cast<std::uint32_t>(state().step);
  record.time_ns = static_cast<std::int64_t>(state().now);
  if (const engine::Task* self = engine::self(); self != nullptr) {
    record.task = static_cast<std::uint16_t>(self->index + 1);
    record.process = static_cast<std::uint16_t>(self->process);
  }
  return record;
}

[[noreturn]] void stop_at_limit(const char* message, std::uint64_t limit) {
  engine::Finding finding;
  finding.kind = engine::FindingKind::limit_exceeded;
  finding.message = message;
  finding.values[0] = static_cast<std::int64_t>(limit);
  engine::FindingPlace& place = finding.add("access");
  if (const engine::Task* self = engine::self(); self != nullptr) {
    place.task = self->index;
    place.pc = self->pending.pc;
    place.stack = engine::current_stack();
    place.step = state().step;
  }
  engine::report(finding);
  engine::end_run(engine::EndReason::limit, 0);
}

}  // namespace

void record_observable(trace::Record record, const char* text, std::size_t text_size) {
  RunMemory& shared = run_memory();
  const std::string_view view(text, text_size);
  shared.report.digest = trace::digest_of(shared.report.digest, record, view);
  std::array<std::uint64_t, trace::max_stack> frames;
  const std::size_t depth = stack_here(frames);
  shared.records.append(record, {std::span(frames).first(depth), {}, view});
}

void record_observable(RecordKind kind, std::int64_t value, std::int64_t other, const char* text,
                       std::size_t text_size) {
  trace::Record record = record_here(kind);
  record.value = value;
  record.other = other;
  record_observable(record, text, text_size);
}

void TraceSink::step(const engine::Task& task, const engine::Operation& operation, engine::Wake how) {
  RunMemory& shared = run_memory();
  if (shared.bounds.full_detail) record_step(task, operation, how);
  if (shared.stop_before != 0 && state().step == shared.stop_before) stop_for_debugger();
}

void TraceSink::task_started(const engine::Task& task) {
  if (run_memory().bounds.full_detail && task.index < Orders::most_tasks)
    run_memory().orders.created_at[task.index] = static_cast<std::uint32_t>(state().step);
  const engine::Task* self = engine::self();
  // A forked child's first task is told by its process.
  if (self == nullptr || self->process != task.process) return;
  if (state().task_count > run_memory().bounds.threads) stop_at_limit("limit.threads", run_memory().bounds.threads);
  trace::Record record = record_here(RecordKind::thread_start);
  record.value = task.index + 1;
  record_observable(record, nullptr, 0);
}

void TraceSink::task_ended(const engine::Task& task) {
  if (run_memory().bounds.full_detail && task.index < Orders::most_tasks)
    run_memory().orders.ended_at[task.index] = static_cast<std::uint32_t>(state().step);
  record_observable(RecordKind::thread_end, 0, 0, nullptr, 0);
}

void TraceSink::task_joined(const engine::Task&, const engine::Task& task) {
  record_observable(RecordKind::thread_join, task.index + 1, 0, nullptr, 0);
}

void TraceSink::process_started(std::uint32_t process) {
  const engine::Process& child = engine::process(process);
  trace::Record record = record_here(RecordKind::process_start);
  record.process = static_cast<std::uint16_t>(child.creator);
  record.value = child.pid();
  record.other = process;
  record.object = child.main_task + 1;
  record_observable(record, nullptr, 0);
  if (process > run_memory().bounds.processes) stop_at_limit("limit.processes", run_memory().bounds.processes);
}

void TraceSink::process_ended(std::uint32_t process, int wait_status) {
  trace::Record record = record_here(RecordKind::process_exit);
  record.process = static_cast<std::uint16_t>(process);
  record.value = wait_status;
  record.other = engine::process(process).pid();
  record_observable(record, nullptr, 0);
}

void TraceSink::process_reaped(std::uint32_t process, std::uint32_t reaper) {
  trace::Record record = record_here(RecordKind::process_reaped);
  record.process = static_cast<std::uint16_t>(reaper);
  record.value = engine::process(process).pid();
  record.other = process;
  record_observable(record, nullptr, 0);
}

void TraceSink::output(int stream, const void* bytes, std::uint64_t size) {
  RunMemory& shared = run_memory();
  std::uint64_t& so_far = shared.report.output_bytes[stream == 2 ? 2 : 1];
  const std::uint64_t room = shared.bounds.output_bytes - so_far;
  const char* text = static_cast<const char*>(bytes);
  for (std::uint64_t rest = size < room ? size : room; rest > 0;) {
    const std::uint64_t part = rest < trace::max_text ? rest : trace::max_text;
    record_observable(RecordKind::output, stream, 0, text, part);
    text += part;
    rest -= part;
  }
  so_far += size < room ? size : room;
  if (size > room) stop_at_limit("limit.output", shared.bounds.output_bytes);
}

void TraceSink::end_of_file(int descriptor) {
  record_observable(RecordKind::end_of_file, descriptor, 0, nullptr, 0);
}

void TraceSink::finding(const engine::Finding& finding) {
  pass_fork_point();  // what is found before main is found in every run
  record_finding(finding);
  if (run_memory().stop_before == RunMemory::at_finding) stop_for_debugger();
}

void TraceSink::driver(const char* name, std::int64_t value, const char* text) {
  // Records of the driver's frame around tests have kinds of their own; see harness/testing.
  static constexpr struct {
    std::string_view name;
    RecordKind kind;
  } kinds[] = {{"\1test_begin", RecordKind::test_begin},
               {"\1test_end", RecordKind::test_end},
               {"\1assertion", RecordKind::assertion},
               {"\1checkpoint", RecordKind::checkpoint},
               {"\1unit", RecordKind::unit}};
  for (const auto& known : kinds) {
    if (known.name != name) continue;
    // Text of an assertion is "file\1message" here, as no zero byte can pass.
    char copy[4096];
    std::size_t size = 0;
    for (; text != nullptr && text[size] != '\0' && size < sizeof copy; ++size)
      copy[size] = known.kind == RecordKind::assertion && text[size] == '\1' ? '\0' : text[size];
    std::int64_t other = 0;
    if (known.kind == RecordKind::test_end || known.kind == RecordKind::checkpoint) {
      other = value >> 32;
      value &= 0xFFFFFFFF;
    }
    if (known.kind == RecordKind::assertion) {
      run_memory().report.failed = true;
      run_memory().report.findings |= 1U << static_cast<unsigned>(trace::FindingKind::test_failure);
    }
    record_observable(known.kind, value, other, copy, size);
    return;
  }
  record_observable(RecordKind::driver, value, 0, name, std::strlen(name));
}

void TraceSink::run_ended(engine::EndReason reason, int wait_status) {
  RunMemory& shared = run_memory();
  shared.report.reason = reason;
  shared.report.wait_status = wait_status;
  shared.report.ended = true;
  // The fork server waits for main's process; where another one ends the run, main's waits for a baton that never
  // comes.
  const long self = engine::raw_syscall(SYS_getpid);
  if (shared.report.server_child > 0 && self != shared.report.server_child)
    engine::raw_syscall(SYS_kill, shared.report.server_child, SIGKILL);
}

TraceSink& trace_sink() {
  static constinit TraceSink sink;
  return sink;
}

}  // namespace threadmark::explorer
