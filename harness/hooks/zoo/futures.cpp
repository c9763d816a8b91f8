// Right: promises set at thread exit, tasks that are moved, deferred and asynchronous calls, exceptions, time-outs.
#include <chrono>
#include <future>
#include <stdexcept>
#include <thread>

int main() {
  std::promise<int> late;
  std::future<int> value = late.get_future();
  std::thread setter([late = std::move(late)]() mutable { late.set_value_at_thread_exit(7); });
  std::packaged_task<int(int)> task([](int x) { return 2 * x; });
  std::future<int> twice = task.get_future();
  std::thread worker(std::move(task), 4);
  std::shared_future<int> shared = value.share();
  std::future<int> sum = std::async(std::launch::async, [shared] { return shared.get() + 1; });
  std::future<int> lazy = std::async(std::launch::deferred, [shared] { return shared.get() + 2; });
  std::future<void> fails = std::async(std::launch::async, [] { throw std::runtime_error("as it must"); });
  if (fails.wait_for(std::chrono::seconds(1)) == std::future_status::deferred) __builtin_trap();
  try {
    fails.get();
    __builtin_trap();
  } catch (const std::runtime_error&) {
  }
  if (sum.get() != 8 || lazy.get() != 9 || twice.get() != 8) __builtin_trap();
  setter.join();
  worker.join();
  std::future<int> broken;
  {
    std::promise<int> forgotten;
    broken = forgotten.get_future();
  }
  try {
    broken.get();
    __builtin_trap();
  } catch (const std::future_error&) {
  }
}
