// One record for the finding, one for each further place.
#include "harness/explorer/finding_records.hpp"

#include <array>
#include <cstring>

#include "harness/engine/call_stack.hpp"
#include "harness/engine/shared_state.hpp"
#include "harness/explorer/run_memory.hpp"
#include "harness/explorer/step_records.hpp"

namespace threadmark::explorer {
namespace {

using engine::FindingPlace;
using TraceKind = trace::FindingKind;

constexpr TraceKind kinds[] = {
    TraceKind::data_race,      TraceKind::deadlock,       TraceKind::lock_order,     TraceKind::lost_wakeup,
    TraceKind::livelock,       TraceKind::lock_misuse,    TraceKind::crash,          TraceKind::memory_error,
    TraceKind::leak,           TraceKind::orphan_process, TraceKind::zombie_process, TraceKind::timeout,
    TraceKind::limit_exceeded, TraceKind::test_failure,
};
static_assert(sizeof kinds / sizeof kinds[0] == static_cast<std::size_t>(engine::FindingKind::test_failure) + 1);

constexpr bool is_cycle(TraceKind kind) {
  return kind == TraceKind::deadlock || kind == TraceKind::lock_order || kind == TraceKind::lost_wakeup;
}

trace::Record record_of(const FindingPlace& place, trace::RecordKind kind) {
  trace::Record record;
  record.kind = kind;
  record.step = static_cast<std::uint32_t>(place.step);
  record.task = static_cast<std::uint16_t>(place.task + 1);
  record.object = place.object;
  record.address = place.address;
  record.time_ns = static_cast<std::int64_t>(engine::state().now);
  if (place.task < engine::state().task_count)
    record.process = static_cast<std::uint16_t>(engine::task(place.task).process);
  return record;
}

class PlaceStack {
 public:
  explicit PlaceStack(const FindingPlace& place) { size_ = program_frames(place.pc, place.stack, frames_); }
  std::span<const std::uint64_t> frames() const { return std::span(frames_).first(size_); }

 private:
  std::array<std::uint64_t, trace::max_stack> frames_;
  std::size_t size_ = 0;
};

void write_place(const FindingPlace& place, trace::Role role) {
  describe_object(place.object);
  trace::Record record = record_of(place, trace::RecordKind::place);
  record.op = static_cast<std::uint8_t>(step_op_of(place.operation));
  record.role = role;
  record.value = static_cast<std::int64_t>(place.size);
  const trace::MessageText text(place.role);
  run_memory().records.append(record, {PlaceStack(place).frames(), {}, text.text()});
}

}  // namespace

trace::FindingKind trace_kind_of(engine::FindingKind kind) {
  return kinds[static_cast<std::size_t>(kind)];
}

void record_finding(const engine::Finding& finding) {
  RunMemory& shared = run_memory();
  const TraceKind kind = trace_kind_of(finding.kind);
  const trace::Role role = kind == TraceKind::data_race ? trace::Role::conflict
                           : is_cycle(kind)             ? trace::Role::cycle
                                                        : trace::Role::none;
  static const FindingPlace nowhere;
  const FindingPlace& first = finding.place_count > 0 ? finding.places[0] : nowhere;
  describe_object(first.object);
  trace::Record record = record_of(first, trace::RecordKind::finding);
  record.op = static_cast<std::uint8_t>(kind);
  record.role = role;
  record.value = finding.place_count;
  if (kind == TraceKind::lock_order) record.flags |= trace::flag_warning;
  trace::MessageText text(finding.message);
  static constexpr const char* names[] = {"v0", "v1", "v2", "v3"};
  for (int i = 0; i < 4; ++i)
    text.add(names[i], finding.values[i]);
  if (finding.text[0] != '\0')
    text.add("text", std::string_view(finding.text, strnlen(finding.text, sizeof finding.text)));
  shared.records.append(record, {PlaceStack(first).frames(), {}, text.text()});
  for (std::uint32_t i = 0; i < finding.place_count; ++i)
    write_place(finding.places[i], i < 2 || role != trace::Role::conflict ? role : trace::Role::none);
  shared.report.findings |= 1U << static_cast<unsigned>(kind);
  // What is left at the end, a race or an order of locks may stand beside a failure that other schedules show.
  const bool fails = kind != TraceKind::data_race && kind != TraceKind::lock_order && kind != TraceKind::leak;
  if (fails) shared.report.failed = true;
  // Where a finding lies is part of what can be seen of a run; in which step is not.
  trace::Record seen = record;
  seen.time_ns = 0;
  seen.value = static_cast<std::int64_t>(first.pc);
  seen.other = finding.place_count > 1 ? static_cast<std::int64_t>(finding.places[1].pc) : 0;
  shared.report.digest = trace::digest_of(shared.report.digest, seen, finding.message);
}

}  // namespace threadmark::explorer
