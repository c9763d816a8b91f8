// Ties primitives in the program's memory to objects.
#include "harness/hooks/mirror.hpp"

#include "harness/engine/call_stack.hpp"
#include "harness/engine/finding.hpp"
#include "harness/engine/shared_state.hpp"

namespace threadmark::hooks {

using engine::Object;
using engine::ObjectKind;

namespace {

constexpr std::uint64_t mark_of(std::uint32_t generation) {
  return 0x7ead'3a4c'0000'0000ull | generation;
}

}  // namespace

std::uint32_t mirror_anew(ObjectKind kind, void* address, std::uint64_t* mark, std::uint64_t pc) {
  const auto where = reinterpret_cast<std::uint64_t>(address);
  const std::uint32_t space = engine::space_of(where);
  const std::uint32_t old = engine::find_object(space, where);
  if (old != 0) engine::forget_object(old);
  const std::uint32_t index = engine::make_object(kind, space, where, pc);
  engine::object(index).first_process = engine::self()->process;
  *mark = mark_of(engine::object(index).generation);
  return index;
}

std::uint32_t mirrored(ObjectKind kind, void* address, std::uint64_t* mark, std::uint64_t pc) {
  const auto where = reinterpret_cast<std::uint64_t>(address);
  const std::uint32_t found = engine::find_object(engine::space_of(where), where);
  if (found != 0 && engine::object(found).kind == kind && *mark == mark_of(engine::object(found).generation)) {
    check_sharing(found, pc);
    return found;
  }
  return mirror_anew(kind, address, mark, pc);
}

void unmirror(std::uint32_t index, std::uint64_t* mark) {
  engine::forget_object(index);
  *mark = 0;
}

void check_sharing(std::uint32_t index, std::uint64_t pc) {
  const Object& o = engine::object(index);
  if (o.space != engine::shared_space || o.process_shared || o.first_process == engine::self()->process) return;
  report_misuse("lock.not-process-shared", index, pc);
}

void report_misuse(const char* message, std::uint32_t index, std::uint64_t pc) {
  const Object& o = engine::object(index);
  engine::Finding finding;
  finding.kind = engine::FindingKind::lock_misuse;
  finding.message = message;
  engine::FindingPlace& here = finding.add("misuse");
  here.task = engine::self()->index;
  here.object = index;
  here.pc = pc;
  here.stack = engine::current_stack();
  here.address = o.address;
  if (o.owner != 0) {
    engine::FindingPlace& owner = finding.add("owner");
    owner.task = o.owner - 1;
    owner.object = index;
    owner.pc = o.locked_pc;
    owner.stack = o.locked_stack;
    owner.operation = engine::OperationKind::lock;
  }
  engine::report(finding);
}

}  // namespace threadmark::hooks
