// Peterson's mutual exclusion with the turn set before the flag.
#include <assert.h>
#include <pthread.h>
#include <stdatomic.h>

static atomic_int wants[2], turn, inside;

static void *enter(void *which) {
  int me = *(int *)which;
  for (int i = 0; i < 2; i++) {
    atomic_store(&turn, 1 - me);
    atomic_store(&wants[me], 1);
    while (atomic_load(&wants[1 - me]) && atomic_load(&turn) == 1 - me) {
    }
    assert(atomic_fetch_add(&inside, 1) == 0);
    atomic_fetch_sub(&inside, 1);
    atomic_store(&wants[me], 0);
  }
  return 0;
}

int main(void) {
  static int numbers[2] = {0, 1};
  pthread_t t[2];
  for (int i = 0; i < 2; i++) pthread_create(&t[i], 0, enter, &numbers[i]);
  for (int i = 0; i < 2; i++) pthread_join(t[i], 0);
  return 0;
}
