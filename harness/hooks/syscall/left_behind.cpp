// Orphans and zombies at the end of main.
#include "harness/hooks/syscall/left_behind.hpp"

#include "harness/engine/finding.hpp"
#include "harness/engine/shared_state.hpp"
#include "harness/hooks/syscall/system_state.hpp"

namespace threadmark::hooks {

namespace {

void report_child(const engine::Process& child, engine::FindingKind kind, const char* message) noexcept {
  engine::Finding finding;
  finding.kind = kind;
  finding.message = message;
  engine::FindingPlace& place = finding.add("access");
  place.task = child.main_task;
  place.operation = engine::OperationKind::fork;
  place.pc = child.start_pc;
  place.stack = child.start_stack;
  finding.values[0] = child.pid();
  engine::report(finding);
}

}  // namespace

void report_left_behind() noexcept {
  constexpr std::uint32_t main_process = 1;
  for (std::uint32_t i = main_process + 1; i < engine::state().process_count; ++i) {
    const engine::Process& child = engine::process(i);
    if (child.state == engine::ProcessState::alive) {
      report_child(child, engine::FindingKind::orphan_process, "process.orphan");
    } else if (child.state == engine::ProcessState::zombie) {
      report_child(child, engine::FindingKind::zombie_process, "process.zombie");
    }
  }
}

}  // namespace threadmark::hooks
