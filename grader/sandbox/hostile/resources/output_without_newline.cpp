// One line without end.
#include <iostream>
#include <thread>
#include <string>
int main() {
  const std::string part(1000, 'x');
  while (true) std::cout << part << std::flush;
}
