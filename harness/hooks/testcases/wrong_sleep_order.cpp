// Ordering by sleeping: the race shows when a sleep takes longer.
#include <chrono>
#include <thread>

int value = 0;

int main() {
  std::thread t([] {
    std::this_thread::sleep_for(std::chrono::milliseconds(1));
    value = 1;  // expect: data-race race.read-write
  });
  std::this_thread::sleep_for(std::chrono::milliseconds(100));
  const int seen = value;  // expect: data-race race.write-read
  t.join();
  return seen - seen;
}
