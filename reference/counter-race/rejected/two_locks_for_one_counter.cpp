// expect: check=no-data-race kind=data-race
// The adders share one mutex and the subtracters another.
#include <iostream>
#include <mutex>
#include <thread>

int counter = 0;
std::mutex add_mutex;
std::mutex sub_mutex;

void add() {
  for (int i = 0; i < 1000; ++i) {
    std::lock_guard<std::mutex> lock(add_mutex);
    counter++;  // <- here
  }
}

void sub() {
  for (int i = 0; i < 1000; ++i) {
    std::lock_guard<std::mutex> lock(sub_mutex);
    counter--;  // <- here
  }
}

int main() {
  std::thread t1(add), t2(add), t3(sub), t4(sub);
  t1.join();
  t2.join();
  t3.join();
  t4.join();
  std::cout << "n = " << counter << std::endl;
}
