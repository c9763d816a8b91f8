// atomic wait and notify, latch, barrier, counting_semaphore: right.
#include <atomic>
#include <barrier>
#include <latch>
#include <semaphore>
#include <thread>

std::atomic<int> ready{0};
int data = 0;
std::latch both(2);
std::barrier meeting(2);
std::counting_semaphore<4> permits(1);
int guarded = 0;

void work() {
  ready.wait(0);
  if (data != 5) __builtin_trap();
  both.arrive_and_wait();
  meeting.arrive_and_wait();
  permits.acquire();
  ++guarded;
  permits.release();
}

int main() {
  std::thread t(work);
  data = 5;
  ready.store(1);
  ready.notify_one();
  both.arrive_and_wait();
  meeting.arrive_and_wait();
  permits.acquire();
  ++guarded;
  permits.release();
  t.join();
  return guarded == 2 ? 0 : 1;
}
