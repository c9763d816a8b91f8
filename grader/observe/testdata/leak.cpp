#include <cstdlib>
#include <thread>
#include <mutex>
#include <unistd.h>
std::mutex m;
int shared = 0;
int* make() { return new int[10]; }
void work() { shared++; }
int main() {
  int* p = make();
  p = nullptr;
  int* q = static_cast<int*>(malloc(4));
  q[1] = 3;
  free(q);
  q[0] = 1;
  free(q);
  int u;
  if (u > 3) shared = 2;
  std::thread a(work), b(work);
  a.join(); b.join();
  m.unlock();
  return p == nullptr ? 0 : 1;
}
