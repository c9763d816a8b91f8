// Right: poll with a time-out, select, epoll with an eventfd and a timerfd: all on virtual time.
// expect: none
// always: poll times out 0
// always: poll sees 1
// always: select sees 1
// always: event 5
// always: timer 1
#include <cstdint>
#include <cstdio>
#include <poll.h>
#include <sys/epoll.h>
#include <sys/eventfd.h>
#include <sys/select.h>
#include <sys/timerfd.h>
#include <sys/wait.h>
#include <unistd.h>

int main() {
  int ends[2];
  if (pipe(ends) != 0) return 1;
  pollfd entry{ends[0], POLLIN, 0};
  printf("poll times out %d\n", poll(&entry, 1, 3'600'000));
  if (fork() == 0) {
    sleep(1);
    if (write(ends[1], "x", 1) != 1) _exit(1);
    _exit(0);
  }
  printf("poll sees %d\n", poll(&entry, 1, -1));
  fd_set readers;
  FD_ZERO(&readers);
  FD_SET(ends[0], &readers);
  printf("select sees %d\n", select(ends[0] + 1, &readers, nullptr, nullptr, nullptr));
  wait(nullptr);

  const int event = eventfd(0, 0);
  const int timer = timerfd_create(CLOCK_MONOTONIC, 0);
  const int both = epoll_create1(0);
  epoll_event wanted{};
  wanted.events = EPOLLIN;
  wanted.data.fd = event;
  epoll_ctl(both, EPOLL_CTL_ADD, event, &wanted);
  wanted.data.fd = timer;
  epoll_ctl(both, EPOLL_CTL_ADD, timer, &wanted);
  const std::uint64_t five = 5;
  if (fork() == 0) {
    if (write(event, &five, sizeof five) != sizeof five) _exit(1);
    _exit(0);
  }
  std::uint64_t value = 0;
  epoll_event seen{};
  while (epoll_wait(both, &seen, 1, -1) != 1) {
  }
  if (seen.data.fd != event || read(event, &value, sizeof value) != sizeof value) return 1;
  printf("event %d\n", static_cast<int>(value));
  const itimerspec later{{0, 0}, {2, 0}};
  timerfd_settime(timer, 0, &later, nullptr);
  while (epoll_wait(both, &seen, 1, -1) != 1) {
  }
  if (seen.data.fd != timer || read(timer, &value, sizeof value) != sizeof value) return 1;
  printf("timer %d\n", static_cast<int>(value));
  wait(nullptr);
}
