// The student's call stack of each task, kept by the function entry and exit hooks, and the depot of stacks seen.
#pragma once

#include <cstdint>
#include <span>

namespace threadmark::engine {

/// Entry of a function called from `call_pc`; exit of the innermost one.
void enter_function(std::uint64_t call_pc);
void leave_function();
/// Id of the calling task's stack of calls (without the current pc); 0: empty. Equal stacks have equal ids in a run.
std::uint32_t current_stack();
/// The calls of a stack, innermost first; how many were written.
std::uint32_t frames_of(std::uint32_t stack, std::span<std::uint64_t> frames);
/// Depth of the calling task's stack; set_depth() cuts it back (exceptions, longjmp).
std::uint32_t call_depth();
void set_call_depth(std::uint32_t depth);
/// The innermost call that lies in the program itself: the student's place when `pc` is in a library.
std::uint64_t innermost_call();

}  // namespace threadmark::engine
