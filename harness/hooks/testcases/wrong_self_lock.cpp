// Locking a plain mutex twice.
#include <mutex>

std::mutex m;

int main() {
  m.lock();
  m.lock();  // expect: lock-misuse lock.self-lock
}
