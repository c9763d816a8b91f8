// Maps the shared state and sets it back to the fork point for each schedule.
#include "harness/engine/shared_state.hpp"

#include <cstddef>
#include <cstring>

#include <sys/mman.h>
#include <sys/syscall.h>

#include "harness/engine/knowledge.hpp"
#include "harness/engine/raw_syscall.hpp"

namespace threadmark::engine {

SharedState* mapped_state = nullptr;
thread_local Local local;

namespace {

constexpr std::uint32_t state_magic = 0x7ead3a4c;

/// The remembered part of one array: private memory of the process that forks the schedules.
struct Saved {
  std::byte* copy = nullptr;
  std::size_t size = 0;

  void save(const void* from, std::size_t bytes) {
    if (bytes > size) copy = map_private(bytes);
    size = bytes;
    if (bytes != 0) std::memcpy(copy, from, bytes);
  }
  void restore(void* to) const {
    if (size != 0) std::memcpy(to, copy, size);
  }

  static std::byte* map_private(std::size_t bytes) {
    const long address =
        raw_syscall(SYS_mmap, 0, static_cast<long>(bytes), PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    if (address < 0 && address > -4096) die("no memory for the baseline");
    return reinterpret_cast<std::byte*>(address);
  }
};

struct Baseline {
  Saved header;
  Saved tasks;
  Saved processes;
  Saved objects;
  Saved clocks;
  Saved stack_bucket;
  Saved stack_nodes;
};
Baseline baseline;

}  // namespace

void* map_at(std::uintptr_t address, std::size_t size, bool shared) {
  const long flags = (shared ? MAP_SHARED : MAP_PRIVATE) | MAP_ANONYMOUS | MAP_NORESERVE;
  long result = raw_syscall(SYS_mmap, static_cast<long>(address), static_cast<long>(size), PROT_READ | PROT_WRITE,
                            flags | MAP_FIXED_NOREPLACE, -1, 0);
  if (result < 0 && result > -4096) {
    // Under a sanitizer the fixed places are taken: unit tests do without them.
    result = raw_syscall(SYS_mmap, 0, static_cast<long>(size), PROT_READ | PROT_WRITE, flags, -1, 0);
  }
  if (result < 0 && result > -4096) die("cannot map the runtime's memory");
  return reinterpret_cast<void*>(result);
}

void map_state() {
  if (mapped_state != nullptr) return;
  mapped_state = static_cast<SharedState*>(map_at(state_base, sizeof(SharedState), true));
  SharedState& s = *mapped_state;
  s.magic = state_magic;
  s.process_count = 1;
  s.object_count = 1;
  s.clock_pool_used = 16;
  s.stack_node_count = 1;
  s.parameters = RunParameters{};
  map_knowledge();
}

void save_baseline() {
  const SharedState& s = state();
  baseline.header.save(&s, offsetof(SharedState, lock_edges));
  baseline.tasks.save(s.tasks, s.task_count * sizeof(Task));
  baseline.processes.save(s.processes, s.process_count * sizeof(Process));
  baseline.objects.save(s.objects, s.object_count * sizeof(Object));
  baseline.clocks.save(s.clock_pool, s.clock_pool_used * sizeof(Epoch));
  baseline.stack_bucket.save(s.stack_bucket, sizeof s.stack_bucket);
  baseline.stack_nodes.save(s.stack_nodes, s.stack_node_count * sizeof(StackNode));
}

void restore_baseline() {
  SharedState& s = state();
  baseline.header.restore(&s);
  baseline.tasks.restore(s.tasks);
  baseline.processes.restore(s.processes);
  baseline.objects.restore(s.objects);
  baseline.clocks.restore(s.clock_pool);
  baseline.stack_bucket.restore(s.stack_bucket);
  baseline.stack_nodes.restore(s.stack_nodes);
}

}  // namespace threadmark::engine
