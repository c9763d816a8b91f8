// Memory that nothing points to any more when the program ends normally.
#include <link.h>
#include <pthread.h>
#include <sys/mman.h>
#include <sys/syscall.h>

#include "harness/engine/event_sink.hpp"
#include "harness/engine/layout.hpp"
#include "harness/engine/point.hpp"
#include "harness/engine/raw_syscall.hpp"
#include "harness/engine/shared_state.hpp"
#include "harness/hooks/heap.hpp"
#include "harness/hooks/interposed.hpp"
#include "harness/hooks/thread_entry.hpp"

extern "C" {
extern void* __libc_stack_end;
// The runtime's own data: no place where the program keeps pointers.
extern char __start_threadmark_data[] __attribute__((weak));
extern char __stop_threadmark_data[] __attribute__((weak));
extern char __start_threadmark_bss[] __attribute__((weak));
extern char __stop_threadmark_bss[] __attribute__((weak));
}

namespace threadmark::hooks {

namespace {

/// thread_local variables of main lie below its descriptor, so far at most.
constexpr std::uint64_t main_tls_before = 2048;

/// One block of the heap while it is looked for.
struct Candidate {
  Block* block;
  bool is_reachable;
};

/// The blocks in order of address and those whose content is still to be read; lies in memory of its own.
struct Search {
  Candidate* blocks;
  std::uint32_t* to_read;
  std::uint32_t count;
  std::uint32_t waiting;
};

Candidate* find(const Search& search, std::uint64_t word) {
  std::uint32_t low = 0;
  std::uint32_t high = search.count;
  while (high - low > 1) {
    const std::uint32_t middle = (low + high) / 2;
    (reinterpret_cast<std::uint64_t>(search.blocks[middle].block) <= word ? low : high) = middle;
  }
  Candidate& candidate = search.blocks[low];
  const auto begin = reinterpret_cast<std::uint64_t>(candidate.block->payload());
  return word >= begin && word <= begin + candidate.block->size ? &candidate : nullptr;
}

void read_words(Search& search, std::uint64_t begin, std::uint64_t end) {
  if (search.count == 0) return;
  // Most words point nowhere: every run reads tens of thousands.
  const auto lowest = reinterpret_cast<std::uint64_t>(search.blocks[0].block);
  Block& last = *search.blocks[search.count - 1].block;
  const std::uint64_t span = reinterpret_cast<std::uint64_t>(last.payload()) + last.size - lowest;
  for (std::uint64_t a = (begin + 7) & ~std::uint64_t{7}; a + 8 <= end; a += 8) {
    const std::uint64_t word = *reinterpret_cast<const std::uint64_t*>(a);
    if (word - lowest > span) continue;
    Candidate* found = find(search, word);
    if (found == nullptr || found->is_reachable) continue;
    found->is_reachable = true;
    search.to_read[search.waiting++] = static_cast<std::uint32_t>(found - search.blocks);
  }
}

/// [begin, end) without the runtime's own part.
void read_around(Search& search, std::uint64_t begin, std::uint64_t end, const char* own_begin, const char* own_end) {
  const auto low = reinterpret_cast<std::uint64_t>(own_begin);
  const auto high = reinterpret_cast<std::uint64_t>(own_end);
  if (low >= high || low >= end || high <= begin) return read_words(search, begin, end);
  if (begin < low) read_words(search, begin, low);
  if (high < end) read_words(search, high, end);
}

/// The writable segments of the program and its libraries.
int read_segments(struct dl_phdr_info* module, std::size_t, void* context) {
  auto& search = *static_cast<Search*>(context);
  for (int i = 0; i < module->dlpi_phnum; ++i) {
    const ElfW(Phdr)& segment = module->dlpi_phdr[i];
    if (segment.p_type != PT_LOAD || (segment.p_flags & PF_W) == 0) continue;
    const std::uint64_t begin = module->dlpi_addr + segment.p_vaddr;
    const std::uint64_t end = begin + segment.p_memsz;
    // Of the two parts of ours, .data lies before .bss; what is between them is read.
    const auto middle = reinterpret_cast<std::uint64_t>(__start_threadmark_bss);
    const bool is_program = middle != 0 && begin <= middle && middle < end;
    if (!is_program) {
      read_words(search, begin, end);
      continue;
    }
    read_around(search, begin, middle, __start_threadmark_data, __stop_threadmark_data);
    read_around(search, middle, end, __start_threadmark_bss, __stop_threadmark_bss);
  }
  return 0;
}

void read_stacks(Search& search) {
  engine::SharedState& s = engine::state();
  const engine::Task& me = *engine::self();
  const auto here = reinterpret_cast<std::uint64_t>(__builtin_frame_address(0));
  for (std::uint32_t i = 0; i < s.task_count; ++i) {
    const engine::Task& t = s.tasks[i];
    if (t.process != me.process || t.state != engine::TaskState::alive) continue;
    const std::uint64_t top = i == me.index ? here : t.stack_pointer;
    const void* argument = thread_argument(t);
    const auto argument_at = reinterpret_cast<std::uint64_t>(&argument);
    read_words(search, argument_at, argument_at + sizeof argument);
    // A thread's own descriptor and thread_local variables lie at the top of its stack, main's around its descriptor.
    const std::uint64_t slot_end = engine::stack_base + (i + 1) * engine::stack_slot_size;
    if (top >= engine::stack_base && top < slot_end) {
      read_words(search, top, slot_end);
    } else if (top != 0) {
      read_words(search, top, reinterpret_cast<std::uint64_t>(__libc_stack_end));
      read_words(search, t.thread - main_tls_before, t.thread + 2304);
    }
  }
}

}  // namespace

namespace {

// What is read but was never written costs each run a fault of the kernel's for every page, unless it was read before.
void touch(std::uint64_t begin, std::uint64_t end) {
  constexpr std::uint64_t page = 4096;
  for (std::uint64_t at = begin & ~(page - 1); at < end; at += page)
    static_cast<void>(*reinterpret_cast<const volatile char*>(at < begin ? begin : at));
}

void touch_block(Block& block, void*) {
  const auto begin = reinterpret_cast<std::uint64_t>(block.payload());
  touch(begin, begin + block.size);
}

int touch_segments(struct dl_phdr_info* module, std::size_t, void*) {
  for (int i = 0; i < module->dlpi_phnum; ++i) {
    const ElfW(Phdr)& segment = module->dlpi_phdr[i];
    const std::uint64_t begin = module->dlpi_addr + segment.p_vaddr;
    if (segment.p_type == PT_LOAD && (segment.p_flags & PF_W) != 0) touch(begin, begin + segment.p_memsz);
  }
  return 0;
}

void collect(Block& block, void* context) {
  auto& search = *static_cast<Search*>(context);
  search.blocks[search.count++] = Candidate{&block, false};
}

void count_block(Block&, void* context) {
  ++*static_cast<std::uint64_t*>(context);
}

/// One finding per place of allocation, with the bytes and blocks that were lost there.
void report_lost(Search& search) {
  for (std::uint32_t i = 0; i < search.count; ++i) {
    Candidate& lost = search.blocks[i];
    if (lost.is_reachable || lost.block->allocation_pc == 0) continue;
    engine::Finding finding;
    finding.kind = engine::FindingKind::leak;
    finding.message = "leak.memory";
    engine::FindingPlace& place = finding.add("allocated");
    place.task = lost.block->task;
    place.pc = lost.block->allocation_pc;
    place.stack = lost.block->stack;
    place.address = reinterpret_cast<std::uint64_t>(lost.block->payload());
    place.size = lost.block->size;
    for (std::uint32_t j = i; j < search.count; ++j) {
      Candidate& same = search.blocks[j];
      if (same.is_reachable || same.block->allocation_pc != lost.block->allocation_pc) continue;
      finding.values[0] += static_cast<std::int64_t>(same.block->size);
      ++finding.values[1];
      if (j != i) same.is_reachable = true;
    }
    engine::report(finding);
  }
}

}  // namespace

void touch_what_leaks_are_sought_in() {
  const engine::RealCalls open;
  for_each_block(touch_block, nullptr);
  dl_iterate_phdr(touch_segments, nullptr);
}

}  // namespace threadmark::hooks

using namespace threadmark::hooks;
namespace engine = threadmark::engine;

/// At the normal end of the main process, with the baton.
THREADMARK_HOOK void threadmark_leak_check() {
  engine::SharedState& s = engine::state();
  if (!s.parameters.detect_leaks || s.leak_check_done || s.probed != 0) return;
  s.leak_check_done = true;
  std::uint64_t blocks = 0;
  for_each_block(count_block, &blocks);
  if (blocks == 0) return;
  const std::size_t bytes = blocks * (sizeof(Candidate) + sizeof(std::uint32_t));
  const long memory = engine::raw_syscall(SYS_mmap, 0, static_cast<long>(bytes), PROT_READ | PROT_WRITE,
                                          MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
  if (memory < 0 && memory > -4096) return;
  Search search{reinterpret_cast<Candidate*>(memory),
                reinterpret_cast<std::uint32_t*>(static_cast<std::uint64_t>(memory) + blocks * sizeof(Candidate)), 0,
                0};
  for_each_block(collect, &search);
  {
    const engine::RealCalls open;
    dl_iterate_phdr(read_segments, &search);
  }
  read_stacks(search);
  while (search.waiting != 0) {
    Block& block = *search.blocks[search.to_read[--search.waiting]].block;
    const auto begin = reinterpret_cast<std::uint64_t>(block.payload());
    read_words(search, begin, begin + block.size);
  }
  report_lost(search);
  engine::raw_syscall(SYS_munmap, memory, static_cast<long>(bytes));
}
