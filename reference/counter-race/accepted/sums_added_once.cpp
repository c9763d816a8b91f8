// Nothing is shared while the threads count: each adds its own sum once, under the lock.
#include <cstdio>
#include <functional>
#include <future>
#include <mutex>

struct Counter {
  std::mutex mutex;
  int value = 0;
};

static void work(Counter& counter, int step) {
  int mine = 0;
  for (int i = 0; i < 1000; ++i)
    mine += step;
  std::scoped_lock lock(counter.mutex);
  counter.value += mine;
}

int main() {
  Counter counter;
  std::future<void> tasks[4];
  for (int i = 0; i < 4; ++i)
    tasks[i] = std::async(std::launch::async, work, std::ref(counter), i % 2 == 0 ? 1 : -1);
  for (auto& task : tasks)
    task.get();
  std::printf("n = %d\n", counter.value);
  return 0;
}
