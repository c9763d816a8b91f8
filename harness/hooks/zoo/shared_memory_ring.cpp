// Right: a parent and its child pass numbers through shared memory with process-shared mutex and condition variables.
#include <pthread.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>

struct Ring {
  pthread_mutex_t lock;
  pthread_cond_t changed;
  int cell, full;
};

int main() {
  void* memory = mmap(nullptr, sizeof(Ring), PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
  Ring* ring = static_cast<Ring*>(memory);
  pthread_mutexattr_t lock_kind;
  pthread_mutexattr_init(&lock_kind);
  pthread_mutexattr_setpshared(&lock_kind, PTHREAD_PROCESS_SHARED);
  pthread_mutex_init(&ring->lock, &lock_kind);
  pthread_condattr_t kind;
  pthread_condattr_init(&kind);
  pthread_condattr_setpshared(&kind, PTHREAD_PROCESS_SHARED);
  pthread_cond_init(&ring->changed, &kind);
  const pid_t child = fork();
  int sum = 0;
  for (int i = 1; i <= 2; ++i) {
    pthread_mutex_lock(&ring->lock);
    while (ring->full == (child == 0 ? 0 : 1))
      pthread_cond_wait(&ring->changed, &ring->lock);
    if (child == 0) {
      sum += ring->cell;
    } else {
      ring->cell = i;
    }
    ring->full = 1 - ring->full;
    pthread_cond_signal(&ring->changed);
    pthread_mutex_unlock(&ring->lock);
  }
  if (child == 0) _exit(sum);
  int status = 0;
  waitpid(child, &status, 0);
  munmap(ring, sizeof(Ring));
  return WEXITSTATUS(status) == 3 ? 0 : 1;
}
