// Right: counting and binary semaphores as slots, as a signal and with a deadline.
#include <chrono>
#include <semaphore>
#include <thread>
#include <vector>

std::counting_semaphore<4> slots(2);
std::binary_semaphore mutex(1), finished(0);
int inside = 0, most = 0, done = 0;

void works() {
  slots.acquire();
  mutex.acquire();
  most = ++inside > most ? inside : most;
  mutex.release();
  mutex.acquire();
  --inside;
  if (++done == 3) finished.release();
  mutex.release();
  slots.release();
}

int main() {
  std::vector<std::thread> threads;
  for (int i = 0; i < 3; ++i)
    threads.emplace_back(works);
  finished.acquire();
  if (finished.try_acquire() || finished.try_acquire_for(std::chrono::milliseconds(3))) __builtin_trap();
  for (std::thread& t : threads)
    t.join();
  if (most > 2) __builtin_trap();
}
