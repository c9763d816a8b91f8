// Dekker's mutual exclusion without its turn: both may look before either has set its flag.
#include <assert.h>
#include <pthread.h>
static volatile int wants[2], inside, entered;

static void *enter(void *which) {
  int me = *(int *)which;
  for (int i = 0; i < 2; i++) {
    if (wants[1 - me]) continue; /* looks first, says so later */
    wants[me] = 1;
    inside++;
    assert(inside == 1);
    inside--;
    wants[me] = 0;
    entered++;
  }
  return 0;
}

int main(void) {
  static int numbers[2] = {0, 1};
  pthread_t t[2];
  for (int i = 0; i < 2; i++) pthread_create(&t[i], 0, enter, &numbers[i]);
  for (int i = 0; i < 2; i++) pthread_join(t[i], 0);
  return entered > 4;
}
