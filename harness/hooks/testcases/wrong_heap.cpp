// Bad accesses and frees, and a leak.
#include <cstdlib>

int main() {
  int* a = new int[5];
  a[5] = 1;  // expect: memory-error memory.out-of-bounds
  delete[] a;
  a[0] = 2;                                          // expect: memory-error memory.use-after-free
  char* lost = static_cast<char*>(std::malloc(10));  // expect: leak leak.memory
  lost[0] = 1;
  lost = nullptr;
  int* d = new int;
  delete d;
  delete d;  // expect: memory-error memory.double-free
  return lost != nullptr;
}
