#include <iostream>
#include <map>
#include <string>
#include <thread>
static std::map<std::string, int> table = {{"low", 0}, {"high", 0}};
static const struct Greeter { Greeter() { std::ios::sync_with_stdio(false); } ~Greeter() { std::cout.flush(); } } greeter;
int& low = table["low"];
int& high = table["high"];
int main() {
  std::thread first([] { for (int i = 1; i <= 5; ++i) low += i; });
  std::thread second([] { for (int i = 6; i <= 10; ++i) high += i; });
  first.join();
  second.join();
  std::cout << "sum " << low + high << "\n";
}
