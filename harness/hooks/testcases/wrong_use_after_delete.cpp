// One thread deletes what the other still uses.
#include <thread>

int main() {
  int* shared = new int(1);
  std::thread t([shared] { *shared = 2; });  // expect: memory-error memory.use-after-free
  delete shared;
  t.join();
}
