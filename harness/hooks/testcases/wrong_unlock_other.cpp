// Unlocking what another thread locked.
#include <mutex>
#include <thread>

std::mutex m;

int main() {
  m.lock();
  std::thread t([] { m.unlock(); });  // expect: lock-misuse lock.unlock-not-owner
  t.join();
}
