// call_once and function-local statics: right.
#include <mutex>
#include <string>
#include <thread>
#include <vector>

std::once_flag flag;
int made = 0;
int attempts = 0;
std::once_flag throwing;

const std::string& instance() {
  static const std::string text("a singleton that needs the heap to live in");
  return text;
}

void work() {
  std::call_once(flag, [] { ++made; });
  if (made != 1 || instance().size() < 10) __builtin_trap();
  try {
    std::call_once(throwing, [] {
      if (++attempts == 1) throw 1;
    });
  } catch (int) {
  }
}

int main() {
  std::vector<std::thread> threads;
  for (int i = 0; i < 3; ++i)
    threads.emplace_back(work);
  for (auto& t : threads)
    t.join();
  return made == 1 && attempts == 2 ? 0 : 1;
}
