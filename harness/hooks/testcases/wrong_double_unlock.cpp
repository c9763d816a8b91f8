// Unlocking twice.
#include <mutex>

std::mutex m;

int main() {
  m.lock();
  m.unlock();
  m.unlock();  // expect: lock-misuse lock.unlock-unlocked
}
