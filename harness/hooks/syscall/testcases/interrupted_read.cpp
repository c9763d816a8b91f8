// Right: an alarm without SA_RESTART interrupts a read (EINTR), one with it does not.
// expect: none
// always: interrupted 1
// always: alarms 2
// always: read 1
#include <cerrno>
#include <csignal>
#include <cstdio>
#include <unistd.h>

static volatile sig_atomic_t alarms = 0;
static int ends[2];

static void on_alarm(int) {
  alarms = alarms + 1;
  if (alarms == 2 && write(ends[1], "x", 1) != 1) _exit(1);
}

int main() {
  if (pipe(ends) != 0) return 1;
  struct sigaction action {};
  action.sa_handler = on_alarm;
  sigaction(SIGALRM, &action, nullptr);
  char byte = 0;
  alarm(1);
  const ssize_t first = read(ends[0], &byte, 1);
  printf("interrupted %d\n", first == -1 && errno == EINTR ? 1 : 0);
  action.sa_flags = SA_RESTART;
  sigaction(SIGALRM, &action, nullptr);
  alarm(1);
  const ssize_t second = read(ends[0], &byte, 1);
  printf("alarms %d\n", static_cast<int>(alarms));
  printf("read %zd\n", second);
}
