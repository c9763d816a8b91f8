// Exceptions kept in exception_ptr, thrown again in several threads, destroyed by whoever is last: right.
#include <exception>
#include <future>
#include <mutex>
#include <stdexcept>
#include <string>
#include <thread>
#include <vector>

struct Failure : std::runtime_error {
  explicit Failure(std::string more) : std::runtime_error("failure " + more), detail(std::move(more)) {}
  ~Failure() override { detail.clear(); }
  std::string detail;
};

std::mutex m;
std::exception_ptr kept;

int main() {
  std::thread thrower([] {
    try {
      throw Failure("with a text that is long enough to need the heap");
    } catch (...) {
      std::scoped_lock lock(m);
      kept = std::current_exception();
    }
  });
  auto look = [] {
    std::exception_ptr mine;
    {
      std::scoped_lock lock(m);
      mine = kept;
    }
    if (!mine) return;
    try {
      std::rethrow_exception(mine);
    } catch (const Failure& e) {
      if (e.detail.size() < 5 || std::string(e.what()).size() < 5) __builtin_trap();
    }
  };
  std::thread a(look);
  std::thread b(look);
  thrower.join();
  {
    std::scoped_lock lock(m);
    kept = nullptr;
  }
  a.join();
  b.join();
  std::vector<std::future<int>> results;
  for (int i = 0; i < 2; ++i) {
    results.push_back(std::async(std::launch::async, [i]() -> int { throw Failure("in a task " + std::to_string(i)); }));
  }
  int caught = 0;
  for (auto& result : results) {
    try {
      result.get();
    } catch (const std::exception&) {
      ++caught;
    }
  }
  return caught == 2 ? 0 : 1;
}
