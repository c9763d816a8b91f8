// Right: atomic<shared_ptr> hands a value on; the last owner destroys it.
#include <atomic>
#include <memory>
#include <thread>

struct Value {
  int number;
};
std::atomic<std::shared_ptr<Value>> current{std::make_shared<Value>(Value{1})};

int main() {
  std::thread writer([] { current.store(std::make_shared<Value>(Value{2})); });
  std::thread reader([] {
    const std::shared_ptr<Value> seen = current.load();
    if (seen->number != 1 && seen->number != 2) __builtin_trap();
  });
  std::thread changer([] {
    std::shared_ptr<Value> seen = current.load();
    current.compare_exchange_strong(seen, std::make_shared<Value>(Value{2}));
  });
  writer.join();
  reader.join();
  changer.join();
}
