// Right: children count in shared memory under an unnamed process-shared semaphore.
// expect: none
// always: shared 4
#include <cstdio>
#include <semaphore.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>

struct Shared {
  sem_t semaphore;
  int count;
};

int main() {
  void* memory = mmap(nullptr, sizeof(Shared), PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
  auto* shared = static_cast<Shared*>(memory);
  sem_init(&shared->semaphore, 1, 1);
  for (int i = 0; i < 4; ++i) {
    if (fork() != 0) continue;
    sem_wait(&shared->semaphore);
    ++shared->count;
    sem_post(&shared->semaphore);
    _exit(0);
  }
  while (wait(nullptr) > 0) {
  }
  printf("shared %d\n", shared->count);
}
