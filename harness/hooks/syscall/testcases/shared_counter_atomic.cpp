// Right: children count with an atomic in shared memory.
// expect: none
// always: shared 4
#include <atomic>
#include <cstdio>
#include <new>
#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>

int main() {
  void* memory = mmap(nullptr, 4096, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
  auto* count = new (memory) std::atomic<int>(0);
  for (int i = 0; i < 4; ++i) {
    if (fork() != 0) continue;
    ++*count;
    _exit(0);
  }
  while (wait(nullptr) > 0) {
  }
  printf("shared %d\n", count->load());
}
