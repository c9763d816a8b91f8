// A thread waits for a signal that nobody sends.
#include <signal.h>

#include <thread>

int main() {
  std::thread waiter([] {
    sigset_t signals;
    sigemptyset(&signals);
    sigaddset(&signals, SIGUSR1);
    int got = 0;
    sigwait(&signals, &got);  // expect: deadlock deadlock.signal
  });
  waiter.join();
}
