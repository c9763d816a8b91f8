// What computes for long before main: becomes a run at once, so that its end is the program's and not the server's.
#include <csignal>

#include <sys/syscall.h>
#include <sys/time.h>

#include "harness/hooks/syscall/kernel.hpp"
#include "harness/hooks/syscall/kernel_signal.hpp"

extern "C" {
void threadmark_fork_point() __attribute__((weak));
void threadmark_watch_early(bool on);
}

namespace {

void on_time_used(int, siginfo_t*, void*) {
  if (threadmark_fork_point != nullptr) threadmark_fork_point();
}

}  // namespace

/// On: after a second of CPU time the fork point is passed wherever the program is. Runs do not inherit it.
void threadmark_watch_early(bool on) {
  if (on) threadmark::hooks::install_kernel_handler(SIGPROF, on_time_used, SA_SIGINFO | SA_RESTART);
  itimerval timer{};
  timer.it_value.tv_sec = on ? 1 : 0;
  threadmark::hooks::kernel(SYS_setitimer, ITIMER_PROF, &timer, nullptr);
}
