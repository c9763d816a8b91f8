// expect: check=ten-children kind=invariant-violation
// Ten threads of one process.
#include <fstream>
#include <iostream>
#include <mutex>
#include <string>
#include <thread>
#include <vector>

std::mutex office;

int tickets() {
  std::ifstream in("ticket.json");
  int n = 0;
  in.ignore(1000, ':');
  in >> n;
  return n;
}

int main() {
  std::vector<std::thread> people;
  for (int i = 1; i <= 10; ++i) {
    people.emplace_back([i] {
      std::lock_guard<std::mutex> lock(office);
      int n = tickets();
      std::cout << std::to_string(i) + " sees " + std::to_string(n) + "\n" << std::flush;
      if (n > 0) {
        std::ofstream("ticket.json") << "{\"count\": " << n - 1 << "}";
        std::cout << std::to_string(i) + " bought\n" << std::flush;
      } else {
        std::cout << std::to_string(i) + " sold out\n" << std::flush;
      }
    });
  }
  for (auto& person : people)
    person.join();
}
