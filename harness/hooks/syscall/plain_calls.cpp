// Calls that go to the kernel as they are, and futexes, which the engine answers.
#include <cerrno>

#include <sys/syscall.h>

#include "harness/hooks/syscall/dispatch.hpp"
#include "harness/hooks/syscall/kernel.hpp"

extern "C" {
long threadmark_futex(unsigned* word, int operation, unsigned value, unsigned long timeout_or_value,
                      unsigned* other_word, unsigned other_value, std::uint64_t pc) __attribute__((weak));
}

namespace threadmark::hooks {

namespace {

long as_it_is(Call& call) noexcept {
  return pass_on(call);
}

// libc's locks of streams, libstdc++'s atomic waits: objects of the engine like any other.
long futex_call(Call& call) noexcept {
  if (threadmark_futex == nullptr) return pass_on(call);
  return threadmark_futex(call.pointer<unsigned>(0), call.descriptor(1), static_cast<unsigned>(call.arguments[2]),
                          static_cast<unsigned long>(call.arguments[3]), call.pointer<unsigned>(4),
                          static_cast<unsigned>(call.arguments[5]), call.pc);
}

constexpr Row rows[] = {
    {SYS_futex, futex_call},
    {SYS_brk, as_it_is},
    {SYS_mincore, as_it_is},
    {SYS_msync, as_it_is},
    {SYS_mlock, as_it_is},
    {SYS_munlock, as_it_is},
    {SYS_arch_prctl, as_it_is},
    {SYS_set_robust_list, as_it_is},
    {SYS_get_robust_list, as_it_is},
    {SYS_rseq, as_it_is},
    {SYS_getuid, as_it_is},
    {SYS_geteuid, as_it_is},
    {SYS_getgid, as_it_is},
    {SYS_getegid, as_it_is},
    {SYS_getresuid, as_it_is},
    {SYS_getresgid, as_it_is},
    {SYS_getgroups, as_it_is},
    {SYS_getcwd, as_it_is},
    {SYS_umask, as_it_is},
    {SYS_fchmod, as_it_is},
    {SYS_fchdir, as_it_is},
    {SYS_statfs, as_it_is},
    {SYS_fstatfs, as_it_is},
    {SYS_getsockname, as_it_is},
    {SYS_getpeername, as_it_is},
    {SYS_getsockopt, as_it_is},
    {SYS_getpriority, as_it_is},
    {SYS_sched_getscheduler, as_it_is},
    {SYS_sched_getparam, as_it_is},
    {SYS_sched_get_priority_max, as_it_is},
    {SYS_sched_get_priority_min, as_it_is},
    {SYS_membarrier, as_it_is},
    {SYS_fadvise64, as_it_is},
    {SYS_sync, as_it_is},
    {SYS_syncfs, as_it_is},
};

}  // namespace

std::span<const Row> plain_rows() noexcept {
  return rows;
}

}  // namespace threadmark::hooks
