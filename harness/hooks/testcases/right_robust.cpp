// A robust process-shared mutex whose owner dies holding it: right.
#include <cerrno>
#include <pthread.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>

struct Shared {
  pthread_mutex_t m;
  int value;
};

int main() {
  auto* shared = static_cast<Shared*>(mmap(nullptr, sizeof(Shared), PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0));
  pthread_mutexattr_t attributes;
  pthread_mutexattr_init(&attributes);
  pthread_mutexattr_setpshared(&attributes, PTHREAD_PROCESS_SHARED);
  pthread_mutexattr_setrobust(&attributes, PTHREAD_MUTEX_ROBUST);
  pthread_mutex_init(&shared->m, &attributes);
  const pid_t child = fork();
  if (child == 0) {
    pthread_mutex_lock(&shared->m);
    shared->value = 1;
    _exit(0);
  }
  waitpid(child, nullptr, 0);
  const int error = pthread_mutex_lock(&shared->m);
  if (error != EOWNERDEAD) return 1;
  pthread_mutex_consistent(&shared->m);
  ++shared->value;
  pthread_mutex_unlock(&shared->m);
  return shared->value == 2 ? 0 : 2;
}
