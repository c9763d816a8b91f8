// A mutex in shared memory that is not process-shared, used by two processes.
#include <pthread.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>

int main() {
  auto* m = static_cast<pthread_mutex_t*>(
      mmap(nullptr, sizeof(pthread_mutex_t), PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0));
  pthread_mutex_init(m, nullptr);
  pthread_mutex_lock(m);
  pthread_mutex_unlock(m);
  const pid_t child = fork();
  if (child == 0) {
    pthread_mutex_lock(m);  // expect: lock-misuse lock.not-process-shared
    pthread_mutex_unlock(m);
    _exit(0);
  }
  waitpid(child, nullptr, 0);
}
