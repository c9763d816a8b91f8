// The same in names that are reported.
#include <iostream>
#include <thread>
namespace ns_\u202e_x { int 変数 = 0; }
int main() {
  std::thread other([] { ns_\u202e_x::変数 = 1; });
  ns_\u202e_x::変数 = 2;
  other.join();
}
