// Right: arming a descriptor for epoll comes before being told of it.
// expect: none
#include <atomic>
#include <cstdlib>
#include <thread>

#include <sys/epoll.h>
#include <sys/eventfd.h>
#include <unistd.h>

int main() {
  const int set = epoll_create1(0);
  const int event = eventfd(1, 0);
  epoll_event wanted{.events = EPOLLIN | EPOLLONESHOT, .data = {}};
  if (epoll_ctl(set, EPOLL_CTL_ADD, event, &wanted) != 0) std::abort();
  epoll_event got{};
  if (epoll_wait(set, &got, 1, -1) != 1) std::abort();
  int data = 0;
  std::atomic<bool> done = false;
  std::thread arms([&] {
    data = 42;
    epoll_event again{.events = EPOLLIN | EPOLLONESHOT, .data = {}};
    if (epoll_ctl(set, EPOLL_CTL_MOD, event, &again) != 0) std::abort();
    done.store(true, std::memory_order_relaxed);
  });
  if (epoll_wait(set, &got, 1, -1) != 1) std::abort();
  while (!done.load(std::memory_order_relaxed))
    std::this_thread::yield();
  if (data != 42) std::abort();
  arms.join();
  close(event);
  close(set);
}
