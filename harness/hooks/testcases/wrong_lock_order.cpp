// Opposite orders that do not lock up here, because the threads run one after the other only by a try_lock's luck.
#include <mutex>
#include <thread>

std::mutex a;
std::mutex b;
std::mutex gate;
std::mutex c;
std::mutex d;

void gated(std::mutex& first, std::mutex& second) {
  std::scoped_lock all(gate);
  std::scoped_lock one(first);
  std::scoped_lock two(second);
}

int main() {
  std::thread x([] {
    a.lock();
    b.lock();  // expect: lock-order lock-order.inversion
    b.unlock();
    a.unlock();
    gated(c, d);
  });
  std::thread y([] {
    b.lock();
    a.lock();  // expect: lock-order lock-order.inversion
    a.unlock();
    b.unlock();
    gated(d, c);
  });
  x.join();
  y.join();
}
