// What a step was, on what, with which value, and which steps had to come first.
#include "harness/explorer/step_records.hpp"

#include <array>
#include <cstring>

#include "harness/engine/call_stack.hpp"
#include "harness/engine/layout.hpp"
#include "harness/engine/shared_state.hpp"
#include "harness/explorer/run_memory.hpp"

namespace threadmark::explorer {
namespace {

using engine::OperationKind;
using trace::ObjectKind;
using trace::StepOp;

struct OperationRow {
  OperationKind kind;
  StepOp op;
  bool releases;  ///< gives its object to others: what acquires it later comes after
  bool acquires;
};
constexpr OperationRow rows[] = {
    {OperationKind::none, StepOp::other, false, false},
    {OperationKind::start, StepOp::other, false, false},
    {OperationKind::end, StepOp::exit, false, false},
    {OperationKind::read, StepOp::read, false, false},
    {OperationKind::write, StepOp::write, false, false},
    {OperationKind::atomic_load, StepOp::atomic, false, true},
    {OperationKind::atomic_store, StepOp::atomic, true, false},
    {OperationKind::atomic_rmw, StepOp::atomic, true, true},
    {OperationKind::fence, StepOp::other, false, false},
    {OperationKind::lock, StepOp::lock, false, true},
    {OperationKind::lock_shared, StepOp::lock, false, true},
    {OperationKind::try_lock, StepOp::lock, false, true},
    {OperationKind::unlock, StepOp::unlock, true, false},
    {OperationKind::wait, StepOp::wait, false, true},
    {OperationKind::wake, StepOp::wake, false, true},
    {OperationKind::notify, StepOp::notify, true, false},
    {OperationKind::notify_all, StepOp::notify, true, false},
    {OperationKind::semaphore_wait, StepOp::wait, false, true},
    {OperationKind::semaphore_post, StepOp::notify, true, false},
    {OperationKind::once, StepOp::lock, false, true},
    {OperationKind::create, StepOp::spawn, false, false},
    {OperationKind::join, StepOp::join, false, false},
    {OperationKind::sleep, StepOp::sleep, false, false},
    {OperationKind::yield, StepOp::other, false, false},
    {OperationKind::destroy, StepOp::other, false, false},
    {OperationKind::fork, StepOp::fork, false, false},
    {OperationKind::wait_process, StepOp::join, false, false},
    {OperationKind::exit, StepOp::exit, false, false},
    {OperationKind::send, StepOp::send, true, false},
    {OperationKind::receive, StepOp::receive, false, true},
    {OperationKind::poll, StepOp::other, false, true},
    {OperationKind::open, StepOp::open, false, false},
    {OperationKind::close, StepOp::close, true, false},
    {OperationKind::print, StepOp::print, false, false},
    {OperationKind::file, StepOp::other, true, true},
    {OperationKind::signal, StepOp::other, false, false},
    {OperationKind::other, StepOp::other, false, false},
};
static_assert(sizeof rows / sizeof rows[0] == static_cast<std::size_t>(OperationKind::other) + 1);

constexpr bool in_order() {
  for (std::size_t i = 0; i < sizeof rows / sizeof rows[0]; ++i)
    if (static_cast<std::size_t>(rows[i].kind) != i) return false;
  return true;
}
static_assert(in_order());

const OperationRow& row_of(OperationKind kind) {
  return rows[static_cast<std::size_t>(kind)];
}

constexpr ObjectKind object_kinds[] = {
    ObjectKind::none,    ObjectKind::mutex,    ObjectKind::condition, ObjectKind::rwlock, ObjectKind::semaphore,
    ObjectKind::barrier, ObjectKind::spinlock, ObjectKind::once,      ObjectKind::futex,  ObjectKind::atomic,
    ObjectKind::pipe,    ObjectKind::file,     ObjectKind::process,   ObjectKind::other,
};
static_assert(sizeof object_kinds / sizeof object_kinds[0] == static_cast<std::size_t>(engine::ObjectKind::other) + 1);

bool is_memory(OperationKind kind) {
  return kind >= OperationKind::read && kind <= OperationKind::atomic_rmw;
}

// The value at the address of an access that is about to be made, so that it is there.
bool value_at(std::uint64_t address, std::uint32_t size, std::int64_t& value) {
  constexpr std::uint64_t never_mapped = 1 << 16;
  if (address < never_mapped || (size != 1 && size != 2 && size != 4 && size != 8)) return false;
  std::uint64_t word = 0;
  std::memcpy(&word, reinterpret_cast<const void*>(address), size);
  const unsigned unused_bits = 64 - 8 * size;
  value = static_cast<std::int64_t>(word << unused_bits) >> unused_bits;
  return true;
}

// The last write in this process: its value is known only when it has been made, that is at the next step.
struct Unfinished {
  trace::Record* record = nullptr;
  std::uint32_t size = 0;
} unfinished;

void finish_last_write() {
  trace::Record* record = unfinished.record;
  unfinished.record = nullptr;
  if (record == nullptr) return;
  if (value_at(record->address, unfinished.size, record->value)) record->flags |= trace::flag_value;
}

// The steps that had to come first, ascending, each once.
class After {
 public:
  void add(std::uint32_t step) {
    if (step == 0 || size_ == steps_.size()) return;
    for (std::size_t i = 0; i < size_; ++i)
      if (steps_[i] == step) return;
    steps_[size_++] = step;
  }
  std::span<const std::uint32_t> steps() const { return std::span(steps_).first(size_); }

 private:
  std::array<std::uint32_t, 4> steps_{};
  std::size_t size_ = 0;
};

After edges_of(const engine::Task& task, const engine::Operation& operation) {
  const Orders& orders = run_memory().orders;
  const OperationRow& row = row_of(operation.kind);
  After after;
  if (operation.kind == OperationKind::start && task.index < Orders::most_tasks)
    after.add(orders.created_at[task.index]);
  if (operation.kind == OperationKind::join && operation.argument < Orders::most_tasks)
    after.add(orders.ended_at[operation.argument]);
  if (row.acquires) {
    after.add(orders.last_release[operation.object % Orders::most_objects]);
    if (operation.second_object != 0) after.add(orders.last_release[operation.second_object % Orders::most_objects]);
  }
  return after;
}

void note_release(const engine::Operation& operation, std::uint32_t step) {
  if (operation.object == 0 || !row_of(operation.kind).releases) return;
  run_memory().orders.last_release[operation.object % Orders::most_objects] = step;
}

std::uint32_t flags_of(const engine::Task& task, const engine::Operation& operation, engine::Wake how) {
  std::uint32_t flags = 0;
  if (is_memory(operation.kind) && operation.writes) flags |= trace::flag_write;
  if (operation.kind >= OperationKind::atomic_load && operation.kind <= OperationKind::atomic_rmw)
    flags |= trace::flag_atomic;
  if (operation.kind == OperationKind::atomic_rmw) flags |= trace::flag_read_modify;
  if (how == engine::Wake::timed_out) flags |= trace::flag_timed_out;
  if (how == engine::Wake::spurious) flags |= trace::flag_spurious;
  static_cast<void>(task);
  return flags;
}

// What a library does once for itself (the unwinder, when first something is thrown) is no step of the student's.
bool is_librarys_once(const engine::Operation& operation) {
  const std::uint64_t address = engine::object(operation.object).address;
  return operation.kind == OperationKind::once && address >= engine::kernel_placed_base;
}

}  // namespace

trace::StepOp step_op_of(engine::OperationKind kind) {
  return row_of(kind).op;
}

std::size_t program_frames(std::uint64_t pc, std::uint32_t stack, std::span<std::uint64_t> frames) {
  std::size_t count = 0;
  if (is_program_address(pc)) frames[count++] = pc;
  const std::size_t end = count + engine::frames_of(stack, frames.subspan(count));
  for (std::size_t i = count; i < end; ++i)
    if (is_program_address(frames[i])) frames[count++] = frames[i];
  return count;
}

void describe_object(std::uint32_t object) {
  RunMemory& shared = run_memory();
  if (object == 0 || object >= Orders::most_objects || !shared.bounds.full_detail) return;
  if (shared.orders.described[object]) return;
  shared.orders.described[object] = true;
  const engine::Object& known = engine::object(object);
  trace::Record record;
  record.kind = trace::RecordKind::object;
  record.object = object;
  ObjectKind kind = object_kinds[static_cast<std::size_t>(known.kind)];
  if (known.kind == engine::ObjectKind::mutex && known.mutex_kind == engine::MutexKind::recursive)
    kind = ObjectKind::recursive_mutex;
  record.op = static_cast<std::uint8_t>(kind);
  record.address = known.address;
  record.process = static_cast<std::uint16_t>(known.space);
  const std::uint64_t pc = known.created_pc;
  shared.records.append(record, {std::span(&pc, pc != 0 ? 1 : 0), {}, {}});
}

void record_step(const engine::Task& task, const engine::Operation& operation, engine::Wake how) {
  RunMemory& shared = run_memory();
  finish_last_write();
  describe_object(operation.object);
  describe_object(operation.second_object);
  trace::Record record;
  record.kind = trace::RecordKind::step;
  record.op = static_cast<std::uint8_t>(is_librarys_once(operation) ? StepOp::other : step_op_of(operation.kind));
  record.step = static_cast<std::uint32_t>(engine::state().step);
  record.task = static_cast<std::uint16_t>(task.index + 1);
  record.process = static_cast<std::uint16_t>(task.process);
  record.object = operation.object;
  record.address = operation.address;
  record.time_ns = static_cast<std::int64_t>(engine::state().now);
  record.flags = flags_of(task, operation, how);
  const bool memory = is_memory(operation.kind);
  std::int64_t before = 0;
  const bool known = memory && value_at(operation.address, operation.size, before);
  if (known && !operation.writes) {
    record.value = before;
    record.flags |= trace::flag_value;
  }
  if (known && operation.writes) record.other = before;
  if (operation.kind == OperationKind::join) record.value = static_cast<std::int64_t>(operation.argument + 1);
  std::array<std::uint64_t, trace::max_stack> frames;
  const std::size_t depth = program_frames(operation.pc, engine::current_stack(), frames);
  const After after = edges_of(task, operation);
  trace::Record* written = shared.records.append(record, {std::span(frames).first(depth), after.steps(), {}});
  note_release(operation, record.step);
  if (written != nullptr && known && operation.writes) unfinished = {written, operation.size};
}

}  // namespace threadmark::explorer
