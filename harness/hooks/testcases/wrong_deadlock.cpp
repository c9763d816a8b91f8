// Two locks in opposite orders.
#include <mutex>
#include <thread>

std::mutex a;
std::mutex b;

void forth() {
  std::scoped_lock first(a);
  b.lock();  // expect: deadlock deadlock.locks
  b.unlock();
}
void back() {
  std::scoped_lock first(b);
  a.lock();
  a.unlock();
}

int main() {
  std::thread x(forth);
  std::thread y(back);
  x.join();
  y.join();
}
