// The program's heap.
#include "harness/hooks/heap.hpp"

#include <sys/mman.h>
#include <sys/syscall.h>

#include "harness/detectors/race.hpp"
#include "harness/engine/call_stack.hpp"
#include "harness/engine/finding.hpp"
#include "harness/engine/layout.hpp"
#include "harness/engine/point.hpp"
#include "harness/engine/raw_syscall.hpp"
#include "harness/engine/shared_state.hpp"
#include "harness/hooks/interposed.hpp"

extern "C" void threadmark_fork_point() __attribute__((weak));

namespace threadmark::hooks {

namespace {

constexpr std::size_t kept_aside = std::size_t{4} << 20;  ///< bytes of freed blocks, per task
constexpr std::size_t shadowed = std::size_t{64} << 10;   ///< no more than this of a block is marked when freed
constexpr std::uint32_t size_classes = 128;

/// Freed blocks of one extent, oldest first.
struct Queue {
  Block* oldest;
  Block* newest;
};

/// One task's part of the heap; lies at its beginning.
struct Part {
  std::uint64_t used;   ///< bytes, this header included
  std::uint64_t aside;  ///< bytes of freed blocks
  Queue freed[size_classes];
};

bool is_mapped = false;

void map_heap() {
  if (is_mapped) return;
  is_mapped = true;
  const long result = engine::raw_syscall(SYS_mmap, static_cast<long>(engine::heap_base),
                                          static_cast<long>(engine::max_tasks * engine::heap_size_per_task), PROT_NONE,
                                          MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE | MAP_FIXED_NOREPLACE, -1, 0);
  if (result != static_cast<long>(engine::heap_base)) engine::die("cannot place the heap");
}

/// How many bytes of each task's part can be touched. What lies behind is out of bounds for everybody: who walks on
/// through memory that was never handed out is stopped there, as it would be by the kernel.
std::uint64_t opened[engine::max_tasks];

/// False: there is no such memory.
bool open_part(std::uint32_t task, std::uint64_t bytes) {
  if (bytes <= opened[task]) return true;
  constexpr std::uint64_t step = std::uint64_t{1} << 20;
  const std::uint64_t wanted = (bytes + step - 1) & ~(step - 1);
  const std::uintptr_t from = engine::heap_base + task * engine::heap_size_per_task + opened[task];
  const long result = engine::raw_syscall(SYS_mprotect, static_cast<long>(from),
                                          static_cast<long>(wanted - opened[task]), PROT_READ | PROT_WRITE);
  if (result == 0) opened[task] = wanted;
  return result == 0;
}

Part& part_of(std::uint32_t task) {
  return *reinterpret_cast<Part*>(engine::heap_base + task * engine::heap_size_per_task);
}

std::uint32_t own_part() {
  return engine::self() == nullptr ? 0 : engine::self()->index;
}

/// Extents up to 64 × 16 bytes have a class each, larger ones share one by power of two.
std::uint32_t class_of(std::uint32_t extent) {
  if (extent <= 64) return extent;
  return 58 + static_cast<std::uint32_t>(32 - __builtin_clz(extent));
}

std::uint32_t extent_for(std::size_t size) {
  std::size_t extent = (sizeof(Block) + (size == 0 ? 1 : size) + 15) / 16;
  if (extent > 64) extent = std::size_t{1} << (64 - __builtin_clzll(extent - 1));
  return static_cast<std::uint32_t>(extent);
}

/// The oldest freed block of this extent, when enough are kept aside.
Block* reuse(Part& part, std::uint32_t extent) {
  Queue& queue = part.freed[class_of(extent)];
  if (part.aside < kept_aside || queue.oldest == nullptr) return nullptr;
  Block* block = queue.oldest;
  queue.oldest = block->next;
  if (queue.oldest == nullptr) queue.newest = nullptr;
  part.aside -= std::size_t{extent} * 16;
  const std::size_t marked = block->payload_extent() < shadowed ? block->payload_extent() : shadowed;
  if (detectors::shadow_is_mapped()) {
    detectors::clear_shadow(reinterpret_cast<std::uintptr_t>(block), sizeof(Block) + marked);
  }
  return block;
}

Block* new_block(Part& part, std::uint32_t extent, std::size_t alignment) {
  if (part.used == 0) part.used = (sizeof(Part) + 15) & ~std::size_t{15};
  const auto base = reinterpret_cast<std::uintptr_t>(&part);
  std::uintptr_t start = base + part.used;
  const std::uintptr_t payload = (start + sizeof(Block) + alignment - 1) & ~(alignment - 1);
  std::uintptr_t gap = payload - sizeof(Block) - start;
  // invariant: blocks follow one another, so a gap is a block of its own.
  if (gap != 0 && gap < sizeof(Block)) gap += (sizeof(Block) + alignment - 1) & ~(alignment - 1);
  const std::uint64_t needed = gap + std::uint64_t{extent} * 16;
  const auto task = static_cast<std::uint32_t>((base - engine::heap_base) / engine::heap_size_per_task);
  if (part.used + needed > engine::heap_size_per_task || !open_part(task, part.used + needed)) return nullptr;
  part.used += needed;
  if (gap != 0) {
    auto* filler = reinterpret_cast<Block*>(start);
    filler->extent = static_cast<std::uint32_t>(gap / 16);
    filler->state = BlockState::filler;
    start += gap;
  }
  auto* block = reinterpret_cast<Block*>(start);
  block->extent = extent;
  return block;
}

/// Marks what must not be touched around a new block.
void fence_in(Block& block, std::uint64_t pc) {
  if (engine::self() == nullptr || !detectors::shadow_is_mapped()) return;
  const auto header = reinterpret_cast<std::uintptr_t>(&block);
  detectors::forbid_range(header + sizeof(Block) - 16, 16, detectors::access_redzone, pc);
  const std::uintptr_t end = header + sizeof(Block) + block.size;
  const std::uintptr_t limit = header + std::size_t{block.extent} * 16;
  if (end < limit) detectors::forbid_range(end, limit - end < 32 ? limit - end : 32, detectors::access_redzone, pc);
}

void count_bytes(std::uint64_t more, std::uint64_t pc) {
  if (engine::self() == nullptr) return;
  engine::SharedState& s = engine::state();
  s.heap_bytes += more;
  if (s.heap_bytes <= s.parameters.memory_limit) return;
  if (threadmark_fork_point != nullptr) threadmark_fork_point();  // the limits of a run are known behind it
  if (s.heap_bytes <= s.parameters.memory_limit) return;
  engine::Finding finding;
  finding.kind = engine::FindingKind::limit_exceeded;
  finding.message = "limit.memory";
  finding.values[0] = static_cast<std::int64_t>(s.parameters.memory_limit);
  engine::FindingPlace& place = finding.add("allocates");
  place.task = engine::self()->index;
  place.pc = pc;
  place.stack = engine::current_stack();
  engine::report(finding);
  engine::end_run(engine::EndReason::limit, 0);
}

void report_free(const char* message, const void* payload, const Block* freed, std::uint64_t pc) {
  if (engine::self() == nullptr) return;
  engine::Finding finding;
  finding.kind = engine::FindingKind::memory_error;
  finding.message = message;
  engine::FindingPlace& here = finding.add("free");
  here.task = engine::self()->index;
  here.pc = pc;
  here.stack = engine::current_stack();
  here.address = reinterpret_cast<std::uint64_t>(payload);
  if (freed != nullptr) {
    engine::FindingPlace& first = finding.add("freed");
    first.task = freed->task;
    first.pc = freed->pc;
    first.stack = freed->stack;
    first.address = here.address;
  }
  engine::report(finding);
}

/// Whether a header may lie before this address at all.
bool may_be_block(void* payload) {
  const auto address = reinterpret_cast<std::uintptr_t>(payload);
  const std::uint64_t offset = (address - engine::heap_base) % engine::heap_size_per_task;
  const auto task = static_cast<std::uint32_t>((address - engine::heap_base) / engine::heap_size_per_task);
  return address % 16 == 0 && offset >= sizeof(Part) + sizeof(Block) && opened[task] != 0 &&
         offset < part_of(task).used;
}

}  // namespace

bool is_heap(const void* address) {
  return reinterpret_cast<std::uintptr_t>(address) - engine::heap_base < engine::max_tasks * engine::heap_size_per_task;
}

void* allocate(std::size_t size, std::size_t alignment, std::uint64_t pc) {
  map_heap();
  if (size >= engine::heap_size_per_task / 2) return nullptr;
  const std::uint32_t extent = extent_for(size);
  if (!open_part(own_part(), sizeof(Part))) return nullptr;
  Part& part = part_of(own_part());
  Block* block = alignment <= 16 ? reuse(part, extent) : nullptr;
  if (block == nullptr) block = new_block(part, extent, alignment <= 16 ? 16 : alignment);
  if (block == nullptr) return nullptr;
  block->size = size;
  block->state = BlockState::allocated;
  block->pc = static_cast<std::uint32_t>(is_program_code(pc) && engine::local.ignoring == 0 ? pc : 0);
  block->allocation_pc = block->pc;
  block->stack = engine::self() == nullptr ? 0 : engine::current_stack();
  block->task = own_part();
  block->next = nullptr;
  block->counted = engine::self() != nullptr;
  count_bytes(size, pc);
  fence_in(*block, pc);
  return block->payload();
}

void deallocate(void* payload, std::uint64_t pc, bool watched) {
  if (payload == nullptr) return;
  if (!is_heap(payload) || !may_be_block(payload)) {
    // What the loader allocated before us is none of the program's business.
    if (is_heap(payload) || watched) report_free("memory.invalid-free", payload, nullptr, pc);
    return;
  }
  Block& block = *block_of(payload);
  if (block.state == BlockState::freed) return report_free("memory.double-free", payload, &block, pc);
  if (block.state != BlockState::allocated) return report_free("memory.invalid-free", payload, nullptr, pc);
  const auto address = reinterpret_cast<std::uintptr_t>(payload);
  const std::size_t marked = block.payload_extent() < shadowed ? block.payload_extent() : shadowed;
  const std::size_t checked = block.size < shadowed ? block.size : shadowed;
  if (engine::self() != nullptr) {
    if (watched) {
      detectors::access_range(address, checked, detectors::access_write | detectors::access_free_call, pc);
    }
    detectors::forbid_range(address, marked, detectors::access_freed, pc);
    if (block.counted) engine::state().heap_bytes -= block.size;
    block.stack = engine::current_stack();
    block.task = engine::self()->index;
  }
  block.pc = static_cast<std::uint32_t>(pc);
  block.state = BlockState::freed;
  block.next = nullptr;
  Part& part = part_of(static_cast<std::uint32_t>((address - engine::heap_base) / engine::heap_size_per_task));
  Queue& queue = part.freed[class_of(block.extent)];
  (queue.newest == nullptr ? queue.oldest : queue.newest->next) = &block;
  queue.newest = &block;
  part.aside += std::size_t{block.extent} * 16;
}

void for_each_block(void (*visit)(Block& block, void* context), void* context) {
  const std::uint32_t parts = engine::state().task_count;
  for (std::uint32_t i = 0; i < parts; ++i) {
    if (opened[i] == 0) continue;
    Part& part = part_of(i);
    std::uint64_t offset = (sizeof(Part) + 15) & ~std::uint64_t{15};
    while (offset < part.used) {
      auto& block = *reinterpret_cast<Block*>(reinterpret_cast<std::uintptr_t>(&part) + offset);
      if (block.state == BlockState::allocated) visit(block, context);
      offset += std::uint64_t{block.extent} * 16;
    }
  }
}

}  // namespace threadmark::hooks
