// 5 philosophers who all take the left fork first.
#include <assert.h>
#include <pthread.h>
enum { philosophers = 5 };
static pthread_mutex_t forks[philosophers];
static int eaten;

static void *dine(void *which) {
  int me = *(int *)which;
  pthread_mutex_lock(&forks[me]);
  pthread_mutex_lock(&forks[(me + 1) % philosophers]);
  __atomic_add_fetch(&eaten, 1, __ATOMIC_SEQ_CST);
  pthread_mutex_unlock(&forks[(me + 1) % philosophers]);
  pthread_mutex_unlock(&forks[me]);
  return 0;
}

int main(void) {
  static int numbers[philosophers];
  pthread_t t[philosophers];
  for (int i = 0; i < philosophers; i++) pthread_mutex_init(&forks[i], 0);
  for (int i = 0; i < philosophers; i++) {
    numbers[i] = i;
    pthread_create(&t[i], 0, dine, &numbers[i]);
  }
  for (int i = 0; i < philosophers; i++) pthread_join(t[i], 0);
  assert(eaten == philosophers);
  return 0;
}
