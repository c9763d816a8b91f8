// Faults of the program: SIGSEGV, SIGBUS, SIGFPE, SIGILL, SIGTRAP as the kernel raises them.
#pragma once

namespace threadmark::hooks {

// From now on a fault goes to the program's own handler, or is a crash.
void install_fault_handlers() noexcept;

// Gives the calling thread a stack for them, so that running out of its own is a crash like any other.
void give_fault_stack() noexcept;

}  // namespace threadmark::hooks
