// Deferred cancellation of threads that wait and sleep, with cleanup: right.
#include <pthread.h>
#include <unistd.h>

pthread_mutex_t m = PTHREAD_MUTEX_INITIALIZER;
pthread_cond_t c = PTHREAD_COND_INITIALIZER;
int cleaned = 0;

void unlock(void*) {
  ++cleaned;
  pthread_mutex_unlock(&m);
}

void* wait(void*) {
  pthread_mutex_lock(&m);
  pthread_cleanup_push(unlock, nullptr);
  while (true) pthread_cond_wait(&c, &m);
  pthread_cleanup_pop(1);
  return nullptr;
}

void* doze(void*) {
  while (true) sleep(1000);
  return nullptr;
}

int main() {
  pthread_t waiter;
  pthread_t sleeper;
  pthread_create(&waiter, nullptr, wait, nullptr);
  pthread_create(&sleeper, nullptr, doze, nullptr);
  usleep(10);
  pthread_cancel(waiter);
  pthread_cancel(sleeper);
  void* one = nullptr;
  void* two = nullptr;
  pthread_join(waiter, &one);
  pthread_join(sleeper, &two);
  return one == PTHREAD_CANCELED && two == PTHREAD_CANCELED && cleaned <= 1 ? 0 : 1;
}
