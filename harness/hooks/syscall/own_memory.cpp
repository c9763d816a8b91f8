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

/// Which arguments of a call are addresses, as bits. The registers of the others hold whatever was there before, an
/// address of ours among it: they say nothing.
struct Addresses {
  long number;
  std::uint8_t arguments;
};
constexpr Addresses addresses[] = {
    {SYS_read, 1U << 1},
    {SYS_write, 1U << 1},
    {SYS_pread64, 1U << 1},
    {SYS_pwrite64, 1U << 1},
    {SYS_readv, 1U << 1},
    {SYS_writev, 1U << 1},
    {SYS_recvfrom, 1U << 1},
    {SYS_sendto, 1U << 1},
    {SYS_recvmsg, 1U << 1},
    {SYS_sendmsg, 1U << 1},
    {SYS_getrandom, 1U},
    {SYS_getcwd, 1U},
    {SYS_uname, 1U},
    {SYS_fstat, 1U << 1},
    {SYS_stat, 1U << 1},
    {SYS_newfstatat, 1U << 2},
    {SYS_getdents64, 1U << 1},
    {SYS_readlink, 1U << 1},
    {SYS_readlinkat, 1U << 2},
    {SYS_pipe, 1U},
    {SYS_pipe2, 1U},
    {SYS_socketpair, 1U << 3},
    {SYS_poll, 1U},
    {SYS_epoll_wait, 1U << 1},
    {SYS_futex, 1U},
    {SYS_munmap, 1U},
    {SYS_mprotect, 1U},
    {SYS_mremap, 1U},
    {SYS_madvise, 1U},
    {SYS_clock_gettime, 1U << 1},
    {SYS_wait4, 1U << 1},
    {SYS_rt_sigprocmask, 1U << 2},
};

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
  for (const Addresses& row : addresses) {
    if (row.number != call.number) continue;
    for (std::size_t i = 0; i < call.arguments.size(); ++i) {
      const bool is_address = (row.arguments >> i & 1U) != 0;
      if (is_address && is_runtimes_memory(static_cast<std::uint64_t>(call.arguments[i]))) return true;
    }
    return false;
  }
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
