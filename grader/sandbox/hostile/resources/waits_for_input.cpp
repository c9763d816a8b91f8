// Reads until somebody types something.
#include <iostream>
#include <thread>
#include <string>
int main() {
  std::string line;
  while (true) { std::getline(std::cin, line); std::cin.clear(); }
}
