// Right: POSIX barrier with its one serial thread, spin lock, read-write lock, mutex with a priority-less attribute.
#include <pthread.h>
#include <stdlib.h>

static pthread_barrier_t barrier;
static pthread_spinlock_t spin;
static pthread_rwlock_t door = PTHREAD_RWLOCK_INITIALIZER;
static int serial, counted, value;

static void* works(void* unused) {
  (void)unused;
  pthread_spin_lock(&spin);
  counted++;
  pthread_spin_unlock(&spin);
  if (pthread_barrier_wait(&barrier) == PTHREAD_BARRIER_SERIAL_THREAD) {
    pthread_rwlock_wrlock(&door);
    serial++;
    value = counted;
    pthread_rwlock_unlock(&door);
  }
  pthread_barrier_wait(&barrier);
  pthread_rwlock_rdlock(&door);
  if (value != 3) abort();
  pthread_rwlock_unlock(&door);
  return 0;
}

int main(void) {
  pthread_t t[3];
  pthread_barrier_init(&barrier, 0, 3);
  pthread_spin_init(&spin, PTHREAD_PROCESS_PRIVATE);
  for (int i = 0; i < 3; i++)
    pthread_create(&t[i], 0, works, 0);
  for (int i = 0; i < 3; i++)
    pthread_join(t[i], 0);
  if (serial != 1) abort();
  pthread_barrier_destroy(&barrier);
  pthread_spin_destroy(&spin);
  pthread_rwlock_destroy(&door);
  return 0;
}
