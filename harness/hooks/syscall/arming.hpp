// Makes the system calls of a process trap into our dispatcher (Syscall User Dispatch), thread by thread.
#pragma once

namespace threadmark::hooks {

// Installs the SIGSYS handler; once per process image, before the first arm_thread(). False where the kernel lacks
// Syscall User Dispatch (before 5.11, or refused by a sandbox).
bool arm_process() noexcept;

// From now on every system call of this thread that raw_syscall() does not make is dispatched by us. Each new thread
// and each forked child (its one thread) starts unarmed and calls this once its signal mask is open.
void arm_thread() noexcept;

// True when this thread's calls are dispatched at the moment.
bool armed() noexcept;

}  // namespace threadmark::hooks
