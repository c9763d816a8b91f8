// Futexes as queues of waiters.
#pragma once

#include <cstdint>

extern "C" {
/// Answers the futex system call as the kernel would (a value or −errno).
long threadmark_futex(unsigned* word, int operation, unsigned value, unsigned long timeout_or_value,
                      unsigned* second_word, unsigned third_value, std::uint64_t pc);
}
