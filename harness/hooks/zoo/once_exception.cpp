// Right: call_once whose first call throws is tried again; a function-local static is made once.
#include <mutex>
#include <stdexcept>
#include <thread>

std::once_flag once;
int tries = 0, made = 0;

struct Thing {
  Thing() { ++made; }
  int value = 3;
};
Thing& thing() {
  static Thing it;
  return it;
}

int main() {
  auto works = [] {
    try {
      std::call_once(once, [] {
        if (++tries == 1) throw std::runtime_error("again");
      });
    } catch (const std::runtime_error&) {
    }
    if (thing().value != 3) __builtin_trap();
  };
  std::thread a(works), b(works), c(works);
  a.join();
  b.join();
  c.join();
  if (tries != 2 || made != 1) __builtin_trap();
}
