// The entry of the system-call hooks.
#pragma once

namespace threadmark::hooks {

// Maps their state, and installs the handlers of traps and faults; once, when the engine's state, process 1 and task 0
// exist. Afterwards each thread calls arm_thread(). Dies when the kernel cannot trap system calls.
void start_system_calls() noexcept;

}  // namespace threadmark::hooks
