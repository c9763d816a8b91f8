// The student's call stack of each task, kept by the function entry and exit hooks, and the depot of stacks seen.
#pragma once

#include <cstdint>
#include <span>

namespace threadmark::engine {

struct Call;

/// Entry of a function called from `call_pc`, whose own calls put their return addresses at `slot` (or below it, where
/// it has grown its frame since); exit of the innermost one.
void enter_function(std::uint64_t call_pc, std::uint64_t slot);
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
/// The innermost function whose frame lies above `stack_pointer` and below `stack_end`; null: none, or it was not kept.
const Call* innermost_frame(std::uint64_t stack_pointer, std::uint64_t stack_end);
/// Whether the calling task's functions are known: it has entered some, and not more than are kept.
bool tells_of_functions();

}  // namespace threadmark::engine
