// Right: an interval timer fires five times while main pauses.
// expect: none
// always: ticks 5
#include <csignal>
#include <cstdio>
#include <sys/time.h>
#include <unistd.h>

static volatile sig_atomic_t ticks = 0;

static void on_alarm(int) { ticks = ticks + 1; }

int main() {
  signal(SIGALRM, on_alarm);
  sigset_t alarm_signal;
  sigset_t before;
  sigemptyset(&alarm_signal);
  sigaddset(&alarm_signal, SIGALRM);
  sigprocmask(SIG_BLOCK, &alarm_signal, &before);
  itimerval every{{0, 200000}, {0, 200000}};
  setitimer(ITIMER_REAL, &every, nullptr);
  while (ticks < 5) sigsuspend(&before);
  every = {};
  setitimer(ITIMER_REAL, &every, nullptr);
  printf("ticks %d\n", static_cast<int>(ticks));
}
