// What a lesson's driver includes: GoogleTest, and the few things that a driver tells or asks the runtime.
//
// The library brings main(): each TEST is a unit of its own. Under the controlled runtime everything goes into the
// trace; without it (native and sanitizer runs) into the descriptor or file that THREADMARK_EVENTS names, one line
// each, words separated by spaces and
// %-escaped: `unit NAME`, `begin NAME`, `assertion LINE FILE MESSAGE`, `end NAME FAILED MADE`, `event NAME VALUE`,
// `done TESTS MADE`. THREADMARK_UNIT chooses one test there; `?` lists them. Nothing is printed by GoogleTest itself.
#pragma once

#include <cstdint>

#include <gtest/gtest.h>

namespace threadmark::testing {

/// Tells that something happened, for the lesson's checks: a short name, and a number. From any thread or forked child.
void event(const char* name, std::int64_t value = 0);

/// How many descriptors this process has open.
int open_descriptors();

/// Virtual time (without the runtime: steady time) in nanoseconds.
std::int64_t now_ns();

/// Runs `body` in a forked child, waits for it, and gives its wait status. The child ends by _exit(0) after it.
template <class Body>
int in_child(Body&& body);

/// Not for drivers: counts one assertion, held or failed.
int count_assertion() noexcept;
/// Not for drivers: the two halves of in_child().
int fork_flushed();
[[noreturn]] void end_child();
int wait_for_child(int pid);

template <class Body>
int in_child(Body&& body) {
  const int pid = fork_flushed();
  if (pid == 0) {
    body();
    end_child();
  }
  return wait_for_child(pid);
}

}  // namespace threadmark::testing

// Every assertion macro of GoogleTest goes through this one, so that held ones are counted too: a closing record that
// lacks some tells that the test was left early.
#undef GTEST_AMBIGUOUS_ELSE_BLOCKER_
#define GTEST_AMBIGUOUS_ELSE_BLOCKER_                            \
  switch (::threadmark::testing::count_assertion()) /* NOLINT */ \
  case 0:                                                        \
  default:
