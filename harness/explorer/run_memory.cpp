// Mapping the explorer's shared memory.
#include "harness/explorer/run_memory.hpp"

#include <cstring>
#include <new>

#include <sys/mman.h>
#include <sys/syscall.h>

#include "harness/engine/raw_syscall.hpp"

namespace threadmark::explorer {
namespace {

RunMemory* memory = nullptr;
constexpr std::size_t page = 4096;
constexpr std::size_t head_size = (sizeof(RunMemory) + page - 1) / page * page;

std::byte* map(std::size_t size) {
  const long flags = MAP_SHARED | MAP_ANONYMOUS | MAP_NORESERVE;
  long address = engine::raw_syscall(SYS_mmap, static_cast<long>(engine::event_base), static_cast<long>(size),
                                     PROT_READ | PROT_WRITE, flags | MAP_FIXED_NOREPLACE, -1, 0);
  if (address < 0 && address > -4096)
    address = engine::raw_syscall(SYS_mmap, 0, static_cast<long>(size), PROT_READ | PROT_WRITE, flags, -1, 0);
  if (address < 0 && address > -4096) engine::die("no memory for the trace");
  return reinterpret_cast<std::byte*>(address);
}

}  // namespace

RunMemory& run_memory() {
  // Fresh pages are zeroes, which is what every member begins with.
  if (memory == nullptr) memory = reinterpret_cast<RunMemory*>(map(head_size + full_bytes));
  return *memory;
}

void begin_report(const RunBounds& bounds) {
  RunMemory& shared = run_memory();
  shared.bounds = bounds;
  shared.report = RunReport{};
  shared.report.digest = trace::digest_start;
  shared.records.open(reinterpret_cast<std::byte*>(&shared) + head_size,
                      bounds.full_detail ? full_bytes : observable_bytes);
  if (bounds.full_detail) std::memset(&shared.orders, 0, sizeof shared.orders);
  shared.log.clear();
}

}  // namespace threadmark::explorer
