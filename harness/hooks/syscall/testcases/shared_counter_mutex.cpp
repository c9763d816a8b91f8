// Right: children count in shared memory under a process-shared mutex.
// expect: none
// always: shared 4
#include <cstdio>
#include <pthread.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>

struct Shared {
  pthread_mutex_t mutex;
  int count;
};

int main() {
  void* memory = mmap(nullptr, sizeof(Shared), PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
  auto* shared = static_cast<Shared*>(memory);
  pthread_mutexattr_t attributes;
  pthread_mutexattr_init(&attributes);
  pthread_mutexattr_setpshared(&attributes, PTHREAD_PROCESS_SHARED);
  pthread_mutex_init(&shared->mutex, &attributes);
  for (int i = 0; i < 4; ++i) {
    if (fork() != 0) continue;
    pthread_mutex_lock(&shared->mutex);
    ++shared->count;
    pthread_mutex_unlock(&shared->mutex);
    _exit(0);
  }
  while (wait(nullptr) > 0) {
  }
  printf("shared %d\n", shared->count);
  munmap(memory, sizeof(Shared));
}
