// How processes of a run end, and how their parents learn of it.
#pragma once

#include <cstdint>

namespace threadmark::hooks {

// Ends a process with this wait status: another one at once (it is killed and gone when this returns), or the caller's
// own (does not return). Main's own end is the end of the run.
void end_process(std::uint32_t process, int wait_status) noexcept;

// SIGCHLD (or what clone asked for) and the wake-up of waiting parents; `code` as in CLD_EXITED.
void tell_parent_of_child(std::uint32_t child, int code, int status) noexcept;

// The holder of the baton waits until a process whose end was decided is really gone for the kernel, so that end of
// file and released file locks are there for whoever looks next.
void settle_deaths() noexcept;

// What a fault, abort() or a broken pipe means to a process that has no handler for it: reports the crash, then ends
// the process.
void report_crash(int signal, std::uint64_t pc, std::uint64_t address) noexcept;
[[noreturn]] void crash(int signal, std::uint64_t pc, std::uint64_t address) noexcept;

}  // namespace threadmark::hooks
