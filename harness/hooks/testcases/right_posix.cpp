// POSIX: barrier, spin lock, rwlock, semaphore, once, keys, error-checking mutex, timed wait: right.
#include <cerrno>
#include <ctime>

#include <pthread.h>
#include <semaphore.h>

pthread_barrier_t barrier;
pthread_spinlock_t spin;
pthread_rwlock_t rw = PTHREAD_RWLOCK_INITIALIZER;
pthread_once_t once = PTHREAD_ONCE_INIT;
pthread_key_t key;
pthread_mutex_t m = PTHREAD_MUTEX_INITIALIZER;
pthread_cond_t c = PTHREAD_COND_INITIALIZER;
sem_t semaphore;
int value = 0;
int keys_destroyed = 0;

void make_key() {
  pthread_key_create(&key, [](void*) { ++keys_destroyed; });
}

void* work(void*) {
  pthread_once(&once, make_key);
  pthread_setspecific(key, &value);
  sem_wait(&semaphore);
  pthread_spin_lock(&spin);
  ++value;
  pthread_spin_unlock(&spin);
  pthread_rwlock_rdlock(&rw);
  pthread_rwlock_unlock(&rw);
  pthread_barrier_wait(&barrier);
  return &value;
}

int main() {
  pthread_barrier_init(&barrier, nullptr, 2);
  pthread_spin_init(&spin, PTHREAD_PROCESS_PRIVATE);
  sem_init(&semaphore, 0, 0);
  pthread_t t;
  pthread_create(&t, nullptr, work, nullptr);
  sem_post(&semaphore);
  pthread_spin_lock(&spin);
  ++value;
  pthread_spin_unlock(&spin);
  pthread_barrier_wait(&barrier);
  void* result = nullptr;
  pthread_join(t, &result);
  pthread_mutex_lock(&m);
  timespec until;
  clock_gettime(CLOCK_REALTIME, &until);
  until.tv_sec += 1;
  int error = 0;
  while (error == 0)
    error = pthread_cond_timedwait(&c, &m, &until);
  pthread_mutex_unlock(&m);
  pthread_spin_destroy(&spin);
  pthread_barrier_destroy(&barrier);
  sem_destroy(&semaphore);
  return result == &value && value == 2 && error == ETIMEDOUT && keys_destroyed == 1 ? 0 : 1;
}
