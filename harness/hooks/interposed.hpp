// How a hook is written: a name that the program calls, defined by us in the executable.
//
// Ground rules: this code lives inside other people's programs. It throws nothing, uses no heap and no streams, calls
// no interposed function but through real.hpp, and makes its system calls through engine/raw_syscall. `errno` is left
// alone unless the contract of the name says otherwise.
#pragma once

#include <cstdint>

#define THREADMARK_HOOK extern "C" __attribute__((visibility("default"), used))

/// The student's instruction that led to the hook in whose body this stands.
#define THREADMARK_CALLER()                                                                         \
  ::threadmark::hooks::student_caller(reinterpret_cast<std::uint64_t>(__builtin_return_address(0)), \
                                      __builtin_frame_address(0))

namespace threadmark::hooks {

/// `return_address` when it lies in the program; else (a library called us) the place of the call in progress of the
/// innermost function of the program, found by the slot that its entry told; 0 when there is none (output at exit).
/// Where functions do not tell of themselves: the first return address into the program on the stack above `frame`.
std::uint64_t student_caller(std::uint64_t return_address, const void* frame);

/// True for addresses of the program's own code.
bool is_program_code(std::uint64_t address);

}  // namespace threadmark::hooks
