// promise, packaged_task, async, shared_future and an exception that travels: right.
#include <future>
#include <stdexcept>
#include <string>
#include <thread>

int main() {
  std::promise<std::string> promise;
  std::future<std::string> future = promise.get_future();
  std::thread setter([&promise] { promise.set_value("a value that is longer than fifteen characters"); });
  if (future.get().size() < 15) return 1;
  setter.join();

  auto result = std::async(std::launch::async, [] { return 6 * 7; });
  if (result.get() != 42) return 2;

  std::promise<int> failing;
  std::shared_future<int> shared = failing.get_future().share();
  std::thread thrower([&failing] {
    try {
      throw std::runtime_error("it failed, with a rather long text");
    } catch (...) {
      failing.set_exception(std::current_exception());
    }
  });
  int caught = 0;
  auto look = [shared, &caught] {
    try {
      shared.get();
    } catch (const std::exception& e) {
      if (std::string(e.what()).size() > 10) ++caught;
    }
  };
  std::thread other(look);
  other.join();
  look();
  thrower.join();

  std::packaged_task<int(int)> task([](int x) { return x + 1; });
  auto answer = task.get_future();
  std::thread runner(std::move(task), 4);
  const int value = answer.get();
  runner.join();
  return value == 5 && caught == 2 ? 0 : 3;
}
