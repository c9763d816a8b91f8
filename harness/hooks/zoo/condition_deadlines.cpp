// Right: wait_for and wait_until with a predicate, which hold whatever ends the wait.
#include <chrono>
#include <condition_variable>
#include <mutex>
#include <thread>

std::mutex lock;
std::condition_variable changed;
bool ready = false;

int main() {
  using namespace std::chrono_literals;
  std::thread waiter([] {
    std::unique_lock guard(lock);
    if (!changed.wait_for(guard, 10ms, [] { return ready; }) && ready) __builtin_trap();
  });
  std::thread patient([] {
    std::unique_lock guard(lock);
    while (!ready)
      changed.wait_until(guard, std::chrono::system_clock::now() + 1s);
  });
  std::thread setter([] {
    std::this_thread::sleep_for(5ms);
    {
      std::lock_guard guard(lock);
      ready = true;
    }
    changed.notify_all();
  });
  waiter.join();
  patient.join();
  setter.join();
}
