// Ranges of the runtime, and where code may come from.
#include "harness/hooks/syscall/own_memory.hpp"

#include <array>

#include <sys/mman.h>
#include <sys/stat.h>
#include <sys/syscall.h>

#include "harness/engine/layout.hpp"
#include "harness/hooks/syscall/kernel.hpp"

namespace threadmark::hooks {

namespace {

struct Range {
  std::uint64_t begin;
  std::uint64_t end;
};

constexpr std::array<Range, 3> ranges = {{
    {engine::call_stack_base, engine::call_stack_base + engine::max_tasks* engine::call_stack_size_per_task},
    {engine::state_base, engine::event_base + engine::event_size},
    {engine::shadow_base, engine::shadow_base + engine::shadow_size},
}};

}  // namespace

bool is_runtimes_memory(std::uint64_t address) noexcept {
  return overlaps_runtimes_memory(address, 1);
}

bool overlaps_runtimes_memory(std::uint64_t address, std::uint64_t size) noexcept {
  for (const Range& range : ranges)
    if (address < range.end && (address >= range.begin || size > range.begin - address)) return true;
  return false;
}

bool reaches_runtimes_memory(const Call& call) noexcept {
  for (const long argument : call.arguments)
    if (is_runtimes_memory(static_cast<std::uint64_t>(argument))) return true;
  return false;
}

bool may_be_executable(std::uint64_t protection, int descriptor) noexcept {
  if ((protection & PROT_EXEC) == 0) return true;
  struct stat status {};
  if (descriptor < 0 || failed(kernel(SYS_fstat, descriptor, &status))) return false;
  const auto own = static_cast<uid_t>(kernel(SYS_geteuid));
  return status.st_uid != own || own == 0;
}

}  // namespace threadmark::hooks
