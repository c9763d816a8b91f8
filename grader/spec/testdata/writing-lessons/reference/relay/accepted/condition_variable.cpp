#include <condition_variable>
#include <iostream>
#include <mutex>
#include <thread>

std::mutex m;
std::condition_variable handed_over;
bool has_baton = false;

void first() {
  std::cout << "first runs\n" << std::flush;
  std::lock_guard lock(m);
  has_baton = true;
  handed_over.notify_one();
}

void second() {
  std::unique_lock lock(m);
  handed_over.wait(lock, [] { return has_baton; });
  std::cout << "second runs\n" << std::flush;
}

int main() {
  std::jthread b(second);
  std::jthread a(first);
  a.join();
  b.join();
  std::cout << "race over\n";
}
