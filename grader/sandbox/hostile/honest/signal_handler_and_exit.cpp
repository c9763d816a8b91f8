#include <csignal>
#include <cstdlib>
#include <iostream>
#include <thread>
volatile std::sig_atomic_t seen = 0;
void note(int) { seen = 1; }
void last() { std::cout.flush(); }
int main() {
  std::signal(SIGUSR1, note);
  std::raise(SIGUSR1);
  std::atexit(last);
  int a = 0, b = 0;
  std::thread first([&] { for (int i = 1; i <= 5; ++i) a += i; });
  std::thread second([&] { for (int i = 6; i <= 10; ++i) b += i; });
  first.join();
  second.join();
  std::cout << "sum " << a + b + (seen ? 0 : 1) << "\n";
  std::exit(EXIT_SUCCESS);
}
