// The numbers by which the program knows its threads: the main thread of a process has its pid, others follow far
// above.
#pragma once

#include <cstdint>

namespace threadmark::hooks {

// What gettid() gives.
int number_of_task(std::uint32_t task) noexcept;

// The live task with this number (the kernel's own number is understood too: libc keeps those of threads that it made
// itself); of `process` (a pid), or of any when 0. -1: none.
int task_with_number(int process, int number) noexcept;

}  // namespace threadmark::hooks
