// The shared mapping of the system-call hooks, and its baseline between schedules.
#include "harness/hooks/syscall/system_state.hpp"

#include <cstddef>
#include <cstring>

#include <sys/mman.h>
#include <sys/syscall.h>

#include "harness/engine/raw_syscall.hpp"
#include "harness/engine/shared_state.hpp"
#include "harness/hooks/syscall/kernel.hpp"
#include "harness/hooks/syscall/paths.hpp"

namespace threadmark::detectors {
void reset_shared_shadow() __attribute__((weak));
}

namespace threadmark::hooks {

namespace {

// Private memory of the fork server: everything up to what was in use at the fork point. Static initialisers of one
// process run before it, so of processes only main's and of tasks only a few are ever in it.
constexpr std::uint32_t saved_tasks = 16;

struct Baseline {
  bool taken = false;
  std::int32_t mapping_count = 0;
  std::uint32_t tasks_known = 1;
  std::array<SharedMapping, max_shared_mappings> mappings;
  IoTable io;
  ProcessData main;
  std::array<TaskData, saved_tasks> tasks;
};

Baseline* baseline = nullptr;

void* map_fixed(std::uintptr_t address, std::size_t size, int sharing) noexcept {
  const long result = engine::raw_syscall(SYS_mmap, static_cast<long>(address), static_cast<long>(size),
                                          PROT_READ | PROT_WRITE, sharing | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0);
  return result < 0 && result > -4096 ? nullptr : reinterpret_cast<void*>(result);
}

void copy_table(IoTable& to, const IoTable& from) noexcept {
  const auto used = static_cast<std::size_t>(from.used);
  to.used = from.used;
  to.epoch = from.epoch;
  std::memcpy(to.objects.data(), from.objects.data(), used * sizeof(IoObject));
}

}  // namespace

System& system() noexcept {
  return *reinterpret_cast<System*>(system_base);
}

ProcessData& process_data(std::uint32_t index) noexcept {
  return system().processes[index];
}

TaskData& task_data(std::uint32_t index) noexcept {
  return system().tasks[index];
}

void map_system() noexcept {
  if (map_fixed(system_base, sizeof(System), MAP_SHARED | MAP_FIXED_NOREPLACE) == nullptr) {
    engine::die("the state of the system calls cannot be mapped");
  }
  System& all = system();
  all.io.used = 2;
  all.io.objects[names_object].kind = IoKind::directory;
  const IoKind kinds[3] = {IoKind::input, IoKind::output, IoKind::output};
  for (int i = 0; i < 3; ++i) {
    const std::uint16_t object = make_object(kinds[i], 0);
    io_object(object).stream = static_cast<std::uint8_t>(i);
    const std::uint8_t mode = i == 0 ? mode_read : mode_write;
    set_descriptor(1, i, Descriptor{object, mode, 0});
  }
  process_data(1).exit_signal = 17;
  all.tasks_known = 1;
  all.tasks[0] = TaskData{};
}

void save_system_baseline() noexcept {
  set_memory_prefix(static_cast<int>(kernel(SYS_getpid)));
  if (baseline == nullptr) baseline = static_cast<Baseline*>(map_fixed(0, sizeof(Baseline), MAP_PRIVATE));
  if (baseline == nullptr) engine::die("no memory for the baseline of the system calls");
  const System& all = system();
  baseline->taken = true;
  baseline->mapping_count = all.mapping_count;
  baseline->tasks_known = all.tasks_known < saved_tasks ? all.tasks_known : saved_tasks;
  baseline->mappings = all.mappings;
  copy_table(baseline->io, all.io);
  baseline->main = all.processes[1];
  for (std::uint32_t i = 0; i < saved_tasks; ++i)
    baseline->tasks[i] = all.tasks[i];
}

void restore_system_baseline() noexcept {
  if (baseline == nullptr || !baseline->taken) return;
  System& all = system();
  undo_leftovers();
  if (all.has_shared_memory && detectors::reset_shared_shadow != nullptr) detectors::reset_shared_shadow();
  all.has_shared_memory = false;
  all.dying = 0;
  all.mapping_count = baseline->mapping_count;
  all.tasks_known = baseline->tasks_known;
  all.mappings = baseline->mappings;
  copy_table(all.io, baseline->io);
  all.processes[1] = baseline->main;
  for (std::uint32_t i = 0; i < saved_tasks; ++i)
    all.tasks[i] = baseline->tasks[i];
  // Records of later processes and tasks are set anew by whoever makes them.
}

}  // namespace threadmark::hooks
