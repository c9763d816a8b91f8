// Faults of the program: SIGSEGV, SIGBUS, SIGFPE, SIGILL, SIGTRAP as the kernel raises them.
#pragma once

namespace threadmark::hooks {

// From now on a fault goes to the program's own handler, or is a crash.
void install_fault_handlers() noexcept;

}  // namespace threadmark::hooks
