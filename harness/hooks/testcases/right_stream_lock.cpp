// The lock of a stream orders what is done under it; a signal reaches a thread that has not run yet.
#include <csignal>
#include <cstdio>
#include <cstdlib>
#include <thread>

#include <pthread.h>
#include <unistd.h>

namespace {

int shared = 0;

void under_the_lock() {
  flockfile(stdout);
  ++shared;
  std::fputs("one\n", stdout);
  funlockfile(stdout);
}

void try_it() {
  while (ftrylockfile(stdout) != 0)
    std::this_thread::yield();
  ++shared;
  funlockfile(stdout);
}

}  // namespace

int main() {
  std::thread a(under_the_lock);
  std::thread b(under_the_lock);
  std::thread c(try_it);
  a.join();
  b.join();
  c.join();
  if (shared != 3) std::abort();
  std::signal(SIGUSR1, [](int) {});
  std::thread sleeper([] { usleep(1000); });
  if (pthread_kill(sleeper.native_handle(), SIGUSR1) != 0) std::abort();
  sleeper.join();
  return 0;
}
